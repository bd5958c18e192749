#include "tests/support/flow.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace support {

Flow::Flow(int from, int to, TimePoint established, Duration delay, Limits limits)
    : m_from(from)
    , m_to(to)
    , m_established(established)
    , m_delay(delay)
    , m_limits(limits)
{ }

void Flow::read(TimePoint now)
{
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const ssize_t count = ::recv(m_from, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0) {
        m_senderEnded = true;
        m_senderBroke = count < 0;
        m_end = arrival(now);
        return;
    }
    bytes.resize(count);
    bytes.squeeze();
    m_queued += count;
    m_chunks.push_back({std::move(bytes), arrival(now), 0});
}

bool Flow::send(Chunk &chunk)
{
    qint64 size = chunk.bytes.size() - chunk.sent;
    if (m_limits.cut)
        size = std::min(size, *m_limits.cut - m_delivered);
    if (m_limits.dribbleSize > 0)
        size = std::min(size, m_limits.dribbleSize);
    if (size == 0)
        return true;
    const ssize_t count = ::send(m_to, chunk.bytes.constData() + chunk.sent, static_cast<std::size_t>(size),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0) {
        m_blocked = errno == EAGAIN;
        m_state = m_blocked ? m_state : State::Broken;
        return false;
    }
    chunk.sent += count;
    m_queued -= count;
    m_delivered += count;
    return true;
}

void Flow::deliver(TimePoint now)
{
    m_blocked = false;
    while (m_state == State::Open && !m_chunks.empty() && m_chunks.front().due <= now && m_notBefore <= now) {
        Chunk &chunk = m_chunks.front();
        if (!send(chunk))
            return;
        if (m_limits.cut && m_delivered >= *m_limits.cut)
            m_state = State::Cut;
        if (m_limits.dribbleSize > 0)
            m_notBefore = now + m_limits.dribblePause;
        if (chunk.sent == chunk.bytes.size())
            m_chunks.pop_front();
    }
    if (m_state != State::Open || !m_chunks.empty() || !m_end || *m_end > now)
        return;
    if (!m_senderBroke)
        ::shutdown(m_to, SHUT_WR);
    m_state = m_senderBroke ? State::Broken : State::Ended;
}

std::optional<Flow::TimePoint> Flow::due() const
{
    if (m_state != State::Open || m_blocked)
        return std::nullopt;
    if (!m_chunks.empty())
        return std::max(m_chunks.front().due, m_notBefore);
    return m_end;
}

} // namespace support
