#include <atomic>
#include <future>

#include <QtTest>

#include "tests/app/http/httptesting.h"
#include "tests/support/fakeclock.h"
#include "tests/support/nginxserver.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

/// Many reads: the window, what the caller sees, and what the wire sees.
class TestBatch final : public QObject
{
    Q_OBJECT

private slots:
    void pullsAWindowAtATime();
    void asksAgainAfterNothingYet();
    void endsOnNothingYetWithNothingInFlight();
    void errorOfTheSourceEndsIt();
    void failuresAreAnswers();
    void renewsOnce();
    void renewsForTheRegistryOnly();
    void retriesWaitWithoutBlocking();
    void pauseHoldsForEveryone();
    void absurdPauseIsHandedBack();
    void interactiveOvertakesBulk();
    void waitingAnswersAreBounded_data();
    void waitingAnswersAreBounded();
    void idleEngineGoes();
};

void TestBatch::pullsAWindowAtATime()
{
    ScriptedServer server;
    server.answer(anything, [](const ReceivedRequest &request) { return Answer::ok(request.target); });
    CurlTransport transport(settingsFor(server));
    Reads reads(urlOf(server), Reads::numbered(1000));
    bool right = true;
    reads.onFinished = [&right](quint64 ticket, const Result<Response> &answer) -> Result<> {
        right = right && answer && answer->body == QByteArray('/' + QByteArray::number(ticket));
        return Done{};
    };
    QVERIFY(transport.run(reads, {}));
    QVERIFY(right);
    QCOMPARE(reads.succeeded, 1000);
    QVERIFY2(reads.mostOutstanding <= 64,
             qPrintable(QString::number(reads.mostOutstanding))); // window + being handed over
    QVERIFY(server.maxOpenConnections() <= 32);
    QVERIFY(server.connections() <= 32);
    QVERIFY(transport.counters().maxInFlight <= 32);
    QCOMPARE(transport.counters().requests, 1000U);
    QCOMPARE(transport.counters().connections, quint64(server.connections()));
}

namespace {

/// A manifest for each number, and its config once the manifest is in.
class Pairs final : public BatchSource
{
public:
    Pairs(Url base, int count)
        : m_base(std::move(base))
        , m_count(count)
    { }

    base::Pull<BatchItem> next() override
    {
        if (!m_configs.empty()) {
            const int number = m_configs.back();
            m_configs.pop_back();
            return item("/config/", number, quint64(number) + 1'000'000);
        }
        if (m_next < m_count) {
            const int number = m_next++;
            return item("/manifest/", number, quint64(number));
        }
        ++nothingYet;
        return base::NothingYet();
    }

    Result<> finished(quint64 ticket, Result<Response> answer) override
    {
        if (answer)
            ++answers;
        if (ticket < 1'000'000)
            m_configs.push_back(int(ticket));
        return Done{};
    }

    int answers = 0;
    int nothingYet = 0;

private:
    BatchItem item(const QByteArray &path, int number, quint64 ticket) const
    {
        return {Request::get(m_base.withTarget(path + QByteArray::number(number))), ticket};
    }

    Url m_base;
    int m_count;
    int m_next = 0;
    std::vector<int> m_configs;
};

} // namespace

void TestBatch::asksAgainAfterNothingYet()
{
    ScriptedServer server;
    server.answer(anything, Answer::ok("x"));
    CurlTransport transport(settingsFor(server));
    Pairs pairs(urlOf(server), 20);
    QVERIFY(transport.run(pairs, {})); // it never says End
    QCOMPARE(pairs.answers, 40);
    QVERIFY(pairs.nothingYet > 0);
}

void TestBatch::endsOnNothingYetWithNothingInFlight()
{
    ScriptedServer server;
    CurlTransport transport(settingsFor(server));
    Pairs none(urlOf(server), 0);
    QVERIFY(transport.run(none, {}));
    QCOMPARE(none.nothingYet, 1);
}

void TestBatch::errorOfTheSourceEndsIt()
{
    ScriptedServer server;
    server.answer(anything, Answer::ok("x"));
    server.answer({"GET", "/5"}, Answer::silence());
    CurlTransport transport(settingsFor(server));
    Reads reads(urlOf(server), Reads::numbered(1000));
    int calls = 0;
    reads.onFinished = [&calls](quint64, const Result<Response> &) -> Result<> {
        return ++calls == 40 ? Result<>(base::fail(ErrorKind::InvalidData, u"enough"_s)) : Result<>();
    };
    const Result<> result = transport.run(reads, {});
    QVERIFY(!result);
    QCOMPARE(result.error().detail, u"enough"_s);
    QCOMPARE(calls, 40); // nothing is handed over after it, and the silent one does not keep it
    QVERIFY(server.requests().size() < 140);
}

