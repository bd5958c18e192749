#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <numeric>
#include <stdexcept>

#include <QCoreApplication>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include "app/jobs/job.h"

using namespace Qt::StringLiterals;
using jobs::Job;
using jobs::Lane;
using jobs::Workers;

namespace {

constexpr int patience = 60'000; ///< ms, for a machine under load and sanitizers

/// Waits as a blocking call of the core does: until it is let go or the stop token asks.
class Wait
{
public:
    Result<> operator()(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        ++m_begun;
        const bool open = m_changed.wait(lock, stop, [this] { return m_open; });
        ++m_ended;
        if (!open)
            return base::fail(base::cancelled());
        return Done{};
    }

    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }

    [[nodiscard]] int begun() const { return m_begun; }
    [[nodiscard]] int ended() const { return m_ended; }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::atomic_int m_begun = 0;
    std::atomic_int m_ended = 0;
    bool m_open = false;
};

} // namespace

class WorkJob final : public Job
{
    Q_OBJECT

public:
    using Job::Work;

    WorkJob(Workers &workers, Work work, QString owner = u"one"_s)
        : Job(workers, Lane::Bulk, std::move(owner), nullptr)
    {
        setWork(std::move(work));
    }

    /// Emits @p numbers through rowsReady() before it ends.
    static std::unique_ptr<WorkJob> counting(Workers &workers, int numbers)
    {
        auto job = std::make_unique<WorkJob>(workers, Work{});
        job->setWork([numbers, rows = job->rowsToUi(&WorkJob::rowsReady),
                      progress = job->toUi(&Job::progress)](std::stop_token) -> Result<> {
            std::vector<int> all(static_cast<std::size_t>(numbers));
            std::iota(all.begin(), all.end(), 0);
            rows(all);
            progress(numbers, -1);
            return Done{};
        });
        return job;
    }

signals:
    void rowsReady(const std::vector<int> &rows);
};

class TestJob : public QObject
{
    Q_OBJECT

private slots:
    void finishesOnceAndConnectMayFollowStart()
    {
        Workers workers;
        const auto work = [](std::stop_token) -> Result<> { return base::fail(ErrorKind::Conflict, u"why"_s); };
        WorkJob job(workers, work);
        job.start();
        int finished = 0;
        QThread *thread = nullptr;
        connect(&job, &Job::finished, this, [&](const Result<> &result) {
            ++finished;
            thread = QThread::currentThread();
            QVERIFY(job.isFinished());
            QCOMPARE(result.error(), base::failure(ErrorKind::Conflict, u"why"_s));
        });
        QCOMPARE(finished, 0);
        QTRY_COMPARE_WITH_TIMEOUT(finished, 1, patience);
        QCOMPARE(thread, job.thread());
        job.cancel();
        QCoreApplication::processEvents();
        QCOMPARE(finished, 1);
    }

