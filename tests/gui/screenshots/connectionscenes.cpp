#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTreeWidget>

#include "tests/gui/screenshots/scenes.h"
#include "tests/support/canaryscan.h"
#include "tests/support/certificates.h"
#include "tests/support/nginxserver.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using support::Answer;
using support::ScriptedServer;

namespace {

std::unique_ptr<ScriptedServer> makeRegistry()
{
    auto server = std::make_unique<ScriptedServer>();
    server->serve("/v2/", "{}");
    server->answer({"GET", "/v2/_catalog", true}, Answer::ok(R"({"repositories":["team/app"]})"));
    server->answer({"GET", "/v2/team/app/tags/list", true},
                   Answer::ok(R"({"name":"team/app","tags":["latest","v1.0","v1.1","v2.0"]})"));
    server->answer({"", "/v2/team/app/manifests/", true}, Answer::silence());
    return server;
}

support::NginxSettings strangerSettings(support::Certificates &certificates)
{
    support::NginxSettings settings;
    settings.tls = certificates.server(support::Flaw::UnknownRoot);
    settings.serverBlock = "location / { return 200 '{}'; }\n";
    return settings;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// An authority that is not known here, from the tree; and all that is said of it.
void Scenes::certificates()
{
    support::Certificates certificates;
    const support::NginxServer server(strangerSettings(certificates));
    QVERIFY2(server.isRunning(), server.log().constData());
    start(QString::fromLatin1(server.url()));
    WAIT_FOR(m_window->tree() && m_window->tree()->model()->rowCount() == 1);
    m_window->tree()->setCurrentIndex(m_window->tree()->model()->index(0, 0));
    trigger(u"runDoctorAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"certificateTree"_s));
    shoot();
    m_window->press(u"viewCertificateButton"_s);
    WAIT_FOR(m_window->find<QWidget>(u"certificateDialog"_s));
    shoot(u"view"_s);
}

/// Step by step; what is added is a production registry.
void Scenes::connectionDialog()
{
    m_server = makeRegistry();
    start();
    trigger(u"addConnectionAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"connectionDialog"_s));
    shoot(u"address"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url()));
    m_window->goToStep(2);
    m_window->press(u"passwordButton"_s);
    const auto *doctor = m_window->find<QWidget>(u"connectionDialog"_s)->findChild<ui::DoctorView *>();
    WAIT_FOR(!doctor->report().checks.empty());
    type(u"userEdit"_s, u"ada"_s);
    shoot(u"signIn"_s);
    m_window->press(u"anonymousButton"_s);
    m_window->goToStep(3);
    WAIT_FOR(m_window->find<QAbstractButton>(u"runAgainButton"_s)->isEnabled());
    shoot(u"check"_s);
    m_window->goToStep(4);
    m_window->press(u"levelProductionButton"_s);
    shoot(u"level"_s);
}

void Scenes::guard()
{
    m_server = makeRegistry();
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, QString::fromLatin1(m_server->url("/team/app")));
    m_window->goToStep(4);
    m_window->press(u"levelProductionButton"_s);
    m_window->press(u"connectionSaveButton"_s);
    WAIT_FOR(m_window->find<QLabel>(u"connectionLevel"_s));
    shoot(u"readOnly"_s);
    trigger(u"unlockAction"_s);
    WAIT_FOR(m_window->find<QWidget>(u"unlockDialog"_s));
    shoot(u"unlock"_s);
    m_window->press(u"unlockAcceptButton"_s);
    shoot(u"unlocked"_s);
}

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
    m_window->goToStep(3);
    WAIT_FOR(m_window->find<QAbstractButton>(u"runAgainButton"_s)->isEnabled());
    shoot(u"check"_s);
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

/// The closed section of the first step, opened.
void Scenes::network()
{
    start();
    trigger(u"addConnectionAction"_s);
    type(u"connectionAddressEdit"_s, u"registry.corp.example"_s);
    m_window->press(u"networkSectionButton"_s);
    shoot();
    m_window->prompts.nextConfirm = true;
    m_window->press(u"unverifiedBox"_s);
    shoot(u"danger"_s);
}

/// What docker's and podman's files have.
void Scenes::importConnections()
{
    const QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkpath(u"containers"_s));
    QVERIFY(write(home.filePath(u"config.json"_s), R"({"auths": {
        "registry.corp.example": {"username": "robot$ci", "password": "scene"},
        "quay.io/team": {"username": "ada", "password": "scene"}},
        "credHelpers": {"123456789012.dkr.ecr.eu-central-1.amazonaws.com": "ecr-login"}})"));
    QVERIFY(write(home.filePath(u"registries.conf"_s),
                  "[[registry]]\nlocation = \"lab.example:5000\"\ninsecure = true\n"
                  "[[registry.mirror]]\nlocation = \"mirror.example\"\n[aliases]\n\"app\" = \"quay.io/team/app\"\n"));
    qputenv("DOCKER_CONFIG", QFile::encodeName(home.path()));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.path()));
    qputenv("CONTAINERS_REGISTRIES_CONF", QFile::encodeName(home.filePath(u"registries.conf"_s)));
    start();
    trigger(u"importConnectionsAction"_s);
    WAIT_FOR(m_window->find<QTreeWidget>(u"importTree"_s) && m_window->find<QTreeWidget>(u"importTree"_s)->isEnabled());
    shoot();
}

void Scenes::dockerSignIn()
{
    const QTemporaryDir home;
    qputenv("DOCKER_CONFIG", QFile::encodeName(home.path()));
    m_server = makeRegistry();
    start(*m_server);
    WAIT_FOR(m_window->tree() && m_window->tree()->model()->rowCount() == 1);
    m_window->tree()->setCurrentIndex(m_window->tree()->model()->index(0, 0));
    trigger(u"dockerSignInAction"_s);
    WAIT_FOR(m_window->find<QAbstractButton>(u"answersDockerBox"_s));
    m_window->press(u"answersDockerBox"_s);
    shoot();
}
