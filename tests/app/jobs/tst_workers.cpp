#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include <QTest>

#include "app/jobs/workers.h"

using namespace Qt::StringLiterals;
using jobs::Lane;
using jobs::Workers;

namespace {

constexpr int patience = 60'000; ///< ms, for a machine under load and sanitizers

/// A task that holds its thread until it is let go or its stop is requested, as a registry that hangs does.
class Gate
{
public:
    Workers::Task task(std::stop_token stop = {})
    {
        return [this, stop] {
            std::unique_lock lock(m_mutex);
            ++m_inside;
            m_most = std::max(m_most, m_inside);
            m_changed.notify_all();
            m_changed.wait(lock, stop, [this] { return m_open; });
            --m_inside;
            ++m_through;
        };
    }

    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }

    [[nodiscard]] int inside() { return locked(m_inside); }
    [[nodiscard]] int most() { return locked(m_most); }
    [[nodiscard]] int through() { return locked(m_through); }

private:
    int locked(const int &value)
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    int m_inside = 0;
    int m_most = 0;
    int m_through = 0;
    bool m_open = false;
};

} // namespace

class TestWorkers : public QObject
{
    Q_OBJECT

private slots:
    void runsEachTaskOnce()
    {
        std::atomic_int count = 0;
        {
            Workers workers;
            for (int i = 0; i < 500; ++i)
                workers.run(Lane::Ui, QString::number(i % 7), {}, [&count] { ++count; });
        }
        QCOMPARE(count.load(), 500);
    }

    void oneOwnerHoldsHalfOfALane_data()
    {
        QTest::addColumn<Lane>("lane");
        QTest::addColumn<int>("half");
        QTest::newRow("ui") << Lane::Ui << 8;
        QTest::newRow("bulk") << Lane::Bulk << 2;
        QTest::newRow("changes") << Lane::Changes << 2;
    }

    /// The registry "hangs" has many times more work than the lane has threads, and every piece of it hangs.
    void oneOwnerHoldsHalfOfALane()
    {
        QFETCH(const Lane, lane);
        QFETCH(const int, half);
        Gate hanging;
        Gate other;
        std::atomic_int done = 0;
        Workers workers;
        for (int i = 0; i < 100; ++i)
            workers.run(lane, u"hangs"_s, {}, hanging.task());
        QTRY_COMPARE_WITH_TIMEOUT(hanging.inside(), half, patience);

        for (int i = 0; i < 100; ++i)
            workers.run(lane, u"works"_s, {}, [&done] { ++done; });
        QTRY_COMPARE_WITH_TIMEOUT(done.load(), 100, patience);

        // Two that hang fill the lane, no more, and each has its half.
        for (int i = 0; i < 100; ++i)
            workers.run(lane, u"hangs too"_s, {}, other.task());
        QTRY_COMPARE_WITH_TIMEOUT(other.inside(), half, patience);
        QCOMPARE(hanging.most(), half);
        other.open();
        hanging.open();
        QTRY_COMPARE_WITH_TIMEOUT(hanging.through(), 100, patience);
        QTRY_COMPARE_WITH_TIMEOUT(other.through(), 100, patience);
        QCOMPARE(hanging.most(), half);
    }

    void lanesDoNotWaitForEachOther()
    {
        Gate hanging;
        std::atomic_int done = 0;
        Workers workers;
        for (int i = 0; i < 40; ++i)
            workers.run(Lane::Bulk, QString::number(i), {}, hanging.task());
        QTRY_COMPARE_WITH_TIMEOUT(hanging.inside(), 4, patience);
        workers.run(Lane::Ui, u"0"_s, {}, [&done] { ++done; });
        workers.run(Lane::Changes, u"0"_s, {}, [&done] { ++done; });
        QTRY_COMPARE_WITH_TIMEOUT(done.load(), 2, patience);
        hanging.open();
    }

    /// A free thread goes to the owner that holds the fewest, not to the one that queued first.
    void aLateOwnerWaitsForOneTaskOnly()
    {
        Gate first;
        Gate second;
        std::vector<QString> order;
        std::mutex mutex;
        const auto note = [&](QString owner) {
            return [&order, &mutex, owner = std::move(owner)] {
                const std::lock_guard lock(mutex);
                order.push_back(owner);
            };
        };
        Workers workers;
        for (int i = 0; i < 2; ++i)
            workers.run(Lane::Bulk, u"a"_s, {}, first.task());
        for (int i = 0; i < 2; ++i)
            workers.run(Lane::Bulk, u"b"_s, {}, second.task());
        QTRY_COMPARE_WITH_TIMEOUT(first.inside() + second.inside(), 4, patience);
        for (int i = 0; i < 50; ++i)
            workers.run(Lane::Bulk, u"a"_s, {}, note(u"a"_s));
        workers.run(Lane::Bulk, u"late"_s, {}, note(u"late"_s));
        second.open();
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const std::lock_guard lock(mutex);
                return !order.empty();
            }(),
            patience);
        {
            const std::lock_guard lock(mutex);
            QCOMPARE(order.front(), u"late"_s);
        }
        first.open();
    }

    void tasksOfOneOwnerBeginInOrder()
    {
        std::vector<int> order;
        std::mutex mutex;
        std::atomic_int begun = 0;
        {
            Workers workers;
            Gate neighbour;
            // One place is left for the owner, so that its tasks come one after another.
            workers.run(Lane::Bulk, u"a"_s, {}, neighbour.task());
            QTRY_COMPARE_WITH_TIMEOUT(neighbour.inside(), 1, patience);
            for (int i = 0; i < 100; ++i) {
                workers.run(Lane::Bulk, u"a"_s, {}, [&, i] {
                    const std::lock_guard lock(mutex);
                    order.push_back(i);
                    ++begun;
                });
            }
            QTRY_COMPARE_WITH_TIMEOUT(begun.load(), 100, patience);
            neighbour.open();
        }
        for (int i = 0; i < 100; ++i)
            QCOMPARE(order[static_cast<std::size_t>(i)], i);
    }

    void theEndStopsWhatRunsAndWhatIsQueued()
    {
        Gate gate;
        std::atomic_int stoppedBeforeItBegan = 0;
        {
            Workers workers;
            for (int i = 0; i < 2; ++i) {
                const std::stop_source stop;
                workers.run(Lane::Changes, u"a"_s, stop, gate.task(stop.get_token()));
            }
            QTRY_COMPARE_WITH_TIMEOUT(gate.inside(), 2, patience);
            for (int i = 0; i < 30; ++i) {
                const std::stop_source stop;
                workers.run(Lane::Changes, u"a"_s, stop, [&stoppedBeforeItBegan, token = stop.get_token()] {
                    if (token.stop_requested())
                        ++stoppedBeforeItBegan;
                });
            }
        }
        QCOMPARE(gate.through(), 2);
        QCOMPARE(stoppedBeforeItBegan.load(), 30);
    }
};

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
