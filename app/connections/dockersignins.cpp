#include "app/connections/dockersignins.h"

#include <algorithm>
#include <utility>

#include <QJsonDocument>
#include <QJsonObject>

#include "app/base/json.h"
#include "app/connections/address.h"
#include "app/credentials/helperprogram.h"
#include "app/credentials/registrykey.h"

namespace connections {

using namespace Qt::StringLiterals;
using credentials::Credential;
using credentials::RegistryKey;

namespace {

using Reply = DockerSignIns::Reply;

constexpr QLatin1StringView ownPrefix("docker:"); ///< of the ids of own entries in the keychain

Reply success(QByteArray &&output = {})
{
    return {0, base::Secret(std::move(output))};
}

/// Clients show @p words, and compare some of them.
Reply refusal(QByteArrayView words)
{
    return {1, base::Secret(words.toByteArray())};
}

Reply nothing()
{
    return refusal(credentials::helperHasNothing);
}

/// Where in the keychain something for @p server lies: one place for all spellings.
QString ownId(const QString &server)
{
    const Result<RegistryKey> key = RegistryKey::parse(server);
    if (!key)
        return ownPrefix + server;
    const QString id = ownPrefix + key->host;
    return key->path.isEmpty() ? id : QString(id + u'/' + key->path);
}

Reply refusal(const Error &error)
{
    switch (error.reason) {
    case ErrorReason::KeychainLocked:
        return refusal("the keychain is locked and was not unlocked");
    case ErrorReason::KeychainDenied:
        return refusal("the keychain refuses to give or take the password");
    case ErrorReason::KeychainNoService:
        return refusal("no keychain answers");
    case ErrorReason::KeychainMissing:
        return nothing();
    default:
        return refusal(error.detail.toUtf8());
    }
}

Reply credentialFor(const QString &server, const Credential &credential)
{
    const QJsonObject answer{{u"ServerURL"_s, server},
                             {u"Username"_s, credential.user},
                             {u"Secret"_s, QString::fromUtf8(credential.password.expose())}};
    return success(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace

DockerSignIns::DockerSignIns(ConnectionFile file, credentials::KeychainStore &secrets, credentials::KeychainStore &own)
    : m_file(std::move(file))
    , m_secrets(secrets)
    , m_own(own)
{ }

Reply DockerSignIns::answer(const QString &command, QByteArrayView input, std::stop_token stop)
{
    if (command == u"list")
        return list();
    if (command == u"store")
        return store(input, std::move(stop));
    const QString server = QString::fromUtf8(input).trimmed();
    if (server.isEmpty())
        return refusal("no credentials server URL");
    if (command == u"get")
        return get(server, std::move(stop));
    if (command == u"erase")
        return erase(server, std::move(stop));
    return refusal("unknown command");
}

Result<std::optional<Connection>> DockerSignIns::chosen(const QString &server) const
{
    const Result<RegistryKey> key = RegistryKey::parse(server);
    if (!key || !key->path.isEmpty()) // clients ask for the host, too
        return std::optional<Connection>();
    const Result<Address> address = parseRegistryAddress(key->host);
    if (!address)
        return std::optional<Connection>();
    Result<std::vector<Connection>> connections = m_file.read();
    if (!connections)
        return base::fail(connections.error());
    const auto found = std::find_if(connections->begin(), connections->end(), [&](const Connection &one) {
        return one.answersDocker && !one.isFolder() && !one.user.isEmpty()
            && one.address() == address->connection.address();
    });
    return found == connections->end() ? std::nullopt : std::optional(std::move(*found));
}

Reply DockerSignIns::get(const QString &server, std::stop_token stop)
{
    const Result<std::optional<Credential>> own = m_own.find(ownId(server), stop);
    if (!own)
        return refusal(own.error());
    if (*own)
        return credentialFor(server, **own);
    const Result<std::optional<Connection>> connection = chosen(server);
    if (!connection)
        return refusal(connection.error());
    if (!*connection)
        return nothing();
    if ((*connection)->secrets == SecretPlace::Session)
        return refusal("Portolan keeps this sign-in in its own memory only; keep it in the keychain instead");
    const Result<std::optional<Credential>> kept = m_secrets.find((*connection)->id, std::move(stop));
    if (!kept)
        return refusal(kept.error());
    return *kept ? credentialFor(server, **kept) : nothing();
}

Reply DockerSignIns::store(QByteArrayView input, std::stop_token stop)
{
    const Result<base::Json> json = base::Json::parse(input);
    const auto text = [&json](QLatin1StringView key) {
        const base::Json *value = json ? json->find(key) : nullptr;
        return value ? value->toString().value_or(QString()) : QString();
    };
    const QString server = text("ServerURL"_L1);
    const QString user = text("Username"_L1);
    if (!json)
        return refusal("what should be stored is no JSON");
    if (server.isEmpty())
        return refusal("no credentials server URL");
    if (user.isEmpty())
        return refusal("no credentials username");
    Credential credential{user, base::Secret(text("Secret"_L1).toUtf8())};
    const Result<bool> isKnown = isOfConnection(server, credential, stop);
    if (!isKnown)
        return refusal(isKnown.error());
    if (*isKnown && !m_own.isInKeychain(ownId(server)))
        return success();
    const Result<> done = *isKnown ? m_own.remove(ownId(server), std::move(stop))
                                   : m_own.store(ownId(server), std::move(credential), std::move(stop));
    return done ? success() : refusal(done.error());
}

Result<bool> DockerSignIns::isOfConnection(const QString &server, const Credential &credential,
                                           std::stop_token stop) const
{
    const Result<std::optional<Connection>> connection = chosen(server);
    if (!connection || !*connection || (*connection)->secrets == SecretPlace::Session)
        return false;
    const Result<std::optional<Credential>> kept = m_secrets.find((*connection)->id, std::move(stop));
    if (!kept) {
        const ErrorReason reason = kept.error().reason;
        const bool isForAll = reason == ErrorReason::KeychainLocked || reason == ErrorReason::KeychainNoService;
        return isForAll ? Result<bool>(base::fail(kept.error())) : Result<bool>(false);
    }
    return *kept && (*kept)->user == credential.user && (*kept)->password.expose() == credential.password.expose();
}

Reply DockerSignIns::erase(const QString &server, std::stop_token stop)
{
    const QString id = ownId(server);
    if (!m_own.isInKeychain(id))
        return nothing();
    const Result<> removed = m_own.remove(id, std::move(stop));
    return removed ? success() : refusal(removed.error());
}

Reply DockerSignIns::list()
{
    const Result<std::vector<Connection>> connections = m_file.read();
    if (!connections)
        return refusal(connections.error());
    QJsonObject users;
    for (const Connection &connection : *connections) {
        if (connection.answersDocker && !connection.isFolder() && !connection.user.isEmpty()) {
            const QString address = connection.address();
            users.insert(address == u"docker.io" ? u"https://index.docker.io/v1/"_s : address, connection.user);
        }
    }
    for (const auto &[id, user] : m_own.usersInKeychain()) {
        const QString address = id.mid(ownPrefix.size());
        users.insert(address == u"docker.io" ? u"https://index.docker.io/v1/"_s : address, user);
    }
    return success(QJsonDocument(users).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace connections
