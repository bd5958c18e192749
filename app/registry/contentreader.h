#pragma once

#include <memory>
#include <optional>

#include "app/registry/channel.h"
#include "app/registry/endpoint.h"
#include "app/registry/manifestcache.h"
#include "app/registry/registry.h"

namespace registry {

/// Manifests and blobs of one registry, checked against their digests before anybody sees them; what was read is kept
/// in the cache, by digest. Any thread.
class ContentReader final
{
public:
    ContentReader(const Endpoint &endpoint, Channel &channel, std::shared_ptr<ManifestCache> cache);

    Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                   std::stop_token stop);
    Result<oci::Descriptor> resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    std::stop_token stop);
    Result<QByteArray> smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest, qint64 maxSize,
                                 std::stop_token stop);
    Result<> blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                  std::shared_ptr<http::Sink> sink, std::stop_token stop);
    Result<bool> hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest, std::stop_token stop);

    /// The parts that single and many reads share.
    [[nodiscard]] http::Request manifestRequest(const oci::RepositoryName &repository,
                                                const oci::TagOrDigest &reference) const;
    [[nodiscard]] http::Request blobRequest(const oci::RepositoryName &repository, const oci::Digest &digest) const;
    [[nodiscard]] std::optional<oci::Manifest> cachedManifest(const oci::Digest &digest) const;
    [[nodiscard]] std::optional<QByteArray> cachedBlob(const oci::Digest &digest) const;
    Result<oci::Manifest> acceptManifest(const http::Response &answer, const oci::TagOrDigest &reference);
    Result<QByteArray> acceptBlob(http::Response answer, const oci::Digest &digest);

private:
    /// Whatever the cache has.
    Result<oci::Manifest> fetchManifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                        std::stop_token stop);
    Result<> partOfBlob(http::Request request, const Scopes &scopes, ByteRange range, qint64 size,
                        const std::shared_ptr<http::Sink> &sink, std::stop_token stop);

    const Endpoint &m_endpoint;
    Channel &m_channel;
    std::shared_ptr<ManifestCache> m_cache;
};

} // namespace registry
