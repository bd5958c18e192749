#include <QtTest>

#include "app/http/addresses.h"
#include "app/http/errormapping.h"
#include "app/http/hostwindow.h"
#include "app/http/proxyaddress.h"
#include "app/http/proxyrule.h"
#include "app/http/redirect.h"
#include "app/http/retry.h"

using namespace http;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using TimePoint = base::Clock::TimePoint;
using UtcTime = base::Clock::UtcTime;

/// The small rules of the transport that are functions of their arguments.
class TestRules final : public QObject
{
    Q_OBJECT

private slots:
    void windowHasTheProtocolsCeiling();
    void windowIsHalvedOnceAndGrowsBack();
    void addressesInEverySpelling_data();
    void addressesInEverySpelling();
    void leadsNowhereSpecial_data();
    void leadsNowhereSpecial();
    void noProxy_data();
    void noProxy();
    void proxyAddresses_data();
    void proxyAddresses();
    void retriedStatus();
    void retriedErrors();
    void retryAfterHeader_data();
    void retryAfterHeader();
    void backOffIsSpreadAndGrows();
    void redirectsDropCredentials();
    void notTakenMeansBeforeAnyByte();
    void proxyThatWantsACertificate();
};

void TestRules::windowHasTheProtocolsCeiling()
{
    HostWindow window(HostWindow::Protocol::Unknown);
    QCOMPARE(window.limit(), 32);
    QCOMPARE(window.connections(), 4L);
    window.setProtocol(HostWindow::Protocol::Http2);
    QCOMPARE(window.limit(), 400);
    QCOMPARE(window.connections(), 4L);
    window.setProtocol(HostWindow::Protocol::Http1);
    QCOMPARE(window.limit(), 32);
    QCOMPARE(window.connections(), 32L);
}

void TestRules::windowIsHalvedOnceAndGrowsBack()
{
    HostWindow window(HostWindow::Protocol::Http1);
    const TimePoint start{1h};
    window.throttled(start, start + 1s);
    QCOMPARE(window.limit(), 16);
    window.throttled(start + 500ms, start + 2s); // was on its way when the window was halved
    QCOMPARE(window.limit(), 16);
    window.throttled(start + 1500ms, start + 3s);
    QCOMPARE(window.limit(), 8);
    for (int i = 0; i < 9; ++i)
        window.succeeded();
    QCOMPARE(window.limit(), 8);
    window.succeeded();
    QCOMPARE(window.limit(), 9);
    for (int i = 0; i < 1000; ++i)
        window.succeeded();
    QCOMPARE(window.limit(), 32);
    for (int i = 0; i < 20; ++i)
        window.throttled(start + 1h * i, start + 1h * i);
    QCOMPARE(window.limit(), 1);
}

void TestRules::addressesInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("reach"); // -1: a name
    const auto add = [](Reach reach, std::initializer_list<const char *> hosts) {
        for (const char *host : hosts)
            QTest::newRow(host) << QByteArray(host) << int(reach);
    };
    add(Reach::Loopback,
        {"localhost",       "localhost.",       "a.localhost",     "127.0.0.1",    "127.0.0.1.",
         "127.1",           "127.0.1",          "0x7f.1",          "0x7f000001",   "2130706433",
         "0177.0.0.1",      "017700000001",     "127.255.255.254", "0x7F.0.0.0x1", "::1",
         "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1",   "::127.0.0.1",  "64:ff9b::127.0.0.1",
         "64:ff9b::7f00:1", "2002:7f00:1::"});
    add(Reach::LinkLocal,
        {"169.254.169.254", "169.254.0.1", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "169.16689662", "fe80::1",
         "febf::1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"});
    add(Reach::Private,
        {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.0.1", "0xc0a80101",
         "3232235777", "fc00::1", "fd00:ec2::254", "fec0::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"});
    add(Reach::Never,
        {"0.0.0.0", "0", "0.1.2.3", "255.255.255.255", "224.0.0.1", "239.1.1.1", "240.0.0.1", "::", "ff02::1",
         "::ffff:0:0"});
    add(Reach::Public,
        {"8.8.8.8", "134744072", "172.32.0.1", "172.15.0.1", "100.128.0.1", "169.253.0.1", "2001:db8::1",
         "::ffff:8.8.8.8"});
    for (const char *host : {"registry.example", "127.0.0.1.example", "1.2.3.4.5", "0x7g.1", "localhostx", "256.1.1.1"})
        QTest::newRow(host) << QByteArray(host) << -1;
}

