#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "app/connections/address.h"
#include "app/connections/connectionfile.h"
#include "app/connections/dockersignins.h"
#include "app/credentials/keychain.h"
#include "app/credentials/keychainstore.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/keyring.h"
#include "tests/support/longrun.h"

using namespace Qt::StringLiterals;
using connections::Connection;

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
};

const support::TokenServerSettings user; ///< whom the registry lets in

/// A place that a sign-in can be for, and one of the ways to write it.
struct Spelling
{
    QByteArray place; ///< the same for all spellings of one; empty: none that a connection has
    QByteArray text;
};

Spelling drawn(std::mt19937 &random, bool isConnection)
{
    const auto oneOf = [&random](const QByteArrayList &list) {
        return list[std::uniform_int_distribution<qsizetype>(0, list.size() - 1)(random)];
    };
    static const QByteArrayList hub{"docker.io", "index.docker.io", "registry-1.docker.io"};
    const QByteArray host = oneOf(hub
                                  + QByteArrayList{"auth.docker.io", "a.example", "aa.example", "a.example.evil",
                                                   "b.a.example", "localhost", "127.0.0.1", "127.0.0.11", "[::1]"});
    const QByteArray port = oneOf({"", "", ":443", ":80", ":5000", ":5001", ":50"});
    const bool isHub = hub.contains(host) && (port.isEmpty() || port == ":443");
    const QByteArray place = host + (port.isEmpty() ? QByteArray(":443") : port);
    Spelling spelling{isHub ? QByteArray("docker.io") : place, host + port};
    if (isConnection)
        return spelling;
    const QByteArray scheme = oneOf({"", "", "https://", "http://"});
    const QByteArray path = oneOf({"", "", "/", "/v1/", "/v2/", "/part", "/a.example"});
    const bool isVersion = path.startsWith("/v") && hub.contains(host) && port.isEmpty();
    if (scheme.isEmpty() && path.size() > 1 && !isVersion)
        spelling.place.clear(); // a part of the registry: clients ask for the whole, too
    spelling.text = scheme + (oneOf({"", "x"}).isEmpty() ? spelling.text : spelling.text.toUpper()) + path;
    return spelling;
}

} // namespace

/// docker-credential-portolan, by hand and through skopeo, over a real keyring.
class TestDockerSignIns final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void usage();
    void leavesNoCoreDump();
    void hasNothing();
    void storesAndErases();
    void refusesWhatIsNoEntry_data();
    void refusesWhatIsNoEntry();
    void givesTheSignInOfTheChosenConnection();
    void namesOfDockerHub();
    void answersForItsOwnPlaceOnly();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void keepsWhatAFrozenKeychainHas();
    void requestsOfDocker();
    void keepsNothingThatTheConnectionAnswers();
    void keepsWhatTheConnectionDoesNotAnswer_data();
    void keepsWhatTheConnectionDoesNotAnswer();
    void throughSkopeo();

private:
    [[nodiscard]] QProcessEnvironment environment() const;
    /// Runs @p program of the PATH that the helper is in.
    [[nodiscard]] Outcome run(const QString &program, const QStringList &arguments, const QByteArray &input = {}) const;
    [[nodiscard]] Outcome helper(const QString &command, const QByteArray &input = {}) const
    {
        return run(QStringLiteral(BINARY_DIR "/bin/docker-credential-portolan"), {command}, input);
    }
    [[nodiscard]] Outcome store(const QByteArray &server, const QByteArray &name, const QByteArray &secret) const;
    /// What it gives for `registry.example:5000`.
    [[nodiscard]] QByteArray secret() const
    {
        const Outcome found = helper(u"get"_s, "registry.example:5000");
        return QJsonDocument::fromJson(found.output)[u"Secret"].toString().toUtf8();
    }
    /// Whose entries the helper has of its own, by their ids.
    [[nodiscard]] std::map<QString, QString> ownUsers() const
    {
        return credentials::KeychainStore(config(u"docker-credentials.json"_s)).usersInKeychain();
    }
    [[nodiscard]] QString config(const QString &name) const { return m_home->filePath(u"config/portolan/"_s + name); }
    /// A connection whose password is in the keychain, saved.
    [[nodiscard]] Connection save(const QByteArray &host, quint16 port, bool answersDocker) const;

    support::SessionBus m_bus;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestDockerSignIns::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(config({})));
}

