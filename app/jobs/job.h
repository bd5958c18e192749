#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <stop_token>
#include <vector>

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

    /// Once. Nothing is emitted before control is back in the event loop: connect() may follow start().
    void start();
    /// The work stops soon. finished() still comes: with ErrorKind::Cancelled, or with what the work had come to by
    /// then. Does nothing once it finished.
    void cancel();
    [[nodiscard]] bool isFinished() const noexcept { return m_finished; }

signals:
    void progress(qint64 done, qint64 total); ///< total is -1 while it is not known
    /// Exactly once for a job that was started, on the UI thread, after everything else; also after a cancel. What the
    /// work owned is gone by then.
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

    /// The same for a signal that hands over rows: cut into pieces that fit into a turn of the event loop.
    template <class Derived, class Row>
    auto rowsToUi(void (Derived::*signal)(const std::vector<Row> &))
    {
        return [mailbox = m_mailbox, self = static_cast<Derived *>(this), signal](std::vector<Row> rows) {
            const auto post = [&](std::vector<Row> piece) {
                const int weight = static_cast<int>(piece.size());
                mailbox->post([self, signal, held = std::move(piece)] { (self->*signal)(held); }, weight);
            };
            constexpr std::size_t limit = Mailbox::unitsPerTurn;
            std::size_t begin = 0;
            for (; rows.size() - begin > limit; begin += limit) {
                const auto from = rows.begin() + static_cast<std::ptrdiff_t>(begin);
                post({std::make_move_iterator(from), std::make_move_iterator(from + limit)});
            }
            rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(begin));
            post(std::move(rows));
        };
    }

    void customEvent(QEvent *event) override;

private:
    struct Order;

    void finish(const Result<> &result);

    Workers &m_workers;
    Lane m_lane;
    QString m_owner;
    Work m_work; ///< until start()
    std::stop_source m_stop;
    std::shared_ptr<Mailbox> m_mailbox; ///< shared with the work
    std::shared_ptr<Order> m_order; ///< shared with the worker, from start() on
    bool m_finished = false;
};

} // namespace jobs
