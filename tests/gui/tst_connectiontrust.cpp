#include <algorithm>
#include <optional>

#include <QAbstractButton>
#include <QClipboard>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QMap>

#include "app/http/certificate.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/nginxserver.h"
#include "tests/support/proxyserver.h"
#include "tests/support/scriptedserver.h"
#include "ui/look/colours.h"

using namespace Qt::StringLiterals;
using support::Answer;

/// What a connection trusts, asked about once and for it alone, and what is said of a check that failed.
class tst_ConnectionTrust : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_proxy.emplace(support::ProxySettings{.user = u"px"_s, .password = u"unknown"_s});
        QVERIFY2(m_proxy->isRunning(), m_proxy->log().constData());
    }
    void failedCheckShowsItsField_data();
    void failedCheckShowsItsField();
    void withoutEncryptionByConsent();
    void unverifiedByConsent();
    void registryBelowAPath();
    void dangerIsShownEverAfter_data();
    void dangerIsShownEverAfter();
    void trustTheAuthorityThatWasSent();
    void authorityFromAFile();
    void noAuthorityToTrust();
    void changedPinBlocks();
    void tokenHostIsAskedAbout();

private:
    support::Certificates m_certificates;
    std::optional<support::ProxyServer> m_proxy; ///< wants a sign-in
};

namespace {

using Typed = QMap<QString, QString>;

enum class Server
{
    Https,
    Plain,
    AskedWithoutTls,
    Trusted, ///< its authority was added, and that of those below
    AsksForCertificate,
    AskedByAnotherName,
    BelowAPath,
};

support::NginxSettings encrypted(const support::Identity &identity)
{
    support::NginxSettings settings;
    settings.tls = identity;
    settings.serverBlock = "location / { return 200 '{}'; }\n";
    return settings;
}

/// True where something of exactly that colour is drawn.
bool holds(QWidget &widget, const QRect &place, const QColor &colour)
{
    const QImage image = widget.grab(place).toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

/// In words and in the colour of danger, in the tree and above what is open, whatever the theme is.
void showsDanger(DrivenWindow &window, const QString &word)
{
    for (const QString &theme : {u"themeLightAction"_s, u"themeDarkAction"_s}) {
        window.trigger(theme);
        const look::Colours &colours = theme == "themeDarkAction"_L1 ? look::Colours::dark() : look::Colours::light();
        const auto isColoured = [&window, &colours] {
            const auto *label = window.find<QLabel>(u"connectionDangerLabel"_s);
            return label && label->palette().color(label->foregroundRole()) == colours.danger;
        };
        WAIT_FOR(isColoured());
        auto *label = window.find<QLabel>(u"connectionDangerLabel"_s);
        QCOMPARE(label->text(), word);
        QVERIFY(holds(*label, label->rect(), colours.danger));
        const QModelIndex row = window.treeRow({u"Lab"_s});
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(word));
        QVERIFY(holds(*window.tree()->viewport(), window.tree()->visualRect(row), colours.danger));
    }
}

} // namespace

void tst_ConnectionTrust::failedCheckShowsItsField_data()
{
    QTest::addColumn<Typed>("typed"); // texts by their fields
    QTest::addColumn<Server>("kind");
    QTest::addColumn<QString>("field");
    const QString certificate = u"clientCertificateEdit"_s;
    const support::Identity client = m_certificates.client();
    QTest::newRow("no proxy there") << Typed{{u"proxyEdit"_s, u"http://127.0.0.1:1"_s}} << Server::Https
                                    << u"proxyEdit"_s;
    QTest::newRow("proxy wants a sign-in")
        << Typed{{u"proxyEdit"_s, m_proxy->url()}} << Server::Https << u"proxyUserEdit"_s;
    QTest::newRow("untrusted") << Typed() << Server::Https << u"addRootButton"_s;
    QTest::newRow("certificate wanted") << Typed() << Server::AsksForCertificate << certificate;
    QTest::newRow("certificate unusable")
        << Typed{{certificate, m_certificates.file("no certificate")}} << Server::Https << certificate;
    QTest::newRow("key locked") << Typed{{certificate, client.certificateFile},
                                         {u"clientKeyEdit"_s, m_certificates.encryptedKey(client, "unknown")}}
                                << Server::Https << u"clientKeyPasswordEdit"_s;
    QTest::newRow("pin") << Typed{{u"pinEdit"_s, QString::fromLatin1("sha256//" + QByteArray(32, 'x').toBase64())}}
                         << Server::Trusted << u"pinEdit"_s;
    QTest::newRow("no TLS") << Typed() << Server::Plain << u"plainHttpBox"_s;
    const QString address = u"connectionAddressEdit"_s;
    QTest::newRow("TLS") << Typed() << Server::AskedWithoutTls << address;
    QTest::newRow("another name") << Typed() << Server::AskedByAnotherName << address;
    QTest::newRow("below a path") << Typed() << Server::BelowAPath << address;
    QTest::newRow("no such host") << Typed{{address, u"registry.invalid"_s}} << Server::Https << address;
}

