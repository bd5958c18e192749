#include <QAbstractButton>
#include <QAction>
#include <QLabel>

#include "app/credentials/keychainstore.h"
#include "tests/gui/screenshots/scenes.h"
#include "tests/support/canaryscan.h"
#include "tests/support/certificates.h"
#include "tests/support/nginxserver.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;
using support::ScriptedServer;

namespace {

support::NginxSettings encrypted(const support::Identity &identity, const QByteArray &serverBlock)
{
    support::NginxSettings settings;
    settings.tls = identity;
    settings.serverBlock = serverBlock;
    return settings;
}

support::NginxSettings strangerSettings(support::Certificates &certificates)
{
    return encrypted(certificates.server(support::Flaw::UnknownRoot), "location / { return 200 '{}'; }\n");
}

} // namespace

/// A server whose authority nobody knows: what it showed, the offer to trust it, and what the doctor says.
void Scenes::unknownAuthority()
{
    support::Certificates certificates;
    const support::NginxServer server(strangerSettings(certificates));
    QVERIFY2(server.isRunning(), server.log().constData());
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
    m_window->goToStep(2);
    WAIT_FOR(m_window->find<QAbstractButton>(u"trustAuthorityButton"_s));
    shoot();
    m_window->prompts.isShown = true;
    m_window->press(u"trustAuthorityButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"cancelButton"_s));
    shoot(u"question"_s);
    m_window->press(u"cancelButton"_s);
    m_window->goToStep(3);
    WAIT_FOR(m_window->find<QAbstractButton>(u"runAgainButton"_s)->isEnabled());
    shoot(u"check"_s);
}

/// An authority that is not known here, from the tree; and all that is said of it.
void Scenes::certificates()
{
    support::Certificates certificates;
    const support::NginxServer server(strangerSettings(certificates));
    QVERIFY2(server.isRunning(), server.log().constData());
    start(QString::fromLatin1(server.url()));
    callDoctor();
    WAIT_FOR(m_window->find<QWidget>(u"certificateTree"_s));
    shoot();
    m_window->press(u"viewCertificateButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"certificateDialog"_s));
    shoot(u"view"_s);
}

/// The server shows another key than the one that was pinned.
void Scenes::pinChanged()
{
    support::Certificates certificates;
    const support::NginxServer server(encrypted(certificates.server(), "location / { return 200 '{}'; }\n"));
    QVERIFY2(server.isRunning(), server.log().constData());
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
    m_window->press(u"networkSectionButton"_s);
    m_window->prompts.nextText = certificates.rootFile();
    m_window->press(u"addRootButton"_s);
    m_window->type(u"pinEdit"_s, QString::fromLatin1("sha256//" + QByteArray(32, 'x').toBase64()));
    m_window->press(u"connectionCheckButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"connectionCheckFacts"_s));
    shoot();
    m_window->goToStep(3);
    WAIT_FOR(m_window->find<QAbstractButton>(u"runAgainButton"_s)->isEnabled());
    shoot(u"check"_s);
}

/// A registry that wants its users to sign in at another host.
void Scenes::tokenHost()
{
    support::Certificates certificates;
    const support::NginxServer tokens(
        encrypted(certificates.server(), "location /token { return 200 '{\"token\":\"poor\"}'; }\n"));
    QVERIFY2(tokens.isRunning(), tokens.log().constData());
    const QByteArray realm = "https://localhost:" + QByteArray::number(tokens.port()) + "/token";
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer(
        {"GET", "/v2/", true},
        Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"registry\""}}));
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url()));
    m_window->press(u"networkSectionButton"_s);
    m_window->prompts.nextText = certificates.rootFile();
    m_window->press(u"addRootButton"_s);
    m_window->goToStep(2);
    m_window->press(u"passwordButton"_s);
    type(u"userEdit"_s, u"ada"_s);
    type(u"passwordEdit"_s, u"" CANARY "right"_s);
    m_window->press(u"testSignInButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"allowRealmButton"_s));
    WAIT_FOR(m_window->find<QWidget>(u"connectionCheckCounts"_s));
    shoot();
    m_window->prompts.isShown = true;
    m_window->press(u"allowRealmButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"confirmButton"_s));
    shoot(u"question"_s);
}

/// A password that is refused, in the steps of a new connection and where a page asks for it again.
void Scenes::signIn()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer({"", "/", true},
                     Answer::withStatus(401, R"({"errors":[{"code":"UNAUTHORIZED","message":"who is there?"}]})",
                                        {{"WWW-Authenticate", "Basic realm=\"here\""}}));
    start(*m_server, "/team/app");
    WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
    m_window->press(u"placeholderButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"connectionDialog"_s));
    shoot(u"again"_s);
    m_window->press(u"connectionCancelButton"_s);
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url()));
    m_window->goToStep(2);
    m_window->press(u"passwordButton"_s);
    type(u"userEdit"_s, u"ada"_s);
    type(u"passwordEdit"_s, u"" CANARY "wrong"_s);
    m_window->press(u"testSignInButton"_s);
    const auto *counts = m_window->find<QLabel>(u"connectionCheckCounts"_s);
    WAIT_FOR(counts->isVisible() && m_window->find<QAbstractButton>(u"copyCheckButton"_s));
    shoot(u"refused"_s);
}

/// A password in a keychain that is locked, that refuses, and that is not there: on its page and where it is entered.
void Scenes::keychain()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer({"", "/", true}, Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}}));
    auto lab = connections::Connection::toHost({false, "127.0.0.1", m_server->port()}, connections::SchemeChoice::Http);
    lab.name = u"harbor-lab"_s;
    lab.user = u"ada"_s;
    save({lab});
    support::ChangingKeychain keychain(m_bus, m_profile->path());
    credentials::KeychainStore store(m_profile->filePath(u"config/keychain.json"_s));
    QVERIFY(store.store(lab.id, {lab.user, base::Secret(QByteArray(CANARY "kept"))}, {}));
    for (const QString &state : {u"locked"_s, u"none"_s, u"denied"_s}) {
        keychain.become(state);
        m_window.reset();
        start(*m_server, "/team/app");
        WAIT_FOR(m_window->find<QAbstractButton>(u"placeholderButton"_s));
        shoot(state);
        m_window->tree()->setCurrentIndex(m_window->tree()->model()->index(0, 0));
        trigger(u"editConnectionAction"_s);
        m_window->goToStep(2);
        m_window->press(u"testSignInButton"_s);
        WAIT_FOR(m_window->find<QWidget>(u"copyCheckButton"_s));
        shoot(state + u"SignIn"_s);
    }
}
