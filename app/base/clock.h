#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace base {

/// Time as the core sees it. Pauses and deadlines go through it, so that tests do not sleep. Any thread.
class Clock
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;
    using UtcTime = std::chrono::system_clock::time_point;

    virtual ~Clock() = default;

    /// Monotonic: for pauses, deadlines and the age of tokens.
    [[nodiscard]] virtual TimePoint now() const = 0;
    /// Civil time in UTC: for dates that people read and for HTTP dates. The core knows no local time.
    [[nodiscard]] virtual UtcTime utc() const = 0;

    /// Waits on @p condition until @p ready holds, @p deadline is reached or @p stop asks; the same @p lock discipline
    /// as std::condition_variable_any. Returns the last value of @p ready.
    virtual bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition,
                           TimePoint deadline, std::stop_token stop, const std::function<bool()> &ready)
        = 0;

    /// Pauses until @p deadline; false where @p stop asked earlier.
    bool sleepUntil(TimePoint deadline, std::stop_token stop);
};

/// The computer's own clock. Lives as long as the program.
[[nodiscard]] Clock &systemClock();

} // namespace base