void tst_ConnectionTrust::failedCheckShowsItsField()
{
    QFETCH(const Typed, typed);
    QFETCH(const Server, kind);
    QFETCH(const QString, field);
    const bool isOfAnother = kind == Server::AskedByAnotherName;
    support::NginxSettings settings
        = encrypted(m_certificates.server(isOfAnother ? support::Flaw::WrongName : support::Flaw::None));
    if (kind == Server::Plain)
        settings.tls.reset();
    if (kind == Server::AsksForCertificate)
        settings.clientRootFile = m_certificates.rootFile();
    if (kind == Server::BelowAPath)
        settings.serverBlock = "location /registry/v2/ { return 200 '{}'; }\n";
    const support::NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window;
    const QString scheme = kind == Server::AskedWithoutTls ? u"http"_s : u"https"_s;
    window.addConnection(u"%1://127.0.0.1:%2/%3"_s.arg(scheme)
                             .arg(server.port())
                             .arg(kind == Server::BelowAPath ? u"registry/"_s : QString()));
    window.press(u"networkSectionButton"_s);
    for (const auto &[edit, text] : typed.asKeyValueRange())
        window.type(edit, text);
    if (kind >= Server::Trusted) {
        window.prompts.nextText = m_certificates.rootFile();
        window.press(u"addRootButton"_s);
    }
    window.press(u"networkSectionButton"_s);
    window.press(u"connectionNextButton"_s);
    QVERIFY(window.find<QWidget>(u"anonymousButton"_s)); // the next step, until the check came back
    auto *dialog = window.find<QDialog>(u"connectionDialog"_s);
    WAIT_FOR(dialog->focusWidget() && dialog->focusWidget()->objectName() == field);
    QVERIFY(window.find<QWidget>(field));
    const auto isInSight
        = [edit = dialog->focusWidget()] { return edit->visibleRegion().boundingRect() == edit->rect(); };
    WAIT_FOR(isInSight()); // the page scrolls
    QVERIFY(window.find<QAbstractButton>(u"showFieldButton"_s)); // to come back to it
    QVERIFY(!window.checkResult().isEmpty()); // and still says why
}

void tst_ConnectionTrust::withoutEncryptionByConsent()
{
    DrivenWindow window;
    window.addConnection(u"http://registry.example.com"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled());
    window.press(u"networkSectionButton"_s);
    window.press(u"plainHttpBox"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(!window.find<QAbstractButton>(u"plainHttpBox"_s)->isChecked()); // the answer was no
    window.prompts.nextConfirm = true;
    window.press(u"plainHttpBox"_s);
    QVERIFY(window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled());
    QVERIFY(window.find<QWidget>(u"connectionDanger"_s));
    // Another host was not consented to.
    window.type(u"connectionAddressEdit"_s, u"other.example.com"_s);
    QVERIFY(!window.find<QAbstractButton>(u"plainHttpBox"_s)->isChecked());
    QVERIFY(!window.find<QWidget>(u"connectionDanger"_s));
    window.press(u"plainHttpBox"_s);
    QVERIFY(window.find<QWidget>(u"connectionDanger"_s));
}

void tst_ConnectionTrust::unverifiedByConsent()
{
    const support::NginxServer server(encrypted(m_certificates.server(support::Flaw::SelfSigned)));
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"networkSectionButton"_s);
    window.prompts.nextConfirm = true;
    window.press(u"unverifiedBox"_s);
    QVERIFY(window.find<QWidget>(u"connectionDanger"_s));
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.checkResult().contains(u"lets everybody in"_s));
    window.goToStep(4);
    QVERIFY(window.find<QWidget>(u"connectionDanger"_s)); // in every step
    window.press(u"connectionSaveButton"_s);
    QVERIFY(!window.savedConnections().front().tls.verify);
    window.trigger(u"editConnectionAction"_s);
    QVERIFY(window.find<QWidget>(u"connectionDanger"_s));
}

