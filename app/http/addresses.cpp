#include "app/http/addresses.h"

#include <cstring>

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace http {

namespace {

Reach reachOfIpv4(quint32 address) noexcept
{
    const auto within
        = [address](quint32 network, int bits) { return (address >> (32 - bits)) == (network >> (32 - bits)); };
    if (within(0x00000000, 8) || within(0xe0000000, 3))
        return Reach::Never;
    if (within(0x7f000000, 8))
        return Reach::Loopback;
    if (within(0xa9fe0000, 16))
        return Reach::LinkLocal;
    if (within(0x0a000000, 8) || within(0xac100000, 12) || within(0xc0a80000, 16) || within(0x64400000, 10))
        return Reach::Private;
    return Reach::Public;
}

quint32 ipv4At(const unsigned char *bytes) noexcept
{
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | quint32(bytes[3]);
}

Reach reachOfIpv6(const unsigned char (&bytes)[16]) noexcept
{
    static constexpr unsigned char zeros[16] = {};
    static constexpr unsigned char nat64[12] = {0x00, 0x64, 0xff, 0x9b};
    if (std::memcmp(bytes, zeros, 10) == 0 && bytes[10] == 0xff && bytes[11] == 0xff)
        return reachOfIpv4(ipv4At(bytes + 12));
    if (std::memcmp(bytes, zeros, 12) == 0) {
        const quint32 rest = ipv4At(bytes + 12);
        return rest == 0 ? Reach::Never : rest == 1 ? Reach::Loopback : reachOfIpv4(rest);
    }
    if (std::memcmp(bytes, nat64, 12) == 0)
        return reachOfIpv4(ipv4At(bytes + 12));
    if (bytes[0] == 0x20 && bytes[1] == 0x02)
        return reachOfIpv4(ipv4At(bytes + 2));
    if (bytes[0] == 0xff)
        return Reach::Never;
    if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80)
        return Reach::LinkLocal;
    if ((bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0xc0))
        return Reach::Private;
    return Reach::Public;
}

} // namespace

Reach reachOf(const sockaddr &address) noexcept
{
    if (address.sa_family == AF_INET) {
        sockaddr_in ipv4;
        std::memcpy(&ipv4, &address, sizeof ipv4);
        return reachOfIpv4(ntohl(ipv4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 ipv6;
        std::memcpy(&ipv6, &address, sizeof ipv6);
        return reachOfIpv6(ipv6.sin6_addr.s6_addr);
    }
    return Reach::Never;
}

std::optional<Reach> reachOfLiteral(const QByteArray &host)
{
    if (host == "localhost" || host.endsWith(".localhost") || host == "localhost.")
        return Reach::Loopback;
    in6_addr ipv6;
    if (inet_pton(AF_INET6, host.constData(), &ipv6) == 1)
        return reachOfIpv6(ipv6.s6_addr);
    // inet_aton reads the same spellings as the resolver; a trailing dot is the resolver's, too.
    const QByteArray name = host.endsWith('.') ? host.chopped(1) : host;
#ifdef Q_OS_WIN
    const quint32 number = inet_addr(name.constData());
    return number == INADDR_NONE ? std::nullopt : std::optional(reachOfIpv4(ntohl(number)));
#else
    in_addr ipv4;
    return inet_aton(name.constData(), &ipv4) == 0 ? std::nullopt : std::optional(reachOfIpv4(ntohl(ipv4.s_addr)));
#endif
}

bool mayLeadTo(Reach target, Reach registry) noexcept
{
    switch (target) {
    case Reach::Public:
        return true;
    case Reach::Private:
        return registry != Reach::Public;
    case Reach::LinkLocal:
    case Reach::Loopback:
        return registry == target;
    case Reach::Never:
        return false;
    }
    return false;
}

} // namespace http
