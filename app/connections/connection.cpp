#include "app/connections/connection.h"

#include <QDir>
#include <QUuid>

#include "app/oci/reference.h"

namespace connections {

using namespace Qt::StringLiterals;

namespace {

/// Docker Hub's registry does not live at the name that everybody knows it by.
constexpr QByteArrayView dockerHubHost("registry-1.docker.io");

bool isDockerHub(const http::Origin &origin)
{
    return origin.secure && origin.port == 443
        && (origin.host == dockerHubHost || origin.host == "docker.io" || origin.host == "index.docker.io");
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

QString Connection::address() const
{
    if (isFolder())
        return folder;
    if (isDockerHub(origin))
        return oci::dockerHub;
    const QByteArray text = origin.toBytes();
    return QString::fromLatin1(text.mid(text.indexOf("://") + 3));
}

QString Connection::proxySecretId() const
{
    return id + u"/proxy";
}

QString Connection::clientKeySecretId() const
{
    return id + u"/client-key";
}

Connection Connection::toHost(http::Origin origin, SchemeChoice scheme)
{
    Connection connection;
    connection.id = newId();
    connection.origin = std::move(origin);
    connection.origin.secure = scheme != SchemeChoice::Http;
    if (isDockerHub(connection.origin))
        connection.origin.host = dockerHubHost.toByteArray();
    connection.scheme = scheme;
    connection.name = connection.address();
    return connection;
}

Connection Connection::toFolder(const QString &path)
{
    Connection connection;
    connection.id = newId();
    connection.folder = QDir::cleanPath(QDir(path).absolutePath());
    connection.name = QDir(connection.folder).dirName();
    if (connection.name.isEmpty())
        connection.name = connection.folder;
    return connection;
}

} // namespace connections
