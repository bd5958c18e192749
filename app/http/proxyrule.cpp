#include "app/http/proxyrule.h"

#include <algorithm>
#include <array>

#ifdef Q_OS_WIN
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <sys/socket.h>
#endif

#include <QList>

namespace http {

namespace {

/// The bytes of an address, 4 or 16; empty for a name.
QByteArray addressBytes(const QByteArray &text)
{
    std::array<char, 16> bytes{};
    if (inet_pton(AF_INET, text.constData(), bytes.data()) == 1)
        return {bytes.data(), 4};
    if (inet_pton(AF_INET6, text.constData(), bytes.data()) == 1)
        return {bytes.data(), 16};
    return {};
}

bool isWithin(const QByteArray &address, const QByteArray &network, int bits)
{
    if (address.size() != network.size() || bits < 0 || bits > address.size() * 8)
        return false;
    for (int i = 0; i < bits; ++i) {
        const int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (network[i / 8] & mask))
            return false;
    }
    return true;
}

/// Takes a `:port` off the end of @p entry; 0 where there is none.
quint16 takePort(QByteArray &entry)
{
    const qsizetype colon = entry.lastIndexOf(':');
    const bool single = entry.count(':') == 1 || (entry.startsWith('[') && colon > entry.indexOf(']'));
    bool valid = false;
    const quint16 port = colon >= 0 && single ? entry.sliced(colon + 1).toUShort(&valid) : quint16(0);
    if (!valid)
        return 0;
    entry.truncate(colon);
    return port;
}

bool matches(const Origin &origin, QByteArray entry)
{
    if (const quint16 port = takePort(entry); port != 0 && port != origin.port)
        return false;
    if (entry == "*")
        return true;
    if (entry.startsWith('[') && entry.endsWith(']'))
        entry = entry.sliced(1, entry.size() - 2);
    const QByteArray host = origin.bareHost();
    const qsizetype slash = entry.indexOf('/');
    const QByteArray address = addressBytes(host);
    if (const QByteArray network = addressBytes(entry.first(slash < 0 ? entry.size() : slash)); !network.isEmpty()) {
        bool valid = slash >= 0;
        const int bits = valid ? entry.sliced(slash + 1).toInt(&valid) : int(network.size()) * 8;
        return (slash < 0 || valid) && isWithin(address, network, bits);
    }
    if (entry.startsWith("*."))
        entry = entry.sliced(1);
    if (entry.startsWith('.'))
        entry = entry.sliced(1);
    return !entry.isEmpty() && address.isEmpty() && (host == entry || host.endsWith(QByteArray('.' + entry)));
}

} // namespace

bool goesDirect(const Origin &origin, const QString &noProxy)
{
    return !noProxyEntry(origin, noProxy).isEmpty();
}

QString noProxyEntry(const Origin &origin, const QString &noProxy)
{
    const QList<QByteArray> entries = noProxy.toUtf8().toLower().replace(',', ' ').simplified().split(' ');
    const auto found = std::find_if(entries.cbegin(), entries.cend(),
                                    [&origin](const QByteArray &entry) { return matches(origin, entry); });
    return found == entries.cend() ? QString() : QString::fromUtf8(*found);
}

} // namespace http
