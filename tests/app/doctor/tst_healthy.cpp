#include <QRegularExpression>
#include <QScopeGuard>

#include "app/http/certificate.h"
#include "tests/app/doctor/diagnosis.h"
#include "tests/support/canaryscan.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/manifests.h"
#include "tests/support/nginxserver.h"
#include "tests/support/proxyserver.h"
#include "tests/support/rawclient.h"

using namespace diagnosis;
using doctor::Report;
using support::DockerRegistry;
using support::Flaw;
using support::ProxyServer;
using support::ProxySettings;

namespace {

QByteArray sent(const DockerRegistry &server, const QByteArray &what, const QByteArray &type, const QByteArray &body)
{
    support::RawClient client(server.address().mid(server.address().indexOf(':') + 1).toUShort());
    client.send(what + " HTTP/1.1\r\nHost: " + server.address() + "\r\nContent-Type: " + type
                + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    return client.receiveAll();
}

/// An image without layers, tagged v1.
bool pushTo(const DockerRegistry &server, const QByteArray &repository)
{
    const QByteArray begun = sent(server, "POST /v2/" + repository + "/blobs/uploads/", "text/plain", {});
    const qsizetype location = begun.indexOf("\r\nLocation: ") + 12;
    const QByteArray place = begun.mid(location, begun.indexOf("\r\n", location) - location);
    const oci::Manifest manifest = support::imageManifest({{"{}", 2}});
    const QByteArray digest = support::blob("{}").toString().toLatin1();
    const QByteArray path = place.mid(place.indexOf("/v2/")) + "&digest=" + digest;
    return sent(server, "PUT " + path, "application/octet-stream", "{}").startsWith("HTTP/1.1 201 ")
        && sent(server, "PUT /v2/" + repository + "/manifests/v1", manifest.mediaType().toString().toLatin1(),
                manifest.raw())
               .startsWith("HTTP/1.1 201 ");
}

/// What the gateway of a registry needs.
QByteArray gatewayTo(const DockerRegistry &server)
{
    return "client_max_body_size 0; location /v2/ { proxy_pass http://" + server.address()
        + "; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme; }\n";
}

void keep(const doctor::Patient &patient, const QString &id, const QByteArray &password)
{
    if (!patient.credentials->store(id, {patient.connection.proxyUser, base::Secret(QByteArray(password))}, {}))
        qFatal("cannot keep a password");
}

} // namespace

/// Set-ups that work show no problem, and deletion is told without deleting.
class TestHealthy final : public QObject
{
    Q_OBJECT

private slots:
    void registries_data();
    void registries();
    void proxies_data();
    void proxies();
    void gateways_data();
    void gateways();
    void proxyWithSignIn_data();
    void proxyWithSignIn();
    void aroundTheProxy();
    void approvedTokenHost();
    void deletion_data();
    void deletion();
    void maintenance();
    void progressAndCancel();

private:
    void setTrust(doctor::Patient &patient, const QString &how, const support::Identity &identity);

    support::Certificates m_certificates;
};

void TestHealthy::registries_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("htpasswd");
    QTest::addColumn<bool>("tokens");
    QTest::addColumn<bool>("signedIn");
    QTest::newRow("HTTP on this computer") << false << false << false << false;
    QTest::newRow("private CA") << true << false << false << false;
    QTest::newRow("htpasswd") << true << true << false << true;
    QTest::newRow("tokens") << false << false << true << true;
    QTest::newRow("tokens for everybody") << false << false << true << false;
}

void TestHealthy::registries()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, htpasswd);
    QFETCH(const bool, tokens);
    QFETCH(const bool, signedIn);
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
    if (signedIn)
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
    QTest::addColumn<bool>("tls"); // of the registry
    QTest::addColumn<bool>("isSecure"); // the proxy
    QTest::newRow("tinyproxy") << ProxySettings::Program::Tinyproxy << true << false;
    QTest::newRow("tinyproxy, plain HTTP") << ProxySettings::Program::Tinyproxy << false << false;
    QTest::newRow("squid") << ProxySettings::Program::Squid << true << false;
    QTest::newRow("squid, plain HTTP") << ProxySettings::Program::Squid << false << false;
    QTest::newRow("squid by HTTPS") << ProxySettings::Program::Squid << true << true;
    QTest::newRow("microsocks") << ProxySettings::Program::Microsocks << true << false;
}

