#include <openssl/x509_vfy.h>

#include <QtTest>

#include "app/http/peerchain.h"
#include "tests/app/http/httptesting.h"
#include "tests/support/certificates.h"
#include "tests/support/nginxserver.h"
#include "tests/support/proxyserver.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Flaw;
using support::ProxyServer;
using support::ProxySettings;
using support::ReceivedRequest;
using support::ScriptedServer;
using Program = ProxySettings::Program;

namespace {

const QString user = u"用户"_s;
const QString password = u"geheim: 密码"_s;

std::shared_ptr<const base::Secret> secret(const QString &text)
{
    return std::make_shared<const base::Secret>(text.toUtf8());
}

QByteArray basic(const QString &name, const QString &secretText)
{
    return "Basic " + QString(name + u':' + secretText).toUtf8().toBase64();
}

} // namespace

/// Real proxies in front of a real server, and what each side gets to see.
class TestProxyServers final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ways_data();
    void ways();
    void closedProxies_data();
    void closedProxies();
    void socksToAnHttpProxy();
    void httpsProxy_data();
    void httpsProxy();
    void whatIsForTheRegistryIsNotForTheProxy();
    void nothingOfTheRegistryReachesTheProxy();
    void nothingOfTheProxyReachesTheRegistry_data();
    void nothingOfTheProxyReachesTheRegistry();
    void plainHttpThatWantsASignIn();
    void settingsThatMakeNoSense_data();
    void settingsThatMakeNoSense();

private:
    enum class Target
    {
        There,
        Refusing,
        Unknown
    };
    enum class SignIn
    {
        None,
        Wrong,
        Right
    };

    Url target(Target which) const
    {
        if (which == Target::There)
            return Url::parse(m_nginx->url("/v2/")).value();
        if (which == Target::Refusing)
            return Url::parse(QByteArray("https://127.0.0.1:" + QByteArray::number(support::freePort()) + '/')).value();
        return Url::parse("https://registry.invalid/v2/").value();
    }
    TransportSettings through(const QString &proxy, const Url &url) const
    {
        TransportSettings settings = settingsFor(url);
        settings.tls.extraRoots = roots();
        settings.proxy = proxy;
        return settings;
    }
    /// Debian's Squid sends no more than its own certificate.
    QList<QByteArray> roots() const { return {m_certificates.rootPem(), m_certificates.intermediatePem()}; }
    static Error read(TransportSettings settings, const Url &url)
    {
        HastyClock clock;
        CurlTransport transport(std::move(settings), clock);
        Request request = Request::get(url);
        request.headers.add("Authorization", "Bearer of the registry");
        const Result<Response> answer = transport.send(std::move(request), {});
        Error error = answer ? Error() : answer.error();
        if (answer)
            error.httpStatus = answer->status;
        return error;
    }
    static void signIn(TransportSettings &settings, const QString &name, const QString &secretText)
    {
        settings.proxyUser = name;
        settings.proxyPassword = secret(secretText);
    }

    mutable support::Certificates m_certificates;
    std::unique_ptr<support::NginxServer> m_nginx;
};

void TestProxyServers::initTestCase()
{
    support::NginxSettings nginx;
    nginx.tls = m_certificates.server();
    nginx.http2 = true;
    nginx.serverBlock = "location / { return 200 'ok'; }\n";
    m_nginx = std::make_unique<support::NginxServer>(nginx);
    QVERIFY2(m_nginx->isRunning(), m_nginx->log().constData());
}

