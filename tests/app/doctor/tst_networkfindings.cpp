#include "app/doctor/errorid.h"
#include "app/http/peerchain.h"
#include "tests/app/doctor/diagnosis.h"
#include "tests/support/hastyclock.h"
#include "tests/support/nginxserver.h"
#include "tests/support/proxyserver.h"

using namespace diagnosis;
using doctor::Report;
using support::Flaw;
using support::NginxServer;
using support::NginxSettings;
using support::ProxyServer;
using support::ProxySettings;
using Program = ProxySettings::Program;

/// Faults of the road to a registry, each made by a real server.
class TestNetworkFindings final : public QObject
{
    Q_OBJECT

private slots:
    void names();
    void refused();
    void certificates_data();
    void certificates();
    void bothPossibilitiesAreNamed();
    void oldProtocol();
    void clientCertificate();
    void pinChanged();
    void mixedSchemes();
    void withoutConsent();
    void proxyIsNotTheRegistry_data();
    void proxyIsNotTheRegistry();
    void proxyTroubles();
    void targetsBehindAProxy_data();
    void targetsBehindAProxy();
    void certificatesBehindAProxy_data();
    void certificatesBehindAProxy();
    void certificatesOfAProxy_data();
    void certificatesOfAProxy();
    void clockSkew();
    void clocksAlmostAgree_data();
    void clocksAlmostAgree();

private:
    NginxSettings nginx(Flaw flaw = Flaw::None)
    {
        NginxSettings settings;
        settings.tls = m_certificates.server(flaw);
        settings.weak = flaw == Flaw::WeakKey;
        settings.serverBlock = registryBlock;
        return settings;
    }
    static constexpr auto registryBlock
        = "location / { add_header Docker-Distribution-Api-Version registry/2.0 always; default_type application/json; "
          "return 200 '{\"repositories\":[]}'; }\n";
    doctor::Patient trusting(const QByteArray &url) const
    {
        doctor::Patient patient = patientAt(url);
        patient.connection.tls.extraRoots = {m_certificates.rootPem()};
        return patient;
    }

    static void signInToProxy(doctor::Patient &patient, const QByteArray &password)
    {
        patient.connection.proxyUser = u"maria"_s;
        credentials::Credential credential{u"maria"_s, base::Secret(QByteArray(password))};
        if (!patient.credentials->store(patient.connection.proxySecretId(), std::move(credential), {}))
            qFatal("cannot keep a password");
    }

    support::Certificates m_certificates;
};

void TestNetworkFindings::names()
{
    const Report report = examine(patientAt("https://registry.invalid"));
    QCOMPARE(ids(report), QStringList{u"name.notfound"_s});
    QCOMPARE(stateOf(report, u"name"), u"failed"_s);
    QCOMPARE(stateOf(report, u"tls"), u"skipped"_s);
}

void TestNetworkFindings::refused()
{
    const Report report = examine(patientAt("https://127.0.0.1:" + QByteArray::number(support::freePort())));
    QCOMPARE(ids(report), QStringList{u"tcp.refused"_s});
    QCOMPARE(stateOf(report, u"name"), u"passed"_s);
    QCOMPARE(stateOf(report, u"tcp"), u"failed"_s);
}

void TestNetworkFindings::certificates_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<bool>("isTrusting");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, Flaw flaw, const QStringList &expected, bool isTrusting = true) {
        QTest::newRow(name) << flaw << isTrusting << expected;
    };
    row("expired", Flaw::Expired, {u"tls.expired"_s});
    row("not yet valid", Flaw::NotYetValid, {u"tls.notyetvalid"_s});
    row("wrong name", Flaw::WrongName, {u"tls.hostname"_s});
    row("wrong address", Flaw::WrongAddress, {u"tls.hostname"_s});
    row("expired, and the wrong name", Flaw::ExpiredWrongName, {u"tls.hostname"_s, u"tls.expired"_s});
    row("self-signed", Flaw::SelfSigned, {u"tls.selfsigned"_s});
    row("another root", Flaw::UnknownRoot, {u"tls.untrusted"_s});
    row("unknown root", Flaw::None, {u"tls.untrusted"_s}, false);
    row("lone certificate, an extra root", Flaw::MissingIntermediate, {u"tls.incomplete-chain"_s});
    row("lone certificate", Flaw::MissingIntermediate, {u"tls.untrusted"_s}, false);
    row("lone certificate with AIA", Flaw::MissingKnownIntermediate, {u"tls.incomplete-chain"_s}, false);
    row("weak key", Flaw::WeakKey, {u"tls.weak-key"_s});
}

