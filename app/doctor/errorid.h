#pragma once

#include <chrono>

#include <QString>

#include "app/base/error.h"
#include "app/http/peerchain.h"

namespace doctor {

/// The name of a fault, the same in every language: in the window, in reports, logs and the help. Lower case, the
/// party first: `tls.expired`, `auth.denied`. Never empty.
[[nodiscard]] QString idOf(const Error &error);
/// The name of what kept a token server from being reached; idOf() for all other errors.
[[nodiscard]] QString idOfCause(const Error &error);
/// What the words for idOf() it are about, as far as @p error tells: dates, names, a proxy. Empty where it does not.
/// May come from a server.
[[nodiscard]] QString factOf(const Error &error);

/// What is wrong with a chain: `tls.expired`; empty where the error itself says it better. @p isLone: its issuer was
/// not sent, and could well have been.
[[nodiscard]] QString idOf(const http::ChainProblem &problem, bool isLone);
/// Of a fault that is called @p id.
[[nodiscard]] QString factOf(const QString &id, const http::PeerChain &chain);
/// In UTC, as in reports.
[[nodiscard]] QString dateText(std::chrono::sys_seconds time);

} // namespace doctor
