#pragma once

#include "app/base/clock.h"

namespace support {

/// Runs fifty times as fast as the computer's own clock, or as asked, so that pauses between tries are short. Any
/// thread.
class HastyClock final : public base::Clock
{
public:
    explicit HastyClock(int haste = 50)
        : m_haste(haste)
    { }

    [[nodiscard]] TimePoint now() const override
    {
        return m_start + (std::chrono::steady_clock::now() - m_start) * m_haste;
    }
    [[nodiscard]] UtcTime utc() const override { return std::chrono::system_clock::now(); }
    bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition, TimePoint deadline,
                   std::stop_token stop, const std::function<bool()> &ready) override
    {
        return base::systemClock().waitUntil(lock, condition, m_start + (deadline - m_start) / m_haste, std::move(stop),
                                             ready);
    }

private:
    const int m_haste;
    const TimePoint m_start = std::chrono::steady_clock::now();
};

} // namespace support