void TestBatch::failuresAreAnswers()
{
    ScriptedServer server;
    server.answer(anything, Answer::ok("x"));
    server.answer({"GET", "/3"}, Answer::withStatus(404));
    server.answer({"GET", "/4"}, Answer::hangUp());
    HastyClock clock;
    CurlTransport transport(settingsFor(server), clock);
    Reads reads(urlOf(server), Reads::numbered(10));
    QVERIFY(transport.run(reads, {}));
    QCOMPARE(reads.succeeded, 8);
    QCOMPARE(reads.failures.size(), 2);
}

namespace {

class Renewing final : public Reads
{
public:
    using Reads::Reads;
    bool renewed(Request &request, const Response &answer, std::stop_token) override
    {
        ++asked;
        if (answer.status == 401)
            request.headers.set("Authorization", "Bearer new");
        return gives;
    }
    int asked = 0;
    bool gives = true;
};

} // namespace

void TestBatch::renewsOnce()
{
    ScriptedServer server;
    server.answer(anything, [](const ReceivedRequest &request) {
        const bool signedIn = request.header("Authorization") == "Bearer new" && request.target != "/7";
        return Answer::withStatus(signedIn ? 200 : 401);
    });
    CurlTransport transport(settingsFor(server));
    Renewing reads(urlOf(server), Reads::numbered(10));
    QVERIFY(transport.run(reads, {}));
    QCOMPARE(reads.succeeded, 9);
    QCOMPARE(reads.failures, QStringList{u"401"_s});
    QCOMPARE(reads.asked, 10);
    QCOMPARE(server.requests().size(), 20U);
    QCOMPARE(server.requestsTo("/7").size(), 2U);
    Renewing refused(urlOf(server), {"/7"});
    refused.gives = false;
    QVERIFY(transport.run(refused, {}));
    QCOMPARE(server.requestsTo("/7").size(), 3U);
}

void TestBatch::renewsForTheRegistryOnly()
{
    ScriptedServer storage;
    storage.answer(anything, Answer::withStatus(401));
    ScriptedServer server;
    server.answer(anything, Answer::redirect(storage.url("/blob")));
    CurlTransport transport(settingsFor(server));
    Renewing reads(urlOf(server), {"/"});
    QVERIFY(transport.run(reads, {}));
    QCOMPARE(reads.asked, 0);
    QCOMPARE(storage.requests().size(), 1U);
}

void TestBatch::retriesWaitWithoutBlocking()
{
    ScriptedServer server;
    server.answer(anything, Answer::ok("x"));
    for (int i = 0; i < 10; ++i) // several: a wait is drawn at random, and may be none
        server.answer({"GET", "/" + QByteArray::number(i), false, 1}, Answer::withStatus(502));
    support::FakeClock clock;
    CurlTransport transport(settingsFor(server), clock);
    Reads reads(urlOf(server), Reads::numbered(200));
    std::atomic<int> answered = 0;
    reads.onFinished = [&answered](quint64, const Result<Response> &) -> Result<> {
        ++answered;
        return Done{};
    };
    auto run = std::async(std::launch::async, [&] { return transport.run(reads, {}); });
    QTRY_VERIFY_WITH_TIMEOUT(answered >= 190, 30'000); // all others, while the clock stands still
    QVERIFY(answered < 200);
    while (run.wait_for(10ms) == std::future_status::timeout)
        clock.advance(1s); // again for what the server was slow to refuse
    QVERIFY(run.get());
    QCOMPARE(reads.succeeded, 200);
}

void TestBatch::pauseHoldsForEveryone()
{
    ScriptedServer server;
    server.serve("/", "x");
    server.answer({"GET", "/busy", false, 1}, Answer::withStatus(429, "", {{"Retry-After", "120"}}));
    server.answer({"GET", "/busy", false, 2}, Answer::ok("at last"));
    support::FakeClock clock;
    CurlTransport transport(settingsFor(server), clock);
    auto busy
        = std::async(std::launch::async, [&] { return transport.send(Request::get(urlOf(server, "/busy")), {}); });
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::any_of(clock.pauses(), [](auto pause) { return pause >= 120s && pause < 1h; }), 30'000);
    auto other = std::async(std::launch::async, [&] { return transport.send(Request::get(urlOf(server)), {}); });
    auto change = std::async(std::launch::async, [&] { return transport.send(Request::remove(urlOf(server)), {}); });
    const auto waitFor120
        = [&] { return std::ranges::count_if(clock.pauses(), [](auto pause) { return pause == 120s; }) >= 3; };
    QTRY_VERIFY_WITH_TIMEOUT(waitFor120(), 30'000);
    QCOMPARE(server.requests().size(), 1U);
    clock.advance(119s);
    QCOMPARE(server.requests().size(), 1U);
    clock.advance(1s);
    QCOMPARE(busy.get()->body, "at last");
    QCOMPARE(other.get()->body, "x");
    QCOMPARE(change.get()->status, 404); // sent once the pause was over
}

void TestBatch::absurdPauseIsHandedBack()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(429, "", {{"Retry-After", "1000000000"}}));
    CurlTransport transport(settingsFor(server));
    for (int i = 0; i < 2; ++i) { // and nobody else waits for it
        const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
        QCOMPARE(answer->status, 429);
        QCOMPARE(answer->tries, 1);
    }
}

