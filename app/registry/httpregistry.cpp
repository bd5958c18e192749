#include "app/registry/httpregistry.h"

#include <mutex>
#include <unordered_set>

#include "app/registry/batchreads.h"
#include "app/registry/channel.h"
#include "app/registry/contentreader.h"
#include "app/registry/endpoint.h"
#include "app/registry/listing.h"
#include "app/registry/referrersreader.h"
#include "app/registry/uploads.h"
#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;

class HttpRegistry::Private
{
public:
    Private(HttpRegistrySettings settings, http::Transport &transport, CredentialSource credentials,
            std::shared_ptr<ManifestCache> cache, base::Clock &clock)
        : readOnly(std::move(settings.readOnly))
        , endpoint(wireOrigin(settings.origin), std::move(settings.pathPrefix))
        , channel(endpoint.ping(), std::move(settings.approvedRealms), transport, std::move(credentials), clock)
        , reader(endpoint, channel, std::move(cache))
        , uploads(endpoint, channel)
        , referrers(endpoint, channel, reader)
    { }

    [[nodiscard]] Result<> mayChange() const
    {
        if (readOnly.holds())
            return base::fail(ErrorKind::Forbidden, u"the connection is read-only"_s, ErrorReason::ReadOnly);
        return Done{};
    }

    Result<Deleted> remove(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                           std::stop_token stop);

    std::optional<Error> errorOfPath(const oci::RepositoryName &path, std::stop_token stop);

    void addToCatalog(const std::vector<oci::RepositoryName> &names)
    {
        const std::lock_guard lock(mutex);
        catalogued.insert(names.begin(), names.end());
    }
    [[nodiscard]] bool isCatalogued(const oci::RepositoryName &name) const
    {
        const std::lock_guard lock(mutex);
        return catalogued.contains(name);
    }

    const base::ReadOnly readOnly;
    const Endpoint endpoint;
    Channel channel;
    ContentReader reader;
    Uploads uploads;
    ReferrersReader referrers;

private:
    struct NameHash
    {
        std::size_t operator()(const oci::RepositoryName &name) const noexcept { return qHash(name); }
    };

    mutable std::mutex mutex;
    std::unordered_set<oci::RepositoryName, NameHash> catalogued;
};

/// Something answered that is no registry.
static bool isStrange(const Error &error)
{
    return (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Unsupported
            || (error.kind == ErrorKind::InvalidData && error.httpStatus != 0))
        && !error.isOfTokenServer;
}

/// What is called a repository may be the path below which a registry lies, at the root of whose host there is none.
std::optional<Error> HttpRegistry::Private::errorOfPath(const oci::RepositoryName &path, std::stop_token stop)
{
    const http::Url below(endpoint.origin(), '/' + path.toString().toLatin1() + "/v2/");
    http::Request request = http::Request::get(below);
    request.followRedirects = false;
    const Result<http::Response> answer = channel.transport().send(std::move(request), std::move(stop));
    if (!answer || !isRegistry(*answer))
        return std::nullopt;
    Error error
        = base::failure(ErrorKind::InvalidData, u"/v2/ is not at the root of the host"_s, ErrorReason::PathPrefix);
    error.httpStatus = answer->status;
    error.url = below.redacted();
    error.method = answer->method;
    error.time = answer->time;
    return error;
}

Result<Deleted> HttpRegistry::Private::remove(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                              std::stop_token stop)
{
    if (const Result<> allowed = mayChange(); !allowed)
        return base::fail(allowed.error());
    const Scopes scopes = Scopes::remove(repository);
    const Result<http::Response> answer
        = channel.send(http::Request::remove(endpoint.manifest(repository, reference)), scopes, stop);
    if (!answer)
        return base::fail(answer.error());
    if (answer->isSuccess())
        return Deleted::Accepted;
    Error error = channel.error(*answer, scopes);
    if (error.kind == ErrorKind::NotFound)
        return Deleted::AlreadyGone;
    // "400 Bad Request or 405" where deleting is switched off or not known (distribution-spec, "Content Management").
    if (answer->status == 400 && error.kind == ErrorKind::InvalidData)
        error.kind = ErrorKind::Unsupported;
    return base::fail(std::move(error));
}

HttpRegistry::HttpRegistry(HttpRegistrySettings settings, http::Transport &transport, CredentialSource credentials,
                           std::shared_ptr<ManifestCache> cache, base::Clock &clock)
    : d(std::make_unique<Private>(std::move(settings), transport, std::move(credentials), std::move(cache), clock))
{ }

HttpRegistry::~HttpRegistry() = default;

Result<Ping> HttpRegistry::ping(std::stop_token stop)
{
    const Result<http::Response> answer = d->channel.sendForSuccess(http::Request::get(d->endpoint.ping()), {}, stop);
    if (!answer) {
        Error error = answer.error();
        if (isStrange(error))
            error.reason = ErrorReason::NotARegistry;
        return base::fail(std::move(error));
    }
    Ping ping;
    ping.server = QString::fromLatin1(answer->headers.value("Server"));
    ping.apiVersion = QString::fromLatin1(answer->headers.value("Docker-Distribution-Api-Version"));
    ping.signInOffered = answer->headers.contains("WWW-Authenticate") || d->channel.authenticator().isChallenged();
    ping.http2 = answer->http2;
    if (ping.apiVersion.isEmpty() && answer->headers.value("Content-Type").toLower().startsWith("text/html")) {
        Error error = unexpectedContent(*answer, u"a web page and not a registry"_s);
        error.reason = isMaintenancePage(*answer) ? ErrorReason::MaintenancePage : ErrorReason::NotARegistry;
        return base::fail(std::move(error));
    }
    return ping;
}