void TestHealthy::proxies()
{
    QFETCH(const ProxySettings::Program, program);
    QFETCH(const bool, tls);
    QFETCH(const bool, isSecure);
    support::DockerRegistrySettings settings;
    if (tls)
        settings.tls = m_certificates.server();
    const DockerRegistry server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    ProxySettings proxySettings{.program = program};
    if (isSecure)
        proxySettings.tls = m_certificates.server();
    const ProxyServer proxy(proxySettings);
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = patientAt(server.url());
    // Debian's Squid sends no more than its own certificate.
    patient.connection.tls.extraRoots = {m_certificates.rootPem(), m_certificates.intermediatePem()};
    patient.connection.proxy = proxy.url();
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    QCOMPARE(stateOf(report, u"proxy"), u"passed"_s);
}

void TestHealthy::gateways_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<QString>("trust"); // in place of its root
    QTest::addColumn<QString>("certificate"); // that the client has to have
    QTest::newRow("HTTP/1.1") << false << QString() << QString();
    QTest::newRow("HTTP/2") << true << QString() << QString();
    QTest::newRow("a pin") << true << u"pin"_s << QString();
    QTest::newRow("a pin, and renewed since") << true << u"old pin"_s << QString();
    QTest::newRow("not verified") << true << u"none"_s << QString();
    QTest::newRow("known to the system") << true << u"system"_s << QString();
    QTest::newRow("PKCS#12") << true << QString() << u"PKCS#12"_s;
    QTest::newRow("PEM with its key") << true << QString() << u"PEM"_s;
}

