#include <unistd.h>

#include "tests/app/doctor/diagnosis.h"
#include "tests/app/http/resolver.h"
#include "tests/support/channel.h"
#include "tests/support/faultproxy.h"
#include "tests/support/hastyclock.h"
#include "tests/support/nginxserver.h"
#include "tests/support/proxyserver.h"

using namespace diagnosis;
using doctor::Report;
using support::NginxServer;
using support::NginxSettings;

/// Servers and proxies that take a connection and make nothing of it.
class TestRoadFindings final : public QObject
{
    Q_OBJECT

private slots:
    void lost();
    void cutShort();
    void gatewayWaits();
    void proxyIsSilent();
    void noCommonCipher();
    void nameIsSilent();
    void portIsSilent();
    void portSwallowsAll();

private:
    support::Certificates m_certificates;
};

/// nginx ends the connection without a word.
void TestRoadFindings::lost()
{
    NginxSettings settings;
    settings.serverBlock = "location / { return 444; }\n";
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Report report = examine(patientAt(server.url()));
    QCOMPARE(ids(report), QStringList{u"tcp.lost"_s});
    QCOMPARE(stateOf(report, u"tcp"), u"failed"_s);
    QCOMPARE(stateOf(report, u"name"), u"passed"_s);
}

/// The network ends an answer of nginx in the middle of its body.
void TestRoadFindings::cutShort()
{
    const QByteArray list = "{\"repositories\":[\"" + QByteArray(2000, 'a') + "\"]}";
    NginxSettings settings;
    settings.serverBlock = "default_type application/json;\nlocation = /v2/ { add_header "
                           "Docker-Distribution-Api-Version registry/2.0; return 200 '{}'; }\n"
                           "location / { return 200 '"
        + list + "'; }\n";
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    support::Faults faults;
    faults.cutToClient = 1500; // the first answer passes, and of the second its head
    const support::FaultProxy network(server.port(), faults);
    support::HastyClock clock;
    const doctor::Patient patient = patientAt("http://127.0.0.1:" + QByteArray::number(network.port()));
    const Report report = doctor::Examination(patient, {}, {}, clock).run();
    QCOMPARE(ids(report), QStringList{u"data.damaged"_s});
    QVERIFY(!report.isHealthy());
    QCOMPARE(stateOf(report, u"tcp"), u"passed"_s);
    QVERIFY(stateOf(report, u"catalog") != u"passed"_s);
}

/// nginx in front of a registry that hangs.
void TestRoadFindings::gatewayWaits()
{
    const support::Listener registry = support::listenOnLoopback();
    NginxSettings settings;
    settings.tls = m_certificates.server();
    settings.serverBlock = "location / { proxy_pass http://127.0.0.1:" + QByteArray::number(registry.port) + "; }\n";
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    support::HastyClock clock(10); // a second for the handshake
    const Report report = doctor::Examination(patient, {}, {}, clock).run();
    ::close(registry.descriptor);
    QCOMPARE(ids(report), QStringList{u"http.timeout"_s});
    QCOMPARE(stateOf(report, u"tls"), u"passed"_s); // all up to there works
    QCOMPARE(stateOf(report, u"http"), u"failed"_s);
}

/// An HTTP proxy that is asked for SOCKS: both wait for the other to go on.
void TestRoadFindings::proxyIsSilent()
{
    const support::ProxyServer proxy({.program = support::ProxySettings::Program::Tinyproxy});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = patientAt("https://127.0.0.1:" + QByteArray::number(support::freePort()));
    patient.connection.proxy = u"socks5://127.0.0.1:%1"_s.arg(proxy.port());
    support::HastyClock clock;
    const Report report = doctor::Examination(patient, {}, {}, clock).run();
    QCOMPARE(ids(report), QStringList{u"proxy.timeout"_s});
    QCOMPARE(stateOf(report, u"proxy"), u"failed"_s);
    QCOMPARE(stateOf(report, u"tcp"), u"skipped"_s);
}

void TestRoadFindings::noCommonCipher()
{
    const support::Identity identity = m_certificates.server();
    const quint16 port = support::freePort();
    support::ChildProcess server(support::findProgram(u"openssl"_s),
                                 {u"s_server"_s, u"-accept"_s, u"127.0.0.1:%1"_s.arg(port), u"-cert"_s,
                                  identity.certificateFile, u"-key"_s, identity.keyFile, u"-tls1_2"_s, u"-cipher"_s,
                                  u"PSK-AES128-GCM-SHA256"_s, u"-quiet"_s});
    QVERIFY2(server.waitForPort(port), server.log().constData());
    const Report report = examine(patientAt("https://127.0.0.1:" + QByteArray::number(port)));
    QCOMPARE(ids(report), QStringList{u"tls.rejected"_s});
    QCOMPARE(stateOf(report, u"tcp"), u"passed"_s);
}

/// A name server that does not answer.
void TestRoadFindings::nameIsSilent()
{
    support::HastyClock clock;
    const Report report = doctor::Examination(patientAt("https://registry.slow"), {}, {}, clock).run();
    resolver::gate().open();
    QCOMPARE(ids(report), QStringList{u"name.timeout"_s});
    QCOMPARE(stateOf(report, u"name"), u"failed"_s);
    QCOMPARE(stateOf(report, u"tcp"), u"skipped"_s);
    QCOMPARE(stateOf(report, u"tls"), u"skipped"_s);
}

/// A port that takes connections and says nothing, as behind some firewalls.
void TestRoadFindings::portIsSilent()
{
    const support::Listener listener = support::listenOnLoopback();
    support::HastyClock clock;
    const doctor::Patient patient = patientAt("https://127.0.0.1:" + QByteArray::number(listener.port));
    const Report report = doctor::Examination(patient, {}, {}, clock).run();
    ::close(listener.descriptor);
    QCOMPARE(ids(report), QStringList{u"tls.timeout"_s});
    QCOMPARE(stateOf(report, u"tcp"), u"passed"_s);
    QCOMPARE(stateOf(report, u"name"), u"passed"_s);
    QCOMPARE(stateOf(report, u"tls"), u"failed"_s);
}

/// A port that lets nobody in and refuses nobody, as behind a firewall: its queue is full.
void TestRoadFindings::portSwallowsAll()
{
    const support::DeadPort dead;
    support::HastyClock clock;
    const doctor::Patient patient = patientAt("https://127.0.0.1:" + QByteArray::number(dead.port()));
    const Report report = doctor::Examination(patient, {}, {}, clock).run();
    QCOMPARE(ids(report), QStringList{u"tcp.timeout"_s});
    QVERIFY(report.findings.front().actions.last().startsWith("firewall-cmd "_L1)); // a line to copy
    QCOMPARE(stateOf(report, u"name"), u"passed"_s);
    QCOMPARE(stateOf(report, u"tcp"), u"failed"_s);
    QCOMPARE(stateOf(report, u"tls"), u"skipped"_s);
}

QTEST_GUILESS_MAIN(TestRoadFindings)
#include "tst_roadfindings.moc"