void TestRules::addressesInEverySpelling()
{
    QFETCH(QByteArray, host);
    QFETCH(int, reach);
    const std::optional<Reach> found = reachOfLiteral(host);
    QCOMPARE(found ? int(*found) : -1, reach);
}

void TestRules::leadsNowhereSpecial_data()
{
    QTest::addColumn<int>("registry");
    QTest::addColumn<QByteArray>("allowed"); // one letter for each reach: Never Loopback LinkLocal Private Public
    QTest::newRow("loopback") << int(Reach::Loopback) << QByteArray("-L-PU");
    QTest::newRow("link") << int(Reach::LinkLocal) << QByteArray("--KPU");
    QTest::newRow("private") << int(Reach::Private) << QByteArray("---PU");
    QTest::newRow("public") << int(Reach::Public) << QByteArray("----U");
}

void TestRules::leadsNowhereSpecial()
{
    QFETCH(int, registry);
    QFETCH(QByteArray, allowed);
    for (int target = 0; target < 5; ++target)
        QCOMPARE(mayLeadTo(Reach(target), Reach(registry)), allowed[target] != '-');
}

void TestRules::noProxy_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("direct");
    const auto add = [](const char *list, const char *host, bool direct) {
        QTest::addRow("%s in %s", host, list) << QString::fromLatin1(list) << QByteArray(host) << direct;
    };
    add("", "a", false);
    add("*", "a", true);
    add("example.org", "example.org", true);
    add("example.org", "a.example.org", true);
    add(".example.org", "a.example.org", true);
    add(".example.org", "example.org", true);
    add("Example.ORG", "example.org", true);
    add("example.org", "badexample.org", false);
    add("x, example.org ,y", "example.org", true);
    add("x example.org", "example.org", true);
    add("10.0.0.1", "10.0.0.1", true);
    add("0.0.1", "10.0.0.1", false);
    add("10.0.0.0/8", "10.200.0.1", true);
    add("10.0.0.0/8", "11.0.0.1", false);
    add("10.0.0.0/33", "10.0.0.1", false);
    add("10.0.0.0/x", "10.0.0.0", false);
    add("192.168.128.0/17", "192.168.127.1", false);
    add("::1", "::1", true);
    add("[::1]", "::1", true);
    add("fd00::/8", "fd12::1", true);
    add("fd00::/8", "10.0.0.1", false);
    add(",", "a", false);
    add("*.example.org", "a.example.org", true);
    add("*.example.org", "badexample.org", false);
    add("example.org", "example.org.", true);
    add("example.org:5000", "example.org", true);
    add("example.org:5001", "example.org", false);
    add(".example.org:5000", "a.example.org", true);
    add("10.0.0.1:5000", "10.0.0.1", true);
    add("10.0.0.0/8:5001", "10.0.0.1", false);
    add("[fd00::1]:5000", "fd00::1", true);
    add("[fd00::1]:5001", "fd00::1", false);
    add("*:5000", "a", true);
    add("*:443", "a", false);
}

void TestRules::noProxy()
{
    QFETCH(QString, list);
    QFETCH(QByteArray, host);
    QFETCH(bool, direct);
    QCOMPARE(goesDirect(Origin{true, host, 5000}, list), direct);
}

