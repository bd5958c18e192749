#pragma once

#include <QByteArray>
#include <QString>

namespace http {

/// Whether @p host is exempt from the proxy by a `no_proxy` list: names separated by commas or spaces, each for itself
/// and everything below it (with or without a leading dot), addresses with or without a prefix length, `*` for all.
/// Decided here and not by libcurl, because the checks of addresses have to know it, too.
[[nodiscard]] bool goesDirect(const QByteArray &host, const QString &noProxy);

} // namespace http
