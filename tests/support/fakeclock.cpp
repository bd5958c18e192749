#include "tests/support/fakeclock.h"

#include <algorithm>

namespace support {

base::Clock::TimePoint FakeClock::now() const
{
    const std::scoped_lock lock(m_mutex);
    return m_now;
}

base::Clock::UtcTime FakeClock::utc() const
{
    const std::scoped_lock lock(m_mutex);
    return m_utc;
}

bool FakeClock::waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition,
                          TimePoint deadline, std::stop_token stop, const std::function<bool()> &ready)
{
    const Waiter waiter{deadline, &condition};
    {
        const std::scoped_lock own(m_mutex);
        m_pauses.push_back(deadline - m_now);
        m_waiters.push_back(&waiter);
        m_changed.notify_all();
    }
    bool isReady = ready();
    while (!isReady && !stop.stop_requested() && now() < deadline) {
        condition.wait(lock, stop, [&] { return (isReady = ready()) || now() >= deadline; });
    }
    const std::scoped_lock own(m_mutex);
    std::erase(m_waiters, &waiter);
    m_changed.notify_all();
    return isReady;
}

void FakeClock::advance(Duration duration)
{
    std::unique_lock lock(m_mutex);
    m_now += duration;
    m_utc += std::chrono::duration_cast<UtcTime::duration>(duration);
    const auto isDue = [this](const Waiter *waiter) { return waiter->deadline <= m_now; };
    do {
        // A waiter leaves under m_mutex only, so its condition is alive here. One that has looked at the time but does
        // not wait yet misses this; it is called again.
        for (const Waiter *waiter : m_waiters)
            waiter->condition->notify_all();
        m_changed.wait_for(lock, std::chrono::milliseconds(1),
                           [&] { return std::none_of(m_waiters.cbegin(), m_waiters.cend(), isDue); });
    } while (std::any_of(m_waiters.cbegin(), m_waiters.cend(), isDue));
}

void FakeClock::setUtc(UtcTime time)
{
    const std::scoped_lock lock(m_mutex);
    m_utc = time;
}

bool FakeClock::waitForWaiters(std::size_t count, std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, limit, [&] { return m_waiters.size() >= count; });
}

std::vector<base::Clock::Duration> FakeClock::pauses() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pauses;
}

} // namespace support
