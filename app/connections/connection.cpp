#include "app/connections/connection.h"

#include <algorithm>

#include <QDir>
#include <QRegularExpression>
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

/// `*` stands for any characters, and for none. What lies between two of them is taken at the first place it is found
/// at, so that no pattern takes long.
bool matches(QStringView pattern, QStringView text)
{
    const auto star = pattern.indexOf(u'*');
    if (star < 0)
        return pattern == text;
    if (!text.startsWith(pattern.first(star)))
        return false;
    text = text.sliced(star);
    const auto last = pattern.lastIndexOf(u'*');
    for (const QStringView part : pattern.sliced(star, last - star).split(u'*', Qt::SkipEmptyParts)) {
        const auto found = text.indexOf(part);
        if (found < 0)
            return false;
        text = text.sliced(found + part.size());
    }
    return text.endsWith(pattern.sliced(last + 1));
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

bool Connection::isPlainHttp() const
{
    return !isFolder() && scheme == SchemeChoice::Http && !origin.isLoopback();
}

bool Connection::isInsecure() const
{
    return isPlainHttp() || (!isFolder() && !tls.verify);
}

bool Connection::hasSignInOf(const Connection &other) const
{
    return user == other.user && address() == other.address() && scheme == other.scheme;
}

Connection Connection::duplicate(const QString &newName) const
{
    Connection copy = *this;
    copy.id = newId();
    copy.name = newName;
    copy.answersDocker = false; // there is one for a host
    return copy;
}

QString Connection::proxySecretId() const
{
    return id + u"/proxy";
}

QString Connection::clientKeySecretId() const
{
    return id + u"/client-key";
}

QStringList Connection::secretIds() const
{
    return {id, proxySecretId(), clientKeySecretId()};
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

Result<QStringList> parseKeptTags(QStringView text)
{
    static const QRegularExpression separators(u"[\\s,，]+"_s);
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_*][A-Za-z0-9_.*-]{0,127}\\z"_s);
    QStringList names;
    for (const QString &name : text.toString().split(separators, Qt::SkipEmptyParts)) {
        if (!pattern.match(name).hasMatch())
            return base::fail(ErrorKind::InvalidData, name);
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

bool isAlwaysKept(const QStringList &keptTags, QStringView tag)
{
    return std::any_of(keptTags.begin(), keptTags.end(),
                       [tag](const QString &pattern) { return matches(pattern, tag); });
}

} // namespace connections
