#include "app/registry/contentreader.h"

#include "app/oci/imageconfig.h"
#include "app/registry/sinks.h"
#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

std::optional<oci::MediaType> contentType(const http::Response &answer)
{
    const Result<oci::MediaType> type
        = oci::MediaType::parse(QString::fromLatin1(answer.headers.value("Content-Type")));
    return type ? std::optional(*type) : std::nullopt;
}

std::optional<oci::Digest> contentDigest(const http::Response &answer)
{
    const Result<oci::Digest> digest
        = oci::Digest::parse(QString::fromLatin1(answer.headers.value("Docker-Content-Digest").trimmed()));
    return digest ? std::optional(*digest) : std::nullopt;
}

/// The digest is over the bytes as they are stored, so a body that was packed for the way is of no use.
Result<> isPlain(const http::Response &answer)
{
    const QByteArray encoding = answer.headers.value("Content-Encoding").trimmed().toLower();
    if (encoding.isEmpty() || encoding == "identity")
        return Done{};
    return base::fail(ErrorKind::InvalidData,
                      {QT_TRANSLATE_NOOP("Faults", "the content came encoded as %1"), {QString::fromLatin1(encoding)}});
}

Error mismatch(const http::Response &answer, const oci::Digest &expected, const oci::Digest &actual)
{
    Error error = base::failure(ErrorKind::DigestMismatch,
                                u"asked for %1, got %2"_s.arg(expected.toString(), actual.toString()));
    error.httpStatus = answer.status;
    error.url = answer.url.redacted();
    error.method = answer.method;
    error.time = answer.time;
    return error;
}

} // namespace

ContentReader::ContentReader(const Endpoint &endpoint, Channel &channel, std::shared_ptr<ManifestCache> cache)
    : m_endpoint(endpoint)
    , m_channel(channel)
    , m_cache(std::move(cache))
{ }

http::Request ContentReader::manifestRequest(const oci::RepositoryName &repository,
                                             const oci::TagOrDigest &reference) const
{
    http::Request request = http::Request::get(m_endpoint.manifest(repository, reference));
    request.headers.set("Accept", oci::MediaType::acceptedManifests());
    request.headers.set("Accept-Encoding", "identity");
    request.maxBody = oci::maxManifestSize;
    return request;
}

http::Request ContentReader::blobRequest(const oci::RepositoryName &repository, const oci::Digest &digest) const
{
    http::Request request = http::Request::get(m_endpoint.blob(repository, digest));
    request.headers.set("Accept-Encoding", "identity");
    return request;
}

std::optional<oci::Manifest> ContentReader::cachedManifest(const oci::Digest &digest) const
{
    std::optional<ManifestCache::Entry> entry = m_cache->find(digest);
    if (!entry || !entry->mediaType)
        return {};
    Result<oci::Manifest> manifest = oci::Manifest::parse(std::move(entry->bytes), entry->mediaType, digest);
    return manifest ? std::optional(std::move(*manifest)) : std::nullopt;
}

std::optional<QByteArray> ContentReader::cachedBlob(const oci::Digest &digest) const
{
    std::optional<ManifestCache::Entry> entry = m_cache->find(digest);
    if (!entry || oci::Digest::of(entry->bytes, digest.algorithm()) != digest)
        return {};
    return std::move(entry->bytes);
}

Result<oci::Manifest> ContentReader::acceptManifest(const http::Response &answer, const oci::TagOrDigest &reference)
{
    if (const Result<> plain = isPlain(answer); !plain)
        return base::fail(plain.error());
    const auto *asked = std::get_if<oci::Digest>(&reference);
    // What the registry says the digest is counts for a tag only: it is all there is to compare with.
    const std::optional<oci::Digest> named = asked ? *asked : contentDigest(answer);
    Result<oci::Manifest> manifest = oci::Manifest::parse(answer.body, contentType(answer), named);
    if (!manifest) {
        Error error = manifest.error();
        Error evidence = unexpectedContent(answer, error.detail);
        evidence.kind = error.kind;
        return base::fail(std::move(evidence));
    }
    m_cache->insert(manifest->digest(), {manifest->raw(), manifest->mediaType()});
    return manifest;
}

Result<QByteArray> ContentReader::acceptBlob(http::Response answer, const oci::Digest &digest)
{
    if (const Result<> plain = isPlain(answer); !plain)
        return base::fail(plain.error());
    const oci::Digest actual = oci::Digest::of(answer.body, digest.algorithm());
    if (actual != digest)
        return base::fail(mismatch(answer, digest, actual));
    m_cache->insert(digest, {answer.body, {}});
    return std::move(answer.body);
}

Result<oci::Manifest> ContentReader::manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                              std::stop_token stop)
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    if (const auto *digest = std::get_if<oci::Digest>(&reference)) {
        if (std::optional<oci::Manifest> cached = cachedManifest(*digest))
            return std::move(*cached);
    }
    return fetchManifest(repository, reference, stop);
}

Result<oci::Manifest> ContentReader::fetchManifest(const oci::RepositoryName &repository,
                                                   const oci::TagOrDigest &reference, std::stop_token stop)
{
    const Result<http::Response> answer
        = m_channel.sendForSuccess(manifestRequest(repository, reference), Scopes::pull(repository), stop);
    if (!answer)
        return base::fail(answer.error());
    return acceptManifest(*answer, reference);
}

