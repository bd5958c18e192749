#include "app/changes/blobcheck.h"

#include <memory>
#include <utility>

#include "app/oci/schema1.h"

namespace changes {

namespace {

/// Lets go of what it gets.
class NoSink final : public http::Sink
{
public:
    Result<> restart() override { return Done{}; }
    Result<> write(QByteArrayView) override { return Done{}; }
};

/// What @p manifest is made of. Of schema 1 nobody says the sizes: one byte is asked for in any case.
Result<std::vector<oci::Descriptor>> blobsOf(const oci::Manifest &manifest)
{
    std::vector<oci::Descriptor> blobs;
    if (const oci::ImageManifest *image = manifest.image()) {
        blobs = image->layers;
        blobs.push_back(image->config);
    } else if (manifest.mediaType().isSchema1()) {
        const Result<oci::Schema1> schema1 = oci::Schema1::read(manifest);
        if (!schema1)
            return base::fail(schema1.error());
        for (const oci::Digest &layer : schema1->layers)
            blobs.push_back({manifest.mediaType(), layer, 1, {}, {}, {}, {}});
    }
    return blobs;
}

} // namespace

BlobCheck::BlobCheck(registry::Registry &registry, const oci::RepositoryName &repository, std::stop_token stop)
    : m_registry(registry)
    , m_repository(repository)
    , m_stop(std::move(stop))
{ }

Result<std::vector<oci::Digest>> BlobCheck::goneOf(const oci::Manifest &manifest, std::size_t most)
{
    const Result<std::vector<oci::Descriptor>> blobs = blobsOf(manifest);
    if (!blobs)
        return base::fail(blobs.error());
    std::vector<oci::Digest> gone;
    for (const oci::Descriptor &blob : *blobs) {
        const Result<bool> readable = isReadable(blob);
        if (!readable)
            return base::fail(readable.error());
        if (!*readable)
            gone.push_back(blob.digest);
        if (gone.size() == most)
            break;
    }
    return gone;
}

/// Reads one byte of @p blob. What lies elsewhere is nobody's here to lose.
Result<bool> BlobCheck::isReadable(const oci::Descriptor &blob)
{
    if (!blob.urls.isEmpty())
        return true;
    if (const auto known = m_known.constFind(blob.digest); known != m_known.cend())
        return *known;
    if (blob.size == 0)
        return m_registry.hasBlob(m_repository, blob.digest, m_stop);
    const Result<> read = m_registry.blob(m_repository, blob, {0, 1}, std::make_shared<NoSink>(), m_stop);
    const bool isThere = read || read.error().reason == ErrorReason::TooLarge; // a registry that knows no ranges
    if (!isThere && read.error().kind != ErrorKind::NotFound && !isPromised(blob, read.error()))
        return base::fail(read.error());
    m_known.insert(blob.digest, isThere);
    return isThere;
}

/// After a garbage collection beside it, a registry that remembers its blobs announces the bytes of one that is gone,
/// and ends the connection without them: as if that was lost, but for its next answer, which promises the blob again.
bool BlobCheck::isPromised(const oci::Descriptor &blob, const base::Error &error)
{
    return error.kind == ErrorKind::Network
        && (error.reason == ErrorReason::Incomplete || error.reason == ErrorReason::ConnectionLost)
        && m_registry.hasBlob(m_repository, blob.digest, m_stop).value_or(false);
}

} // namespace changes
