#include "app/registry/tokencache.h"

#include <algorithm>

namespace registry {

namespace {

/// Tokens are asked for by repository: somebody who browses a large registry collects them.
constexpr std::size_t maxTokens = 1000;

} // namespace

std::chrono::milliseconds renewalAge(std::chrono::seconds life) noexcept
{
    const std::chrono::milliseconds whole(life);
    return std::max(std::min(whole * 4 / 5, whole - std::chrono::seconds(30)), whole / 2);
}

TokenCache::TokenCache(base::Clock &clock)
    : m_clock(clock)
{ }

Result<TokenCache::Value> TokenCache::token(const QByteArray &key, QByteArrayView rejected, const Fetch &fetch,
                                            std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        if (Value value = usable(key, rejected))
            return value;
        const auto found = m_flights.find(key);
        if (found == m_flights.end())
            break;
        const std::shared_ptr<Flight> flight = found->second;
        if (!m_landed.wait(lock, stop, [&flight] { return flight->outcome.has_value(); }))
            return base::fail(base::cancelled());
        if (flight->outcome->has_value() || !flight->outcome->error().isCancelled())
            return *flight->outcome;
    }

    const auto flight = std::make_shared<Flight>();
    m_flights.emplace(key, flight);
    lock.unlock();
    Result<Token> fetched = fetch(stop);
    lock.lock();
    m_flights.erase(key);
    if (fetched) {
        const auto value = std::make_shared<const base::Secret>(std::move(fetched->value));
        keep(key, {value, std::move(fetched->grant), m_clock.now() + renewalAge(fetched->life)});
        flight->outcome = value;
    } else {
        flight->outcome = base::fail(fetched.error());
    }
    m_landed.notify_all();
    return *flight->outcome;
}

std::optional<TokenGrant> TokenCache::grant(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_tokens.find(key);
    return found == m_tokens.end() ? std::nullopt : std::optional(found->second.grant);
}

TokenCache::Value TokenCache::usable(const QByteArray &key, QByteArrayView rejected) const
{
    const auto found = m_tokens.find(key);
    if (found == m_tokens.end() || m_clock.now() >= found->second.renewAt)
        return {};
    return found->second.value->expose() == rejected ? Value() : found->second.value;
}

void TokenCache::keep(const QByteArray &key, Entry entry)
{
    if (m_tokens.size() >= maxTokens) {
        std::erase_if(m_tokens, [now = m_clock.now()](const auto &token) { return now >= token.second.renewAt; });
        if (m_tokens.size() >= maxTokens)
            m_tokens.clear();
    }
    m_tokens.insert_or_assign(key, std::move(entry));
}

} // namespace registry
