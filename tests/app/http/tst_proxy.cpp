#include <QtTest>

#include "tests/app/http/httptesting.h"
#include "tests/support/certificates.h"
#include "tests/support/faultproxy.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

/// The proxy of a connection, and what it gets to see.
class TestProxy final : public QObject
{
    Q_OBJECT

private slots:
    void environmentIsIgnored();
    void plainHttpGoesThroughIt();
    void noProxyGoesDirect();
    void connectCarriesNoHeaderOfTheRegistry();
    void refusals_data();
    void refusals();
    void unknownProxy();
    void deadProxy();
    void muteProxy();
    void swallowedProxy();
    void hangingUp();

private:
    static TransportSettings behind(const QByteArray &proxy, const char *registry = "https://registry.example/")
    {
        TransportSettings settings = settingsFor(Url::parse(registry).value());
        settings.proxy = QString::fromLatin1(proxy);
        return settings;
    }
    static Result<Response> get(TransportSettings settings, std::chrono::milliseconds patience = 20s)
    {
        HastyClock clock;
        const Origin registry = settings.registry;
        CurlTransport transport(std::move(settings), clock);
        Request request = Request::get(Url(registry, "/v2/"));
        request.headers.add("Authorization", "Bearer secret");
        request.deadlines.connect = patience;
        return transport.send(request, {});
    }
};

void TestProxy::environmentIsIgnored()
{
    const ScriptedServer proxy;
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"})
        qputenv(name, proxy.url(""));
    ScriptedServer server;
    server.serve("/v2/", "x");
    QVERIFY(get(settingsFor(server)));
    QCOMPARE(proxy.connections(), 0);
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"})
        qunsetenv(name);
    qputenv("no_proxy", "*");
    QVERIFY(!get(behind(proxy.url(""))));
    QCOMPARE(proxy.connections() > 0, true);
    qunsetenv("no_proxy");
}

void TestProxy::plainHttpGoesThroughIt()
{
    ScriptedServer proxy;
    proxy.answer({"GET", "http://registry.example/v2/"}, Answer::ok("through"));
    const Result<Response> answer = get(behind(proxy.url(""), "http://registry.example/"));
    QVERIFY(answer);
    QCOMPARE(answer->body, "through");
    QCOMPARE(proxy.requests().at(0).header("Host"), "registry.example");
}

void TestProxy::noProxyGoesDirect()
{
    const ScriptedServer proxy;
    ScriptedServer server;
    server.serve("/v2/", "direct");
    TransportSettings settings = settingsFor(server);
    settings.proxy = QString::fromLatin1(proxy.url(""));
    settings.noProxy = u"example.org, 127.0.0.0/8"_s;
    QCOMPARE(get(settings)->body, "direct");
    QCOMPARE(proxy.connections(), 0);
}

void TestProxy::connectCarriesNoHeaderOfTheRegistry()
{
    ScriptedServer proxy;
    proxy.answer({"", "", true}, Answer::withStatus(403));
    QVERIFY(!get(behind(proxy.url(""))));
    const ReceivedRequest seen = proxy.requests().at(0);
    QCOMPARE(seen.method, "CONNECT");
    QCOMPARE(seen.target, "registry.example:443");
    QCOMPARE(seen.count("Authorization"), 0);
    QVERIFY(!seen.head.contains("secret"));
}

void TestProxy::refusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorReason>("reason");
    QTest::newRow("403") << 403 << ErrorReason::ProxyDenied;
    QTest::newRow("407") << 407 << ErrorReason::ProxySignInWanted;
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("%d", status) << status << ErrorReason::ProxyTargetUnreachable;
}

void TestProxy::refusals()
{
    QFETCH(const int, status);
    QFETCH(const ErrorReason, reason);
    ScriptedServer proxy;
    proxy.answer({"", "", true}, Answer::withStatus(status));
    const Result<Response> answer = get(behind(proxy.url("")));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Network);
    QCOMPARE(answer.error().reason, reason);
    QCOMPARE(answer.error().httpStatus, status);
    QCOMPARE(proxy.requests().size(), 1U);
}

void TestProxy::unknownProxy()
{
    const Result<Response> answer = get(behind("http://proxy.invalid:3128"));
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::UnknownProxy);
}

void TestProxy::deadProxy()
{
    QByteArray url;
    {
        const ScriptedServer server;
        url = server.url("");
    }
    QCOMPARE(get(behind(url)).error().reason, ErrorReason::ProxyUnreachable);
}

void TestProxy::muteProxy()
{
    ScriptedServer proxy;
    proxy.answer({"", "", true}, Answer::silence());
    QCOMPARE(get(behind(proxy.url("")), 400ms).error().reason, ErrorReason::ProxySilent);
}

/// Nobody takes the connection: the proxy's fault, whatever lies behind it.
void TestProxy::swallowedProxy()
{
    const support::DeadPort dead;
    const Error error = get(behind("http://127.0.0.1:" + QByteArray::number(dead.port()))).error();
    QCOMPARE(error.kind, ErrorKind::Timeout);
    QCOMPARE(error.reason, ErrorReason::ProxySilent);
    QCOMPARE(error.proxy, u"http://127.0.0.1:%1"_s.arg(dead.port()));
}

void TestProxy::hangingUp()
{
    ScriptedServer proxy;
    proxy.answer({"", "", true}, Answer::hangUp());
    const Result<Response> answer = get(behind(proxy.url("")));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Network);
    QCOMPARE(answer.error().reason, ErrorReason::ConnectionLost);
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