QProcessEnvironment TestDockerSignIns::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, QStringLiteral(BINARY_DIR "/bin:") + environment.value(u"PATH"_s));
    environment.insert(u"HOME"_s, m_home->path());
    environment.insert(u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s));
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, QString::fromUtf8(m_bus.address()));
    environment.insert(u"REGISTRY_AUTH_FILE"_s, m_home->filePath(u"auth.json"_s));
    return environment;
}

Outcome TestDockerSignIns::run(const QString &program, const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    // What the test itself has on the bus answers meanwhile.
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 100000))
        qWarning("%s does not end", qPrintable(program));
    Outcome outcome{process.exitCode(), process.readAllStandardOutput()};
    const QByteArray problems = process.readAllStandardError();
    if (!problems.isEmpty())
        qInfo("%s", problems.constData());
    return outcome;
}

Outcome TestDockerSignIns::store(const QByteArray &server, const QByteArray &name, const QByteArray &secret) const
{
    return helper(u"store"_s,
                  "{\"ServerURL\":\"" + server + "\",\"Username\":\"" + name + "\",\"Secret\":\"" + secret + "\"}\n");
}

Connection TestDockerSignIns::save(const QByteArray &host, quint16 port, bool answersDocker) const
{
    const bool isPlain = host == "127.0.0.1";
    Connection connection = Connection::toHost(
        {!isPlain, host, port}, isPlain ? connections::SchemeChoice::Http : connections::SchemeChoice::Https);
    connection.user = QString::fromUtf8(user.user);
    connection.answersDocker = answersDocker;
    credentials::KeychainStore store(config(u"keychain.json"_s));
    if (!store.store(connection.id, {connection.user, base::Secret(QByteArray(user.password))}, {})
        || !connections::ConnectionFile(config(u"connections.json"_s)).write({connection}))
        qFatal("a connection cannot be saved");
    return connection;
}

void TestDockerSignIns::usage()
{
    for (const QString &command : {QString(), u"help"_s, u"GET"_s}) {
        const Outcome outcome = helper(command);
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.output, "Usage: docker-credential-portolan <store|get|erase|list|version>\n");
    }
    QVERIFY(helper(u"version"_s).output.startsWith("docker-credential-portolan "));
}

void TestDockerSignIns::leavesNoCoreDump()
{
#ifdef Q_OS_LINUX
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(BINARY_DIR "/bin/docker-credential-portolan"), {u"get"_s}); // waits for the server
    const auto limit = [&process] {
        QFile limits(u"/proc/%1/limits"_s.arg(process.processId()));
        return limits.open(QIODevice::ReadOnly) ? limits.readAll().simplified() : QByteArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(limit().contains("Max core file size 1 1 bytes"), 60000);
    process.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60000);
#endif
}

void TestDockerSignIns::hasNothing()
{
    for (const QString &command : {u"get"_s, u"erase"_s}) {
        const Outcome outcome = helper(command, "registry.example\n");
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.output, "credentials not found in native keychain");
        const Outcome nobody = helper(command, "\n");
        QCOMPARE(nobody.exitCode, 1);
        QCOMPARE(nobody.output, "no credentials server URL");
    }
    const Outcome list = helper(u"list"_s);
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.output, "{}\n");
}

void TestDockerSignIns::storesAndErases()
{
    const support::Keyring keyring(m_bus, m_home->path());
    const Outcome stored = helper(
        u"store"_s,
        R"({"ServerURL": "https://Registry.Example:5000/v2/", "Username": "ända", "Secret": "dsi-canary-\u00fc"})");
    QCOMPARE(stored.exitCode, 0);
    QCOMPARE(stored.output, "");

    const Outcome found = helper(u"get"_s, "registry.example:5000");
    QCOMPARE(found.exitCode, 0);
    const QJsonObject entry = QJsonDocument::fromJson(found.output).object();
    QCOMPARE(entry[u"ServerURL"], u"registry.example:5000"_s);
    QCOMPARE(entry[u"Username"], u"ända"_s);
    QCOMPARE(entry[u"Secret"], u"dsi-canary-ü"_s);
    QCOMPARE(helper(u"get"_s, "registry.example").exitCode, 1);
    QCOMPARE(helper(u"get"_s, "registry.example:5000/part").exitCode, 1);
    QCOMPARE(QJsonDocument::fromJson(helper(u"list"_s).output).object(),
             (QJsonObject{{u"registry.example:5000"_s, u"ända"_s}}));
    QFile index(config(u"docker-credentials.json"_s));
    QVERIFY(index.open(QIODevice::ReadOnly));
    QVERIFY(!index.readAll().contains("canary"));

    QCOMPARE(helper(u"erase"_s, "registry.example:5000\n").exitCode, 0);
    QCOMPARE(helper(u"get"_s, "registry.example:5000").output, "credentials not found in native keychain");
    QCOMPARE(helper(u"list"_s).output, "{}\n");
}

void TestDockerSignIns::refusesWhatIsNoEntry_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("what should be stored is no JSON");
    QTest::newRow("no server") << QByteArray(R"({"Username": "a", "Secret": "b"})")
                               << QByteArray("no credentials server URL");
    QTest::newRow("no user") << QByteArray(R"({"ServerURL": "a.example", "Secret": "b"})")
                             << QByteArray("no credentials username");
}

