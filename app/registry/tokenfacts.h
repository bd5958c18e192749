#pragma once

#include <chrono>
#include <optional>

#include "app/base/error.h"
#include "app/http/response.h"
#include "app/registry/scopes.h"

namespace registry {

/// How far the clock of a server is ahead of this computer's; none where the answer does not tell. Good to a second or
/// two.
[[nodiscard]] std::optional<std::chrono::seconds> clockLead(const http::Response &answer);

/// What a token server said beside a token.
struct TokenGrant
{
    std::optional<Scopes> scopes; ///< what the token holds for; none: it does not tell
    std::optional<std::chrono::seconds> clockLead; ///< of the token server
};

/// Two servers that disagree about the time, so that one takes the tokens of the other for expired or not yet valid.
/// This computer's clock has no part in that; it only shows which of them is wrong, as far as it is right itself.
struct ClockGap
{
    bool isOfTokenServer = false; ///< which is further away from this computer's time; else the registry is
    std::chrono::seconds difference{0}; ///< from this computer's time, without a sign
};
/// None where both tell nearly the same time, or do not tell.
[[nodiscard]] std::optional<ClockGap> clockGap(std::optional<std::chrono::seconds> registry,
                                               std::optional<std::chrono::seconds> tokenServer);

/// Comes with the error of a request that was refused in spite of its token. Immutable.
struct TokenFacts final : base::Evidence
{
    Scopes asked;
    std::optional<Scopes> granted; ///< none: the token does not tell
    std::optional<ClockGap> clockGap; ///< where that is why
    QString tokenServer; ///< its host, with a port where it is not the usual one
};

/// What came with @p error, or null. Lives as long as the error or a copy of it.
[[nodiscard]] const TokenFacts *tokenFacts(const Error &error) noexcept;

} // namespace registry
