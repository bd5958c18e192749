#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "app/base/clock.h"
#include "app/base/result.h"

/// The thread that QtKeychain and D-Bus answer on. One for the process, since QtKeychain queues all of its work on an
/// object of its own, in the thread that asked first; started when it is first needed, ended with QCoreApplication.
namespace credentials::keychain {

/// Runs @p task on that thread, in order. Any thread.
void post(std::function<void()> task);

/// An answer that somebody waits for, and perhaps no more: it then falls into the void.
template <class T>
class Reply final
{
public:
    void set(T value)
    {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
        m_condition.notify_all();
    }

    /// None once @p limit is over or @p stop asked.
    std::optional<T> wait(std::chrono::milliseconds limit, std::stop_token stop)
    {
        base::Clock &clock = base::systemClock();
        std::unique_lock lock(m_mutex);
        clock.waitUntil(lock, m_condition, clock.now() + limit, std::move(stop),
                        [this] { return m_value.has_value(); });
        return std::exchange(m_value, {});
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_condition;
    std::optional<T> m_value;
};

/// Calls @p begin on the thread, with a function that takes the answer, and waits for it: KeychainNoService where it
/// does not come within @p limit.
template <class T, class Begin>
Result<T> ask(Begin begin, std::chrono::milliseconds limit, std::stop_token stop)
{
    const auto reply = std::make_shared<Reply<T>>();
    post([begin = std::move(begin), reply] { begin([reply](T value) { reply->set(std::move(value)); }); });
    std::optional<T> value = reply->wait(limit, stop);
    if (value)
        return *std::move(value);
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    return base::fail(
        ErrorKind::Credentials,
        QStringLiteral("the keychain did not answer within %1 s").arg(static_cast<double>(limit.count()) / 1000),
        ErrorReason::KeychainNoService);
}

} // namespace credentials::keychain