void TestDockerSignIns::refusesWhatIsNoEntry()
{
    QFETCH(QByteArray, input);
    const Outcome outcome = helper(u"store"_s, input);
    QCOMPARE(outcome.exitCode, 1);
    QTEST(outcome.output, "words");
}

void TestDockerSignIns::givesTheSignInOfTheChosenConnection()
{
    const support::Keyring keyring(m_bus, m_home->path());
    const Connection other = save("registry.example", 443, false);
    QCOMPARE(helper(u"get"_s, "registry.example").exitCode, 1);
    const Connection connection = save("registry.example", 443, true);
    for (const char *server : {"registry.example", "https://registry.example/v2/", "registry.example:443"}) {
        const Outcome found = helper(u"get"_s, server);
        QCOMPARE(found.exitCode, 0);
        QCOMPARE(QJsonDocument::fromJson(found.output)[u"Secret"].toString().toUtf8(), user.password);
    }
    QCOMPARE(helper(u"get"_s, "registry.example:444").exitCode, 1);
    QCOMPARE(helper(u"get"_s, "other.registry.example").exitCode, 1);

    // `docker logout` takes nothing of the connection.
    const Outcome erased = helper(u"erase"_s, "registry.example");
    QCOMPARE(erased.exitCode, 1);
    QCOMPARE(erased.output, "credentials not found in native keychain");
    QCOMPARE(helper(u"get"_s, "registry.example").exitCode, 0);
}

void TestDockerSignIns::namesOfDockerHub()
{
    const support::Keyring keyring(m_bus, m_home->path());
    (void)save("docker.io", 443, true);
    for (const char *server : {"https://index.docker.io/v1/", "docker.io", "index.docker.io"})
        QCOMPARE(helper(u"get"_s, server).exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(helper(u"list"_s).output).object().keys(),
             (QStringList{u"https://index.docker.io/v1/"_s}));
}

/// Host and port decide, in every spelling, and nothing that begins or ends alike (threat T5): 10,000 pairs.
void TestDockerSignIns::answersForItsOwnPlaceOnly()
{
    std::mt19937 random = support::longRandom();
    const connections::ConnectionFile file(config(u"connections.json"_s));
    credentials::KeychainStore secrets(config(u"keychain.json"_s));
    credentials::KeychainStore own(config(u"docker-credentials.json"_s));
    connections::DockerSignIns signIns(file, secrets, own);
    int answered = 0;
    for (int number = 0; number < 100; ++number) {
        const Spelling place = drawn(random, true);
        const auto address = connections::parseRegistryAddress(QString::fromLatin1(place.text));
        QVERIFY2(address, place.text.constData());
        Connection connection = address->connection;
        connection.user = u"maria"_s;
        connection.secrets = connections::SecretPlace::Session; // that it is asked for shows, and no keychain is
        connection.answersDocker = true;
        QVERIFY(file.write({connection}));
        for (int one = 0; one < 100; ++one) {
            const Spelling asked = drawn(random, false);
            const auto reply = signIns.answer(u"get"_s, asked.text, {});
            const bool isAnswered = reply.output.expose().startsWith("Portolan keeps this sign-in");
            QVERIFY(isAnswered || reply.output.expose() == "credentials not found in native keychain");
            QVERIFY2(isAnswered == (asked.place == place.place),
                     QByteArray(asked.text + " of a connection to " + place.text).constData());
            answered += isAnswered;
        }
    }
    QVERIFY(answered > 100);
}

void TestDockerSignIns::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("missing") << u"missing"_s << QByteArray("credentials not found in native keychain");
    QTest::newRow("locked") << u"locked"_s << QByteArray("the keychain is locked and was not unlocked");
    QTest::newRow("dismissed") << u"dismissed"_s << QByteArray("the keychain is locked and was not unlocked");
    QTest::newRow("no service") << u"none"_s << QByteArray("no keychain answers");
    QTest::newRow("frozen") << u"frozen"_s << QByteArray("no keychain answers");
    QTest::newRow("denied") << u"denied"_s << QByteArray("the keychain refuses to give or take the password");
}

