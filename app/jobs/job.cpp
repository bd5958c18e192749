#include "app/jobs/job.h"

#include <atomic>
#include <exception>

namespace jobs {

namespace {

/// The door through which an exception of a library that nobody foresaw would leave: it becomes an error here.
Result<> runGuarded(const std::function<Result<>(std::stop_token)> &work, std::stop_token stop)
{
    try {
        return work(std::move(stop));
    } catch (const std::exception &exception) {
        return base::fail(ErrorKind::Internal, QString::fromUtf8(exception.what()));
    }
}

} // namespace

/// Who takes the work first, the worker that runs it or the cancel that finishes it in the queue.
struct Job::Order
{
    std::atomic_flag taken;
};

Job::Job(Workers &workers, Lane lane, QString owner, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_lane(lane)
    , m_owner(std::move(owner))
    , m_mailbox(std::make_shared<Mailbox>(this))
{ }

// Silence first, then stop. The letters name the derived object, which is gone by now; they run on this thread only,
// and none is running unless it is the one that deletes the job.
Job::~Job()
{
    m_mailbox->close();
    m_stop.request_stop();
}

void Job::setWork(Work work)
{
    m_work = std::move(work);
}

void Job::start()
{
    Q_ASSERT(m_work && !m_order);
    m_order = std::make_shared<Order>();
    auto finished = [mailbox = m_mailbox, self = this](Result<> result) {
        mailbox->post([self, held = std::move(result)] { self->finish(held); });
    };
    m_workers.run(m_lane, m_owner, m_stop,
                  [order = m_order, work = std::exchange(m_work, nullptr), stop = m_stop.get_token(),
                   finished = std::move(finished)]() mutable {
                      if (order->taken.test_and_set())
                          return;
                      Result<> result = stop.stop_requested() ? base::fail(base::cancelled()) : runGuarded(work, stop);
                      work = nullptr;
                      finished(std::move(result));
                  });
}

void Job::cancel()
{
    m_stop.request_stop();
    // Still in the queue, perhaps behind work that hangs: nobody has to wait for its turn.
    if (m_order && !m_order->taken.test_and_set())
        m_mailbox->post([this] { finish(base::fail(base::cancelled())); });
}

// The mailbox's wake-up: nothing else posts custom events to a job.
void Job::customEvent(QEvent *)
{
    const std::shared_ptr<Mailbox> mailbox = m_mailbox; // a slot may delete this job
    mailbox->deliver();
}

void Job::finish(const Result<> &result)
{
    m_finished = true;
    emit finished(result);
}

} // namespace jobs