void tst_ConnectionTrust::dangerIsShownEverAfter_data()
{
    QTest::addColumn<QString>("box");
    QTest::addColumn<QString>("word");
    QTest::newRow("not verified") << u"unverifiedBox"_s << u"not verified"_s;
    QTest::newRow("not encrypted") << u"plainHttpBox"_s << u"not encrypted"_s;
}

/// Once it was saved: in the tree, above what is open, and when it is edited; after a restart, and in both themes.
void tst_ConnectionTrust::dangerIsShownEverAfter()
{
    QFETCH(const QString, box);
    QFETCH(const QString, word);
    const QTemporaryDir profile;
    ui::Options options;
    options.profile = profile.path();
    {
        DrivenWindow window(options);
        window.addConnection(u"registry.example.com"_s);
        window.press(u"networkSectionButton"_s);
        window.type(u"proxyEdit"_s, u"http://127.0.0.1:1"_s); // nobody is asked
        window.prompts.nextConfirm = true;
        window.press(box);
        window.goToStep(4);
        window.type(u"connectionNameEdit"_s, u"Lab"_s);
        window.press(u"connectionSaveButton"_s);
        QVERIFY(window.treeRow({u"Lab"_s}).isValid());
        window.tree()->setCurrentIndex(window.treeRow({u"Lab"_s}));
        window.prompts.nextText = u"team/app"_s;
        window.trigger(u"addRepositoryAction"_s);
        WAIT_FOR(window.find<QLabel>(u"connectionDangerLabel"_s));
        showsDanger(window, word);
    }
    DrivenWindow window(options);
    WAIT_FOR(window.treeRow({u"Lab"_s}).isValid() && window.find<QLabel>(u"connectionDangerLabel"_s));
    showsDanger(window, word);
    window.tree()->setCurrentIndex(window.treeRow({u"Lab"_s}));
    window.trigger(u"editConnectionAction"_s);
    auto *bar = window.find<QWidget>(u"connectionDanger"_s);
    QVERIFY(bar && holds(*bar, bar->rect(), look::Colours::of(bar->palette()).danger));
}

/// An address with a path, which no Docker client can use: said in the dialog, and where the address field leads.
void tst_ConnectionTrust::registryBelowAPath()
{
    support::ScriptedServer server;
    server.answer({"GET", "/registry/v2/"}, Answer::ok("{}"));
    const QString address = QString::fromLatin1(server.url("/registry/"));
    DrivenWindow window;
    window.addConnection(address);
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(!window.checkResult().isEmpty());
    QVERIFY2(window.checkResult().contains(u"lies below /registry"_s), qPrintable(window.checkResult()));
    const QString why = window.find<QLabel>(u"connectionCheckWhy"_s)->text();
    QVERIFY2(why.contains(u"Docker, Podman"_s) && why.contains(u"server_name"_s), qPrintable(why));
    window.press(u"copyCheckButton"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"v2.path-prefix"_s));
    window.press(u"connectionCancelButton"_s);
    window.enterAddress(address);
    const auto isSaid = [&window] {
        const auto labels = window.application.window().findChildren<QLabel *>(u"placeholderHeadline"_s);
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"lies below /registry"_s);
        });
    };
    WAIT_FOR(isSaid());
}

void tst_ConnectionTrust::trustTheAuthorityThatWasSent()
{
    const support::NginxServer server(encrypted(m_certificates.server(support::Flaw::UnknownRoot)));
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.find<QAbstractButton>(u"trustAuthorityButton"_s));
    QVERIFY(window.find<QLabel>(u"connectionCheckFacts"_s)->text().contains(u"SHA-256"_s));
    window.press(u"trustAuthorityButton"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(!window.checkResult().contains(u"lets everybody in"_s));
    window.prompts.nextConfirm = true;
    window.press(u"trustAuthorityButton"_s);
    WAIT_FOR(window.checkResult().contains(u"lets everybody in"_s));
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    QCOMPARE(window.savedConnections().front().tls.extraRoots.size(), 1);
    QVERIFY(window.savedConnections().front().tls.verify);
}

void tst_ConnectionTrust::authorityFromAFile()
{
    const support::NginxServer server(encrypted(m_certificates.server()));
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"networkSectionButton"_s);
    window.prompts.nextText = m_certificates.file("no certificate");
    window.press(u"addRootButton"_s);
    QVERIFY(window.find<QLabel>(u"extraRootsNote"_s)->text().contains(u"no certificate in"_s));
    window.prompts.nextText = m_certificates.rootFile();
    window.press(u"addRootButton"_s);
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.checkResult().contains(u"lets everybody in"_s));
}