void TestBatch::interactiveOvertakesBulk()
{
    ScriptedServer server;
    const auto gate = std::make_shared<support::Gate>();
    server.answer(anything, [&gate](const ReceivedRequest &request) {
        Answer answer = Answer::ok(request.target);
        answer.gate = gate;
        return answer;
    });
    CurlTransport transport(settingsFor(server));
    std::vector<std::future<Result<>>> batches;
    std::vector<std::unique_ptr<Reads>> sources;
    for (int i = 0; i < 4; ++i) {
        sources.push_back(std::make_unique<Reads>(urlOf(server), Reads::numbered(100)));
        batches.push_back(std::async(
            std::launch::async, [&transport, source = sources.back().get()] { return transport.run(*source, {}); }));
    }
    QVERIFY(server.waitForRequests(32));
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(sources, [](const auto &source) { return source->pulled >= 32; }),
                             30'000);
    std::atomic<bool> clicked = false;
    auto click = std::async(std::launch::async, [&] {
        clicked = true;
        return transport.send(Request::get(urlOf(server, "/click")), {});
    });
    QTRY_VERIFY_WITH_TIMEOUT(clicked, 30'000);
    QTest::qWait(1000); // lets the click arrive at the engine; the order is checked below
    gate->open();
    QVERIFY(click.get());
    for (std::future<Result<>> &batch : batches)
        QVERIFY(batch.get());
    const std::vector<ReceivedRequest> requests = server.requests();
    const auto place = std::ranges::find(requests, QByteArray("/click"), &ReceivedRequest::target) - requests.begin();
    QVERIFY2(place < 100, qPrintable(u"place %1 of %2"_s.arg(place).arg(requests.size())));
}

void TestBatch::waitingAnswersAreBounded_data()
{
    QTest::addColumn<bool>("http2");
    QTest::newRow("HTTP/1.1") << false;
    QTest::newRow("HTTP/2") << true;
}

/// While the caller is busy, 64 MiB of answers wait for it and then no more is read; afterwards everything arrives.
void TestBatch::waitingAnswersAreBounded()
{
    QFETCH(bool, http2);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"big"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(7'000'000, 'x'));
    file.close();
    support::Certificates certificates;
    support::NginxSettings nginx;
    nginx.tls = certificates.server();
    nginx.http2 = http2;
    nginx.root = folder.path();
    const support::NginxServer server(nginx);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Url url = Url::parse(server.url()).value();
    TransportSettings settings = settingsFor(url);
    settings.tls.extraRoots = {certificates.rootPem()};
    CurlTransport transport(settings);
    Reads reads(url, QByteArrayList(30, "/big"));
    bool first = true;
    reads.onFinished = [&first](quint64, const Result<Response> &answer) -> Result<> {
        if (std::exchange(first, false))
            QTest::qWait(1000); // 30 × 7 MB come in meanwhile, or would
        if (answer && answer->body.size() != 7'000'000)
            return base::fail(ErrorKind::InvalidData, u"a body is cut"_s);
        return Done{};
    };
    QVERIFY(transport.run(reads, {}));
    QCOMPARE(reads.failures, QStringList());
    QCOMPARE(reads.succeeded, 30);
}

void TestBatch::idleEngineGoes()
{
    ScriptedServer server;
    server.serve("/", "x");
    support::FakeClock clock;
    CurlTransport transport(settingsFor(server), clock);
    QVERIFY(transport.send(Request::get(urlOf(server)), {}));
    QVERIFY(clock.waitForWaiters(1)); // the engine
    clock.advance(59s);
    QVERIFY(transport.send(Request::get(urlOf(server)), {}));
    QCOMPARE(server.connections(), 1);
    QVERIFY(clock.waitForWaiters(1));
    clock.advance(60s);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 30'000);
    QVERIFY(transport.send(Request::get(urlOf(server)), {}));
    QCOMPARE(server.connections(), 2);
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
