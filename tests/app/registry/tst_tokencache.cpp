#include <atomic>
#include <thread>

#include <QtTest>

#include "app/registry/tokencache.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using registry::Token;
using registry::TokenCache;

namespace {

QByteArray text(const Result<TokenCache::Value> &token)
{
    return token ? (*token)->expose().toByteArray() : "error: " + token.error().detail.toUtf8();
}

/// A token server that numbers its tokens.
class Counter
{
public:
    explicit Counter(std::chrono::seconds life = 300s)
        : m_life(life)
    { }

    TokenCache::Fetch fetch()
    {
        return [this](std::stop_token) -> Result<Token> {
            return Token{base::Secret("token " + QByteArray::number(++m_count)), m_life};
        };
    }
    [[nodiscard]] int count() const { return m_count; }

private:
    std::chrono::seconds m_life;
    std::atomic<int> m_count = 0;
};

/// A door that a fetch waits at, so that others can come meanwhile.
class Door
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    /// False where @p stop asked first.
    bool pass(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        m_arrived = true;
        m_changed.notify_all();
        return m_changed.wait(lock, stop, [this] { return m_isOpen; });
    }
    void waitForArrival()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_arrived; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_isOpen = false;
    bool m_arrived = false;
};

} // namespace

class TestTokenCache final : public QObject
{
    Q_OBJECT

private slots:
    void renewalAge_data();
    void renewalAge();
    void fetchesOnceUntilItIsOld();
    void keepsKeysApart();
    void replacesARejectedTokenOnce();
    void oneFetchForManyWaiters();
    void waitersShareAnError();
    void aWaiterStopsAlone();
    void aStoppedFetcherFailsNobodyElse();
    void staysSmall();
};

void TestTokenCache::renewalAge_data()
{
    QTest::addColumn<int>("life");
    QTest::addColumn<int>("renewAfter");
    QTest::newRow("80 % of an hour") << 3600 << 2880;
    QTest::newRow("80 % of five minutes") << 300 << 240;
    QTest::newRow("30 s before the end") << 100 << 70;
    QTest::newRow("the default of 60 s") << 60 << 30;
    QTest::newRow("shorter than the specification allows") << 40 << 20;
    QTest::newRow("very short") << 2 << 1;
}

void TestTokenCache::renewalAge()
{
    QFETCH(int, life);
    QFETCH(int, renewAfter);
    QCOMPARE(registry::renewalAge(std::chrono::seconds(life)).count(), renewAfter * 1000);
}

void TestTokenCache::fetchesOnceUntilItIsOld()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Counter counter;
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 1");
    clock.advance(239s);
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 1");
    clock.advance(1s);
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 2");
    // A clock on the wall that is put back changes nothing.
    clock.setUtc({});
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 2");
}

void TestTokenCache::keepsKeysApart()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Counter counter;
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 1");
    QCOMPARE(text(cache.token("b", {}, counter.fetch(), {})), "token 2");
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 1");
}

void TestTokenCache::replacesARejectedTokenOnce()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Counter counter;
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 1");
    // Many requests carried the old token and come back with 401: one new token is enough for all.
    for (int i = 0; i < 10; ++i)
        QCOMPARE(text(cache.token("a", "token 1", counter.fetch(), {})), "token 2");
    QCOMPARE(counter.count(), 2);
}

void TestTokenCache::oneFetchForManyWaiters()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Door door;
    std::atomic<int> fetches = 0;
    std::atomic<int> sameToken = 0;
    const TokenCache::Fetch slow = [&](std::stop_token stop) -> Result<Token> {
        ++fetches;
        door.pass(stop);
        return Token{base::Secret(QByteArray("shared")), 300s};
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] { sameToken += text(cache.token("a", {}, slow, {})) == "shared"; });
        door.waitForArrival();
        door.open();
    }
    QCOMPARE(fetches.load(), 1);
    QCOMPARE(sameToken.load(), 16);
}

void TestTokenCache::waitersShareAnError()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Door door;
    std::atomic<int> waiting = 0;
    std::atomic<int> refused = 0;
    const TokenCache::Fetch slow = [&door](std::stop_token stop) -> Result<Token> {
        door.pass(stop);
        return base::fail(ErrorKind::Unauthorized, u"no"_s);
    };
    const auto ask = [&] {
        ++waiting;
        const auto token = cache.token("a", {}, slow, {});
        refused += !token && token.error().kind == ErrorKind::Unauthorized;
    };
    {
        std::jthread first(ask);
        door.waitForArrival();
        std::vector<std::jthread> others;
        for (int i = 0; i < 8; ++i)
            others.emplace_back(ask);
        QTRY_COMPARE_WITH_TIMEOUT(waiting.load(), 9, 60000);
        door.open();
    }
    QCOMPARE(refused.load(), 9);
    // An error is not kept.
    Counter counter;
    QCOMPARE(text(cache.token("a", {}, counter.fetch(), {})), "token 1");
}

void TestTokenCache::aWaiterStopsAlone()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Door door;
    QByteArray fetched;
    const TokenCache::Fetch slow = [&](std::stop_token stop) -> Result<Token> {
        door.pass(stop);
        return Token{base::Secret(QByteArray("late")), 300s};
    };
    std::jthread fetcher([&] { fetched = text(cache.token("a", {}, slow, {})); });
    door.waitForArrival();
    std::stop_source stop;
    bool isCancelled = false;
    std::jthread waiter([&] {
        const auto token = cache.token("a", {}, slow, stop.get_token());
        isCancelled = !token && token.error().isCancelled();
    });
    stop.request_stop();
    waiter.join(); // while the fetch still hangs
    QVERIFY(isCancelled);
    door.open();
    fetcher.join();
    QCOMPARE(fetched, "late");
}

void TestTokenCache::aStoppedFetcherFailsNobodyElse()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Door door;
    std::stop_source stop;
    bool firstCancelled = false;
    std::jthread first([&] {
        const auto token = cache.token(
            "a", {},
            [&](std::stop_token fetchStop) -> Result<Token> {
                door.pass(fetchStop);
                return base::fail(base::cancelled());
            },
            stop.get_token());
        firstCancelled = !token && token.error().isCancelled();
    });
    door.waitForArrival();
    Counter counter;
    QByteArray second;
    std::jthread waiter([&] { second = text(cache.token("a", {}, counter.fetch(), {})); });
    stop.request_stop();
    first.join();
    waiter.join();
    QVERIFY(firstCancelled);
    QCOMPARE(second, "token 1");
}

void TestTokenCache::staysSmall()
{
    support::FakeClock clock;
    TokenCache cache(clock);
    Counter counter;
    // More repositories than anybody browses in a token's life: the cache forgets, and goes on working.
    for (int i = 0; i < 2500; ++i)
        QVERIFY(cache.token(QByteArray::number(i), {}, counter.fetch(), {}));
    QCOMPARE(text(cache.token("2499", {}, counter.fetch(), {})), "token 2500");
    QCOMPARE(text(cache.token("0", {}, counter.fetch(), {})), "token 2501");
}

QTEST_GUILESS_MAIN(TestTokenCache)
#include "tst_tokencache.moc"
