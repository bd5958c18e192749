#pragma once

#include <optional>
#include <variant>
#include <vector>

#include <QByteArray>

#include "app/base/result.h"
#include "app/oci/descriptor.h"
#include "app/oci/digest.h"
#include "app/oci/mediatype.h"

namespace oci {

/// An OCI image manifest or a Docker schema 2 manifest (image-spec, manifest.md). Also carries artifacts.
struct ImageManifest
{
    Descriptor config;
    std::vector<Descriptor> layers;
    std::optional<MediaType> artifactType;
    std::optional<Descriptor> subject;
    Annotations annotations;

    /// True where the config is an image's: the manifest can run, and its history can be read.
    [[nodiscard]] bool isImage() const { return config.mediaType.isImageConfig(); }
    /// Config and layers, as stored; the manifest's own bytes are not counted.
    [[nodiscard]] qint64 contentSize() const noexcept;
    /// `artifactType`, else the config's media type where that is not the empty one.
    [[nodiscard]] MediaType effectiveArtifactType() const;
};

/// An OCI image index or a Docker manifest list (image-spec, image-index.md).
struct ImageIndex
{
    std::vector<Descriptor> manifests;
    std::optional<MediaType> artifactType;
    std::optional<Descriptor> subject;
    Annotations annotations;
};

/// What is stored under a manifest's name, but is no format that we read: Docker schema 1, or a type we do not know.
struct Unrecognised
{ };

/// A manifest: its bytes as they were received, which are the truth, and what they say. Nothing is ever serialised
/// again before it is hashed or sent. A value.
class Manifest final
{
public:
    /// Reads @p raw strictly. @p contentType is the header's media type, if any: where the body names one as well, both
    /// must agree. @p expected is checked against the bytes first (DigestMismatch); a signed schema 1 is named by its
    /// bytes without the signatures. A document with both `manifests` and `layers`, or with keys that another reader
    /// could take differently, is InvalidData. Limit: 4 MiB.
    static Result<Manifest> parse(QByteArray raw, const std::optional<MediaType> &contentType,
                                  const std::optional<Digest> &expected = {});

    [[nodiscard]] const QByteArray &raw() const noexcept { return m_raw; }
    [[nodiscard]] const Digest &digest() const noexcept { return m_digest; } ///< the expected one, or that of raw()
    [[nodiscard]] const MediaType &mediaType() const noexcept { return m_mediaType; }
    [[nodiscard]] qint64 size() const noexcept { return m_raw.size(); }

    [[nodiscard]] const ImageManifest *image() const noexcept { return std::get_if<ImageManifest>(&m_content); }
    [[nodiscard]] const ImageIndex *index() const noexcept { return std::get_if<ImageIndex>(&m_content); }
    [[nodiscard]] bool isRecognised() const noexcept { return !std::holds_alternative<Unrecognised>(m_content); }
    [[nodiscard]] const std::optional<Descriptor> &subject() const noexcept;

private:
    using Content = std::variant<ImageManifest, ImageIndex, Unrecognised>;
    Manifest(QByteArray raw, Digest digest, MediaType mediaType, Content content);

    QByteArray m_raw;
    Digest m_digest;
    MediaType m_mediaType;
    Content m_content;
};

inline constexpr qint64 maxManifestSize = 4 * 1024 * 1024;

} // namespace oci
