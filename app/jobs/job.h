#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include <QObject>

#include "app/base/result.h"
#include "app/jobs/mailbox.h"
#include "app/jobs/workers.h"

namespace jobs {

/// One piece of work for something with a screen: the only door between the core and the UI thread. Lives on the UI
/// thread; its work runs on a worker and owns all it needs. Destroying a job asks the work to stop, silences it and
/// waits for nobody.
class Job : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Job)

public:
    ~Job() override;

    /// Queued: connect() may follow start().
    void start();
    /// The work stops soon; finished() still comes, with ErrorKind::Cancelled. Does nothing once it finished.
    void cancel();
    [[nodiscard]] bool isFinished() const noexcept { return m_finished; }

signals:
    void progress(qint64 done, qint64 total); ///< total is -1 while it is not known
    /// Exactly once, on the UI thread, after everything else; also after a cancel.
    void finished(const Result<> &result);

protected:
    using Work = std::function<Result<>(std::stop_token)>;

    /// @p owner is what shares a lane fairly: usually the session's connection.
    Job(Workers &workers, Lane lane, QString owner, QObject *parent);

    /// What start() runs on a worker. It owns what it uses and never names the job.
    void setWork(Work work);

    /// A function for the worker that emits @p signal of this job on the UI thread with the arguments it is called
    /// with, in order, and does nothing once the job is gone.
    template <class Derived, class... Arguments>
    auto toUi(void (Derived::*signal)(Arguments...))
    {
        return
            [mailbox = m_mailbox, self = static_cast<Derived *>(this), signal](std::decay_t<Arguments>... arguments) {
                mailbox->post([self, signal, ... held = std::move(arguments)] { (self->*signal)(held...); });
            };
    }

private:
    void finish(const Result<> &result);

    Workers &m_workers;
    Lane m_lane;
    QString m_owner;
    Work m_work;
    std::stop_source m_stop;
    std::shared_ptr<Mailbox> m_mailbox;
    bool m_started = false;
    bool m_finished = false;
};

} // namespace jobs
