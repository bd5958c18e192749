#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace support {

/// Beats every 10 ms on the UI thread and knows the longest time between two beats: what a person feels as a stutter.
class Heartbeat final
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] { beat(); });
        m_timer.start(10);
        m_last.start();
    }

    /// Forgets the longest gap; also what happened since the last beat.
    void restart()
    {
        m_longest = 0;
        m_last.restart();
    }
    [[nodiscard]] double longestMs() const { return static_cast<double>(m_longest) / 1e6; }

private:
    void beat()
    {
        m_longest = std::max(m_longest, m_last.nsecsElapsed());
        m_last.restart();
    }

    QTimer m_timer;
    QElapsedTimer m_last;
    qint64 m_longest = 0;
};

} // namespace support
