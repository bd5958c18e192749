#include "ui/dialogs/connectionwords.h"

#include <algorithm>

#include "models/format.h"

namespace ui {

using connections::Connection;
using connections::SchemeChoice;

QString ConnectionWords::address(const connections::Address &address, const Connection &connection,
                                 const Connections &others)
{
    const auto same = std::find_if(others.begin(), others.end(), [&connection](const Connection &other) {
        return other.id != connection.id && other.address() == connection.address() && other.user == connection.user;
    });
    if (same != others.end())
        return tr("%1 goes there already, with the same sign-in.").arg(models::visibleText(same->name));
    if (connection.isFolder())
        return tr("A folder with image layouts on this computer.");
    const QString host = models::visibleText(connection.address());
    if (connection.scheme == SchemeChoice::HttpsThenHttp)
        return tr("Connects to %1 with HTTPS, or without encryption where it does not speak that.").arg(host);
    if (connection.scheme == SchemeChoice::Http)
        return tr("Connects to %1 without encryption.").arg(host);
    if (address.repository)
        return tr("Connects to %1, and opens %2 there.").arg(host, address.repository->toString());
    return tr("Connects to %1.").arg(host);
}

QString ConnectionWords::danger(const Connection &connection)
{
    if (!connection.isInsecure())
        return {};
    return connection.isPlainHttp() ? tr("Not encrypted: everybody on the way can read and change what is sent.")
                                    : tr("Not verified: anybody on the way can pose as this registry.");
}

QString ConnectionWords::name(const Connection &connection, const Connections &others)
{
    const auto isTaken = [&others, &connection](const QString &name) {
        return std::any_of(others.begin(), others.end(),
                           [&](const Connection &other) { return other.name == name && other.id != connection.id; });
    };
    QString base = connection.isFolder() ? Connection::toFolder(connection.folder).name : connection.address();
    if (isTaken(base) && !connection.user.isEmpty())
        base = tr("%1 (%2)", "a registry, and who signs in or a number").arg(base, connection.user);
    QString name = base;
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 (%2)", "a registry, and who signs in or a number").arg(base).arg(number);
    return name;
}

} // namespace ui