void TestNetworkFindings::certificates()
{
    QFETCH(const Flaw, flaw);
    QFETCH(const bool, isTrusting);
    QFETCH(const QStringList, expected);
    const NginxServer server(nginx(flaw));
    QVERIFY2(server.isRunning(), server.log().constData());
    const QByteArray url = flaw == Flaw::WrongName || flaw == Flaw::ExpiredWrongName
        ? "https://localhost:" + QByteArray::number(server.port())
        : server.url();
    const Report report = examine(isTrusting ? trusting(url) : patientAt(url));
    QCOMPARE(ids(report), expected);
    QCOMPARE(stateOf(report, u"tls"), u"failed"_s);
    QCOMPARE(report.checks.at(std::size_t(doctor::Step::Proxy)).detail, u"Not needed"_s);
    QCOMPARE(stateOf(report, u"tcp"), u"passed"_s);
    QCOMPARE(stateOf(report, u"v2"), u"skipped"_s);
    for (const doctor::Finding &finding : report.findings) {
        QVERIFY(finding.fact(u"sha256").size() == 95);
        QVERIFY(!finding.actions.isEmpty());
        QVERIFY(finding.chain && finding.chain->certificates.front().sha256.size() == 32);
        if (finding.id == u"tls.hostname")
            QCOMPARE(finding.actions.back(),
                     url.contains("localhost") ? u"subjectAltName = DNS:localhost"_s
                                               : u"subjectAltName = IP:127.0.0.1"_s);
    }
}

void TestNetworkFindings::bothPossibilitiesAreNamed()
{
    const NginxServer server(nginx(Flaw::MissingIntermediate));
    QVERIFY2(server.isRunning(), server.log().constData());
    QVERIFY(examine(patientAt(server.url())).find(u"tls.untrusted")->why.contains(u"intermediate"_s));
    QVERIFY(examine(trusting(server.url())).find(u"tls.incomplete-chain")->why.contains(u"authority"_s));
}

void TestNetworkFindings::oldProtocol()
{
    const support::Identity identity = m_certificates.server();
    const quint16 port = support::freePort();
    support::ChildProcess server(support::findProgram(u"openssl"_s),
                                 {u"s_server"_s, u"-accept"_s, u"127.0.0.1:%1"_s.arg(port), u"-cert"_s,
                                  identity.certificateFile, u"-key"_s, identity.keyFile, u"-tls1_1"_s, u"-cipher"_s,
                                  u"ALL:@SECLEVEL=0"_s, u"-quiet"_s});
    QVERIFY2(server.waitForPort(port), server.log().constData());
    QCOMPARE(ids(examine(trusting("https://127.0.0.1:" + QByteArray::number(port)))), QStringList{u"tls.protocol"_s});
}

