#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "app/base/result.h"
#include "app/http/sink.h"
#include "app/http/source.h"
#include "app/oci/descriptor.h"
#include "app/oci/manifest.h"
#include "app/oci/reference.h"
#include "app/registry/readsource.h"

namespace registry {

/// What `GET /v2/` told (distribution-spec, "Determining Support").
struct Ping
{
    QString server; ///< the `Server` header, as sent
    QString apiVersion; ///< `Docker-Distribution-Api-Version`, empty where absent
    bool signInOffered = false; ///< a challenge came, with 401 or, as zot does, with 200
    bool http2 = false;
};

/// How a listing ended that did not fail. Not complete: pages that made no progress, a page limit, or names that break
/// the grammar; `reason` says it for a log.
struct ListingEnd
{
    qint64 count = 0;
    bool complete = true;
    base::Message reason;
};

/// Receives a page of a listing, in the registry's order; an error ends the listing and becomes its result. Called on
/// the calling thread.
using RepositoryPage = std::function<Result<>(std::vector<oci::RepositoryName>)>;
using TagPage = std::function<Result<>(std::vector<oci::TagName>)>;

/// A part of a blob: @p length bytes from @p offset; length -1 is up to the end.
struct ByteRange
{
    qint64 offset = 0;
    qint64 length = -1;

    [[nodiscard]] bool isWhole() const noexcept { return offset == 0 && length < 0; }
};

enum class MountOutcome
{
    Mounted,
    NotMounted, ///< the registry wants an upload instead
};

/// What a delete by tag came to.
enum class Deleted
{
    Accepted, ///< 202 or 200; a caller that must know reads again
    AlreadyGone, ///< 404
};

struct Referrers
{
    std::vector<oci::Descriptor> manifests;
    bool fromTagSchema = false; ///< the registry has no referrers API: read from the fallback tag
    bool complete = true;
};

/// The operations of the OCI distribution specification on one registry, as plain blocking calls. Any thread; the stop
/// token is looked at before each request. Bytes are checked against the digest they were asked for by. A connection
/// that is read-only refuses every change here.
class Registry
{
public:
    virtual ~Registry() = default;

    virtual Result<Ping> ping(std::stop_token stop) = 0;

    /// The catalog. NoCatalog where the registry does not list its repositories for this user.
    virtual Result<ListingEnd> repositories(const RepositoryPage &page, std::stop_token stop) = 0;
    /// A repository that the catalog names and the registry does not know has no tags.
    virtual Result<ListingEnd> tags(const oci::RepositoryName &repository, const TagPage &page, std::stop_token stop)
        = 0;

    /// The manifests without a tag, those of indexes among them. Unsupported where the registry does not list them, as
    /// the protocol has no way to.
    virtual Result<std::vector<oci::Digest>> untagged(const oci::RepositoryName & /*repository*/,
                                                      std::stop_token /*stop*/)
    {
        return base::fail(ErrorKind::Unsupported, QStringLiteral("manifests without a tag are not listed"));
    }

    virtual Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                           std::stop_token stop)
        = 0;
    /// The descriptor of a manifest without its bytes where the registry tells it (HEAD), else by reading it.
    virtual Result<oci::Descriptor> resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                            std::stop_token stop)
        = 0;
    /// A blob that belongs in memory, such as a config: at most @p maxSize bytes, checked against its digest.
    virtual Result<QByteArray> smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                         qint64 maxSize, std::stop_token stop)
        = 0;
    /// A blob into @p sink; checked against its digest and @p descriptor's size when it is read whole.
    virtual Result<> blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                          std::shared_ptr<http::Sink> sink, std::stop_token stop)
        = 0;
    virtual Result<bool> hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest, std::stop_token stop)
        = 0;
    /// Many manifests and small blobs of one repository, as many at once as the registry bears.
    virtual Result<> read(const oci::RepositoryName &repository, ReadSource &source, std::stop_token stop) = 0;

    /// Stores @p manifest's own bytes under @p reference and returns the digest it is stored under. One with a subject
    /// is not entered in the fallback tag of a registry without the referrers API: that is a change of its own.
    virtual Result<oci::Digest> putManifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                            const oci::Manifest &manifest, std::stop_token stop)
        = 0;
    /// Removes a tag and nothing else. Unsupported where the registry cannot do that; a digest is never used instead.
    virtual Result<Deleted> deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                                      std::stop_token stop)
        = 0;
    /// Removes a manifest with all tags that point at it.
    virtual Result<Deleted> deleteManifest(const oci::RepositoryName &repository, const oci::Digest &digest,
                                           std::stop_token stop)
        = 0;
    virtual Result<MountOutcome> mountBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                           const oci::RepositoryName &from, std::stop_token stop)
        = 0;
    /// Uploads the bytes of @p source, which hash to @p digest.
    virtual Result<> uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                std::shared_ptr<http::Source> source, std::stop_token stop)
        = 0;

    /// What points at @p subject: the referrers API, or the fallback tag of its schema.
    virtual Result<Referrers> referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                        const QString &artifactType, std::stop_token stop)
        = 0;
};

} // namespace registry
