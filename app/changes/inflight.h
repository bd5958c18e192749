#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>

#include <QString>

namespace changes {

/// Places for the steps that are under way on one registry, whichever runs and connections they are of. Any thread.
class InFlight final : public std::enable_shared_from_this<InFlight>
{
public:
    using Place = std::shared_ptr<const void>;

    static constexpr int limit = 4;

    /// The one of this process for the registry at @p address.
    [[nodiscard]] static std::shared_ptr<InFlight> at(const QString &address);

    /// Waits for a place, which is free again once nobody holds it; null where @p pause or @p stop
    /// asked first.
    [[nodiscard]] Place take(const std::stop_token &pause, const std::stop_token &stop);

private:
    void giveBack();

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    int m_taken = 0;
};

} // namespace changes
