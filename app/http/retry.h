#pragma once

#include <chrono>
#include <optional>
#include <random>

#include "app/base/clock.h"
#include "app/base/error.h"
#include "app/http/request.h"

namespace http {

inline constexpr int maxTries = 3;
/// Times that a read is queued again because its connection was going away; costs no try.
inline constexpr int maxResends = 10;
inline constexpr std::chrono::minutes longestPause{15};

/// 408, 429, 502, 503, 504. Not 500: it is what a server says that failed on just this question.
[[nodiscard]] bool isRetriedStatus(int status) noexcept;
/// Network faults, for bulk also a server that fell silent: a person rather hears of it after the first deadline. Not
/// TLS, not an unknown host, and not the connect and total deadlines (TCP itself repeats within the first).
[[nodiscard]] bool isRetriedError(const Error &error, Priority priority) noexcept;

/// What the server asked for: `Retry-After` (RFC 9110 §10.2.3, seconds or a date), else `RateLimit-Reset` (seconds),
/// else `X-RateLimit-Reset` (Unix time). Nothing where it says none of them or nonsense.
[[nodiscard]] std::optional<std::chrono::seconds> retryAfter(const Headers &headers, base::Clock::UtcTime now);

/// Exponential with full jitter: evenly spread over 0 … 0.5 s · 2^(tries - 1), at most 8 s.
[[nodiscard]] std::chrono::milliseconds backOff(int tries, std::mt19937 &random);

} // namespace http
