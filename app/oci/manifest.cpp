#include "app/oci/manifest.h"

#include <algorithm>
#include <array>
#include <limits>

#include <QtNumeric>

#include "app/oci/objectreader.h"
#include "app/oci/signedpayload.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxChildren = 1000;

Error mismatch(const Digest &expected, const Digest &actual)
{
    return base::failure(
        ErrorKind::DigestMismatch,
        {QT_TRANSLATE_NOOP("Faults", "manifest: asked for %1, got %2"), {expected.toString(), actual.toString()}});
}

// What servers and storage say when they do not know: such a header decides nothing.
bool isGeneric(const MediaType &type)
{
    static constexpr std::array generic{"application/json"_L1, "text/plain"_L1, "application/octet-stream"_L1,
                                        "binary/octet-stream"_L1};
    return std::any_of(generic.begin(), generic.end(), [&](QLatin1StringView name) { return type.toString() == name; });
}

// True where the document is to be JSON, whatever it holds.
bool isManifestType(const std::optional<MediaType> &type)
{
    return !type || isGeneric(*type) || type->isImageManifest() || type->isIndex() || type->isSchema1();
}

// Where neither the header nor the body names the type, the fields of OCI's formats do (manifest.md: `mediaType` is
// optional), and so does the version of Docker's old one.
std::optional<MediaType> inferredType(const base::Json &document)
{
    const base::Json *version = document.find("schemaVersion"_L1);
    if (version && version->toInt64() == 1)
        return *MediaType::parse(document.find("signatures"_L1)
                                     ? u"application/vnd.docker.distribution.manifest.v1+prettyjws"
                                     : u"application/vnd.docker.distribution.manifest.v1+json");
    if (document.find("manifests"_L1))
        return MediaType::ociIndex();
    if (document.find("config"_L1) && document.find("layers"_L1))
        return MediaType::ociManifest();
    return {};
}

Result<MediaType> agreedType(const base::Json &document, ObjectReader &reader,
                             const std::optional<MediaType> &contentType)
{
    const bool headerDecides = contentType && !isGeneric(*contentType);
    if (const QString text = reader.string("mediaType"_L1); !text.isEmpty()) {
        Result<MediaType> body = MediaType::parse(text);
        if (body && headerDecides && *body != *contentType)
            return base::fail(ErrorKind::InvalidData,
                              {QT_TRANSLATE_NOOP("Faults", "manifest: sent as %1, but calls itself %2"),
                               {contentType->toString(), body->toString()}});
        return body;
    }
    if (headerDecides)
        return *contentType;
    if (const auto inferred = inferredType(document))
        return *inferred;
    return contentType ? *contentType : *MediaType::parse(u"application/json");
}

// Two readers could see an image and an index in one document (GHSA-77vh-xpmg-72qh).
void refuseMixedForms(ObjectReader &reader)
{
    const bool isIndex = reader.has("manifests"_L1);
    const bool isImage = reader.has("layers"_L1) || reader.has("config"_L1);
    const bool isSchema1 = reader.has("fsLayers"_L1);
    if (int(isIndex) + int(isImage) + int(isSchema1) > 1)
        reader.refuse(isIndex ? "manifests"_L1 : "fsLayers"_L1,
                      QT_TRANSLATE_NOOP("Faults", "beside the fields of another format"));
}

// What an image manifest and an index have in common.
template <class Part>
void readCommon(ObjectReader &reader, Part &part)
{
    if (reader.size("schemaVersion"_L1) != 2)
        reader.refuse("schemaVersion"_L1, QT_TRANSLATE_NOOP("Faults", "not 2"));
    if (const QString type = reader.string("artifactType"_L1); !type.isEmpty())
        part.artifactType = reader.keep("artifactType"_L1, MediaType::parse(type));
    if (const base::Json *subject = reader.object("subject"_L1))
        part.subject = reader.keep("subject"_L1, Descriptor::fromJson(*subject));
    if (const base::Json *map = reader.object("annotations"_L1))
        part.annotations = reader.keep("annotations"_L1, annotationsFromJson(*map)).value_or(Annotations());
}