void TestProxyServers::ways_data()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<SignIn>("given");
    QTest::addColumn<Target>("which");
    QTest::addColumn<ErrorReason>("reason"); // None: an answer
    const std::pair<Program, const char *> programs[]
        = {{Program::Tinyproxy, "tinyproxy"}, {Program::Squid, "squid"}, {Program::Microsocks, "microsocks"}};
    for (const auto &[program, name] : programs) {
        const auto add = [&](const char *what, bool asks, SignIn given, Target which, ErrorReason reason) {
            QTest::addRow("%s: %s", name, what) << program << asks << given << which << reason;
        };
        add("through", false, SignIn::None, Target::There, ErrorReason::None);
        add("signed in without need", false, SignIn::Right, Target::There, ErrorReason::None);
        add("signed in", true, SignIn::Right, Target::There, ErrorReason::None);
        add("not signed in", true, SignIn::None, Target::There, ErrorReason::ProxySignInWanted);
        add("wrong password", true, SignIn::Wrong, Target::There, ErrorReason::ProxySignInWanted);
        add("target refuses", false, SignIn::None, Target::Refusing, ErrorReason::ProxyTargetUnreachable);
        add("target unknown", false, SignIn::None, Target::Unknown, ErrorReason::ProxyTargetUnreachable);
    }
}

void TestProxyServers::ways()
{
    QFETCH(const Program, program);
    QFETCH(const bool, asks);
    QFETCH(const SignIn, given);
    QFETCH(const Target, which);
    QFETCH(const ErrorReason, reason);
    // Tinyproxy takes no more than this from its settings.
    const bool simple = program == Program::Tinyproxy;
    const QString name = simple ? u"maria"_s : user;
    const QString right = simple ? u"geheim"_s : password;
    const ProxyServer proxy({program, asks ? name : QString(), asks ? right : QString()});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    const Url url = target(which);
    TransportSettings settings = through(proxy.url(), url);
    if (given != SignIn::None)
        signIn(settings, name, given == SignIn::Right ? right : u"wrong"_s);
    const Error error = read(settings, url);
    if (reason == ErrorReason::None) {
        QVERIFY2(error.httpStatus == 200, qPrintable(error.detail + QString::fromUtf8(proxy.log())));
        return;
    }
    QCOMPARE(error.kind, ErrorKind::Network);
    QVERIFY2(error.reason == reason, qPrintable(u"%1 %2"_s.arg(int(error.reason)).arg(error.detail)));
    QVERIFY(!error.detail.contains(right));
}

void TestProxyServers::closedProxies_data()
{
    QTest::addColumn<Program>("program");
    QTest::newRow("tinyproxy") << Program::Tinyproxy;
    QTest::newRow("squid") << Program::Squid;
}

void TestProxyServers::closedProxies()
{
    QFETCH(const Program, program);
    const ProxyServer proxy({.program = program, .closed = true});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    const Url url = target(Target::There);
    const Error error = read(through(proxy.url(), url), url);
    QCOMPARE(error.reason, ErrorReason::ProxyDenied);
    QCOMPARE(error.httpStatus, 403);
}

void TestProxyServers::socksToAnHttpProxy()
{
    const ProxyServer proxy({Program::Tinyproxy});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    const Url url = target(Target::There);
    CurlTransport transport(through(u"socks5://127.0.0.1:%1"_s.arg(proxy.port()), url));
    Request request = Request::get(url);
    request.deadlines.connect = 500ms;
    const Error error = transport.send(std::move(request), {}).error(); // both wait for the other to go on
    QCOMPARE(error.kind, ErrorKind::Timeout);
    QCOMPARE(error.reason, ErrorReason::ProxySilent);
}

void TestProxyServers::httpsProxy_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<int>("problem"); // 0: none
    QTest::newRow("fine") << Flaw::None << 0;
    QTest::newRow("expired") << Flaw::Expired << X509_V_ERR_CERT_HAS_EXPIRED;
    QTest::newRow("wrong name") << Flaw::WrongName << X509_V_ERR_IP_ADDRESS_MISMATCH;
    QTest::newRow("unknown root") << Flaw::UnknownRoot << X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
}

