#include <future>

#include <QElapsedTimer>
#include <QtTest>

#include "tests/app/http/httptesting.h"
#include "tests/app/http/resolver.h"
#include "tests/support/certificates.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faultproxy.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

/// The four clocks of a request, and a stop wherever it stands.
class TestInterrupts final : public QObject
{
    Q_OBJECT

private slots:
    void connectDeadline();
    void connectDeadlineOfMuteTls();
    void connectDeadlineOfTheName();
    void firstByteDeadline();
    void idleDeadline_data();
    void idleDeadline();
    void totalDeadline();
    void uploadsMayTakeLongerThanTheFirstByte();
    void ownClockRules();
    void queueingIsNotCounted();
    void cancels_data();
    void cancels();
    void cancelsInBackOff();
    void cancelsABatch();
    void stoppedBeforeItBegins();
    void destroyingEndsEngines();
    void cleanupTestCase()
    {
        resolver::gate().open();
        QTRY_COMPARE_WITH_TIMEOUT(resolver::waiting(), 0, 60000);
    }

private:
    static Result<Response> sendWith(const Url &url, Deadlines deadlines, Priority priority = Priority::Interactive)
    {
        HastyClock clock;
        CurlTransport transport(settingsFor(url), clock);
        Request request = Request::get(url);
        request.deadlines = deadlines;
        request.priority = priority;
        return transport.send(request, {});
    }
};

void TestInterrupts::connectDeadline()
{
    const support::DeadPort dead;
    const Url url = Url::parse(QByteArray("http://127.0.0.1:" + QByteArray::number(dead.port()))).value();
    const Result<Response> answer = sendWith(url, {200ms, 20s, 20s, 20s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Timeout);
    QCOMPARE(answer.error().reason, ErrorReason::ConnectDeadline);
}

void TestInterrupts::connectDeadlineOfMuteTls()
{
    const ScriptedServer mute; // waits for a request line, which a TLS greeting is not
    const Url url = Url::parse(QByteArray("https://127.0.0.1:" + QByteArray::number(mute.port()))).value();
    const Result<Response> answer = sendWith(url, {200ms, 20s, 20s, 20s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::HandshakeDeadline);
}

void TestInterrupts::connectDeadlineOfTheName()
{
    const Result<Response> answer = sendWith(Url::parse("http://registry.slow/").value(), {200ms, 20s, 20s, 20s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::NameDeadline);
}

void TestInterrupts::firstByteDeadline()
{
    ScriptedServer server;
    server.answer(anything, Answer::silence());
    const Result<Response> answer = sendWith(urlOf(server), {20s, 200ms, 20s, 20s});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::FirstByteDeadline);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1U, 60000); // a person hears of it
    QVERIFY(!sendWith(urlOf(server), {20s, 200ms, 20s, 20s}, Priority::Bulk));
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 4U, 60000);
}

