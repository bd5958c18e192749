#pragma once

#include <vector>

#include "app/base/clock.h"

namespace support {

/// A clock that stands still until a test moves it. Who waits on it wakes when the time has come, when it is stopped,
/// or when its condition is notified. Any thread; outlives all who wait on it.
class FakeClock final : public base::Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] UtcTime utc() const override;
    bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition, TimePoint deadline,
                   std::stop_token stop, const std::function<bool()> &ready) override;

    /// Moves both times on and returns once everybody whose deadline has come is awake. Not to be called with a lock
    /// that one of them needs.
    void advance(Duration duration);
    /// Sets the civil time only, as an administrator does.
    void setUtc(UtcTime time);

    /// Waits, in real time, until @p count threads wait on this clock; false after @p limit.
    [[nodiscard]] bool waitForWaiters(std::size_t count, std::chrono::milliseconds limit = std::chrono::seconds(60));
    /// How far ahead the deadline was for each wait that began, in their order.
    [[nodiscard]] std::vector<Duration> pauses() const;

private:
    struct Waiter
    {
        TimePoint deadline;
        std::condition_variable_any *condition;
    };

    mutable std::mutex m_mutex; ///< taken after the mutex of who waits, never before
    std::condition_variable m_changed; ///< of m_waiters
    TimePoint m_now{std::chrono::hours(1)};
    UtcTime m_utc{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};
    std::vector<const Waiter *> m_waiters;
    std::vector<Duration> m_pauses;
};

} // namespace support