Result<oci::Descriptor> ContentReader::resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                               std::stop_token stop)
{
    http::Request request = http::Request::head(m_endpoint.manifest(repository, reference));
    request.headers.set("Accept", oci::MediaType::acceptedManifests());
    const Result<http::Response> answer = m_channel.send(std::move(request), Scopes::pull(repository), stop);
    if (!answer)
        return base::fail(answer.error());
    const bool knowsNoHead = answer->status == 400 || answer->status == 405 || answer->status == 501;
    if (!answer->isSuccess() && !knowsNoHead)
        return base::fail(m_channel.error(*answer, Scopes::pull(repository)));

    bool hasSize = false;
    const qint64 size = answer->headers.value("Content-Length").toLongLong(&hasSize);
    const std::optional<oci::Digest> digest = contentDigest(*answer);
    const std::optional<oci::MediaType> type = contentType(*answer);
    const auto *asked = std::get_if<oci::Digest>(&reference);
    if (answer->isSuccess() && hasSize && size >= 0 && digest && type && (!asked || *asked == *digest))
        return oci::Descriptor{*type, *digest, size, {}, {}, {}, {}};

    // Older registries leave the digest out: read the bytes and hash them. What the cache has may be gone from there.
    const Result<oci::Manifest> read = fetchManifest(repository, reference, stop);
    if (!read)
        return base::fail(read.error());
    return oci::Descriptor{read->mediaType(), read->digest(), read->size(), {}, {}, {}, {}};
}

Result<QByteArray> ContentReader::smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                            qint64 maxSize, std::stop_token stop)
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    if (std::optional<QByteArray> cached = cachedBlob(digest); cached && cached->size() <= maxSize)
        return std::move(*cached);
    http::Request request = blobRequest(repository, digest);
    request.maxBody = maxSize;
    Result<http::Response> answer = m_channel.sendForSuccess(std::move(request), Scopes::pull(repository), stop);
    if (!answer)
        return base::fail(answer.error());
    return acceptBlob(std::move(*answer), digest);
}

Result<> ContentReader::blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                             std::shared_ptr<http::Sink> sink, std::stop_token stop)
{
    http::Request request = blobRequest(repository, descriptor.digest);
    request.priority = http::Priority::Bulk;
    request.deadlines.total = {}; // as long as bytes keep coming
    const Scopes scopes = Scopes::pull(repository);
    if (!range.isWhole())
        return partOfBlob(std::move(request), scopes, range, descriptor.size, sink, stop);

    const auto hashing = std::make_shared<HashingSink>(std::move(sink), descriptor.digest.algorithm());
    request.sink = hashing;
    request.maxBody = descriptor.size;
    const Result<http::Response> answer = m_channel.sendForSuccess(std::move(request), scopes, stop);
    if (!answer)
        return base::fail(answer.error());
    if (Result<> plain = isPlain(*answer); !plain)
        return plain;
    if (const oci::Digest actual = hashing->takeDigest(); actual != descriptor.digest)
        return base::fail(mismatch(*answer, descriptor.digest, actual));
    if (hashing->size() != descriptor.size)
        return base::fail(
            unexpectedContent(*answer, u"%1 bytes instead of %2"_s.arg(hashing->size()).arg(descriptor.size)));
    return Done{};
}

Result<> ContentReader::partOfBlob(http::Request request, const Scopes &scopes, ByteRange range, qint64 size,
                                   const std::shared_ptr<http::Sink> &sink, std::stop_token stop)
{
    const qint64 rest = size - range.offset;
    const qint64 length = range.length < 0 ? rest : range.length;
    if (range.offset < 0 || length < 0 || length > rest)
        return base::fail(ErrorKind::InvalidData, u"the range lies outside the blob"_s);
    if (length == 0)
        return Done{};

    const QByteArray bounds = QByteArray::number(range.offset) + '-' + QByteArray::number(range.offset + length - 1);
    http::Request part = request;
    part.headers.set("Range", "bytes=" + bounds);
    part.sink = sink;
    part.maxBody = length;
    const Result<http::Response> answer = m_channel.sendForSuccess(std::move(part), scopes, stop);
    if (answer && answer->status == 206) {
        if (Result<> plain = isPlain(*answer); !plain)
            return plain;
        if (!answer->headers.value("Content-Range").startsWith(QByteArray("bytes " + bounds + '/'))
            || answer->bodySize != length)
            return base::fail(unexpectedContent(*answer, u"another part of the blob than was asked for"_s));
        return Done{};
    }
    if (!answer && answer.error().reason != ErrorReason::TooLarge)
        return base::fail(answer.error());

    // A registry that knows no ranges sends the whole: take the part out of it.
    if (Result<> again = sink->restart(); !again)
        return again;
    request.sink = std::make_shared<SlicingSink>(sink, range.offset, length);
    request.maxBody = size;
    const Result<http::Response> whole = m_channel.sendForSuccess(std::move(request), scopes, stop);
    if (!whole)
        return base::fail(whole.error());
    if (whole->bodySize != size)
        return base::fail(unexpectedContent(*whole, u"%1 bytes instead of %2"_s.arg(whole->bodySize).arg(size)));
    return isPlain(*whole);
}

Result<bool> ContentReader::hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                    std::stop_token stop)
{
    const Scopes scopes = Scopes::pull(repository);
    const Result<http::Response> answer
        = m_channel.send(http::Request::head(m_endpoint.blob(repository, digest)), scopes, stop);
    if (!answer)
        return base::fail(answer.error());
    if (answer->isSuccess())
        return true;
    const Error error = m_channel.error(*answer, scopes);
    if (error.kind == ErrorKind::NotFound)
        return false;
    return base::fail(error);
}

} // namespace registry
