#include "app/base/error.h"

#include <algorithm>

namespace base {

bool Error::isTemporary() const noexcept
{
    switch (kind) {
    case ErrorKind::Network:
        return reason != ErrorReason::UnknownHost && reason != ErrorReason::UnknownProxy
            && reason != ErrorReason::TooLarge && reason != ErrorReason::RedirectRefused
            && reason != ErrorReason::RedirectLoop && reason != ErrorReason::RedirectToWeaker
            && reason != ErrorReason::AddressRefused && reason != ErrorReason::PlainHttpNotAllowed
            && reason != ErrorReason::ProxySignInWanted && reason != ErrorReason::ProxyDenied;
    case ErrorKind::Timeout:
    case ErrorKind::RateLimited:
        return true;
    case ErrorKind::Server:
        return httpStatus == 502 || httpStatus == 503 || httpStatus == 504;
    case ErrorKind::Cancelled:
    case ErrorKind::Tls:
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Unsupported:
    case ErrorKind::Conflict:
    case ErrorKind::InvalidData:
    case ErrorKind::DigestMismatch:
    case ErrorKind::Credentials:
    case ErrorKind::Io:
    case ErrorKind::UnknownOutcome:
    case ErrorKind::Internal:
        return false;
    }
    return false;
}

bool Error::hasCode(QStringView code) const noexcept
{
    return std::any_of(registry.cbegin(), registry.cend(),
                       [code](const Diagnostic &entry) { return entry.code == code; });
}

QString translatedDetail(const Error &error)
{
    return error.message.isEmpty() ? error.detail : error.message.translated();
}

Error cancelled()
{
    Error error;
    error.kind = ErrorKind::Cancelled;
    return error;
}

Error failure(ErrorKind kind, Message message, ErrorReason reason)
{
    Error error;
    error.kind = kind;
    error.reason = reason;
    error.detail = message.english();
    error.message = std::move(message);
    return error;
}

} // namespace base
