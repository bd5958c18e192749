#pragma once

#include <chrono>

#include <QString>
#include <QStringList>

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

/// All that is wrong, where it is the certificates of a server: one that has expired may be for the wrong name, too.
/// First what idOf() says. @p hasRoots: there are authorities beside the system's.
[[nodiscard]] QStringList idsOf(const Error &error, bool hasRoots);
/// Of a fault that is called @p id.
[[nodiscard]] QString factOf(const QString &id, const http::PeerChain &chain);
/// True where @p id is about the dates of a certificate.
[[nodiscard]] bool isOfDates(const QString &id);
/// `CN=Corp Root,O=Corp` by its name.
[[nodiscard]] QString commonName(const QString &distinguishedName);
/// In UTC, as in reports.
[[nodiscard]] QString dateText(std::chrono::sys_seconds time);

} // namespace doctor
