#include "tests/app/doctor/diagnosis.h"
#include "tests/support/canaryscan.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/proxyserver.h"

using namespace diagnosis;
using doctor::Report;
using support::DockerRegistry;
using support::ProxyServer;
using support::ProxySettings;

/// Set-ups that work show no problem, and deletion is told without deleting.
class TestHealthy final : public QObject
{
    Q_OBJECT

private slots:
    void registries_data();
    void registries();
    void proxies_data();
    void proxies();
    void deletion_data();
    void deletion();
    void maintenance();
    void progressAndCancel();

private:
    support::Certificates m_certificates;
};

void TestHealthy::registries_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("htpasswd");
    QTest::addColumn<bool>("tokens");
    QTest::newRow("HTTP on this computer") << false << false << false;
    QTest::newRow("private CA") << true << false << false;
    QTest::newRow("htpasswd") << true << true << false;
    QTest::newRow("tokens") << false << false << true;
}

void TestHealthy::registries()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, htpasswd);
    QFETCH(const bool, tokens);
    const support::TokenServer tokenServer;
    support::DockerRegistrySettings settings;
    if (tls)
        settings.tls = m_certificates.server();
    settings.htpasswd = htpasswd;
    settings.tokens = tokens ? &tokenServer : nullptr;
    const DockerRegistry server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    if (htpasswd || tokens)
        signIn(patient, tokenServer.settings().user, tokenServer.settings().password);
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    for (const QStringView check : {u"tcp", u"http", u"v2", u"catalog", u"clock"})
        QCOMPARE(stateOf(report, check), u"passed"_s);
    QCOMPARE(stateOf(report, u"tls"), tls ? u"passed"_s : u"skipped"_s);
    QCOMPARE(stateOf(report, u"token"), htpasswd || tokens ? u"passed"_s : u"skipped"_s);
    if (!htpasswd && !tokens)
        QCOMPARE(report.checks.at(std::size_t(doctor::Step::Token)).detail, u"Not needed"_s);
    QCOMPARE(stateOf(report, u"delete"), u"skipped"_s);
    QVERIFY(report.checks.at(std::size_t(doctor::Step::Tcp)).took.has_value());
    QCOMPARE(report.checks.at(std::size_t(doctor::Step::Tls)).took.has_value(), tls);
    QVERIFY(report.checks.at(std::size_t(doctor::Step::Catalog)).took.has_value());
    support::CanaryScan scan({tokenServer.settings().password});
    scan.scan(u"report"_s, report.toText().toUtf8() + report.toJson());
    QVERIFY2(scan.findings().isEmpty(), qPrintable(scan.findings().join(u'\n')));
}

void TestHealthy::proxies_data()
{
    QTest::addColumn<ProxySettings::Program>("program");
    QTest::addColumn<bool>("tls");
    QTest::newRow("tinyproxy") << ProxySettings::Program::Tinyproxy << true;
    QTest::newRow("tinyproxy, plain HTTP") << ProxySettings::Program::Tinyproxy << false;
    QTest::newRow("squid") << ProxySettings::Program::Squid << true;
    QTest::newRow("squid, plain HTTP") << ProxySettings::Program::Squid << false;
    QTest::newRow("microsocks") << ProxySettings::Program::Microsocks << true;
}

void TestHealthy::proxies()
{
    QFETCH(const ProxySettings::Program, program);
    QFETCH(const bool, tls);
    support::DockerRegistrySettings settings;
    if (tls)
        settings.tls = m_certificates.server();
    const DockerRegistry server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const ProxyServer proxy({.program = program});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    patient.connection.proxy = proxy.url();
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    QCOMPARE(stateOf(report, u"proxy"), u"passed"_s);
}

void TestHealthy::deletion_data()
{
    QTest::addColumn<bool>("isOn");
    QTest::newRow("on") << true;
    QTest::newRow("off") << false;
}

void TestHealthy::deletion()
{
    QFETCH(const bool, isOn);
    const DockerRegistry server({.deletes = isOn});
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.askAboutDeletion = true;
    Report report = examine(patient);
    QVERIFY2(report.isHealthy(), qPrintable(report.toText()));
    QCOMPARE(ids(report), isOn ? QStringList() : QStringList{u"delete.disabled"_s});
    QCOMPARE(stateOf(report, u"delete"), isOn ? u"passed"_s : u"warning"_s);

    patient.connection.readOnly = true; // no change reaches the wire
    report = examine(patient);
    QVERIFY(report.findings.empty());
    QCOMPARE(stateOf(report, u"delete"), u"skipped"_s);
}

/// The same status as where deletion is off, and another meaning.
void TestHealthy::maintenance()
{
    const DockerRegistry server({.deletes = true, .maintenance = true});
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.askAboutDeletion = true;
    QCOMPARE(ids(examine(patient)), QStringList{u"delete.read-only"_s});
}

void TestHealthy::progressAndCancel()
{
    const DockerRegistry server;
    QVERIFY2(server.isRunning(), server.log().constData());
    QStringList seen;
    const auto sink = [&seen](const doctor::Check &check) { seen.append(check.id); };
    const Report report = doctor::Examination(patientAt(server.url()), sink, {}).run();
    QVERIFY(seen.indexOf(u"name"_s) < seen.indexOf(u"v2"_s));
    QVERIFY(seen.indexOf(u"v2"_s) < seen.indexOf(u"catalog"_s));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(doctor::Examination(patientAt(server.url()), {}, stop.get_token()).run().findings.empty());
}

QTEST_GUILESS_MAIN(TestHealthy)
#include "tst_healthy.moc"
