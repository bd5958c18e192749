#pragma once

#include <memory>

#include <QStringList>

#include "app/base/changepermit.h"
#include "app/base/clock.h"
#include "app/http/transport.h"
#include "app/registry/credentialsource.h"
#include "app/registry/manifestcache.h"
#include "app/registry/registry.h"

namespace registry {

struct HttpRegistrySettings
{
    http::Origin origin;
    QByteArray pathPrefix; ///< before `/v2`, for registries below a context path; usually empty
    base::ReadOnly readOnly = false;
    /// Origins (`https://host[:port]`) of token realms that may see the password besides the registry's own host and
    /// the built-in pair docker.io -> auth.docker.io.
    QStringList approvedRealms;
};

/// Registry over HTTP (distribution-spec 1.1). Signs in by Basic or Bearer as the registry asks; holds the tokens.
class HttpRegistry final : public Registry
{
public:
    HttpRegistry(HttpRegistrySettings settings, http::Transport &transport, CredentialSource credentials,
                 std::shared_ptr<ManifestCache> cache, base::Clock &clock = base::systemClock());
    ~HttpRegistry() override;

    Result<Ping> ping(std::stop_token stop) override;
    Result<ListingEnd> repositories(const RepositoryPage &page, std::stop_token stop) override;
    Result<ListingEnd> tags(const oci::RepositoryName &repository, const TagPage &page, std::stop_token stop) override;
    Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                   std::stop_token stop) override;
    Result<oci::Descriptor> resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    std::stop_token stop) override;
    Result<QByteArray> smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest, qint64 maxSize,
                                 std::stop_token stop) override;
    Result<> blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                  std::shared_ptr<http::Sink> sink, std::stop_token stop) override;
    Result<bool> hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                         std::stop_token stop) override;
    Result<> read(const oci::RepositoryName &repository, ReadSource &source, std::stop_token stop) override;
    Result<oci::Digest> putManifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    const oci::Manifest &manifest, std::stop_token stop) override;
    Result<Deleted> deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                              std::stop_token stop) override;
    Result<Deleted> deleteManifest(const oci::RepositoryName &repository, const oci::Digest &digest,
                                   std::stop_token stop) override;
    Result<MountOutcome> mountBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                   const oci::RepositoryName &from, std::stop_token stop) override;
    Result<> uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                        std::shared_ptr<http::Source> source, std::stop_token stop) override;
    Result<Referrers> referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                const QString &artifactType, std::stop_token stop) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace registry