void TestNetworkFindings::clientCertificate()
{
    NginxSettings settings = nginx();
    settings.clientRootFile = m_certificates.rootFile();
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Report report = examine(trusting(server.url()));
    QCOMPARE(ids(report), QStringList{u"tls.client-certificate-required"_s}); // nginx says 400
    QCOMPARE(report.findings.front().fact(u"status"), u"400"_s);

    doctor::Patient patient = trusting(server.url());
    patient.connection.tls.clientCertificateFile = m_certificates.file("no certificate");
    const Report unsent = examine(patient);
    QCOMPARE(ids(unsent), QStringList{u"tls.client-certificate-file"_s});
    for (const QStringView check : {u"name", u"tcp", u"http", u"v2"})
        QCOMPARE(stateOf(unsent, check), u"skipped"_s);
    QCOMPARE(stateOf(unsent, u"tls"), u"failed"_s);

    const support::Identity client = m_certificates.client();
    patient.connection.tls.clientCertificateFile = client.certificateFile;
    patient.connection.tls.clientKeyFile = client.keyFile;
    QVERIFY(examine(patient).isHealthy());

    support::Certificates strangers;
    const support::Identity stranger = strangers.client();
    patient.connection.tls.clientCertificateFile = stranger.certificateFile;
    patient.connection.tls.clientKeyFile = stranger.keyFile;
    QCOMPARE(ids(examine(patient)), QStringList{u"tls.client-certificate-refused"_s});
}

void TestNetworkFindings::pinChanged()
{
    const NginxServer server(nginx());
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = trusting(server.url());
    patient.connection.tls.pinnedPublicKey = "sha256//" + QByteArray(32, 'x').toBase64();
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{u"tls.pin-changed"_s});
    const doctor::Finding *finding = report.find(u"tls.pin-changed");
    QVERIFY(finding->actions.last().startsWith("sha256//"_L1)); // a line to copy
    QCOMPARE(finding->actions.last(), finding->fact(u"pin"));
}

void TestNetworkFindings::mixedSchemes()
{
    const NginxServer secure(nginx());
    NginxSettings settings = nginx();
    settings.tls.reset();
    const NginxServer plain(settings);
    QVERIFY2(secure.isRunning() && plain.isRunning(), plain.log().constData());
    QCOMPARE(ids(examine(patientAt("http://127.0.0.1:" + QByteArray::number(secure.port())))),
             QStringList{u"http.plain-on-tls-port"_s});
    const Report report = examine(patientAt("https://127.0.0.1:" + QByteArray::number(plain.port())));
    QCOMPARE(ids(report), QStringList{u"http.tls-on-plain-port"_s});
    QCOMPARE(stateOf(report, u"tcp"), u"passed"_s);
    QCOMPARE(stateOf(report, u"tls"), u"skipped"_s); // none was shown that could be trusted
    QVERIFY(examine(patientAt("127.0.0.1:" + QByteArray::number(plain.port()))).isHealthy()); // no scheme typed
}

void TestNetworkFindings::withoutConsent()
{
    doctor::Patient patient = patientAt("https://registry.invalid");
    patient.connection.origin = {false, "registry.invalid", 80};
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{u"http.no-consent"_s});
    for (const QStringView check : {u"name", u"proxy", u"tcp", u"tls", u"v2"}) // nothing was sent
        QCOMPARE(stateOf(report, check), u"skipped"_s);
}

void TestNetworkFindings::proxyIsNotTheRegistry_data()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<QByteArray>("password"); // that we have for it
    QTest::addColumn<QString>("expected");
    const std::pair<Program, const char *> programs[]
        = {{Program::Tinyproxy, "tinyproxy"}, {Program::Squid, "squid"}, {Program::Microsocks, "microsocks"}};
    for (const auto &[program, name] : programs) {
        for (const bool tls : {true, false}) {
            const char *scheme = tls ? "TLS" : "plain";
            QTest::addRow("%s asks, %s", name, scheme) << program << tls << false << QByteArray() << u"proxy.auth"_s;
            QTest::addRow("%s knows another password, %s", name, scheme)
                << program << tls << false << QByteArray("wrong") << u"proxy.auth"_s;
        }
    }
    for (const auto &[name, program, tls] : {std::tuple("tinyproxy denies, TLS", Program::Tinyproxy, true),
                                             std::tuple("squid denies, TLS", Program::Squid, true),
                                             std::tuple("squid denies, plain", Program::Squid, false)})
        QTest::newRow(name) << program << tls << true << QByteArray() << u"proxy.denied"_s;
}