void TestDockerSignIns::saysWhatIsWrong()
{
    QFETCH(QString, state);
    support::ChangingKeychain keychain(m_bus, m_home->path());
    const Connection connection = save("registry.example", 443, true);
    if (state == u"missing")
        QVERIFY(credentials::keychain::remove(connection.id, {}, {})); // by somebody else
    keychain.become(state);
    const Outcome outcome = helper(u"get"_s, "registry.example");
    QCOMPARE(outcome.exitCode, 1);
    QTEST(outcome.output, "words");
}

void TestDockerSignIns::keepsWhatAFrozenKeychainHas()
{
    support::Keyring keyring(m_bus, m_home->path());
    QCOMPARE(store("registry.example", "ada", "dsi-canary-old").exitCode, 0);
    keyring.freeze();
    for (const Outcome &outcome :
         {store("registry.example", "ada", "dsi-canary-new"), helper(u"erase"_s, "registry.example")}) {
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.output, "no keychain answers");
    }
    keyring.thaw();
    const Outcome found = helper(u"get"_s, "registry.example");
    QCOMPARE(QJsonDocument::fromJson(found.output)[u"Secret"].toString(), u"dsi-canary-old"_s);
}

/// What `docker login`, `docker login` once more and `docker logout` of 20.10.24 and 28.2.2 send, byte for byte (with
/// `credsStore`, which asks most), and what they make of the answers: Debian has its client only together with the
/// engine.
void TestDockerSignIns::requestsOfDocker()
{
    const support::Keyring keyring(m_bus, m_home->path());
    const Connection connection = save("registry.example", 5000, true);
    QCOMPARE(secret(), user.password); // `docker pull`
    for (int time = 0; time < 2; ++time) { // the newer one stores again what it got
        const Outcome stored = store("registry.example:5000", "ada", "dsi-canary-typed");
        QCOMPARE(stored.exitCode, 0);
        QCOMPARE(stored.output, "");
        QCOMPARE(secret(), "dsi-canary-typed");
    }
    QCOMPARE(ownUsers(), (std::map<QString, QString>{{u"docker:registry.example:5000"_s, u"ada"_s}}));
    QCOMPARE(QJsonDocument::fromJson(helper(u"list"_s, "unused").output).object(),
             (QJsonObject{{u"registry.example:5000"_s, u"ada"_s}}));
    int erased = 0;
    for (const char *server : {"registry.example:5000", "registry.example:5000", "http://registry.example:5000",
                               "https://registry.example:5000"}) {
        const Outcome outcome = helper(u"erase"_s, server);
        erased += outcome.exitCode == 0;
        QVERIFY(outcome.exitCode == 0 || outcome.output == "credentials not found in native keychain");
    }
    QCOMPARE(erased, 1);
    QCOMPARE(secret(), user.password); // the connection's is there again
    QCOMPARE(credentials::KeychainStore(config(u"keychain.json"_s)).find(connection.id, {})->value().user,
             connection.user);
}

/// `docker login` of 28.2.2 without a user takes the sign-in from the helper, and stores it again after it signed in:
/// an entry of it would hide the password that the connection gets later.
void TestDockerSignIns::keepsNothingThatTheConnectionAnswers()
{
    const support::Keyring keyring(m_bus, m_home->path());
    const Connection connection = save("registry.example", 5000, true);
    for (const bool hasEntry : {false, true}) {
        if (hasEntry)
            QCOMPARE(store("registry.example:5000", "ada", "dsi-canary-typed").exitCode, 0);
        QCOMPARE(ownUsers().size(), hasEntry ? 1U : 0U);
        const Outcome stored = store("registry.example:5000", user.user, user.password);
        QCOMPARE(stored.exitCode, 0);
        QCOMPARE(stored.output, "");
        QCOMPARE(ownUsers().size(), 0U);
        const auto left = credentials::keychain::read(u"docker:registry.example:5000"_s, {}, {});
        QVERIFY(!left && left.error().reason == ErrorReason::KeychainMissing);
    }
    QCOMPARE(secret(), user.password);
    credentials::KeychainStore secrets(config(u"keychain.json"_s));
    QVERIFY(secrets.store(connection.id, {connection.user, base::Secret("dsi-canary-later")}, {}));
    QCOMPARE(secret(), "dsi-canary-later");
}

