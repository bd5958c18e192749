#pragma once

#include <chrono>
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

    static constexpr int unitsPerTurn = 2'000;
    static constexpr std::chrono::milliseconds timePerTurn{8};

    /// @p receiver gets a custom event on its thread (QObject::customEvent) and answers it with deliver().
    explicit Mailbox(QObject *receiver);

    /// Any thread. @p weight is how many rows the letter carries; a letter heavier than a turn has one for itself.
    void post(Letter letter, int weight = 1);
    /// The receiver's thread. A letter may close the mailbox; the caller keeps it alive meanwhile.
    void deliver();
    /// The receiver's thread, before it goes.
    void close();

private:
    void postWakeUp();

    std::mutex m_mutex;
    QObject *m_receiver; ///< null once closed
    std::deque<std::pair<Letter, int>> m_letters;
    bool m_wakePosted = false;
};

} // namespace jobs