void TestInterrupts::idleDeadline_data()
{
    QTest::addColumn<Answer>("answer");
    Answer inHead = Answer::ok("hello");
    inHead.gate = std::make_shared<support::Gate>();
    inHead.gateAfter = 20;
    QTest::newRow("within the head") << inHead;
    Answer inBody = Answer::ok("hello");
    inBody.gate = inHead.gate;
    inBody.gateAfter = inBody.headBytes("GET").size() + 2;
    QTest::newRow("within the body") << inBody;
    Answer slow = Answer::ok(QByteArray(100'000, 'x'));
    slow.dripSize = 10;
    slow.dripPause = 20ms;
    QTest::newRow("less than 1 KiB/s") << slow;
}

void TestInterrupts::idleDeadline()
{
    QFETCH(Answer, answer);
    ScriptedServer server;
    server.answer(anything, answer);
    const Result<Response> got = sendWith(urlOf(server), {20s, 20s, 500ms, 20s});
    QVERIFY(!got);
    QCOMPARE(got.error().reason, ErrorReason::IdleDeadline);
    QCOMPARE(server.requests().size(), 1U);
}

void TestInterrupts::totalDeadline()
{
    for (const int scale : {1, 4, 16}) { // on a busy machine it may be idle for a second
        ScriptedServer server;
        Answer slow = Answer::ok(QByteArray(20'000'000, 'x')); // fast enough not to be idle
        slow.dripSize = 4000;
        slow.dripPause = 10ms;
        server.answer(anything, slow);
        Request request = Request::get(urlOf(server));
        request.maxBody = 40'000'000;
        request.deadlines = {20s, 20s, 1s * scale, 1500ms * scale};
        CurlTransport transport(settingsFor(server));
        const Result<Response> got = transport.send(request, {});
        QVERIFY(!got);
        if (got.error().reason != ErrorReason::TotalDeadline && scale < 16)
            continue;
        QCOMPARE(got.error().reason, ErrorReason::TotalDeadline);
        QCOMPARE(server.requests().size(), 1U);
        return;
    }
}

void TestInterrupts::uploadsMayTakeLongerThanTheFirstByte()
{
    class SlowSource final : public Source
    {
    public:
        explicit SlowSource(int scale)
            : m_scale(scale)
        { }
        qint64 size() const override { return 20; }
        Result<qint64> read(char *buffer, qint64) override
        {
            if (m_sent == 20)
                return 0;
            QTest::qSleep(30 * m_scale);
            *buffer = 'x';
            ++m_sent;
            return 1;
        }
        Result<> rewind() override { return base::fail(ErrorKind::Io, {}); }

    private:
        const int m_scale;
        int m_sent = 0;
    };
    for (const int scale : {1, 4, 16}) { // a busy machine may need longer for the answer
        ScriptedServer server;
        server.answer(anything, Answer::withStatus(202));
        CurlTransport transport(settingsFor(server));
        Request request = Request::patch(urlOf(server), std::make_shared<SlowSource>(scale));
        request.deadlines.firstByte = 300ms * scale; // the body takes twice as long
        const Result<Response> answer = transport.send(request, {});
        if (!answer && scale < 16)
            continue;
        QVERIFY(answer);
        QCOMPARE(answer->status, 202);
        QCOMPARE(server.requests().at(0).body.size(), 20);
        return;
    }
}

/// The clocks are the injected one: nothing runs out while it stands, whatever time goes by.
void TestInterrupts::ownClockRules()
{
    ScriptedServer server;
    server.answer(anything, Answer::silence());
    support::FakeClock clock;
    CurlTransport transport(settingsFor(server), clock);
    auto sent = std::async(std::launch::async, [&] { return transport.send(Request::get(urlOf(server)), {}); });
    QVERIFY(server.waitForRequests(1));
    clock.advance(29s);
    QCOMPARE(sent.wait_for(300ms), std::future_status::timeout);
    clock.advance(1s);
    if (sent.wait_for(20s) == std::future_status::timeout)
        clock.advance(29s); // it was taken for sent only after the first of them
    QCOMPARE(sent.get().error().reason, ErrorReason::FirstByteDeadline);
}

void TestInterrupts::queueingIsNotCounted()
{
    for (const int scale : {1, 4, 16}) { // a busy machine needs longer for both
        ScriptedServer server;
        Answer slow = Answer::ok("x");
        slow.dripSize = 20;
        slow.dripPause = 60ms * scale; // 79 bytes: about a quarter of a second
        server.answer(anything, slow);
        CurlTransport transport(settingsFor(server));
        Reads reads(urlOf(server), Reads::numbered(200)); // seven rounds of 32
        const std::chrono::milliseconds deadline = 900ms * scale;
        reads.adjust = [&](Request &request) { request.deadlines = {deadline, deadline, deadline, deadline}; };
        QVERIFY(transport.run(reads, {}));
        if (!reads.failures.isEmpty() && scale < 16)
            continue;
        QCOMPARE(reads.failures.join(u'\n'), QString());
        return;
    }
}

void TestInterrupts::cancels_data()
{
    QTest::addColumn<QByteArray>("where");
    for (const char *where : {"queued", "resolving", "connecting", "TLS", "waiting", "head", "body", "sink"})
        QTest::newRow(where) << QByteArray(where);
}

void TestInterrupts::cancels()
{
    QFETCH(QByteArray, where);
    const support::DeadPort dead;
    ScriptedServer server;
    Answer gated = Answer::ok(QByteArray(1000, 'x'));
    gated.gate = std::make_shared<support::Gate>();
    gated.gateAfter = where == "head" ? 20 : where == "waiting" || where == "queued" ? 0 : 200;
    server.answer(anything, gated);
    const QByteArray port = QByteArray::number(server.port());
    const Url url
        = Url::parse(where == "resolving"        ? QByteArray("http://registry.slow/")
                         : where == "connecting" ? QByteArray("http://127.0.0.1:" + QByteArray::number(dead.port()))
                         : where == "TLS"        ? QByteArray("https://127.0.0.1:" + port)
                                                 : QByteArray("http://127.0.0.1:" + port))
              .value();
    CurlTransport transport(settingsFor(url));
    std::stop_source fillers;
    std::vector<std::future<Result<Response>>> filling;
    if (where == "queued") {
        for (int i = 0; i < 32; ++i)
            filling.push_back(
                std::async(std::launch::async, [&] { return transport.send(Request::get(url), fillers.get_token()); }));
        QVERIFY(server.waitForRequests(32));
    }
    std::stop_source stop;
    Request request = Request::get(url);
    if (where == "sink")
        request.sink = std::make_shared<BytesSink>();
    auto sent = std::async(std::launch::async, [&] { return transport.send(request, stop.get_token()); });
    if (where == "resolving")
        QTRY_VERIFY_WITH_TIMEOUT(resolver::waiting() > 0, 60000);
    else if (where == "waiting" || where == "head" || where == "body" || where == "sink")
        QVERIFY(server.waitForRequests(1));
    QTest::qWait(50); // on its way; it cannot come further
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    const Result<Response> answer = sent.get();
    qInfo("%s: cancelled within %lld ms", where.constData(), timer.elapsed());
    QVERIFY(timer.elapsed() < 5000); // the aim is 100
    QVERIFY(!answer);
    QVERIFY(answer.error().isCancelled());
    fillers.request_stop();
    for (std::future<Result<Response>> &filler : filling)
        QVERIFY(filler.get().error().isCancelled());
}

void TestInterrupts::cancelsInBackOff()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(503, "", {{"Retry-After", "60"}}));
    support::FakeClock clock;
    CurlTransport transport(settingsFor(server), clock);
    std::stop_source stop;
    auto sent
        = std::async(std::launch::async, [&] { return transport.send(Request::get(urlOf(server)), stop.get_token()); });
    QVERIFY(server.waitForRequests(1));
    QVERIFY(clock.waitForWaiters(2)); // the engine, and the caller until the pause is over
    stop.request_stop();
    QVERIFY(sent.get().error().isCancelled());
    QCOMPARE(server.requests().size(), 1U);
}

