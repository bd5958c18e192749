#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "app/base/json.h"
#include "app/base/paths.h"
#include "app/connections/address.h"
#include "app/connections/connectionfile.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/proxyserver.h"

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

/// `portolan doctor` where there is no display at all.
Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"LANG"_s, u"LC_ALL"_s})
        variables.remove(name);
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(BINARY_DIR "/bin/portolan"), QStringList{u"doctor"_s} + arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString stateOf(const Outcome &outcome, QLatin1StringView check)
{
    const Result<base::Json> json = base::Json::parse(outcome.output);
    const base::Json *checks = json ? json->find("checks"_L1) : nullptr;
    if (!checks)
        return {};
    for (const base::Json &each : checks->items()) {
        if (each.find("id"_L1)->toString() == check)
            return each.find("state"_L1)->toString().value_or(QString());
    }
    return {};
}

} // namespace

/// `portolan doctor` as the shell starts it.
class tst_DoctorProgram : public QObject
{
    Q_OBJECT

private slots:
    void healthy();
    void problem();
    void deletion_data();
    void deletion();
    void proxy();
    void savedConnection();
    void usage_data();
    void usage();
};

void tst_DoctorProgram::healthy()
{
    support::Certificates certificates;
    const support::DockerRegistry server({.tls = certificates.server(), .htpasswd = true});
    QVERIFY2(server.isRunning(), server.log().constData());
    const support::TokenServerSettings account;
    const Outcome outcome
        = run({QString::fromLatin1(server.url()), u"--json"_s, u"--ca-file"_s, certificates.rootFile(), u"--user"_s,
               QString::fromUtf8(account.user), u"--password-stdin"_s},
              account.password + '\n');
    QVERIFY2(outcome.exitCode == 0, outcome.errors.constData());
    const Result<base::Json> json = base::Json::parse(outcome.output);
    QVERIFY(json);
    QCOMPARE(json->find("healthy"_L1)->toBool(), std::optional(true));
    QVERIFY(json->find("findings"_L1)->items().empty());
    QCOMPARE(json->find("checks"_L1)->items().size(), std::size_t(14));
    QCOMPARE(json->find("url"_L1)->toString(), std::optional(QString::fromLatin1(server.url("/v2/"))));
}

void tst_DoctorProgram::problem()
{
    support::Certificates certificates;
    const support::DockerRegistry server({.tls = certificates.server()});
    QVERIFY2(server.isRunning(), server.log().constData());
    Outcome outcome = run({QString::fromLatin1(server.url()), u"--json"_s});
    QCOMPARE(outcome.exitCode, 1);
    const Result<base::Json> json = base::Json::parse(outcome.output);
    QVERIFY(json);
    QCOMPARE(json->find("findings"_L1)->items().front().find("id"_L1)->toString(), std::optional(u"tls.untrusted"_s));
    outcome = run({QString::fromLatin1(server.url())});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.output.contains("[tls.untrusted]"), outcome.output.constData());
}

void tst_DoctorProgram::deletion_data()
{
    QTest::addColumn<bool>("isOn");
    QTest::newRow("on") << true;
    QTest::newRow("off") << false;
}

void tst_DoctorProgram::deletion()
{
    QFETCH(const bool, isOn);
    const support::DockerRegistry server({.deletes = isOn});
    QVERIFY2(server.isRunning(), server.log().constData());
    const QString url = QString::fromLatin1(server.url());
    const Outcome unasked = run({url, u"--json"_s});
    QCOMPARE(unasked.exitCode, 0);
    QCOMPARE(stateOf(unasked, "delete"_L1), u"skipped"_s);
    const Outcome asked = run({url, u"--json"_s, u"--check-delete"_s});
    QCOMPARE(asked.exitCode, 0);
    QCOMPARE(stateOf(asked, "delete"_L1), isOn ? u"passed"_s : u"warning"_s);
    QCOMPARE(asked.output.contains("\"delete.disabled\""), !isOn);
}