void TestNetworkFindings::proxyIsNotTheRegistry()
{
    QFETCH(const Program, program);
    QFETCH(const bool, tls);
    QFETCH(const bool, closed);
    QFETCH(const QByteArray, password);
    QFETCH(const QString, expected);
    NginxSettings settings = nginx();
    if (!tls)
        settings.tls.reset();
    const NginxServer server(settings);
    ProxySettings proxySettings{.program = program, .closed = closed};
    if (!closed) {
        proxySettings.user = u"maria"_s;
        proxySettings.password = u"geheim"_s;
    }
    const ProxyServer proxy(proxySettings);
    QVERIFY2(server.isRunning() && proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = trusting(server.url());
    patient.connection.proxy = proxy.url();
    if (!password.isEmpty())
        signInToProxy(patient, password);
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{expected});
    QCOMPARE(stateOf(report, u"proxy"), u"failed"_s);
    for (const QStringView check : {u"tcp", u"tls", u"http", u"v2", u"token"}) // nothing is said of the registry
        QCOMPARE(stateOf(report, check), u"skipped"_s);
}

void TestNetworkFindings::proxyTroubles()
{
    doctor::Patient patient = patientAt("https://127.0.0.1:" + QByteArray::number(support::freePort()));
    patient.connection.proxy = u"http://proxy.invalid:3128"_s;
    QCOMPARE(ids(examine(patient)), QStringList{u"proxy.name-notfound"_s});
    patient.connection.proxy = u"http://127.0.0.1:%1"_s.arg(support::freePort());
    QCOMPARE(ids(examine(patient)), QStringList{u"proxy.refused"_s});
}

void TestNetworkFindings::targetsBehindAProxy_data()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("host");
    const std::pair<Program, const char *> programs[]
        = {{Program::Tinyproxy, "tinyproxy"}, {Program::Squid, "squid"}, {Program::Microsocks, "microsocks"}};
    for (const auto &[program, name] : programs) {
        for (const bool tls : {true, false}) {
            const char *scheme = tls ? "TLS" : "plain";
            QTest::addRow("%s, closed port, %s", name, scheme) << program << tls << QByteArray("127.0.0.1");
            QTest::addRow("%s, unknown name, %s", name, scheme) << program << tls << QByteArray("registry.invalid");
        }
    }
}

/// The proxy works, and its own page about a registry that it does not reach is none of the registry's.
void TestNetworkFindings::targetsBehindAProxy()
{
    QFETCH(const Program, program);
    QFETCH(const bool, tls);
    QFETCH(const QByteArray, host);
    const ProxyServer proxy({.program = program});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = patientAt("https://registry.invalid");
    patient.connection.origin = {tls, host, support::freePort()};
    patient.connection.scheme = tls ? connections::SchemeChoice::Https : connections::SchemeChoice::Http;
    patient.connection.proxy = proxy.url();
    support::HastyClock clock; // some of it is tried again
    const Report report = doctor::Examination(patient, {}, {}, clock).run();
    QCOMPARE(ids(report), QStringList{u"proxy.target"_s});
    QCOMPARE(stateOf(report, u"proxy"), u"failed"_s);
    for (const QStringView check : {u"name", u"tcp", u"tls", u"http", u"v2"})
        QCOMPARE(stateOf(report, check), u"skipped"_s);
}

void TestNetworkFindings::certificatesBehindAProxy_data()
{
    QTest::addColumn<Program>("program");
    QTest::newRow("tinyproxy") << Program::Tinyproxy;
    QTest::newRow("squid") << Program::Squid;
    QTest::newRow("microsocks") << Program::Microsocks;
}

