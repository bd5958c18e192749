#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>

#include <QByteArray>

namespace support {

/// One direction of a proxied connection: a queue of bytes with the moments they are due. Used by the proxy's thread.
class Flow final
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    /// How a look at the sockets went.
    enum class State
    {
        Open,
        Ended, ///< the sender closed in order, and everything was delivered
        Cut, ///< as many bytes as were allowed are through
        Broken ///< a reset from either side
    };

    struct Limits
    {
        std::optional<qint64> cut{};
        qint64 dribbleSize = 0;
        Duration dribblePause{};
    };

    /// @p established is when the connection counts as made: nothing was sent before it.
    Flow(int from, int to, TimePoint established, Duration delay, Limits limits);

    void read(TimePoint now); ///< takes what is there, once the descriptor is readable
    void deliver(TimePoint now); ///< passes on what is due

    [[nodiscard]] State state() const noexcept { return m_state; }
    [[nodiscard]] bool wantsRead() const noexcept { return !m_senderEnded && m_queued < maxQueued; }
    /// The receiver's buffer is full: look again when it is writable.
    [[nodiscard]] bool isBlocked() const noexcept { return m_blocked; }
    /// When deliver() has something to do next; none where only a socket can tell.
    [[nodiscard]] std::optional<TimePoint> due() const;

private:
    static constexpr qint64 maxQueued = 64 * 1024 * 1024;

    struct Chunk
    {
        QByteArray bytes;
        TimePoint due;
        qsizetype sent = 0;
    };

    [[nodiscard]] TimePoint arrival(TimePoint now) const { return std::max(now, m_established) + m_delay; }
    bool send(Chunk &chunk); ///< false where the receiver takes no more for now

    int m_from;
    int m_to;
    TimePoint m_established;
    Duration m_delay;
    Limits m_limits;
    std::deque<Chunk> m_chunks;
    qint64 m_queued = 0;
    qint64 m_delivered = 0;
    TimePoint m_notBefore{}; ///< the pause of a dribble
    std::optional<TimePoint> m_end; ///< when the receiver learns that the sender ended
    bool m_senderEnded = false;
    bool m_senderBroke = false;
    bool m_blocked = false;
    State m_state = State::Open;
};

} // namespace support
