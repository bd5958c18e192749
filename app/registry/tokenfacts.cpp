#include "app/registry/tokenfacts.h"

#include "app/registry/httpdate.h"

namespace registry {

using std::chrono::seconds;

namespace {

/// Token servers and registries look over a minute or so themselves.
constexpr seconds toleratedGap{120};

} // namespace

std::optional<seconds> clockLead(const http::Response &answer)
{
    const auto theirs = parseHttpDate(answer.headers.value("Date"));
    if (!theirs || !answer.time)
        return std::nullopt;
    return *theirs - std::chrono::floor<seconds>(*answer.time);
}

std::optional<ClockGap> clockGap(std::optional<seconds> registry, std::optional<seconds> tokenServer)
{
    if (!registry || !tokenServer || std::chrono::abs(*registry - *tokenServer) <= toleratedGap)
        return std::nullopt;
    const bool isOfTokenServer = std::chrono::abs(*tokenServer) > std::chrono::abs(*registry);
    return ClockGap{isOfTokenServer, std::chrono::abs(isOfTokenServer ? *tokenServer : *registry)};
}

const TokenFacts *tokenFacts(const Error &error) noexcept
{
    return dynamic_cast<const TokenFacts *>(error.evidence.get());
}

} // namespace registry
