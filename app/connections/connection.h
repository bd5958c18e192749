#pragma once

#include <QString>
#include <QStringList>

#include "app/base/result.h"
#include "app/http/tlssettings.h"
#include "app/http/url.h"

namespace connections {

/// How the scheme of a registry was given.
enum class SchemeChoice
{
    Https, ///< typed, or the rule for hosts that are not loopback
    Http, ///< typed as `http://` on a loopback host, or allowed for this connection
    HttpsThenHttp, ///< a loopback host typed without a scheme: plain HTTP where it does not speak TLS
};

/// How much depends on a registry. Always shown as a word, and asked about before changes.
enum class Level
{
    None,
    Test,
    Production,
};

/// Where the secrets of a connection are kept. There is no third place.
enum class SecretPlace
{
    Keychain, ///< of the operating system
    Session, ///< in memory, until the program ends
};

/// A saved registry: a host, or a folder with OCI image layouts. Holds no secret: those lie in a CredentialStore, the
/// password under `id`, the others under the ids below. A value.
struct Connection
{
    QString id; ///< a UUID, made once
    QString name; ///< as shown; given by the user or taken from the address
    QString folder; ///< an absolute path: the registry is on disk and the fields below are not used
    http::Origin origin;
    QByteArray pathPrefix;
    SchemeChoice scheme = SchemeChoice::Https;
    QString user; ///< empty: anonymous
    SecretPlace secrets = SecretPlace::Keychain;
    Level level = Level::None;
    bool readOnly = false; ///< as it is saved: it may be unlocked for a time, see base::ChangePermit
    QStringList keptTags; ///< what nothing here may delete; see isAlwaysKept()
    http::TlsSettings tls;
    QString proxy; ///< as http::ProxyAddress::parse() takes it; empty: none
    QString proxyUser; ///< empty: no sign-in at the proxy
    QString noProxy; ///< see http::goesDirect()
    bool http2 = true; ///< false: HTTP/1.1 only, for a proxy that breaks HTTP/2
    QStringList approvedRealms; ///< origins of token servers that may be sent the password, asked about once
    bool answersDocker = false; ///< docker-credential-portolan gives its sign-in to docker and podman; one for a host

    [[nodiscard]] bool isFolder() const noexcept { return !folder.isEmpty(); }
    /// The registry's part of a reference: `host[:port]`, `docker.io`, or the folder.
    [[nodiscard]] QString address() const;

    /// Everything on the way can be read or changed by others: it is not encrypted, or nobody looks who answers.
    [[nodiscard]] bool isInsecure() const;
    /// Not encrypted beyond this computer, by consent.
    [[nodiscard]] bool isPlainHttp() const;
    /// A password that was entered for one is good for the other: the same user at the same place.
    [[nodiscard]] bool hasSignInOf(const Connection &other) const;
    /// A new connection with the same settings and @p newName. It has no secrets.
    [[nodiscard]] Connection duplicate(const QString &newName) const;

    /// Where a CredentialStore has the password for the proxy, and that of the client certificate's key.
    [[nodiscard]] QString proxySecretId() const;
    [[nodiscard]] QString clientKeySecretId() const;
    [[nodiscard]] QStringList secretIds() const; ///< all, whether or not there is one

    /// A new connection to @p origin, named after its host.
    static Connection toHost(http::Origin origin, SchemeChoice scheme);
    /// A new connection to a folder, named after it.
    static Connection toFolder(const QString &path);

    friend bool operator==(const Connection &, const Connection &) = default;
};

/// Names of tags that are always kept, as typed: separated by spaces or commas, each a name or a pattern in which `*`
/// stands for any characters (`latest`, `v*`). InvalidData names the one that no tag can match.
[[nodiscard]] Result<QStringList> parseKeptTags(QStringView text);

/// Whether @p tag is, as a whole, one of @p keptTags or matches one: upper case and lower case are not the same.
[[nodiscard]] bool isAlwaysKept(const QStringList &keptTags, QStringView tag);

} // namespace connections