void tst_DoctorProgram::proxy()
{
    support::Certificates certificates;
    const support::DockerRegistry server({.tls = certificates.server()});
    const support::ProxyServer tinyproxy({.program = support::ProxySettings::Program::Tinyproxy});
    QVERIFY2(server.isRunning() && tinyproxy.isRunning(), tinyproxy.log().constData());
    const QStringList arguments{QString::fromLatin1(server.url()), u"--json"_s, u"--ca-file"_s,
                                certificates.rootFile()};
    const Outcome through = run(arguments + QStringList{u"--proxy"_s, tinyproxy.url()});
    QVERIFY2(through.exitCode == 0, through.output.constData());
    QCOMPARE(stateOf(through, "proxy"_L1), u"passed"_s);
    QCOMPARE(stateOf(run(arguments), "proxy"_L1), u"skipped"_s);
    const Outcome nobody
        = run(arguments + QStringList{u"--proxy"_s, u"http://127.0.0.1:%1"_s.arg(support::freePort())});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.output.contains("\"proxy.refused\""), nobody.output.constData());
}

void tst_DoctorProgram::savedConnection()
{
    support::Certificates certificates;
    const support::DockerRegistry server({.tls = certificates.server()});
    QVERIFY2(server.isRunning(), server.log().constData());
    const QString url = QString::fromLatin1(server.url());
    connections::Connection connection = connections::parseRegistryAddress(url)->connection;
    connection.name = u"Store"_s;
    connection.tls.extraRoots = {certificates.rootPem()}; // which only the saved one knows
    const QTemporaryDir profile;
    const base::Paths paths = base::Paths::ofProfile(profile.path());
    QVERIFY(paths.prepare());
    QVERIFY(connections::ConnectionFile(paths.config + u"/connections.json"_s).write({connection}));

    const QStringList saved{u"--connection"_s, u"Store"_s, u"--profile"_s, profile.path()};
    const Outcome outcome = run(saved + QStringList{u"--json"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.errors.constData());
    QCOMPARE(stateOf(outcome, "tls"_L1), u"passed"_s);
    const Result<base::Json> json = base::Json::parse(outcome.output);
    QCOMPARE(json->find("url"_L1)->toString(), std::optional(QString::fromLatin1(server.url("/v2/"))));

    const Outcome repository = run(QStringList{url + u"team/app"_s, u"--json"_s} + saved);
    QCOMPARE(repository.exitCode, 0);
    QCOMPARE(stateOf(repository, "tls"_L1), u"passed"_s); // as the connection knows it
    const Outcome elsewhere = run(QStringList{u"https://127.0.0.1:%1"_s.arg(support::freePort())} + saved);
    QCOMPARE(elsewhere.exitCode, 2);
    QVERIFY(elsewhere.output.isEmpty());
    QVERIFY2(elsewhere.errors.contains("not at the registry"), elsewhere.errors.constData());
}

void tst_DoctorProgram::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("two") << QStringList{u"a.example"_s, u"b.example"_s};
    QTest::newRow("password in the address") << QStringList{u"https://maria:geheim@registry.example"_s};
    QTest::newRow("user in the address") << QStringList{u"maria@registry.example"_s};
    QTest::newRow("password in the proxy")
        << QStringList{u"registry.example"_s, u"--proxy"_s, u"http://a:geheim@proxy:1"_s};
    QTest::newRow("user without password") << QStringList{u"registry.example"_s, u"--user"_s, u"maria"_s};
    QTest::newRow("no such option") << QStringList{u"registry.example"_s, u"--fix"_s};
    QTest::newRow("no such file") << QStringList{u"registry.example"_s, u"--ca-file"_s, u"/none"_s};
    QTest::newRow("profile of nothing") << QStringList{u"registry.example"_s, u"--profile"_s, u"/none"_s};
    QTest::newRow("no such connection") << QStringList{u"--connection"_s, u"none"_s, u"--profile"_s, u"/none"_s};
}

void tst_DoctorProgram::usage()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.output.isEmpty());
    QVERIFY(!outcome.errors.isEmpty());
    QVERIFY(!outcome.errors.contains("geheim"));
}

QTEST_GUILESS_MAIN(tst_DoctorProgram)
#include "tst_doctorprogram.moc"