Result<ListingEnd> HttpRegistry::repositories(const RepositoryPage &page, std::stop_token stop)
{
    Listing listing(d->channel, d->endpoint.catalog(), Scopes::catalog(), "repositories"_L1);
    const RepositoryPage remembered = [this, &page](std::vector<oci::RepositoryName> names) {
        d->addToCatalog(names);
        return page(std::move(names));
    };
    Result<ListingEnd> end = listing.run(remembered, stop);
    if (end)
        return end;

    Error error = end.error();
    const bool refused
        = error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus == 404 || error.httpStatus == 405;
    // A token server that says 401 does not know the password, and is not shown it twice.
    const bool wrongPassword = error.httpStatus == 401 && error.url != d->endpoint.catalog().redacted();
    if (!refused || wrongPassword)
        return end;
    // Many registries keep their catalog to themselves. Only where they do not let us in at all is it about signing in.
    if (const Result<Ping> welcome = ping(stop); !welcome)
        return base::fail(welcome.error());
    error.reason = ErrorReason::NoCatalog;
    return base::fail(std::move(error));
}

Result<ListingEnd> HttpRegistry::tags(const oci::RepositoryName &repository, const TagPage &page, std::stop_token stop)
{
    Listing listing(d->channel, d->endpoint.tags(repository), Scopes::pull(repository), "tags"_L1);
    Result<ListingEnd> end = listing.run(page, stop);
    // Registries name a repository in their catalog long after its last tag is gone.
    if (!end && end.error().hasCode(u"NAME_UNKNOWN") && d->isCatalogued(repository))
        return ListingEnd{};
    // A registry says in its own words what it does not have. What does not may be none.
    if (end || !isStrange(end.error()) || !end.error().registry.isEmpty())
        return end;
    const Result<Ping> welcome = ping(stop);
    if (welcome || welcome.error().reason != ErrorReason::NotARegistry)
        return end;
    if (std::optional<Error> below = d->errorOfPath(repository, stop))
        return base::fail(*std::move(below));
    return end.error().kind == ErrorKind::NotFound ? base::fail(welcome.error()) : end;
}

Result<oci::Manifest> HttpRegistry::manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                             std::stop_token stop)
{
    return d->reader.manifest(repository, reference, stop);
}

Result<oci::Descriptor> HttpRegistry::resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                              std::stop_token stop)
{
    return d->reader.resolve(repository, reference, stop);
}

Result<QByteArray> HttpRegistry::smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                           qint64 maxSize, std::stop_token stop)
{
    return d->reader.smallBlob(repository, digest, maxSize, stop);
}

Result<> HttpRegistry::blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                            std::shared_ptr<http::Sink> sink, std::stop_token stop)
{
    return d->reader.blob(repository, descriptor, range, std::move(sink), stop);
}

Result<bool> HttpRegistry::hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                   std::stop_token stop)
{
    return d->reader.hasBlob(repository, digest, stop);
}

Result<> HttpRegistry::read(const oci::RepositoryName &repository, ReadSource &source, std::stop_token stop)
{
    const Result<QByteArray> authorization = d->channel.authorization(Scopes::pull(repository), stop);
    if (!authorization)
        return base::fail(authorization.error());
    BatchReads reads(source, repository, d->reader, d->channel, *authorization, stop);
    const Result<> run = d->channel.transport().run(reads, stop);
    return run ? reads.outcome() : run;
}

Result<oci::Digest> HttpRegistry::putManifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                              const oci::Manifest &manifest, std::stop_token stop)
{
    if (const Result<> allowed = d->mayChange(); !allowed)
        return base::fail(allowed.error());
    oci::Digest expected = manifest.digest();
    // A signed schema 1 is named by less than its bytes, which Manifest has checked.
    if (const auto *named = std::get_if<oci::Digest>(&reference); named && *named != expected) {
        expected = oci::Digest::of(manifest.raw(), named->algorithm());
        if (expected != *named)
            return base::fail(ErrorKind::DigestMismatch, u"the manifest is not %1"_s.arg(named->toString()));
    }
    const Result<http::Response> answer
        = d->channel.sendForSuccess(http::Request::put(d->endpoint.manifest(repository, reference), manifest.raw(),
                                                       manifest.mediaType().toString().toLatin1()),
                                    Scopes::push(repository), stop);
    if (!answer)
        return base::fail(answer.error());
    const Result<oci::Digest> stored
        = oci::Digest::parse(QString::fromLatin1(answer->headers.value("Docker-Content-Digest")));
    if (stored && stored->algorithm() == expected.algorithm() && *stored != expected)
        return base::fail(ErrorKind::DigestMismatch,
                          u"sent %1, the registry stored %2"_s.arg(expected.toString(), stored->toString()));
    return expected;
}

Result<Deleted> HttpRegistry::deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                                        std::stop_token stop)
{
    return d->remove(repository, tag, stop);
}

Result<Deleted> HttpRegistry::deleteManifest(const oci::RepositoryName &repository, const oci::Digest &digest,
                                             std::stop_token stop)
{
    return d->remove(repository, digest, stop);
}

Result<MountOutcome> HttpRegistry::mountBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                             const oci::RepositoryName &from, std::stop_token stop)
{
    if (const Result<> allowed = d->mayChange(); !allowed)
        return base::fail(allowed.error());
    return d->uploads.mount(repository, digest, from, stop);
}

Result<> HttpRegistry::uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                  std::shared_ptr<http::Source> source, std::stop_token stop)
{
    if (const Result<> allowed = d->mayChange(); !allowed)
        return base::fail(allowed.error());
    return d->uploads.upload(repository, digest, std::move(source), stop);
}

Result<Referrers> HttpRegistry::referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                          const QString &artifactType, std::stop_token stop)
{
    return d->referrers.read(repository, subject, artifactType, stop);
}

} // namespace registry
