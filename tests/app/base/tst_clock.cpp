#include <thread>

#include <QTest>

#include "app/base/clock.h"
#include "tests/support/fakeclock.h"

using namespace std::chrono_literals;
using base::Clock;
using support::FakeClock;

class tst_Clock : public QObject
{
    Q_OBJECT

private slots:
    void systemClockWaitsForItsDeadline();
    void systemClockWakesWhenStopped();
    void systemClockWakesWhenReady();
    void fakeClockStandsStill();
    void fakeClockWakesWhoseTimeHasCome();
    void fakeClockWakesWhenStopped();
    void fakeClockWakesWhenNotified();
    void fakeClockRemembersPauses();
    void fakeClockWakesMany();
};

void tst_Clock::systemClockWaitsForItsDeadline()
{
    Clock &clock = base::systemClock();
    const Clock::TimePoint deadline = clock.now() + 5ms;
    QVERIFY(clock.sleepUntil(deadline, {}));
    QVERIFY(clock.now() >= deadline);
    QVERIFY(clock.sleepUntil(deadline, {}));
}

void tst_Clock::systemClockWakesWhenStopped()
{
    std::stop_source stop;
    bool slept = true;
    {
        std::jthread sleeper(
            [&] { slept = base::systemClock().sleepUntil(base::systemClock().now() + 24h, stop.get_token()); });
        stop.request_stop();
    }
    QVERIFY(!slept);
    QVERIFY(!base::systemClock().sleepUntil(base::systemClock().now() + 24h, stop.get_token()));
}

void tst_Clock::systemClockWakesWhenReady()
{
    std::mutex mutex;
    std::condition_variable_any condition;
    bool ready = false;
    bool seen = false;
    {
        std::jthread waiter([&] {
            std::unique_lock lock(mutex);
            seen = base::systemClock().waitUntil(lock, condition, Clock::TimePoint::max(), {}, [&] { return ready; });
        });
        const std::scoped_lock lock(mutex);
        ready = true;
        condition.notify_all();
    }
    QVERIFY(seen);
}

void tst_Clock::fakeClockStandsStill()
{
    FakeClock clock;
    const auto now = clock.now();
    const auto utc = clock.utc();
    clock.advance(3s);
    QCOMPARE(clock.now() - now, Clock::Duration(3s));
    QCOMPARE(clock.utc() - utc, Clock::UtcTime::duration(3s));
    clock.setUtc(utc - 24h);
    QCOMPARE(clock.now() - now, Clock::Duration(3s));
    QVERIFY(clock.sleepUntil(now, {}));
}

void tst_Clock::fakeClockWakesWhoseTimeHasCome()
{
    FakeClock clock;
    std::atomic_bool early = false;
    std::atomic_bool late = false;
    const auto start = clock.now();
    std::jthread first([&] { early = clock.sleepUntil(start + 10s, {}); });
    std::jthread second([&](std::stop_token stop) { late = clock.sleepUntil(start + 20s, stop); });
    QVERIFY(clock.waitForWaiters(2));
    clock.advance(9s);
    QVERIFY(clock.waitForWaiters(2));
    QVERIFY(!early);
    clock.advance(1s);
    first.join();
    QVERIFY(early);
    QVERIFY(!late);
    clock.advance(1h);
    second.join();
    QVERIFY(late);
}

void tst_Clock::fakeClockWakesWhenStopped()
{
    FakeClock clock;
    bool slept = true;
    {
        std::jthread sleeper([&](std::stop_token stop) { slept = clock.sleepUntil(clock.now() + 1s, stop); });
        QVERIFY(clock.waitForWaiters(1));
    }
    QVERIFY(!slept);
}

void tst_Clock::fakeClockWakesWhenNotified()
{
    FakeClock clock;
    std::mutex mutex;
    std::condition_variable_any condition;
    bool ready = false;
    bool seen = false;
    {
        std::jthread waiter([&] {
            std::unique_lock lock(mutex);
            seen = clock.waitUntil(lock, condition, clock.now() + 1s, {}, [&] { return ready; });
        });
        QVERIFY(clock.waitForWaiters(1));
        const std::scoped_lock lock(mutex);
        ready = true;
        condition.notify_all();
    }
    QVERIFY(seen);
}

void tst_Clock::fakeClockRemembersPauses()
{
    FakeClock clock;
    for (const auto pause : {1s, 2s, 4s}) {
        std::jthread sleeper([&] { clock.sleepUntil(clock.now() + pause, {}); });
        QVERIFY(clock.waitForWaiters(1));
        clock.advance(pause);
    }
    QCOMPARE(clock.pauses(), (std::vector<Clock::Duration>{1s, 2s, 4s}));
}

// Threads that look at the time while it moves: none may be left behind.
void tst_Clock::fakeClockWakesMany()
{
    FakeClock clock;
    const auto start = clock.now();
    std::atomic_int awake = 0;
    std::vector<std::jthread> sleepers;
    for (int i = 0; i < 32; ++i) {
        sleepers.emplace_back([&, i] {
            for (int step = 1; step <= 20; ++step)
                clock.sleepUntil(start + step * 1s + i * 1ms, {});
            ++awake;
        });
    }
    for (int step = 0; step < 21; ++step)
        clock.advance(1s);
    sleepers.clear();
    QCOMPARE(awake, 32);
}

QTEST_APPLESS_MAIN(tst_Clock)
#include "tst_clock.moc"
