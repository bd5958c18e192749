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

bool matches(const QByteArray &host, QByteArray entry)
{
    if (entry == "*")
        return true;
    if (entry.startsWith('[') && entry.endsWith(']'))
        entry = entry.sliced(1, entry.size() - 2);
    const qsizetype slash = entry.indexOf('/');
    const QByteArray address = addressBytes(host);
    if (const QByteArray network = addressBytes(entry.first(slash < 0 ? entry.size() : slash)); !network.isEmpty()) {
        bool valid = slash >= 0;
        const int bits = valid ? entry.sliced(slash + 1).toInt(&valid) : int(network.size()) * 8;
        return (slash < 0 || valid) && isWithin(address, network, bits);
    }
    if (entry.startsWith('.'))
        entry = entry.sliced(1);
    return !entry.isEmpty() && address.isEmpty() && (host == entry || host.endsWith(QByteArray('.' + entry)));
}

} // namespace

bool goesDirect(const QByteArray &host, const QString &noProxy)
{
    const QList<QByteArray> entries = noProxy.toUtf8().toLower().replace(',', ' ').simplified().split(' ');
    return std::any_of(entries.cbegin(), entries.cend(),
                       [&host](const QByteArray &entry) { return matches(host, entry); });
}

} // namespace http
