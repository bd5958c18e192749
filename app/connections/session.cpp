#include "app/connections/session.h"

#include <chrono>

#include <QDir>
#include <QFileInfo>

#include "app/http/curltransport.h"
#include "app/platforms/generic/genericplatform.h"
#include "app/registry/httpregistry.h"
#include "app/registry/layoutregistry.h"

namespace connections {

using namespace Qt::StringLiterals;

/// In the order in which they rest on each other: what is below is gone first.
class Session::Private
{
public:
    Connection connection;
    base::ReadOnly readOnly = true;
    std::unique_ptr<http::CurlTransport> transport;
    std::unique_ptr<registry::Registry> registry;
    std::unique_ptr<platforms::Platform> platform;
};

namespace {

using FoundSecret = std::shared_ptr<const base::Secret>;

/// Null where none is stored: who wants one says so then, better than we can.
Result<FoundSecret> findSecret(credentials::CredentialStore &credentials, const QString &id, std::stop_token stop)
{
    Result<std::optional<credentials::Credential>> found = credentials.find(id, std::move(stop));
    if (!found)
        return base::fail(std::move(found).error());
    return *found ? std::make_shared<const base::Secret>(std::move((*found)->password)) : FoundSecret();
}

std::unique_ptr<http::CurlTransport> transportTo(const http::Origin &origin, http::TransportSettings settings,
                                                 base::Clock &clock)
{
    settings.registry = origin;
    settings.plainHttpAllowed = !origin.secure;
    return std::make_unique<http::CurlTransport>(std::move(settings), clock);
}

/// On this computer, a handshake that takes longer is none: some servers wait for the rest of a request they do not
/// understand.
constexpr std::chrono::seconds probeDeadline{3};

Result<http::Response> probe(http::CurlTransport &transport, const Connection &connection, const http::Origin &origin,
                             std::stop_token stop)
{
    http::Request request = http::Request::get(http::Url(origin, connection.pathPrefix + "/v2/"));
    request.deadlines.connect = probeDeadline;
    return transport.send(std::move(request), std::move(stop));
}

/// True where it is no matter of trust that TLS did not come to be: the port may speak plain HTTP.
bool mayBePlainHttp(const Error &error)
{
    return error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout
        || (error.kind == ErrorKind::Tls && error.reason == ErrorReason::NotTls);
}

/// The origin of a loopback host that was typed without a scheme. Where nobody answers at all it stays HTTPS, and the
/// first request says what is wrong.
Result<http::Origin> settledOrigin(const Connection &connection, const http::TransportSettings &settings,
                                   std::stop_token stop, base::Clock &clock)
{
    const http::Origin &secure = connection.origin;
    const auto overTls = probe(*transportTo(secure, settings, clock), connection, secure, stop);
    if (overTls || !mayBePlainHttp(overTls.error()))
        return overTls || !overTls.error().isCancelled() ? Result<http::Origin>(secure) : base::fail(overTls.error());
    const http::Origin plain{false, secure.host, secure.port == 443 ? quint16(80) : secure.port};
    const auto overHttp = probe(*transportTo(plain, settings, clock), connection, plain, stop);
    if (!overHttp && overHttp.error().isCancelled())
        return base::fail(overHttp.error());
    // 400 is what servers say to plain HTTP on a port for TLS, those among them whose words for it we do not know.
    return overHttp && overHttp->status != 400 ? plain : secure;
}

Result<> checkFolder(const QString &folder)
{
    const QFileInfo info(folder);
    const QString shown = QDir::toNativeSeparators(folder);
    if (!info.exists())
        return base::fail(ErrorKind::NotFound, {QT_TRANSLATE_NOOP("Faults", "there is no folder %1"), {shown}});
    if (!info.isDir())
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1 is a file, not a folder"), {shown}});
    if (!info.isReadable() || !info.isExecutable())
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1 cannot be read"), {shown}});
    return Done{};
}

/// A user without a password is not somebody who is content with what everybody may see.
Result<> checkSignIn(const Connection &connection, credentials::CredentialStore &credentials, std::stop_token stop)
{
    if (connection.user.isEmpty())
        return Done{};
    const auto known = credentials.find(connection.id, std::move(stop));
    if (!known)
        return base::fail(known.error());
    if (!*known)
        return base::fail(ErrorKind::Credentials, u"no password is stored for the user of this connection"_s);
    return Done{};
}

} // namespace

Result<http::TransportSettings> transportSettings(const Connection &connection,
                                                  credentials::CredentialStore &credentials, std::stop_token stop)
{
    http::TransportSettings settings;
    settings.tls = connection.tls;
    settings.readOnly = connection.readOnly;
    settings.proxy = connection.proxy;
    settings.noProxy = connection.noProxy;
    settings.http2 = connection.http2;
    if (!connection.tls.clientCertificateFile.isEmpty()) {
        auto found = findSecret(credentials, connection.clientKeySecretId(), stop);
        if (!found)
            return base::fail(std::move(found).error());
        settings.clientKeyPassword = *std::move(found);
    }
    if (!connection.proxy.isEmpty() && !connection.proxyUser.isEmpty()) {
        auto found = findSecret(credentials, connection.proxySecretId(), std::move(stop));
        if (!found)
            return base::fail(std::move(found).error());
        settings.proxyPassword = *std::move(found);
        // A name without its password would only count as a failed attempt.
        settings.proxyUser = settings.proxyPassword ? connection.proxyUser : QString();
    }
    return settings;
}

Session::Session(std::unique_ptr<Private> members)
    : d(std::move(members))
{ }

Session::~Session() = default;

Result<std::shared_ptr<Session>> Session::open(Connection connection,
                                               std::shared_ptr<credentials::CredentialStore> credentials,
                                               std::stop_token stop, base::Clock &clock,
                                               std::shared_ptr<const base::ChangePermit> permit)
{
    const auto readOnly = connection.readOnly ? base::ReadOnly(std::move(permit)) : base::ReadOnly(false);
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    auto members = std::make_unique<Private>();
    members->readOnly = readOnly;
    if (connection.isFolder()) {
        if (Result<> readable = checkFolder(connection.folder); !readable)
            return base::fail(readable.error());
        members->registry = std::make_unique<registry::LayoutRegistry>(connection.folder, readOnly);
    } else {
        if (const Result<> signIn = checkSignIn(connection, *credentials, stop); !signIn)
            return base::fail(signIn.error());
        Result<http::TransportSettings> settings = transportSettings(connection, *credentials, stop);
        if (!settings)
            return base::fail(settings.error());
        settings->readOnly = readOnly;
        if (connection.scheme == SchemeChoice::HttpsThenHttp) {
            const Result<http::Origin> origin = settledOrigin(connection, *settings, stop, clock);
            if (!origin)
                return base::fail(origin.error());
            connection.origin = *origin;
            connection.scheme = origin->secure ? SchemeChoice::Https : SchemeChoice::Http;
        }
        members->transport = transportTo(connection.origin, *settings, clock);
        auto find = [credentials = std::move(credentials), id = connection.id](std::stop_token stopFinding) {
            return credentials->find(id, std::move(stopFinding));
        };
        members->registry = std::make_unique<registry::HttpRegistry>(
            registry::HttpRegistrySettings{connection.origin, connection.pathPrefix, readOnly,
                                           connection.approvedRealms},
            *members->transport, std::move(find), std::make_shared<registry::MemoryManifestCache>(), clock);
    }
    members->platform = std::make_unique<platforms::GenericPlatform>(*members->registry, clock);
    members->connection = std::move(connection);
    return std::shared_ptr<Session>(new Session(std::move(members)));
}

const Connection &Session::connection() const noexcept
{
    return d->connection;
}

registry::Registry &Session::registry() noexcept
{
    return *d->registry;
}

platforms::Platform &Session::platform() noexcept
{
    return *d->platform;
}

const http::CurlTransport *Session::transport() const noexcept
{
    return d->transport.get();
}

std::shared_ptr<const void> Session::holdPermit() const
{
    return d->readOnly.hold();
}

} // namespace connections