/// What is wrong with the registry is not the proxy's fault.
void TestNetworkFindings::certificatesBehindAProxy()
{
    QFETCH(const Program, program);
    const NginxServer server(nginx(Flaw::ExpiredWrongName));
    const ProxyServer proxy({.program = program});
    QVERIFY2(server.isRunning() && proxy.isRunning(), proxy.log().constData());
    doctor::Patient patient = trusting("https://localhost:" + QByteArray::number(server.port()));
    patient.connection.proxy = proxy.url();
    const Report report = examine(patient);
    QCOMPARE(ids(report), (QStringList{u"tls.hostname"_s, u"tls.expired"_s}));
    QCOMPARE(report.findings.front().chain->peer, http::PeerChain::Peer::Server);
    QCOMPARE(stateOf(report, u"name"), u"skipped"_s); // the proxy looks it up
    QCOMPARE(stateOf(report, u"proxy"), u"passed"_s);
    QCOMPARE(stateOf(report, u"tls"), u"failed"_s);
}

void TestNetworkFindings::certificatesOfAProxy_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<bool>("isTrusting");
    QTest::newRow("unknown root") << Flaw::None << false;
    QTest::newRow("expired") << Flaw::Expired << true;
    QTest::newRow("wrong address") << Flaw::WrongAddress << true;
    QTest::newRow("self-signed") << Flaw::SelfSigned << true;
}

/// What is wrong with the proxy is not the registry's fault.
void TestNetworkFindings::certificatesOfAProxy()
{
    QFETCH(const Flaw, flaw);
    QFETCH(const bool, isTrusting);
    const ProxyServer proxy({.program = Program::Squid, .tls = m_certificates.server(flaw)});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    const QByteArray url = "https://127.0.0.1:" + QByteArray::number(support::freePort());
    doctor::Patient patient = isTrusting ? trusting(url) : patientAt(url);
    patient.connection.proxy = proxy.url();
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{u"proxy.tls"_s});
    QVERIFY(report.findings.front().chain);
    QCOMPARE(report.findings.front().chain->peer, http::PeerChain::Peer::Proxy);
    QCOMPARE(stateOf(report, u"proxy"), u"failed"_s);
    QCOMPARE(stateOf(report, u"tls"), u"skipped"_s);
}

void TestNetworkFindings::clockSkew()
{
    NginxSettings settings = nginx();
    settings.clock = u"+3h"_s;
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Report report = examine(trusting(server.url()));
    QCOMPARE(ids(report), QStringList{u"clock.skew"_s});
    QVERIFY(report.isHealthy());
}

void TestNetworkFindings::clocksAlmostAgree_data()
{
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("behind") << u"+60s"_s << u"Your clock is [0-9]+ s behind"_s;
    QTest::newRow("ahead") << u"-60s"_s << u"Your clock is [0-9]+ s ahead"_s;
    QTest::newRow("right") << QString() << u"(Clock|Your clock is [0-9] s ahead)"_s; // on a busy machine
}

/// What does no harm yet is told beside the check that passed; so is how long the certificate holds.
void TestNetworkFindings::clocksAlmostAgree()
{
    QFETCH(const QString, clock);
    QFETCH(const QString, pattern);
    NginxSettings settings = nginx();
    settings.clock = clock;
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Report report = examine(trusting(server.url()));
    QVERIFY2(report.findings.empty(), qPrintable(report.toText()));
    QCOMPARE(stateOf(report, u"clock"), u"passed"_s);
    const QString title = report.checks.at(std::size_t(doctor::Step::Clock)).title;
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(title).hasMatch(),
             qPrintable(title));
    QFile file(settings.tls->certificateFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const http::CertificateInfo shown = http::CertificateInfo::fromPem(file.readAll())->front();
    QCOMPARE(report.checks.at(std::size_t(doctor::Step::Tls)).detail,
             u"By Portolan test intermediate, until "_s + doctor::dateText(shown.notAfter).left(10));
}

QTEST_GUILESS_MAIN(TestNetworkFindings)
#include "tst_networkfindings.moc"
