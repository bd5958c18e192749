#pragma once

#include <optional>

#include <QByteArray>

struct sockaddr;

namespace http {

/// How far from this computer an address is; a larger value is further away.
enum class Reach
{
    Never, ///< unspecified, multicast, reserved, broadcast: no server is there
    Loopback,
    LinkLocal, ///< 169.254.0.0/16 with the clouds' metadata service, fe80::/10
    Private, ///< RFC 1918, RFC 6598, fc00::/7
    Public
};

/// The reach of a resolved address; IPv4 within IPv6 (mapped, NAT64, 6to4) counts as the IPv4 address it stands for.
[[nodiscard]] Reach reachOf(const sockaddr &address) noexcept;
/// The reach of a host that is written as an address, in every spelling that a resolver takes (`0x7f.1`, `2130706433`,
/// `0177.0.0.1`), or is `localhost`; nothing for other names.
[[nodiscard]] std::optional<Reach> reachOfLiteral(const QByteArray &host);

/// Whether a place that the registry named (a redirect, a token realm) may lie at @p target while the registry itself
/// was reached at @p registry: a public registry sends nobody into a private network, nobody is sent to this computer
/// or its link unless the registry itself is there.
[[nodiscard]] bool mayLeadTo(Reach target, Reach registry) noexcept;

} // namespace http