void TestProxyServers::httpsProxy()
{
    QFETCH(const Flaw, flaw);
    QFETCH(const int, problem);
    const ProxyServer proxy({Program::Squid, user, password, m_certificates.server(flaw)});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    const Url url = target(Target::There);
    TransportSettings settings = through(proxy.url(), url);
    signIn(settings, user, password);
    CurlTransport transport(settings);
    const Result<Response> answer = transport.send(Request::get(url), {});
    if (problem == 0) {
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QVERIFY(answer->http2);
        QCOMPARE(transport.peerChain(url.origin())->peer, PeerChain::Peer::Server);
        return;
    }
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Tls);
    QCOMPARE(answer.error().reason, ErrorReason::ProxyTls);
    QCOMPARE(answer.error().verifyResult, long(problem));
    const PeerChain *chain = peerChain(answer.error());
    QVERIFY(chain);
    QCOMPARE(chain->peer, PeerChain::Peer::Proxy);
    QVERIFY(chain->has(problem));
    QVERIFY(!transport.peerChain(url.origin())); // the registry has shown nothing
}

void TestProxyServers::whatIsForTheRegistryIsNotForTheProxy()
{
    const Url url = target(Target::There);
    const support::Identity client = m_certificates.client();
    TransportSettings settings = settingsFor(url);
    settings.tls.verify = false;
    settings.tls.clientCertificateFile = client.certificateFile;
    settings.tls.clientKeyFile = client.keyFile;
    const ProxyServer unknown({.program = Program::Squid, .tls = m_certificates.server(Flaw::SelfSigned)});
    QVERIFY2(unknown.isRunning(), unknown.log().constData());
    settings.proxy = unknown.url();
    QCOMPARE(read(settings, url).reason, ErrorReason::ProxyTls); // verified all the same

    settings.tls.extraRoots = roots(); // these are the connection's
    const ProxyServer known({.program = Program::Squid, .tls = m_certificates.server()});
    QVERIFY2(known.isRunning(), known.log().constData());
    settings.proxy = known.url();
    const CertificateInfo own
        = CertificateInfo::fromPem(m_certificates.rootPem())->front(); // a pin that fits nobody here
    settings.tls.pinnedPublicKey = own.pin();
    const Error error = read(settings, url);
    QCOMPARE(error.reason, ErrorReason::PinMismatch); // of the registry: the way there was free
    QVERIFY(peerChain(error));
    QCOMPARE(peerChain(error)->peer, PeerChain::Peer::Server);

    const support::Identity identity = m_certificates.server();
    const ScriptedServer wanting(
        support::ServerTls{identity.certificateFile, identity.keyFile, m_certificates.rootFile()});
    settings.proxy = QString::fromLatin1(wanting.url(""));
    QCOMPARE(read(settings, url).reason, ErrorReason::ProxyTls); // our certificate is not shown to it
    QCOMPARE(wanting.requests().size(), 0U);
}

void TestProxyServers::nothingOfTheRegistryReachesTheProxy()
{
    for (const bool tls : {false, true}) {
        const support::Identity identity = m_certificates.server();
        ScriptedServer proxy(tls ? std::optional(support::ServerTls{identity.certificateFile, identity.keyFile})
                                 : std::nullopt);
        proxy.answer({"", "", true},
                     support::Answer::withStatus(407, {},
                                                 {{"Proxy-Authenticate", "NTLM"},
                                                  {"Proxy-Authenticate", "Negotiate"},
                                                  {"Proxy-Authenticate", "Basic realm=\"p\""}}));
        const Url url = target(Target::Unknown);
        TransportSettings settings = through(QString::fromLatin1(proxy.url("")), url);
        signIn(settings, user, password);
        QCOMPARE(read(settings, url).reason, ErrorReason::ProxySignInWanted);
        QCOMPARE(proxy.requests().size(), 1U); // and no second one for NTLM
        const ReceivedRequest seen = proxy.requests().front();
        QCOMPARE(seen.method, "CONNECT");
        QCOMPARE(seen.header("Proxy-Authorization"), basic(user, password));
        QCOMPARE(seen.count("Authorization"), 0);
        QVERIFY(!seen.head.contains("Bearer"));
    }
}

