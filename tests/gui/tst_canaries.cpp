#include <algorithm>

#include <unistd.h>

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QProcess>

#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/certificates.h"
#include "tests/support/keyring.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;
using support::ReceivedRequest;

namespace {

/// What is kept secret in one run. They go to the program under test on its standard input, and nowhere else.
const QStringList names{u"refused"_s, u"right"_s,     u"edited"_s, u"inaddress"_s, u"token"_s,
                        u"proxy"_s,   u"clientkey"_s, u"asked"_s,  u"kept"_s};

QByteArray basic(const QByteArray &user, const QByteArray &secret)
{
    return "Basic " + QByteArray(user + ':' + secret).toBase64();
}

} // namespace

/// The run that is looked at, in a process of its own: everything that takes a secret.
class Run final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void window();
    void everyField();

private:
    [[nodiscard]] QByteArray secret(const QString &name) const { return m_secrets.value(int(names.indexOf(name))); }
    [[nodiscard]] QString text(const QString &name) const { return QString::fromLatin1(secret(name)); }

    /// The titles of all windows, which the desktop shows to others and screen sharing to everybody.
    [[nodiscard]] bool areTitlesClean() const
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        return std::none_of(windows.begin(), windows.end(), [this](const QWidget *window) {
            return std::any_of(m_secrets.begin(), m_secrets.end(), [window](const QByteArray &secret) {
                return window->windowTitle().contains(QString::fromLatin1(secret));
            });
        });
    }

    support::SessionBus m_bus;
    QByteArrayList m_secrets;
};

void Run::initTestCase()
{
    QFile input;
    QVERIFY(input.open(stdin, QIODevice::ReadOnly));
    m_secrets = input.readLine().trimmed().split(' ');
    QCOMPARE(m_secrets.size(), names.size());
}

/// Refused, signed in, shown, edited, kept, asked for again, and typed where none belongs.
void Run::window()
{
    support::ScriptedServer server;
    const QByteArrayList known{basic("ada", secret(u"right"_s)), basic("bob", secret(u"edited"_s)),
                               basic("bob", secret(u"asked"_s))};
    server.answer({"GET", "/token"}, [this, known](const ReceivedRequest &request) {
        return known.contains(request.header("Authorization"))
            ? Answer::ok("{\"token\":\"" + secret(u"token"_s) + "\",\"expires_in\":300}")
            : Answer::withStatus(401, R"({"errors":[{"code":"UNAUTHORIZED"}]})");
    });
    server.answer({"GET", "/v2/", true}, [this, &server](const ReceivedRequest &request) {
        if (request.header("Authorization") != "Bearer " + secret(u"token"_s))
            return Answer::withStatus(
                401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + server.url("/token") + "\",service=\"r\""}});
        if (request.path() == "/v2/c/tags/list")
            return Answer::ok(R"({"name":"c","tags":["v1"]})");
        return request.path() == "/v2/_catalog" ? Answer::ok(R"({"repositories":["a/b","c"]})") : Answer::ok("{}");
    });
    const auto wasSent = [this, &server](const QByteArray &user, const QString &name) {
        const std::vector<ReceivedRequest> requests = server.requests();
        return std::any_of(requests.begin(), requests.end(), [&](const ReceivedRequest &request) {
            return request.header("Authorization") == basic(user, secret(name));
        });
    };

    ui::Options options;
    options.profile = QDir::homePath() + u"/profile"_s;
    {
        DrivenWindow window(options);
        window.trigger(u"addConnectionAction"_s);
        window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
        window.goToStep(2);
        window.press(u"passwordButton"_s);
        window.type(u"userEdit"_s, u"ada"_s);
        window.type(u"passwordEdit"_s, text(u"refused"_s));
        window.goToStep(4);
        window.type(u"connectionNameEdit"_s, u"lab"_s);
        window.press(u"connectionSaveButton"_s);
        WAIT_FOR(window.tree() && window.treeRow({u"lab"_s, u"ada was not accepted."_s}).isValid());
        window.trigger(u"signInAction"_s);
        window.type(u"passwordEdit"_s, text(u"right"_s));
        window.press(u"connectionSaveButton"_s);
        WAIT_FOR(window.treeRow({u"lab"_s, u"c"_s}).isValid());
        window.clickTree(window.treeRow({u"lab"_s, u"c"_s}));
        WAIT_FOR(window.tagRow(u"v1"_s).isValid());
        window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
        window.trigger(u"editConnectionAction"_s);
        window.goToStep(2);
        window.type(u"userEdit"_s, u"bob"_s);
        window.type(u"passwordEdit"_s, text(u"edited"_s));
        window.press(u"connectionSaveButton"_s);
        WAIT_FOR(!window.find<QDialog>(u"connectionDialog"_s));
        WAIT_FOR(wasSent("bob", u"edited"_s));
        WAIT_FOR(window.treeRow({u"lab"_s, u"c"_s}).isValid());
        const QString withPassword = QString::fromLatin1(server.url()).replace(u"://"_s, u"://ada:%1@"_s);
        window.enterAddress(withPassword.arg(text(u"inaddress"_s)));
        QVERIFY(areTitlesClean());
        window.trigger(u"activityAction"_s);
    }
    {
        // A later start asks, and gets the next one.
        DrivenWindow window(options);
        WAIT_FOR(window.tree());
        window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
        window.trigger(u"signInAction"_s);
        window.type(u"passwordEdit"_s, text(u"asked"_s));
        window.press(u"connectionSaveButton"_s);
        WAIT_FOR(wasSent("bob", u"asked"_s)); // the row of c is there from the page that was open
        WAIT_FOR(window.treeRow({u"lab"_s, u"c"_s}).isValid());
    }
    for (const auto &[user, name] : {std::pair("ada", u"refused"_s), std::pair("ada", u"right"_s),
                                     std::pair("bob", u"edited"_s), std::pair("bob", u"asked"_s)})
        QVERIFY2(wasSent(user, name), qPrintable(name));
}

