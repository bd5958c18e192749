#pragma once

#include <chrono>
#include <optional>

#include <QByteArray>

namespace registry {

/// A date of HTTP in the form that servers send, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7). Local time is never
/// made on the way: on worker threads that is a race.
[[nodiscard]] std::optional<std::chrono::sys_seconds> parseHttpDate(const QByteArray &text);

} // namespace registry
