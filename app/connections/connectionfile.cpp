#include "app/connections/connectionfile.h"

#include <array>
#include <optional>
#include <utility>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/base/atomicfile.h"

namespace connections {

using namespace Qt::StringLiterals;

namespace {

constexpr int currentVersion = 1;

constexpr std::array schemes{std::pair(SchemeChoice::Https, "https"_L1), std::pair(SchemeChoice::Http, "http"_L1),
                             std::pair(SchemeChoice::HttpsThenHttp, "https-then-http"_L1)};

constexpr std::array levels{std::pair(Level::None, "none"_L1), std::pair(Level::Test, "test"_L1),
                            std::pair(Level::Production, "production"_L1)};

constexpr std::array secretPlaces{std::pair(SecretPlace::Keychain, "keychain"_L1),
                                  std::pair(SecretPlace::Session, "session"_L1)};

/// The value of @p table that is written as @p word.
template <class Table>
std::optional<typename Table::value_type::first_type> valueOf(const Table &table, const QString &word)
{
    for (const auto &[value, written] : table) {
        if (word == written)
            return value;
    }
    return {};
}

template <class Table>
QString wordFor(const Table &table, typename Table::value_type::first_type value)
{
    for (const auto &[each, written] : table) {
        if (each == value)
            return written;
    }
    return {};
}

tl::unexpected<Error> damaged(const QString &path, base::Message why)
{
    return base::fail(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {path, std::move(why)}});
}

/// Of a file that is set aside; %1 is when.
QString asideName(const QFileInfo &info)
{
    return info.completeBaseName() + u"-damaged-%1.json"_s;
}

/// The document, or an empty object where there is no file yet.
Result<QJsonObject> readDocument(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {path, file.errorString()}});
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        return damaged(path,
                       problem.error ? base::Message(problem.errorString())
                                     : base::Message(QT_TRANSLATE_NOOP("Faults", "no JSON object")));
    const int version = document.object().value("version"_L1).toInt();
    if (version < 1)
        return damaged(path, QT_TRANSLATE_NOOP("Faults", "it has no version"));
    if (version > currentVersion)
        return base::fail(ErrorKind::Unsupported,
                          {QT_TRANSLATE_NOOP("Faults", "%1: written by a newer version of the program"), {path}});
    return document.object();
}

QStringList strings(const QJsonValue &value)
{
    QStringList result;
    for (const auto item : value.toArray())
        result.append(item.toString());
    return result;
}

std::optional<Connection> fromJson(const QJsonObject &object)
{
    Connection connection;
    connection.id = object.value("id"_L1).toString();
    connection.name = object.value("name"_L1).toString();
    connection.folder = object.value("folder"_L1).toString();
    connection.readOnly = object.value("readOnly"_L1).toBool();
    // A level that we do not know is treated with the most care.
    connection.level = object.contains("level"_L1)
        ? valueOf(levels, object.value("level"_L1).toString()).value_or(Level::Production)
        : Level::None;
    connection.keptTags = strings(object.value("keptTags"_L1));
    if (connection.id.isEmpty())
        return {};
    if (connection.isFolder())
        return connection;

    const std::optional<SchemeChoice> scheme = valueOf(schemes, object.value("scheme"_L1).toString());
    const int port = object.value("port"_L1).toInt();
    connection.origin.host = object.value("host"_L1).toString().toLatin1();
    if (!scheme || connection.origin.host.isEmpty() || port < 1 || port > 65535)
        return {};
    connection.scheme = *scheme;
    connection.origin.secure = connection.scheme != SchemeChoice::Http;
    connection.origin.port = static_cast<quint16>(port);
    connection.pathPrefix = object.value("pathPrefix"_L1).toString().toLatin1();
    connection.user = object.value("user"_L1).toString();
    connection.proxy = object.value("proxy"_L1).toString();
    connection.proxyUser = object.value("proxyUser"_L1).toString();
    connection.noProxy = object.value("noProxy"_L1).toString();
    connection.http2 = object.value("http2"_L1).toBool(true);
    connection.approvedRealms = strings(object.value("approvedRealms"_L1));
    connection.answersDocker = object.value("answersDocker"_L1).toBool();
    connection.secrets = valueOf(secretPlaces, object.value("secrets"_L1).toString()).value_or(SecretPlace::Keychain);

    const QJsonObject tls = object.value("tls"_L1).toObject();
    for (const QString &root : strings(tls.value("extraRoots"_L1)))
        connection.tls.extraRoots.append(root.toUtf8());
    connection.tls.verify = tls.value("verify"_L1).toBool(true);
    connection.tls.pinnedPublicKey = tls.value("pinnedPublicKey"_L1).toString().toLatin1();
    connection.tls.clientCertificateFile = tls.value("clientCertificateFile"_L1).toString();
    connection.tls.clientKeyFile = tls.value("clientKeyFile"_L1).toString();
    return connection;
}

