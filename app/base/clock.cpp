#include "app/base/clock.h"

namespace base {

namespace {

class SystemClock final : public Clock
{
public:
    TimePoint now() const override { return std::chrono::steady_clock::now(); }
    UtcTime utc() const override { return std::chrono::system_clock::now(); }
    bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition, TimePoint deadline,
                   std::stop_token stop, const std::function<bool()> &ready) override
    {
        return condition.wait_until(lock, std::move(stop), deadline, ready);
    }
};

} // namespace

bool Clock::sleepUntil(TimePoint deadline, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    waitUntil(lock, condition, deadline, stop, [] { return false; });
    return !stop.stop_requested();
}

Clock &systemClock()
{
    static SystemClock clock;
    return clock;
}

} // namespace base
