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
    bool readOnly = false;
    http::TlsSettings tls;
    QString proxy; ///< as http::ProxyAddress::parse() takes it; empty: none
    QString proxyUser; ///< empty: no sign-in at the proxy
    QString noProxy; ///< see http::goesDirect()
    bool http2 = true; ///< false: HTTP/1.1 only, for a proxy that breaks HTTP/2
    QStringList approvedRealms;

    [[nodiscard]] bool isFolder() const noexcept { return !folder.isEmpty(); }
    /// The registry's part of a reference: `host[:port]`, `docker.io`, or the folder.
    [[nodiscard]] QString address() const;

    /// Where a CredentialStore has the password for the proxy, and that of the client certificate's key.
    [[nodiscard]] QString proxySecretId() const;
    [[nodiscard]] QString clientKeySecretId() const;

    /// A new connection to @p origin, named after its host.
    static Connection toHost(http::Origin origin, SchemeChoice scheme);
    /// A new connection to a folder, named after it.
    static Connection toFolder(const QString &path);

    friend bool operator==(const Connection &, const Connection &) = default;
};

} // namespace connections
