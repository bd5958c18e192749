#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <thread>

#include "app/credentials/helperprogram.h"

using namespace Qt::StringLiterals;
using credentials::Credential;
using credentials::HelperProgram;
using std::chrono::seconds;

/// Credential helpers as they are and as they should not be. Secrets in here are "helper-canary-…".
class TestHelperProgram final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void looksInThePathOnly();
    void gets();
    void identityToken();
    void hasNothing();
    void ownWords();
    void lists();
    void noAnswer_data();
    void noAnswer();
    void tooMuch();
    void hangs();
    void stops();
    void secretsAreNotArguments();

private:
    /// The helper docker-credential-@p name, a shell script.
    void install(const QString &name, const QByteArray &script) const;
    [[nodiscard]] HelperProgram helper(HelperProgram::Limits limits = {}) const
    {
        return *HelperProgram::find(u"test"_s, m_folder->path(), limits);
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] qint64 pidIn(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHelperProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestHelperProgram::install(const QString &name, const QByteArray &script) const
{
    QFile program(file(u"docker-credential-"_s + name));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\ncd " + QFile::encodeName(m_folder->path()) + "\n" + script);
    QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

qint64 TestHelperProgram::pidIn(const QString &name) const
{
    QFile pid(file(name));
    return pid.open(QIODevice::ReadOnly) ? pid.readAll().trimmed().toLongLong() : 0;
}

void TestHelperProgram::looksInThePathOnly()
{
    install(u"test"_s, "echo never\n");
    QVERIFY(HelperProgram::find(u"test"_s, u"/nowhere:"_s + m_folder->path()));
    QCOMPARE(HelperProgram::find(u"other"_s, m_folder->path()).error().kind, ErrorKind::NotFound);
    QCOMPARE(HelperProgram::find(u"test"_s, {}).error().kind, ErrorKind::NotFound);
    for (const QString &name : {u"../test"_s, u"test;id"_s, u"x/../test"_s, QString()})
        QCOMPARE(HelperProgram::find(name, m_folder->path()).error().kind, ErrorKind::InvalidData);

    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    QCOMPARE(HelperProgram::find(u"test"_s, u".::relative"_s).error().kind, ErrorKind::NotFound);
    QVERIFY(QDir::setCurrent(before));
}

void TestHelperProgram::gets()
{
    install(u"test"_s,
            "read server; echo \"$1 $server\" >asked\n"
            "printf '{\"ServerURL\":\"%s\",\"Username\":\"anna\",\"Secret\":\"helper-canary-\\\\u00fc\"}' "
            "\"$server\"\n");
    const Result<std::optional<Credential>> found = helper().get(u"https://index.docker.io/v1/"_s, {});
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, u"anna"_s);
    QCOMPARE((*found)->password.expose(), QByteArrayView("helper-canary-\xc3\xbc"));
    QFile asked(file(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(asked.readAll(), "get https://index.docker.io/v1/\n");
}

void TestHelperProgram::identityToken()
{
    install(u"test"_s, "echo '{\"ServerURL\":\"a\",\"Username\":\"<token>\",\"Secret\":\"helper-canary-2\"}'\n");
    const Result<std::optional<Credential>> found = helper().get(u"a"_s, {});
    QVERIFY(found && *found);
    QCOMPARE((*found)->user, QString(credentials::identityTokenUser));
}

void TestHelperProgram::hasNothing()
{
    install(u"test"_s, "echo 'credentials not found in native keychain'\nexit 1\n");
    const Result<std::optional<Credential>> found = helper().get(u"a"_s, {});
    QVERIFY(found && !*found);
    install(u"test"_s, "echo '{\"ServerURL\":\"\",\"Username\":\"\",\"Secret\":\"\"}'\n");
    QVERIFY(helper().get(u"a"_s, {}) && !*helper().get(u"a"_s, {}));
}

void TestHelperProgram::ownWords()
{
    install(u"test"_s, "echo 'pass not initialized: password=helper-canary-3'\necho 'noise' >&2\nexit 1\n");
    const Result<std::optional<Credential>> found = helper().get(u"a"_s, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Credentials);
    QVERIFY2(found.error().detail.startsWith("pass not initialized"_L1), qPrintable(found.error().detail));
    QVERIFY(!found.error().detail.contains("canary"_L1));
    QVERIFY(!found.error().detail.contains("noise"_L1));

    install(u"test"_s, "exit 3\n");
    QVERIFY(helper().get(u"a"_s, {}).error().detail.endsWith("exit code 3"_L1));
}

void TestHelperProgram::lists()
{
    install(u"test"_s,
            "test \"$1\" = list && echo '{\"https://index.docker.io/v1/\":\"anna\",\"b.example\":\"<token>\"}'\n");
    const auto users = helper().list({});
    QVERIFY(users);
    QCOMPARE(
        *users,
        (std::map<QString, QString>{{u"b.example"_s, u"<token>"_s}, {u"https://index.docker.io/v1/"_s, u"anna"_s}}));
    install(u"test"_s, "echo '[]'\n");
    QCOMPARE(helper().list({}).error().kind, ErrorKind::InvalidData);
}

void TestHelperProgram::noAnswer_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("nothing") << QByteArray("true\n");
    QTest::newRow("no JSON") << QByteArray("echo helper-canary-4\n");
    QTest::newRow("no secret") << QByteArray("echo '{\"Username\": \"anna\"}'\n");
    QTest::newRow("a number") << QByteArray("echo '{\"Username\": \"anna\", \"Secret\": 5}'\n");
}

void TestHelperProgram::noAnswer()
{
    QFETCH(QByteArray, script);
    install(u"test"_s, script);
    const Result<std::optional<Credential>> found = helper().get(u"a"_s, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::InvalidData);
    QVERIFY(!found.error().detail.contains("canary"_L1));
}

void TestHelperProgram::tooMuch()
{
    install(u"test"_s, "exec cat /dev/zero\n");
    const Result<std::optional<Credential>> found = helper().get(u"a"_s, {});
    QVERIFY(!found);
    QCOMPARE(found.error().reason, ErrorReason::TooLarge);
}

/// It and what it started are ended, also what holds on to its output.
void TestHelperProgram::hangs()
{
    install(u"test"_s, "sleep 1000 & echo $! >child; exec >&-; echo $$ >own; sleep 1000\n");
    for (const int scale : {1, 4, 16}) { // a busy machine may need longer until it runs
        const Result<std::optional<Credential>> found
            = helper({.deadline = std::chrono::milliseconds(1500) * scale}).get(u"a"_s, {});
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Timeout);
        if (pidIn(u"own"_s) > 1)
            break;
    }
    for (const QString &name : {u"own"_s, u"child"_s}) {
        const qint64 pid = pidIn(name);
        QVERIFY(pid > 1);
        // An orphan may lie about until init looks after it.
        const auto hasEnded = [pid] {
            QFile state(u"/proc/%1/stat"_s.arg(pid));
            return ::kill(pid_t(pid), 0) != 0 || !state.open(QIODevice::ReadOnly) || state.readAll().contains(") Z ");
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasEnded(), 60000);
    }
}

void TestHelperProgram::stops()
{
    install(u"test"_s, "echo $$ >own; sleep 1000\n");
    std::stop_source stop;
    std::jthread other([this, stop]() mutable {
        while (pidIn(u"own"_s) == 0)
            QThread::msleep(5);
        stop.request_stop();
    });
    const Result<std::optional<Credential>> found = helper().get(u"a"_s, stop.get_token());
    QVERIFY(!found);
    QVERIFY(found.error().isCancelled());
}

void TestHelperProgram::secretsAreNotArguments()
{
    install(u"test"_s,
            "tr '\\0' ' ' </proc/$$/cmdline >line; cat >/dev/null\n"
            "echo 'credentials not found in native keychain'; exit 1\n");
    QVERIFY(helper().get(u"registry.example"_s, {}));
    QFile line(file(u"line"_s));
    QVERIFY(line.open(QIODevice::ReadOnly));
    const QByteArray arguments = line.readAll();
    QVERIFY(arguments.trimmed().endsWith("docker-credential-test get"));
}

QTEST_GUILESS_MAIN(TestHelperProgram)
#include "tst_helperprogram.moc"
