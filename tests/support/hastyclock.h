#pragma once

#include "app/base/clock.h"

namespace support {

/// Runs fifty times as fast as the computer's own clock, so that pauses between tries are short. Any thread.
class HastyClock final : public base::Clock
{
public:
    [[nodiscard]] TimePoint now() const override
    {
        return m_start + (std::chrono::steady_clock::now() - m_start) * haste;
    }
    [[nodiscard]] UtcTime utc() const override { return std::chrono::system_clock::now(); }
    bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition, TimePoint deadline,
                   std::stop_token stop, const std::function<bool()> &ready) override
    {
        return base::systemClock().waitUntil(lock, condition, m_start + (deadline - m_start) / haste, std::move(stop),
                                             ready);
    }

private:
    static constexpr int haste = 50;
    const TimePoint m_start = std::chrono::steady_clock::now();
};

} // namespace support