void TestProxyServers::nothingOfTheProxyReachesTheRegistry_data()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {true, false}) {
        QTest::addRow("tinyproxy, TLS %d", tls) << Program::Tinyproxy << tls;
        QTest::addRow("squid, TLS %d", tls) << Program::Squid << tls;
        QTest::addRow("microsocks, TLS %d", tls) << Program::Microsocks << tls;
    }
}

void TestProxyServers::nothingOfTheProxyReachesTheRegistry()
{
    QFETCH(const Program, program);
    QFETCH(const bool, tls);
    const ProxyServer proxy({program, u"maria"_s, u"geheim"_s});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    const support::Identity identity = m_certificates.server();
    ScriptedServer registry(tls ? std::optional(support::ServerTls{identity.certificateFile, identity.keyFile})
                                : std::nullopt);
    registry.serve("/v2/", "{}");
    registry.answer({"DELETE", "/v2/"}, support::Answer::withStatus(202));
    const Url url = urlOf(registry, "/v2/");
    TransportSettings settings = through(proxy.url(), url);
    signIn(settings, u"maria"_s, u"geheim"_s);
    CurlTransport transport(settings);
    Request request = Request::get(url);
    request.headers.add("Authorization", "Bearer of the registry");
    QVERIFY(transport.send(request, {}));
    QVERIFY(transport.send(Request::remove(url), {}));
    QCOMPARE(registry.requests().size(), 2U);
    QCOMPARE(registry.requests().front().header("Authorization"), "Bearer of the registry");
    for (const ReceivedRequest &seen : registry.requests()) {
        QCOMPARE(seen.count("Proxy-Authorization"), 0);
        QVERIFY2(!seen.head.contains(QByteArray("maria:geheim").toBase64()), seen.head.constData());
        QVERIFY(!seen.head.contains("geheim"));
    }
}

void TestProxyServers::plainHttpThatWantsASignIn()
{
    const ProxyServer proxy({Program::Squid, user, password});
    QVERIFY2(proxy.isRunning(), proxy.log().constData());
    ScriptedServer registry;
    registry.serve("/v2/", "{}");
    const Url url = urlOf(registry, "/v2/");
    TransportSettings settings = through(proxy.url(), url);
    const Error error = read(settings, url);
    QCOMPARE(error.kind, ErrorKind::Network);
    QCOMPARE(error.reason, ErrorReason::ProxySignInWanted);
    QCOMPARE(error.httpStatus, 407);
    signIn(settings, user, password);
    QCOMPARE(read(settings, url).httpStatus, 200);
    settings.noProxy = u"127.0.0.1:%1"_s.arg(registry.port());
    settings.proxyUser.clear();
    QCOMPARE(read(settings, url).httpStatus, 200);
}

void TestProxyServers::settingsThatMakeNoSense_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("name");
    QTest::newRow("password in the address") << u"http://maria:geheim@127.0.0.1:3128"_s << QString();
    QTest::newRow("no scheme that we know") << u"ftp://127.0.0.1"_s << QString();
    QTest::newRow("colon in the name") << u"http://127.0.0.1:3128"_s << u"a:b"_s;
}

void TestProxyServers::settingsThatMakeNoSense()
{
    QFETCH(const QString, proxy);
    QFETCH(const QString, name);
    TransportSettings settings = through(proxy, target(Target::There));
    signIn(settings, name, u"geheim"_s);
    const Error error = read(settings, target(Target::There));
    QCOMPARE(error.kind, ErrorKind::InvalidData);
    QVERIFY(!error.detail.contains(u"geheim"_s));
}

QTEST_GUILESS_MAIN(TestProxyServers)
#include "tst_proxyservers.moc"