void TestInterrupts::cancelsABatch()
{
    ScriptedServer server;
    server.answer(anything, Answer::ok("x"));
    server.answer({"GET", "/1", true}, Answer::silence());
    CurlTransport transport(settingsFor(server));
    std::stop_source stop;
    Reads reads(urlOf(server), Reads::numbered(500));
    auto run = std::async(std::launch::async, [&] { return transport.run(reads, stop.get_token()); });
    QVERIFY(server.waitForRequests(40));
    stop.request_stop();
    const Result<> result = run.get();
    QVERIFY(!result);
    QVERIFY(result.error().isCancelled());
    const quint64 asked = reads.pulled;
    QVERIFY(asked < 500); // those that begin with 1 hold their connections
    QTest::qWait(50);
    QCOMPARE(reads.pulled.load(), asked); // nothing goes on behind its back
    QVERIFY(server.requests().size() <= asked); // it may still be reading what was on the wire
}

void TestInterrupts::stoppedBeforeItBegins()
{
    ScriptedServer server;
    CurlTransport transport(settingsFor(server));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(transport.send(Request::get(urlOf(server)), stop.get_token()).error().isCancelled());
    QCOMPARE(server.connections(), 0);
}

void TestInterrupts::destroyingEndsEngines()
{
    ScriptedServer server;
    server.serve("/", "x");
    {
        CurlTransport transport(settingsFor(server));
        QVERIFY(transport.send(Request::get(urlOf(server)), {}));
        QVERIFY(transport.send(Request::remove(urlOf(server)), {}));
        QCOMPARE(server.openConnections() > 0, true);
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 30'000);
}

QTEST_GUILESS_MAIN(TestInterrupts)
#include "tst_interrupts.moc"