/// A proxy, a client certificate with a key that is locked, and a password that is kept in a real keychain.
void Run::everyField()
{
    QTemporaryDir folder(QDir::homePath() + u"/keyring-XXXXXX"_s);
    folder.setAutoRemove(false); // to be looked into
    const support::Keyring keyring(m_bus, folder.path());
    support::Certificates certificates;
    const support::Identity identity = certificates.server();
    const support::Identity client = certificates.client();
    support::ScriptedServer server(
        support::ServerTls{identity.certificateFile, identity.keyFile, certificates.rootFile()});
    const QByteArray dora = basic("dora", secret(u"kept"_s));
    server.answer({"GET", "/v2/", true}, [dora](const ReceivedRequest &request) {
        if (request.header("Authorization") != dora)
            return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
        return request.path() == "/v2/_catalog" ? Answer::ok(R"({"repositories":["c"]})") : Answer::ok("{}");
    });
    const auto welcomed = [&server, dora] {
        const std::vector<ReceivedRequest> requests = server.requests();
        return std::count_if(requests.begin(), requests.end(),
                             [&](const ReceivedRequest &request) { return request.header("Authorization") == dora; });
    };
    support::ScriptedServer proxy;
    proxy.answer({"CONNECT", "", true}, Answer::withStatus(403));

    ui::Options options;
    options.profile = QDir::homePath() + u"/profile-of-every-field"_s;
    {
        DrivenWindow window(options);
        window.trigger(u"addConnectionAction"_s);
        window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
        window.press(u"networkSectionButton"_s);
        window.prompts.nextText = certificates.rootFile();
        window.press(u"addRootButton"_s);
        window.type(u"proxyEdit"_s, QString::fromLatin1(proxy.url()).chopped(1));
        window.type(u"proxyUserEdit"_s, u"peter"_s);
        window.type(u"proxyPasswordEdit"_s, text(u"proxy"_s));
        window.type(u"clientCertificateEdit"_s, client.certificateFile);
        window.type(u"clientKeyEdit"_s, certificates.encryptedKey(client, secret(u"clientkey"_s)));
        window.type(u"clientKeyPasswordEdit"_s, text(u"clientkey"_s));
        window.goToStep(2);
        window.press(u"passwordButton"_s);
        window.type(u"userEdit"_s, u"dora"_s);
        window.type(u"passwordEdit"_s, text(u"kept"_s));
        window.press(u"connectionCheckButton"_s);
        QVERIFY(areTitlesClean());
        WAIT_FOR(!proxy.requests().empty());
        QCOMPARE(proxy.requests().front().header("Proxy-Authorization"), basic("peter", secret(u"proxy"_s)));
        window.goToStep(1);
        window.type(u"proxyEdit"_s, {});
        window.goToStep(4);
        window.type(u"connectionNameEdit"_s, u"lab"_s);
        window.press(u"connectionSaveButton"_s);
        WAIT_FOR(window.tree() && window.treeRow({u"lab"_s, u"c"_s}).isValid());
        QVERIFY(welcomed() > 0);
    }
    // A later start has it from the keychain.
    const auto before = welcomed();
    DrivenWindow window(options);
    WAIT_FOR(window.tree() && window.treeRow({u"lab"_s}).isValid());
    window.tree()->expand(window.treeRow({u"lab"_s}));
    WAIT_FOR(window.treeRow({u"lab"_s, u"c"_s}).isValid());
    QVERIFY(welcomed() > before);
}

