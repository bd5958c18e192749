#include "app/jobs/mailbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace jobs {

Mailbox::Mailbox(QObject *receiver)
    : m_receiver(receiver)
{ }

void Mailbox::post(Letter letter, int weight)
{
    const std::lock_guard lock(m_mutex);
    if (!m_receiver)
        return;
    m_letters.emplace_back(std::move(letter), weight);
    if (!m_wakePosted)
        postWakeUp();
}

// Under the mutex, which close() takes: the receiver is there. The event carries nothing, all that crosses threads does
// so under our own mutex.
void Mailbox::postWakeUp()
{
    m_wakePosted = true;
    QCoreApplication::postEvent(m_receiver, new QEvent(QEvent::User));
}

void Mailbox::deliver()
{
    const auto begin = std::chrono::steady_clock::now();
    for (int units = 0;;) {
        Letter letter;
        {
            const std::lock_guard lock(m_mutex);
            if (m_letters.empty()) {
                m_wakePosted = false;
                return;
            }
            const int weight = m_letters.front().second;
            const bool turnIsOver
                = units + weight > unitsPerTurn || std::chrono::steady_clock::now() - begin >= timePerTurn;
            if (units > 0 && turnIsOver) {
                postWakeUp();
                return;
            }
            units += weight;
            letter = std::move(m_letters.front().first);
            m_letters.pop_front();
        }
        letter();
    }
}

void Mailbox::close()
{
    std::deque<std::pair<Letter, int>> dropped; // destroyed outside the lock
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
    dropped.swap(m_letters);
}

} // namespace jobs