    void rowsCrossInPiecesInOrderAndBeforeTheEnd_data()
    {
        QTest::addColumn<int>("rows");
        for (const int rows : {0, 1, 1'999, 2'000, 2'001, 4'000, 9'001})
            QTest::addRow("%d", rows) << rows;
    }

    void rowsCrossInPiecesInOrderAndBeforeTheEnd()
    {
        QFETCH(const int, rows);
        Workers workers;
        const auto job = WorkJob::counting(workers, rows);
        std::vector<int> seen;
        std::size_t largest = 0;
        qint64 progress = -1;
        QSignalSpy finished(job.get(), &Job::finished);
        connect(job.get(), &WorkJob::rowsReady, this, [&](const std::vector<int> &piece) {
            QCOMPARE(finished.count(), 0);
            largest = std::max(largest, piece.size());
            seen.insert(seen.end(), piece.begin(), piece.end());
        });
        connect(job.get(), &Job::progress, this, [&](qint64 done, qint64 total) {
            progress = done;
            QCOMPARE(total, -1);
        });
        job->start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QCOMPARE(seen.size(), static_cast<std::size_t>(rows));
        for (int i = 0; i < rows; ++i)
            QCOMPARE(seen[static_cast<std::size_t>(i)], i);
        QVERIFY(largest <= static_cast<std::size_t>(jobs::Mailbox::unitsPerTurn));
        QCOMPARE(progress, rows);
    }

    void whatTheWorkOwnsIsGoneWhenItFinished()
    {
        Workers workers;
        auto owned = std::make_shared<int>(1);
        const std::weak_ptr<int> watched = owned;
        WorkJob job(workers, [owned = std::move(owned)](std::stop_token) -> Result<> { return Done{}; });
        bool goneInTime = false;
        connect(&job, &Job::finished, this, [&] { goneInTime = watched.expired(); });
        QSignalSpy finished(&job, &Job::finished);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QVERIFY(goneInTime);
    }

    void cancelInFlight()
    {
        Workers workers;
        Wait wait;
        WorkJob job(workers, std::ref(wait));
        QSignalSpy finished(&job, &Job::finished);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(wait.begun(), 1, patience);
        job.cancel();
        job.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QVERIFY(finished.first().first().value<Result<>>().error().isCancelled());
        QCOMPARE(wait.ended(), 1);
    }

    void cancelBeforeTheStart()
    {
        Workers workers;
        Wait wait;
        WorkJob job(workers, std::ref(wait));
        QSignalSpy finished(&job, &Job::finished);
        job.cancel();
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 0);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QVERIFY(finished.first().first().value<Result<>>().error().isCancelled());
        QCOMPARE(wait.begun(), 0);
    }

    /// The work in front of it ignores its stop token: who cancels does not wait for its turn.
    void cancelWhileQueued()
    {
        Workers workers;
        std::atomic_flag release;
        const auto deaf = [&release](std::stop_token) -> Result<> {
            release.wait(false);
            return Done{};
        };
        WorkJob first(workers, deaf);
        WorkJob second(workers, deaf);
        first.start();
        second.start();
        Wait wait;
        WorkJob queued(workers, std::ref(wait));
        QSignalSpy finished(&queued, &Job::finished);
        queued.start();
        queued.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        QVERIFY(finished.first().first().value<Result<>>().error().isCancelled());

        QSignalSpy firstFinished(&first, &Job::finished);
        QSignalSpy secondFinished(&second, &Job::finished);
        release.test_and_set();
        release.notify_all();
        QTRY_COMPARE_WITH_TIMEOUT(firstFinished.count() + secondFinished.count(), 2, patience);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(wait.begun(), 0);
    }

    /// The work does not even look at its token, and is still at it when its job is long gone.
    void deleteInFlightWaitsForNobody()
    {
        std::atomic_flag release;
        std::atomic_int begun = 0;
        std::atomic_int ended = 0;
        Workers workers;
        auto job = std::make_unique<WorkJob>(workers, [&](std::stop_token) -> Result<> {
            ++begun;
            release.wait(false);
            ++ended;
            return Done{};
        });
        int finished = 0;
        connect(job.get(), &Job::finished, this, [&finished] { ++finished; });
        job->start();
        QTRY_COMPARE_WITH_TIMEOUT(begun.load(), 1, patience);
        job.reset();
        QCOMPARE(ended.load(), 0);
        release.test_and_set();
        release.notify_all();
        QTRY_COMPARE_WITH_TIMEOUT(ended.load(), 1, patience);
        QCoreApplication::processEvents();
        QCOMPARE(finished, 0);
    }

    void deleteWhileQueued()
    {
        Workers workers;
        Wait wait;
        std::vector<std::unique_ptr<WorkJob>> queue;
        queue.reserve(10);
        for (int i = 0; i < 10; ++i)
            queue.push_back(std::make_unique<WorkJob>(workers, std::ref(wait)));
        for (const auto &job : queue)
            job->start();
        QTRY_COMPARE_WITH_TIMEOUT(wait.begun(), 2, patience);
        while (!queue.empty()) // those that run go last
            queue.pop_back();
        QTRY_COMPARE_WITH_TIMEOUT(wait.ended(), 2, patience);
        QCOMPARE(wait.begun(), 2);
    }

    void deleteNeverStarted()
    {
        Workers workers;
        Wait wait;
        delete new WorkJob(workers, std::ref(wait));
        QCOMPARE(wait.begun(), 0);
    }

    void deleteFromItsOwnSlot_data()
    {
        QTest::addColumn<bool>("atTheEnd");
        QTest::newRow("in rowsReady") << false;
        QTest::newRow("in finished") << true;
    }

    void deleteFromItsOwnSlot()
    {
        QFETCH(const bool, atTheEnd);
        Workers workers;
        QPointer<WorkJob> job = WorkJob::counting(workers, 9'000).release();
        int pieces = 0;
        int finished = 0;
        connect(job, &WorkJob::rowsReady, this, [&] {
            ++pieces;
            if (!atTheEnd)
                delete job;
        });
        connect(job, &Job::finished, this, [&] {
            ++finished;
            delete job;
        });
        job->start();
        QTRY_VERIFY_WITH_TIMEOUT(!job, patience);
        QCoreApplication::processEvents();
        QCOMPARE(pieces, atTheEnd ? 5 : 1);
        QCOMPARE(finished, atTheEnd ? 1 : 0);
    }

    void theWorkersMayGoFirst()
    {
        Wait wait;
        auto workers = std::make_unique<Workers>();
        WorkJob running(*workers, std::ref(wait));
        WorkJob queued(*workers, std::ref(wait));
        running.start();
        QTRY_COMPARE_WITH_TIMEOUT(wait.begun(), 1, patience);
        queued.start();
        workers.reset();
        QSignalSpy finished(&running, &Job::finished);
        QSignalSpy queuedFinished(&queued, &Job::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count() + queuedFinished.count(), 2, patience);
        QVERIFY(finished.first().first().value<Result<>>().error().isCancelled());
        QVERIFY(queuedFinished.first().first().value<Result<>>().error().isCancelled());
    }

    void deletedWithTheirOwnerWhileTheyDeliver()
    {
        Workers workers;
        for (int round = 0; round < 100; ++round) {
            QObject owner;
            for (int i = 0; i < 4; ++i) {
                WorkJob *job = WorkJob::counting(workers, 5'000).release();
                job->setParent(&owner);
                job->start();
            }
            for (int turn = 0; turn < round % 5; ++turn)
                QCoreApplication::processEvents();
        }
    }

    void anExceptionBecomesAnError()
    {
        Workers workers;
        WorkJob job(workers, [](std::stop_token) -> Result<> { throw std::runtime_error("out of luck"); });
        QSignalSpy finished(&job, &Job::finished);
        job.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
        const Error error = finished.first().first().value<Result<>>().error();
        QCOMPARE(error.kind, ErrorKind::Internal);
        QCOMPARE(error.detail, u"out of luck"_s);
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
