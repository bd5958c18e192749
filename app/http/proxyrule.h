#pragma once

#include <QString>

#include "app/http/url.h"

namespace http {

/// Whether @p origin is exempt from the proxy by a `no_proxy` list: entries separated by commas or spaces, in any case.
/// A name stands for itself and everything below it (with or without a leading dot or `*.`), an address for itself or,
/// with a prefix length, for its network, `*` for all; with `:port` for that port only, IPv6 in brackets then.
/// Decided here and not by libcurl, because the checks of addresses have to know it, too.
[[nodiscard]] bool goesDirect(const Origin &origin, const QString &noProxy);
/// The entry of the list that exempts @p origin, in lower case; empty: none does.
[[nodiscard]] QString noProxyEntry(const Origin &origin, const QString &noProxy);

} // namespace http