/// No secret stays anywhere: the home folder with everything in it, temporary files, what the program prints, the
/// command lines and environments of processes.
class tst_Canaries : public QObject
{
    Q_OBJECT

private slots:
    void nothingStays();
};

void tst_Canaries::nothingStays()
{
    const QDateTime begin = QDateTime::currentDateTime();
    const QTemporaryDir home;
    for (const QString &folder : {u"config"_s, u"data"_s, u"cache"_s, u"runtime"_s, u"tmp"_s})
        QVERIFY(QDir(home.path()).mkpath(folder));
    QFile::setPermissions(home.filePath(u"runtime"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"XDG_CACHE_HOME"_s, home.filePath(u"cache"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.filePath(u"runtime"_s));
    environment.insert(u"TMPDIR"_s, home.filePath(u"tmp"_s));
    environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true;qt.*=false"_s);

    QByteArrayList secrets;
    for (const QString &name : names)
        secrets.append(support::makeCanary(name.toLatin1()));
    // A fixture that has its secret by design, under a canary of its own: it shows that the scan reaches here.
    const QByteArray planted = support::makeCanary("planted");
    QFile fixture(home.filePath(u"data/fixture.db-wal"_s));
    QVERIFY(fixture.open(QIODevice::WriteOnly));
    fixture.write("SQLite" + QByteArray("x:" + planted).toBase64());
    fixture.close();

    support::CanaryScan scan(secrets);
    QProcess run;
    run.setProcessEnvironment(environment);
    run.setProcessChannelMode(QProcess::MergedChannels);
    run.start(QCoreApplication::applicationFilePath(), {u"--run"_s});
    run.write(secrets.join(' ') + '\n');
    QElapsedTimer clock;
    for (clock.start(); !run.waitForFinished(20) && clock.elapsed() < 100000;)
        scan.scanProcesses(::getpid());
    const QByteArray output = run.readAll();
    QVERIFY2(run.state() == QProcess::NotRunning && run.exitStatus() == QProcess::NormalExit && run.exitCode() == 0,
             output.right(900).constData());
    scan.scan(u"output"_s, output);
    scan.scanFolder(home.path());
    scan.scanFolder(QDir::tempPath(), begin);
    const int places = scan.places();
    qInfo("%d secrets, %d places", int(secrets.size()), places);
    QVERIFY2(scan.findings().isEmpty(), qPrintable(scan.findings().join(u'\n')));
    QVERIFY(places > 20);
    QVERIFY(QFileInfo::exists(home.filePath(u"profile/config/connections.json"_s)));

    support::CanaryScan sees({planted});
    sees.scanFolder(home.path());
    QCOMPARE(sees.findings().size(), 1);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QTEST_SET_MAIN_SOURCE_PATH
    if (application.arguments().contains(u"--run"_s)) {
        Run run;
        return QTest::qExec(&run, QStringList{application.arguments().constFirst()});
    }
    tst_Canaries test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_canaries.moc"