void TestRules::proxyAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("address"); // as libcurl takes it; empty: refused
    const auto add = [](const char *text, const char *address) {
        QTest::newRow(text) << QString::fromUtf8(text) << QByteArray(address);
    };
    add("http://proxy:3128", "http://proxy:3128");
    add(" HTTP://Proxy:3128/ ", "http://proxy:3128");
    add("proxy:3128", "http://proxy:3128");
    add("proxy", "http://proxy:80");
    add("https://proxy", "https://proxy:443");
    add("socks5://proxy", "socks5h://proxy:1080");
    add("socks5h://proxy:80", "socks5h://proxy:80");
    add("socks5://[::1]", "socks5h://[::1]:1080");
    add("http://[::1]:3128", "http://[::1]:3128");
    for (const char *refused : {"", "ftp://proxy", "socks4://proxy", "http://user@proxy:3128", "user:secret@proxy:3128",
                                "http://proxy:0", "http://proxy:3128/path", "http://pro xy", "http://密码", "://proxy"})
        add(refused, "");
}

void TestRules::proxyAddresses()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, address);
    const Result<ProxyAddress> parsed = ProxyAddress::parse(text);
    QCOMPARE(parsed ? parsed->toBytes() : QByteArray(), address);
    if (!parsed)
        QVERIFY(!parsed.error().detail.contains("secret"_L1));
}

void TestRules::retriedStatus()
{
    QList<int> retried;
    for (int status = 100; status < 600; ++status) {
        if (isRetriedStatus(status))
            retried.append(status);
    }
    QCOMPARE(retried, (QList<int>{408, 429, 502, 503, 504}));
}

void TestRules::retriedErrors()
{
    const auto retried = [](ErrorKind kind, ErrorReason reason, Priority priority) {
        return isRetriedError(base::failure(kind, {}, reason), priority);
    };
    for (const Priority priority : {Priority::Interactive, Priority::Bulk}) {
        for (const ErrorReason reason :
             {ErrorReason::ConnectionRefused, ErrorReason::ConnectionLost, ErrorReason::Incomplete})
            QVERIFY(retried(ErrorKind::Network, reason, priority));
        for (const ErrorReason reason :
             {ErrorReason::UnknownHost, ErrorReason::UnknownProxy, ErrorReason::TooLarge, ErrorReason::AddressRefused,
              ErrorReason::ProxyDenied, ErrorReason::ProxySignInWanted, ErrorReason::ProxyTargetUnreachable})
            QVERIFY(!retried(ErrorKind::Network, reason, priority));
        QVERIFY(!retried(ErrorKind::Timeout, ErrorReason::ConnectDeadline, priority));
        QVERIFY(!retried(ErrorKind::Timeout, ErrorReason::TotalDeadline, priority));
        QVERIFY(!retried(ErrorKind::Tls, ErrorReason::None, priority));
        QVERIFY(!retried(ErrorKind::InvalidData, ErrorReason::None, priority));
        const bool bulk = priority == Priority::Bulk;
        QCOMPARE(retried(ErrorKind::Timeout, ErrorReason::FirstByteDeadline, priority), bulk);
        QCOMPARE(retried(ErrorKind::Timeout, ErrorReason::IdleDeadline, priority), bulk);
    }
}

void TestRules::retryAfterHeader_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds"); // -1: none
    const auto add = [](const char *name, const char *value, qint64 seconds) {
        QTest::addRow("%s: %s", name, value) << QByteArray(name) << QByteArray(value) << seconds;
    };
    add("Retry-After", "0", 0);
    add("retry-after", " 120 ", 120);
    add("Retry-After", "Wed, 25 Nov 2026 00:01:30 GMT", 90);
    add("Retry-After", "Tue, 24 Nov 2026 00:00:00 GMT", 0);
    add("Retry-After", "1000000000", 1'000'000'000);
    add("Retry-After", "99999999999999", 2'147'483'647);
    add("Retry-After", "-5", -1);
    add("Retry-After", "soon", -1);
    add("Retry-After", "", -1);
    add("RateLimit-Reset", "7", 7);
    add("X-RateLimit-Reset", "1795564860", 60);
    add("X-RateLimit-Reset", "1", 0);
    add("X-Other", "1", -1);
}

void TestRules::retryAfterHeader()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const UtcTime now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};
    Headers headers;
    headers.add(name, value);
    const auto found = retryAfter(headers, now);
    QCOMPARE(found ? qint64(found->count()) : -1, seconds);
}

