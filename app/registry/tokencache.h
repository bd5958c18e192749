#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include <QByteArray>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/base/secret.h"
#include "app/registry/tokenfacts.h"

namespace registry {

/// A token as its server gave it.
struct Token
{
    base::Secret value;
    std::chrono::seconds life{60}; ///< from now on
    TokenGrant grant{};
};

/// Keeps the Bearer tokens of one connection. A token is fetched by one of those who wait for it; the others take what
/// it brings. Any thread; no lock is held while one is fetched.
class TokenCache final
{
public:
    using Fetch = std::function<Result<Token>(std::stop_token)>;
    using Value = std::shared_ptr<const base::Secret>;

    explicit TokenCache(base::Clock &clock);

    /// The token of @p key, fetched where none is kept, where it is soon too old, or where it is the one that was
    /// @p rejected. A stop of the caller that fetches leaves the fetching to the next who waits.
    Result<Value> token(const QByteArray &key, QByteArrayView rejected, const Fetch &fetch, std::stop_token stop);

    /// What came with the token that is kept for @p key, of whatever age; none where none is.
    [[nodiscard]] std::optional<TokenGrant> grant(const QByteArray &key) const;

private:
    struct Entry
    {
        Value value;
        TokenGrant grant;
        base::Clock::TimePoint renewAt;
    };
    struct Flight
    {
        std::optional<Result<Value>> outcome;
    };

    [[nodiscard]] Value usable(const QByteArray &key, QByteArrayView rejected) const;
    void keep(const QByteArray &key, Entry entry);

    base::Clock &m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_landed;
    std::map<QByteArray, Entry> m_tokens;
    std::map<QByteArray, std::shared_ptr<Flight>> m_flights;
};

/// When a token of @p life is renewed: at 80 % of it and at least 30 s before its end, but not in its first half.
[[nodiscard]] std::chrono::milliseconds renewalAge(std::chrono::seconds life) noexcept;

} // namespace registry
