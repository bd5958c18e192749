#include <QtTest>

#include "tests/app/http/httptesting.h"
#include "tests/support/faultproxy.h"
#include "tests/support/nginxserver.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Many reads over HTTP/2, against nginx.
class TestHttp2 final : public QObject
{
    Q_OBJECT

private slots:
    void usesFewConnections_data();
    void usesFewConnections();
    void survivesGoaway_data();
    void survivesGoaway();
    void sinkIsHeldBack();
    void deadConnectionIsLeft();
};

namespace {

struct Http2Setup
{
    explicit Http2Setup(int keepaliveRequests = 1'000'000, int maxStreams = 256)
    {
        support::NginxSettings nginx;
        nginx.tls = certificates.server();
        nginx.http2 = true;
        nginx.keepaliveRequests = keepaliveRequests;
        nginx.maxStreams = maxStreams;
        nginx.serverBlock = "location / { return 200 '$server_protocol'; }\n";
        server.emplace(nginx);
    }

    TransportSettings settings(const Url &registry) const
    {
        TransportSettings all = settingsFor(registry);
        all.tls.extraRoots = {certificates.rootPem()};
        return all;
    }

    support::Certificates certificates;
    std::optional<support::NginxServer> server;
};

Url proxyUrl(const support::FaultProxy &proxy)
{
    return Url::parse(QByteArray("https://127.0.0.1:" + QByteArray::number(proxy.port()))).value();
}

} // namespace

void TestHttp2::usesFewConnections_data()
{
    QTest::addColumn<int>("maxStreams");
    for (const int maxStreams : {256, 100, 10, 1})
        QTest::addRow("%d streams", maxStreams) << maxStreams;
}

void TestHttp2::usesFewConnections()
{
    QFETCH(int, maxStreams);
    const Http2Setup setup(1'000'000, maxStreams);
    QVERIFY2(setup.server->isRunning(), setup.server->log().constData());
    // Deadlines of a hundred times what one answer takes, and shorter than all at one stream a connection: what waits
    // for a stream inside libcurl does not count. A busy machine needs longer for both.
    for (const int scale : {1, 4, 16}) {
        const support::FaultProxy proxy(setup.server->port(), {(maxStreams == 1 ? 60ms : 20ms) * scale});
        const Url url = proxyUrl(proxy);
        CurlTransport transport(setup.settings(url));
        Reads reads(url, Reads::numbered(2000));
        bool http2 = true;
        const std::chrono::milliseconds deadline = 2500ms * scale;
        reads.adjust = [&](Request &request) { request.deadlines = {deadline, deadline, deadline, deadline}; };
        reads.onFinished = [&http2](quint64, const Result<Response> &answer) -> Result<> {
            http2 = http2 && answer && answer->http2;
            return Done{};
        };
        QVERIFY(transport.run(reads, {}));
        if (!reads.failures.isEmpty() && scale < 16)
            continue;
        QCOMPARE(reads.failures.join(u'\n'), QString());
        QVERIFY(http2);
        // libcurl assumes 100 until the server says less, and leaves a connection that refused a stream
        if (maxStreams >= 100)
            QVERIFY2(proxy.connections() <= 4, qPrintable(QString::number(proxy.connections())));
        QCOMPARE(transport.counters().connections, quint64(proxy.connections()));
        QVERIFY(transport.counters().maxInFlight <= 400);
        if (maxStreams == 256)
            QVERIFY(transport.counters().maxInFlight > 200); // the window opens
        return;
    }
}

void TestHttp2::survivesGoaway_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("roundTrip");
    QTest::newRow("1 at 0 ms") << 1 << 0;
    QTest::newRow("50 at 0 ms") << 50 << 0;
    QTest::newRow("50 at 50 ms") << 50 << 50;
    QTest::newRow("1000 at 50 ms") << 1000 << 50;
}

void TestHttp2::survivesGoaway()
{
    QFETCH(int, limit);
    QFETCH(int, roundTrip);
    const Http2Setup setup(limit);
    QVERIFY2(setup.server->isRunning(), setup.server->log().constData());
    const support::FaultProxy proxy(setup.server->port(), {std::chrono::milliseconds(roundTrip)});
    const Url url = proxyUrl(proxy);
    CurlTransport transport(setup.settings(url));
    Reads reads(url, Reads::numbered(limit == 1 ? 300 : 10'000));
    int mostTries = 0;
    reads.onFinished = [&mostTries](quint64, const Result<Response> &answer) -> Result<> {
        mostTries = std::max(mostTries, answer ? answer->tries : 0);
        return Done{};
    };
    QVERIFY(transport.run(reads, {}));
    QCOMPARE(reads.failures.join(u'\n'), QString());
    qInfo("%d connections, at most %d tries", proxy.connections(), mostTries);
}

void TestHttp2::sinkIsHeldBack()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"blob"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray body(50'000'000, 'x');
    file.write(body);
    file.close();
    support::Certificates certificates;
    support::NginxSettings nginx;
    nginx.tls = certificates.server();
    nginx.http2 = true;
    nginx.root = folder.path();
    const support::NginxServer server(nginx);
    QVERIFY2(server.isRunning(), server.log().constData());
    class SlowSink final : public BytesSink
    {
    public:
        Result<> write(QByteArrayView piece) override
        {
            if (restarts == 0 && bytes.size() < 20'000'000)
                QTest::qSleep(20);
            return BytesSink::write(piece);
        }
    };
    const Url url = Url::parse(server.url("/blob")).value();
    TransportSettings settings = settingsFor(url);
    settings.tls.extraRoots = {certificates.rootPem()};
    CurlTransport transport(settings);
    const auto sink = std::make_shared<SlowSink>();
    Request request = Request::get(url);
    request.sink = sink;
    request.maxBody = body.size();
    const Result<Response> answer = transport.send(request, {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QVERIFY(answer->http2);
    QVERIFY(sink->bytes == body);
}

void TestHttp2::deadConnectionIsLeft()
{
    const Http2Setup setup;
    QVERIFY2(setup.server->isRunning(), setup.server->log().constData());
    support::FaultProxy proxy(setup.server->port());
    const Url url = proxyUrl(proxy);
    CurlTransport transport(setup.settings(url));
    for (int i = 0; i < 6; ++i) { // libcurl counts the age of connections in whole seconds
        QVERIFY(transport.send(Request::get(url), {}));
        QTest::qWait(400);
    }
    QCOMPARE(proxy.connections(), 1);
    proxy.setBlackHole(true);
    Request request = Request::get(url);
    request.deadlines.firstByte = 300ms;
    const Result<Response> silent = transport.send(request, {});
    QVERIFY(!silent);
    QCOMPARE(silent.error().reason, ErrorReason::FirstByteDeadline);
    QCOMPARE(proxy.connections(), 1);
    proxy.setBlackHole(false);
    QVERIFY(transport.send(Request::get(url), {}));
    QCOMPARE(proxy.connections(), 2);
}

QTEST_GUILESS_MAIN(TestHttp2)

#include "tst_http2.moc"