QJsonObject tlsToJson(const http::TlsSettings &settings, QJsonObject tls)
{
    QJsonArray roots;
    for (const QByteArray &root : settings.extraRoots)
        roots.append(QString::fromUtf8(root));
    tls["extraRoots"_L1] = roots;
    tls["verify"_L1] = settings.verify;
    tls["pinnedPublicKey"_L1] = QString::fromLatin1(settings.pinnedPublicKey);
    tls["clientCertificateFile"_L1] = settings.clientCertificateFile;
    tls["clientKeyFile"_L1] = settings.clientKeyFile;
    return tls;
}

/// @p object with the fields of @p connection; its other fields stay.
QJsonObject toJson(const Connection &connection, QJsonObject object)
{
    object["id"_L1] = connection.id;
    object["name"_L1] = connection.name;
    object["readOnly"_L1] = connection.readOnly;
    object["level"_L1] = wordFor(levels, connection.level);
    object["keptTags"_L1] = QJsonArray::fromStringList(connection.keptTags);
    if (connection.isFolder()) {
        object["folder"_L1] = connection.folder;
        return object;
    }
    object.remove("folder"_L1);
    object["scheme"_L1] = wordFor(schemes, connection.scheme);
    object["host"_L1] = QString::fromLatin1(connection.origin.host);
    object["port"_L1] = connection.origin.port;
    object["pathPrefix"_L1] = QString::fromLatin1(connection.pathPrefix);
    object["user"_L1] = connection.user;
    object["proxy"_L1] = connection.proxy;
    object["proxyUser"_L1] = connection.proxyUser;
    object["noProxy"_L1] = connection.noProxy;
    object["http2"_L1] = connection.http2;
    object["approvedRealms"_L1] = QJsonArray::fromStringList(connection.approvedRealms);
    object["answersDocker"_L1] = connection.answersDocker;
    object["secrets"_L1] = wordFor(secretPlaces, connection.secrets);
    object["tls"_L1] = tlsToJson(connection.tls, object.value("tls"_L1).toObject());
    return object;
}

} // namespace

ConnectionFile::ConnectionFile(QString path)
    : m_path(std::move(path))
{ }

Result<std::vector<Connection>> ConnectionFile::read() const
{
    const Result<QJsonObject> document = readDocument(m_path);
    if (!document)
        return base::fail(document.error());
    std::vector<Connection> connections;
    for (const auto entry : document->value("connections"_L1).toArray()) {
        std::optional<Connection> connection = fromJson(entry.toObject());
        if (!connection)
            return damaged(m_path, QT_TRANSLATE_NOOP("Faults", "a connection without its id or its place"));
        connections.push_back(std::move(*connection));
    }
    return connections;
}

Result<> ConnectionFile::write(const std::vector<Connection> &connections) const
{
    Result<QJsonObject> document = readDocument(m_path);
    if (!document)
        return base::fail(document.error());
    QHash<QString, QJsonObject> known;
    for (const auto entry : document->value("connections"_L1).toArray())
        known.insert(entry["id"_L1].toString(), entry.toObject());
    QJsonArray entries;
    for (const Connection &connection : connections)
        entries.append(toJson(connection, known.value(connection.id)));
    (*document)["version"_L1] = currentVersion;
    (*document)["connections"_L1] = entries;
    return base::writeFile(m_path, QJsonDocument(*document).toJson());
}

Result<QString> ConnectionFile::setAside() const
{
    const QFileInfo info(m_path);
    const QString day = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QFile file(m_path);
    for (int number = 1;; ++number) {
        const QString suffix = number == 1 ? QString() : u"-%1"_s.arg(number);
        const QString name = info.dir().filePath(asideName(info).arg(day + suffix));
        if (QFile::exists(name))
            continue;
        if (!file.rename(name))
            return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {m_path, file.errorString()}});
        return name;
    }
}

bool ConnectionFile::hasSetAside() const
{
    const QFileInfo info(m_path);
    return !info.dir().entryList({asideName(info).arg(u"*"_s)}, QDir::Files).isEmpty();
}

} // namespace connections
