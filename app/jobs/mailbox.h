#pragma once

#include <deque>
#include <functional>
#include <mutex>

#include <QObject>

namespace jobs {

/// Carries results from a worker to the UI thread: at most one wake-up is posted at a time, and a turn of the event
/// loop delivers at most 2,000 units or 8 ms of work before it asks for another. Closing drops what is in it and what
/// comes later; no delivery runs afterwards.
class Mailbox final
{
public:
    using Letter = std::function<void()>;

    /// Deliveries run on @p receiver's thread.
    explicit Mailbox(QObject *receiver);

    /// Any thread. @p weight is how many rows the letter carries.
    void post(Letter letter, int weight = 1);
    /// The receiver's thread, before it goes.
    void close();

private:
    void deliver();

    std::mutex m_mutex;
    QObject *m_receiver; ///< null once closed
    std::deque<std::pair<Letter, int>> m_letters;
    bool m_wakePosted = false;
};

} // namespace jobs
