#include <future>

#include <QtTest>

#include "tests/app/http/httptesting.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Answer;
using support::Cut;
using support::ScriptedServer;

/// Bodies that go into a sink as they arrive.
class TestSinks final : public QObject
{
    Q_OBJECT

private slots:
    void sinkTakesTheBody();
    void sinkRestartsOnRetry();
    void sinkErrorEndsTheTransfer();
    void sinkGetsSuccessOnly();
    void slowSinkHoldsBackItsServerOnly();
};

void TestSinks::sinkTakesTheBody()
{
    ScriptedServer server;
    const QByteArray body(20'000'000, 'x');
    server.serve("/", body);
    CurlTransport transport(settingsFor(server));
    class CallerSink final : public BytesSink
    {
    public:
        Result<> write(QByteArrayView piece) override
        {
            onCaller = onCaller && std::this_thread::get_id() == m_caller;
            return BytesSink::write(piece);
        }
        bool onCaller = true;

    private:
        std::thread::id m_caller = std::this_thread::get_id();
    };
    const auto sink = std::make_shared<CallerSink>();
    Request request = Request::get(urlOf(server));
    request.sink = sink;
    request.maxBody = body.size();
    const Result<Response> answer = transport.send(request, {});
    QVERIFY(answer);
    QCOMPARE(answer->body, "");
    QCOMPARE(answer->bodySize, body.size());
    QVERIFY(sink->bytes == body);
    QVERIFY(sink->onCaller);
    QCOMPARE(sink->restarts, 0);
}

void TestSinks::sinkRestartsOnRetry()
{
    ScriptedServer server;
    server.serve("/", "hello");
    Answer cut = Answer::ok("hello");
    cut.cut = Cut{Cut::Where::Body, 3};
    server.answer({"GET", "/", false, 1}, cut);
    HastyClock clock;
    CurlTransport transport(settingsFor(server), clock);
    const auto sink = std::make_shared<BytesSink>();
    Request request = Request::get(urlOf(server));
    request.sink = sink;
    QVERIFY(transport.send(request, {}));
    QCOMPARE(sink->bytes, "hello");
    QCOMPARE(sink->restarts, 1);
}

void TestSinks::sinkErrorEndsTheTransfer()
{
    class FullSink final : public BytesSink
    {
    public:
        Result<> write(QByteArrayView) override { return base::fail(ErrorKind::Io, u"the disk is full"_s); }
    };
    ScriptedServer server;
    server.serve("/", QByteArray(30'000'000, 'x'));
    CurlTransport transport(settingsFor(server));
    Request request = Request::get(urlOf(server));
    request.sink = std::make_shared<FullSink>();
    request.maxBody = 40'000'000;
    const Result<Response> answer = transport.send(request, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Io);
    QCOMPARE(server.requests().size(), 1U);
}

void TestSinks::sinkGetsSuccessOnly()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(404, "no"));
    CurlTransport transport(settingsFor(server));
    const auto sink = std::make_shared<BytesSink>();
    Request request = Request::get(urlOf(server));
    request.sink = sink;
    const Result<Response> answer = transport.send(request, {});
    QCOMPARE(answer->body, "no");
    QCOMPARE(sink->bytes, "");
}

void TestSinks::slowSinkHoldsBackItsServerOnly()
{
    class GatedSink final : public BytesSink
    {
    public:
        Result<> write(QByteArrayView piece) override
        {
            largest = std::max(largest, piece.size());
            entered.open();
            gate.wait({});
            return BytesSink::write(piece);
        }
        support::Gate entered;
        support::Gate gate;
        qsizetype largest = 0;
    };
    ScriptedServer server;
    const QByteArray body(60'000'000, 'x');
    server.serve("/blob", body);
    server.serve("/small", "small");
    CurlTransport transport(settingsFor(server));
    const auto sink = std::make_shared<GatedSink>();
    Request request = Request::get(urlOf(server, "/blob"));
    request.sink = sink;
    request.maxBody = body.size();
    request.deadlines.total = 0ms;
    auto download = std::async(std::launch::async, [&] { return transport.send(request, {}); });
    QVERIFY(sink->entered.waitFor(60s, {}));
    for (int i = 0; i < 50; ++i) // the engine is not the one that waits
        QCOMPARE(transport.send(Request::get(urlOf(server, "/small")), {})->body, "small");
    sink->gate.open();
    const Result<Response> answer = download.get();
    QVERIFY(answer);
    QVERIFY(sink->bytes == body);
    QVERIFY(sink->largest <= 4 * 1024 * 1024 + 64 * 1024); // what was kept for it meanwhile
}

QTEST_GUILESS_MAIN(TestSinks)

#include "tst_sinks.moc"