void TestRules::backOffIsSpreadAndGrows()
{
    std::mt19937 random(41);
    const auto longest = [&random](int tries) {
        std::chrono::milliseconds most{0};
        for (int i = 0; i < 2000; ++i)
            most = std::max(most, backOff(tries, random));
        return most;
    };
    const auto most1 = longest(1);
    const auto most2 = longest(2);
    QVERIFY(most1 > 450ms && most1 <= 500ms);
    QVERIFY(most2 > 900ms && most2 <= 1000ms);
    QVERIFY(longest(50) <= 8s);
    std::chrono::milliseconds least{1h};
    for (int i = 0; i < 2000; ++i)
        least = std::min(least, backOff(1, random));
    QVERIFY(least < 50ms); // full jitter begins at nothing
}

void TestRules::redirectsDropCredentials()
{
    Request request = Request::get(Url::parse("https://h/a").value());
    for (const char *name : {"Authorization", "Cookie", "PRIVATE-TOKEN", "X-Amz-Security-Token", "Accept", "Range"})
        request.headers.add(name, "x");
    Response answer{307, {}, {}, 0, request.url};
    answer.headers.add("Location", "/b");
    QVERIFY(isRedirect(answer));
    QCOMPARE(redirected(request, answer)->headers.fields().size(), 6U);
    for (const char *elsewhere : {"https://other/b", "https://h:444/b", "//h.example/b"}) {
        answer.headers.set("Location", elsewhere);
        const Result<Request> next = redirected(request, answer);
        QVERIFY(next);
        QCOMPARE(next->headers.fields(), (std::vector<Headers::Field>{{"Accept", "x"}, {"Range", "x"}}));
    }
    for (const char *refused : {"http://h/b", "file:///etc/passwd", "https://u:p@h/", "https://h/a b"}) {
        answer.headers.set("Location", refused);
        const Result<Request> next = redirected(request, answer);
        QVERIFY(!next);
        QCOMPARE(next.error().reason,
                 refused == QByteArray("http://h/b") ? ErrorReason::RedirectToWeaker : ErrorReason::RedirectRefused);
        QCOMPARE(next.error().httpStatus, 307);
    }
}

void TestRules::notTakenMeansBeforeAnyByte()
{
    Breakdown breakdown;
    breakdown.code = CURLE_SEND_ERROR;
    breakdown.stage = Stage::Sent;
    QVERIFY(wasNotTaken(breakdown));
    breakdown.stage = Stage::Receiving;
    QVERIFY(!wasNotTaken(breakdown));
    breakdown.code = CURLE_RECV_ERROR;
    breakdown.stage = Stage::Sent;
    QVERIFY(!wasNotTaken(breakdown)); // on a fresh connection: the server's fault, which costs a try
    breakdown.reusedConnection = true;
    QVERIFY(wasNotTaken(breakdown));
}

/// In TLS 1.3 a client is done with the handshake before it is refused, and what comes then may be a reset alone.
void TestRules::proxyThatWantsACertificate()
{
    Breakdown breakdown;
    breakdown.code = CURLE_RECV_ERROR;
    breakdown.stage = Stage::Connecting;
    breakdown.proxy = Breakdown::Proxy::Before;
    breakdown.proxyTls = true;
    breakdown.text = "Recv failure: Connection reset by peer";
    QCOMPARE(errorFrom(breakdown).reason, ErrorReason::ConnectionLost);
    breakdown.certificateAsked = true;
    for (const CURLcode code : {CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_SSL_CONNECT_ERROR}) {
        breakdown.code = code;
        QCOMPARE(errorFrom(breakdown).kind, ErrorKind::Tls);
        QCOMPARE(errorFrom(breakdown).reason, ErrorReason::ProxyTls);
        QVERIFY(!wasNotTaken(breakdown));
    }
    breakdown.code = CURLE_RECV_ERROR;
    breakdown.connectStatus = 403; // it answered, and that says more
    QCOMPARE(errorFrom(breakdown).reason, ErrorReason::ProxyDenied);
}

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
