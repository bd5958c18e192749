#include "app/http/retry.h"

#include <algorithm>

#include <curl/curl.h>

namespace http {

namespace {

std::optional<qint64> wholeNumber(const QByteArray &value)
{
    bool valid = false;
    const qint64 number = value.trimmed().toLongLong(&valid);
    return valid && number >= 0 ? std::optional(number) : std::nullopt;
}

std::chrono::seconds secondsUntil(qint64 unixTime, base::Clock::UtcTime now)
{
    const qint64 current = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return std::chrono::seconds(std::max<qint64>(0, unixTime - current));
}

} // namespace

bool isRetriedStatus(int status) noexcept
{
    return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
}

bool isRetriedError(const Error &error, Priority priority) noexcept
{
    if (error.kind == ErrorKind::Network)
        return error.reason == ErrorReason::ConnectionRefused || error.reason == ErrorReason::ConnectionLost
            || error.reason == ErrorReason::ProxyUnreachable || error.reason == ErrorReason::Incomplete;
    return error.kind == ErrorKind::Timeout && priority == Priority::Bulk
        && (error.reason == ErrorReason::FirstByteDeadline || error.reason == ErrorReason::IdleDeadline);
}

std::optional<std::chrono::seconds> retryAfter(const Headers &headers, base::Clock::UtcTime now)
{
    if (const QByteArray value = headers.value("Retry-After"); !value.isEmpty()) {
        if (const std::optional<qint64> seconds = wholeNumber(value))
            return std::chrono::seconds(std::min<qint64>(*seconds, std::numeric_limits<qint32>::max()));
        if (const time_t date = curl_getdate(value.constData(), nullptr); date >= 0)
            return secondsUntil(date, now);
    }
    if (const std::optional<qint64> seconds = wholeNumber(headers.value("RateLimit-Reset")))
        return std::chrono::seconds(std::min<qint64>(*seconds, std::numeric_limits<qint32>::max()));
    if (const std::optional<qint64> date = wholeNumber(headers.value("X-RateLimit-Reset")))
        return std::min(secondsUntil(*date, now), std::chrono::seconds(std::numeric_limits<qint32>::max()));
    return std::nullopt;
}

std::chrono::milliseconds backOff(int tries, std::mt19937 &random)
{
    const int ceiling = std::min(8000, 500 << std::clamp(tries - 1, 0, 4));
    return std::chrono::milliseconds(std::uniform_int_distribution(0, ceiling)(random));
}

} // namespace http