/// How far the certificate of a gateway is trusted, beside the extra root that most have.
void TestHealthy::setTrust(doctor::Patient &patient, const QString &how, const support::Identity &identity)
{
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    if (how == u"none") {
        patient.connection.tls.extraRoots.clear();
        patient.connection.tls.verify = false;
    }
    if (how == u"system") {
        qputenv("SSL_CERT_FILE", QFile::encodeName(m_certificates.rootFile()));
        patient.connection.tls.extraRoots = {support::Certificates().rootPem()}; // of somebody else
    }
    if (how.endsWith(u"pin"_s)) {
        QFile file(identity.certificateFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        patient.connection.tls.pinnedPublicKey = http::CertificateInfo::fromPem(file.readAll())->front().pin();
    }
}

/// nginx before a registry that has two repositories, so that its lists go on with a `Link`.
void TestHealthy::gateways()
{
    QFETCH(const bool, http2);
    QFETCH(const QString, trust);
    QFETCH(const QString, certificate);
    const DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    QVERIFY(pushTo(registry, "team/a") && pushTo(registry, "team/b"));
    const support::Identity identity = m_certificates.server(trust == u"none" ? Flaw::SelfSigned : Flaw::None);
    support::NginxSettings settings{.tls = identity, .http2 = http2};
    if (trust == u"old pin")
        settings.tls = m_certificates.renewed(identity);
    settings.serverBlock = gatewayTo(registry);
    if (!certificate.isEmpty())
        settings.clientRootFile = m_certificates.rootFile();
    const support::NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    doctor::Patient patient = patientAt(nginx.url());
    setTrust(patient, trust, identity);
    const auto restore = qScopeGuard([] { qunsetenv("SSL_CERT_FILE"); });
    if (certificate == u"PEM") {
        const support::Identity client = m_certificates.client();
        patient.connection.tls.clientCertificateFile = client.certificateFile;
        patient.connection.tls.clientKeyFile = client.keyFile;
    }
    if (certificate == u"PKCS#12") {
        patient.connection.tls.clientCertificateFile
            = m_certificates.pkcs12(m_certificates.client(), "container-key", true);
        keep(patient, patient.connection.clientKeySecretId(), "container-key");
    }
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    for (const QStringView check : {u"tls", u"v2", u"catalog", u"scopes", u"reverse-proxy"})
        QCOMPARE(stateOf(report, check), u"passed"_s);
    QCOMPARE(report.checks.at(std::size_t(doctor::Step::Http)).detail, http2 ? u"HTTP/2"_s : u"HTTP/1.1"_s);
}

void TestHealthy::proxyWithSignIn_data()
{
    QTest::addColumn<ProxySettings::Program>("program");
    QTest::newRow("tinyproxy") << ProxySettings::Program::Tinyproxy;
    QTest::newRow("squid") << ProxySettings::Program::Squid;
    QTest::newRow("microsocks") << ProxySettings::Program::Microsocks;
}

void TestHealthy::proxyWithSignIn()
{
    QFETCH(const ProxySettings::Program, program);
    const DockerRegistry server({.tls = m_certificates.server()});
    QVERIFY2(server.isRunning(), server.log().constData());
    const ProxyServer proxy({.program = program, .user = u"maria"_s, .password = u"geheim"_s});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    patient.connection.proxy = proxy.url();
    patient.connection.proxyUser = u"maria"_s;
    keep(patient, patient.connection.proxySecretId(), "geheim");
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    QCOMPARE(stateOf(report, u"proxy"), u"passed"_s);
}

void TestHealthy::aroundTheProxy()
{
    const DockerRegistry server;
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.connection.proxy = u"http://127.0.0.1:%1"_s.arg(support::freePort()); // nobody
    QCOMPARE(ids(examine(patient)), QStringList{u"proxy.refused"_s});
    patient.connection.noProxy = u"registry.example,127.0.0.0/8"_s;
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    QCOMPARE(stateOf(report, u"proxy"), u"skipped"_s);
    QCOMPARE(report.checks.at(std::size_t(doctor::Step::Proxy)).detail, u"no_proxy lists 127.0.0.0/8"_s);
    QCOMPARE(stateOf(report, u"name"), u"passed"_s);
}

/// The token server is on another host than the registry, as its name says.
void TestHealthy::approvedTokenHost()
{
    const support::Identity identity = m_certificates.server();
    const support::TokenServer tokenServer({}, support::ServerTls{identity.certificateFile, identity.keyFile});
    const DockerRegistry server({.tls = identity, .tokens = &tokenServer});
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt("https://localhost:" + server.address().mid(server.address().indexOf(':') + 1));
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    signIn(patient, tokenServer.settings().user, tokenServer.settings().password);
    QCOMPARE(ids(examine(patient)), QStringList{u"auth.token-host"_s});
    QVERIFY(tokenServer.requests().empty());
    patient.connection.approvedRealms = {QString::fromLatin1(tokenServer.realm().chopped(int(qstrlen("/token"))))};
    const Report report = examine(patient);
    QVERIFY2(report.isHealthy() && report.findings.empty(), qPrintable(report.toText()));
    QCOMPARE(stateOf(report, u"token"), u"passed"_s);
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
    const DockerRegistry server({.deletes = isOn, .logsRequests = true});
    QVERIFY2(server.isRunning(), server.log().constData());
    QVERIFY(pushTo(server, "team/app"));
    const qsizetype pushes = server.changes().size();
    doctor::Patient patient = patientAt(server.url());
    QVERIFY(examine(patient).isHealthy());
    QCOMPARE(server.changes().size(), pushes); // without consent nothing is sent that could change something
    patient.askAboutDeletion = true;
    Report report = examine(patient);
    // And with it nothing but this: the digest is random, so there is nothing that could go.
    QTRY_COMPARE_WITH_TIMEOUT(server.changes().size(), pushes + 1, 60000);
    const QByteArray asked = server.changes().constLast();
    QVERIFY2(QRegularExpression(u"^DELETE /v2/team/app/manifests/sha256:[0-9a-f]{64}$"_s)
                 .match(QString::fromLatin1(asked))
                 .hasMatch(),
             asked.constData());
    QVERIFY2(report.isHealthy(), qPrintable(report.toText()));
    QCOMPARE(ids(report), isOn ? QStringList() : QStringList{u"delete.disabled"_s});
    QCOMPARE(stateOf(report, u"delete"), isOn ? u"passed"_s : u"warning"_s);

    patient.connection.readOnly = true; // no change reaches the wire
    report = examine(patient);
    QVERIFY(report.findings.empty());
    QCOMPARE(stateOf(report, u"delete"), u"skipped"_s);
    QCOMPARE(server.changes().size(), pushes + 1);
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