std::vector<Descriptor> readDescriptors(ObjectReader &reader, QLatin1StringView key)
{
    reader.require(key);
    std::vector<Descriptor> descriptors;
    for (const base::Json &item : reader.array(key)) {
        auto descriptor = reader.keep(key, Descriptor::fromJson(item));
        if (!descriptor)
            break;
        descriptors.push_back(std::move(*descriptor));
    }
    return descriptors;
}

std::optional<ImageManifest> readImage(ObjectReader &reader)
{
    const base::Json *config = reader.object("config"_L1);
    if (!config) {
        reader.refuse("config"_L1, QT_TRANSLATE_NOOP("Faults", "missing"));
        return {};
    }
    auto descriptor = reader.keep("config"_L1, Descriptor::fromJson(*config));
    if (!descriptor)
        return {};
    ImageManifest image{std::move(*descriptor), readDescriptors(reader, "layers"_L1), {}, {}, {}};
    readCommon(reader, image);
    return image;
}

ImageIndex readIndex(ObjectReader &reader)
{
    ImageIndex index;
    if (const std::size_t count = reader.array("manifests"_L1).size(); count > maxChildren)
        reader.refuse("manifests"_L1,
                      {QT_TRANSLATE_NOOP("Faults", "%1 entries, the limit is %2"),
                       {base::Message::number(qint64(count)), base::Message::number(maxChildren)}});
    else
        index.manifests = readDescriptors(reader, "manifests"_L1);
    readCommon(reader, index);
    return index;
}

} // namespace

qint64 ImageManifest::contentSize() const noexcept
{
    qint64 sum = config.size;
    for (const Descriptor &layer : layers) {
        if (qAddOverflow(sum, layer.size, &sum))
            return std::numeric_limits<qint64>::max();
    }
    return sum;
}

MediaType ImageManifest::effectiveArtifactType() const
{
    return artifactType ? *artifactType : config.mediaType;
}

Manifest::Manifest(QByteArray raw, Digest digest, MediaType mediaType, Content content)
    : m_raw(std::move(raw))
    , m_digest(digest)
    , m_mediaType(std::move(mediaType))
    , m_content(std::move(content))
{ }

Result<Manifest> Manifest::parse(QByteArray raw, const std::optional<MediaType> &contentType,
                                 const std::optional<Digest> &expected)
{
    if (raw.size() > maxManifestSize)
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "manifest: %1 bytes, the limit is %2"),
                           {base::Message::number(raw.size()), base::Message::number(maxManifestSize)}});
    const Digest digest = Digest::of(raw, expected ? expected->algorithm() : Digest::Algorithm::Sha256);
    const bool isNamedByPayload = expected && digest != *expected;
    if (isNamedByPayload) {
        const std::optional<QByteArray> payload = signedPayload(raw);
        if (!payload || Digest::of(*payload, expected->algorithm()) != *expected)
            return base::fail(mismatch(*expected, digest));
    }
    if (contentType && contentType->toString() == "text/html"_L1)
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "manifest: a web page came instead"));

    const Result<base::Json> document = base::Json::parse(raw);
    if (!document || !document->isObject()) {
        if (!isManifestType(contentType)) // a foreign format, which need not be JSON
            return Manifest(std::move(raw), digest, *contentType, Unrecognised{});
        return base::fail(
            document ? base::failure(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "manifest: not an object"))
                     : document.error());
    }

    ObjectReader reader(*document, QT_TRANSLATE_NOOP("Faults", "manifest"));
    refuseMixedForms(reader);
    const Result<MediaType> type = agreedType(*document, reader, contentType);
    if (!type)
        return base::fail(type.error());
    // Anything may stand behind such a payload, so nothing but the name of the format is taken from there.
    if (isNamedByPayload && !type->isSchema1())
        return base::fail(mismatch(*expected, digest));
    Content content = Unrecognised{};
    if (type->isImageManifest()) {
        if (auto image = readImage(reader))
            content = std::move(*image);
    } else if (type->isIndex()) {
        content = readIndex(reader);
    }
    reader.refuseVariants();
    if (reader.error())
        return base::fail(*reader.error());
    return Manifest(std::move(raw), expected.value_or(digest), *type, std::move(content));
}

const std::optional<Descriptor> &Manifest::subject() const noexcept
{
    static const std::optional<Descriptor> none;
    if (const ImageManifest *part = image())
        return part->subject;
    return index() ? index()->subject : none;
}

} // namespace oci