void tst_ConnectionTrust::noAuthorityToTrust()
{
    const support::NginxServer server(encrypted(m_certificates.server(support::Flaw::MissingIntermediate)));
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.find<QLabel>(u"connectionCheckFacts"_s));
    QVERIFY(!window.find<QAbstractButton>(u"trustAuthorityButton"_s));
    QVERIFY(window.find<QAbstractButton>(u"showFieldButton"_s));
}

void tst_ConnectionTrust::changedPinBlocks()
{
    const support::Identity identity = m_certificates.server();
    const support::NginxServer server(encrypted(identity));
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"networkSectionButton"_s);
    window.prompts.nextText = m_certificates.rootFile();
    window.press(u"addRootButton"_s);
    window.type(u"pinEdit"_s, QString::fromLatin1("sha256//" + QByteArray(32, 'x').toBase64()));
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.find<QLabel>(u"connectionCheckFacts"_s));
    QVERIFY2(window.checkResult().contains(u"than the one you pinned"_s), qPrintable(window.checkResult()));
    QVERIFY(!window.find<QAbstractButton>(u"trustAuthorityButton"_s));
    // The new pin is in what to do, to be compared and copied.
    QFile file(identity.certificateFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString pin = QString::fromLatin1(http::CertificateInfo::fromPem(file.readAll())->front().pin());
    const auto *why = window.find<QLabel>(u"connectionCheckWhy"_s);
    QVERIFY2(why->text().endsWith(u": "_s + pin), qPrintable(why->text()));
    QVERIFY(why->textInteractionFlags() & Qt::TextSelectableByMouse);
    window.press(u"copyCheckButton"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(pin));
}

void tst_ConnectionTrust::tokenHostIsAskedAbout()
{
    // Another host by its name; anybody gets a token that is good for nothing.
    support::NginxSettings settings;
    settings.tls = m_certificates.server();
    settings.serverBlock = "location /token { if ($http_authorization) { return 200 '{\"token\":\"good\"}'; } "
                           "return 200 '{\"token\":\"poor\"}'; }\n";
    const support::NginxServer tokens(settings);
    QVERIFY2(tokens.isRunning(), tokens.log().constData());
    const QByteArray realm = "https://localhost:" + QByteArray::number(tokens.port()) + "/token";
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, [realm](const support::ReceivedRequest &request) {
        return request.header("Authorization") == "Bearer good"
            ? Answer::ok("{}")
            : Answer::withStatus(401, "{}",
                                 {{"WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"registry\""}});
    });
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"networkSectionButton"_s);
    window.prompts.nextText = m_certificates.rootFile();
    window.press(u"addRootButton"_s);
    window.goToStep(2);
    window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.press(u"testSignInButton"_s);
    WAIT_FOR(window.find<QAbstractButton>(u"allowRealmButton"_s));
    const QString origin = QString::fromLatin1(realm.chopped(6));
    QVERIFY(window.find<QLabel>(u"connectionCheckFacts"_s)->text().contains(origin));
    window.press(u"allowRealmButton"_s);
    QCOMPARE(window.prompts.confirmed, QStringList{u"Send the password to %1?"_s.arg(origin)});
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s); // the answer was no
    QVERIFY(window.savedConnections().front().approvedRealms.isEmpty());
    // A page asks, too.
    window.enterAddress(QString::fromLatin1(server.url("/a/b")));
    WAIT_FOR(window.find<QAbstractButton>(u"placeholderButton"_s));
    window.press(u"placeholderButton"_s);
    WAIT_FOR(window.find<QWidget>(u"connectionDialog"_s));
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.find<QAbstractButton>(u"allowRealmButton"_s));
    window.prompts.nextConfirm = true;
    window.press(u"allowRealmButton"_s);
    WAIT_FOR(!window.find<QWidget>(u"connectionDialog"_s));
    QCOMPARE(window.savedConnections().front().approvedRealms, QStringList{origin});
    // It was allowed for this registry.
    window.clickTree(window.tree()->model()->index(0, 0));
    window.trigger(u"editConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, u"localhost:1"_s);
    window.press(u"connectionSaveButton"_s);
    QVERIFY(window.savedConnections().front().approvedRealms.isEmpty());
}

QTEST_MAIN(tst_ConnectionTrust)
#include "tst_connectiontrust.moc"
