#include "app/base/changepermit.h"

namespace base {

ChangePermit::ChangePermit(Clock &clock)
    : m_clock(clock)
{ }

void ChangePermit::grant()
{
    const std::lock_guard lock(m_mutex);
    m_isGranted = true;
    m_end.reset();
}

void ChangePermit::grant(Clock::Duration duration)
{
    const std::lock_guard lock(m_mutex);
    m_isGranted = true;
    m_end = {m_clock.now() + duration, m_clock.utc() + std::chrono::duration_cast<Clock::UtcTime::duration>(duration)};
}

void ChangePermit::revoke()
{
    const std::lock_guard lock(m_mutex);
    m_isGranted = false;
}

bool ChangePermit::isGranted() const
{
    const std::lock_guard lock(m_mutex);
    return holds();
}

std::optional<Clock::UtcTime> ChangePermit::end() const
{
    const std::lock_guard lock(m_mutex);
    return holds() && m_end ? std::optional(m_end->civil) : std::nullopt;
}

std::shared_ptr<const void> ChangePermit::hold() const
{
    const std::lock_guard lock(m_mutex);
    if (!holds())
        return {};
    std::shared_ptr<const int> held = m_hold.lock();
    if (!held)
        m_hold = held = std::make_shared<const int>();
    return held;
}

bool ChangePermit::isHeld() const
{
    const std::lock_guard lock(m_mutex);
    return !m_hold.expired();
}

bool ChangePermit::holds() const
{
    return m_isGranted && (!m_end || (m_clock.now() < m_end->monotonic && m_clock.utc() < m_end->civil));
}

} // namespace base