void TestDockerSignIns::keepsWhatTheConnectionDoesNotAnswer_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("answersDocker");
    QTest::newRow("another user") << QByteArray("registry.example:5000") << QByteArray("ada") << user.password << true;
    QTest::newRow("another password") << QByteArray("registry.example:5000") << user.user << QByteArray("dsi-canary")
                                      << true;
    QTest::newRow("another place") << QByteArray("registry.example") << user.user << user.password << true;
    QTest::newRow("not chosen") << QByteArray("registry.example:5000") << user.user << user.password << false;
}

void TestDockerSignIns::keepsWhatTheConnectionDoesNotAnswer()
{
    QFETCH(const QByteArray, server);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, password);
    QFETCH(const bool, answersDocker);
    const support::Keyring keyring(m_bus, m_home->path());
    const Connection connection = save("registry.example", 5000, answersDocker);
    QCOMPARE(store(server, name, password).exitCode, 0);
    QCOMPARE(ownUsers().size(), 1U);
    const QJsonDocument found = QJsonDocument::fromJson(helper(u"get"_s, server).output);
    QCOMPARE(found[u"Username"].toString().toUtf8(), name);
    QCOMPARE(found[u"Secret"].toString().toUtf8(), password);
}

void TestDockerSignIns::throughSkopeo()
{
    const support::DockerRegistry registry({.htpasswd = true});
    QVERIFY(registry.isRunning());
    const support::Keyring keyring(m_bus, m_home->path());
    const QByteArray address = registry.address();
    const Connection connection = save("127.0.0.1", address.mid(address.indexOf(':') + 1).toUShort(), true);
    QFile auth(m_home->filePath(u"auth.json"_s));
    QVERIFY(auth.open(QIODevice::WriteOnly));
    auth.write(R"({"credHelpers": {")" + address + R"(": "portolan"}})");
    auth.close();
    const QString registryName = QString::fromLatin1(address);
    const QString image = u"docker://%1/team/app:v1"_s.arg(registryName);
    const auto skopeo = [this](const QStringList &arguments, const QByteArray &input = {}) {
        const Outcome outcome = run(u"skopeo"_s, arguments, input);
        if (outcome.exitCode != 0)
            qInfo("skopeo %s: %s", qPrintable(arguments.constFirst()), outcome.output.constData());
        return outcome.exitCode == 0;
    };

    // With the sign-in of the connection, of which skopeo keeps nothing of its own, either.
    QVERIFY(skopeo({u"--insecure-policy"_s, u"copy"_s, u"--dest-tls-verify=false"_s,
                    QStringLiteral("oci:" BINARY_DIR "/share/portolan/sample/payments/api:latest"), image}));
    const QStringList inspect{u"inspect"_s, u"--tls-verify=false"_s, image};
    QVERIFY(skopeo(inspect));
    const QStringList login{
        u"login"_s,  u"--tls-verify=false"_s, u"--username"_s, QString::fromUtf8(user.user), u"--password-stdin"_s,
        registryName};
    QVERIFY(skopeo(login, user.password));
    QCOMPARE(ownUsers().size(), 0U);
    QVERIFY(!skopeo({u"logout"_s, registryName})); // it is not taken from the connection
    QVERIFY(skopeo(inspect));

    // What the connection does not answer becomes an entry of the helper's own, and signing out takes that and nothing
    // else.
    credentials::KeychainStore secrets(config(u"keychain.json"_s));
    QVERIFY(secrets.store(connection.id, {connection.user, base::Secret("dsi-canary-old")}, {}));
    QVERIFY(!skopeo(inspect));
    QVERIFY(skopeo(login, user.password));
    QCOMPARE(ownUsers(), (std::map<QString, QString>{{u"docker:"_s + registryName, QString::fromUtf8(user.user)}}));
    QVERIFY(skopeo(inspect));
    QVERIFY(auth.open(QIODevice::ReadOnly));
    QVERIFY(!auth.readAll().contains("\"auth\"")); // in no file
    QVERIFY(skopeo({u"logout"_s, registryName}));
    QCOMPARE(ownUsers().size(), 0U);
    const auto kept = secrets.find(connection.id, {});
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->password.expose(), QByteArrayView("dsi-canary-old"));
    QVERIFY(!skopeo(inspect));
}

QTEST_GUILESS_MAIN(TestDockerSignIns)
#include "tst_dockersignins.moc"
