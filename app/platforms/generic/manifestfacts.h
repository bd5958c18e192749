#pragma once

#include <optional>
#include <vector>

#include <QList>

#include "app/oci/manifest.h"
#include "app/platforms/tagdetails.h"

namespace platforms {

/// A blob as sizes need it. The first eight bytes of its digest tell the blobs of one image apart, at a tenth of the
/// memory.
struct BlobSize
{
    quint64 name = 0;
    qint64 bytes = 0;
};

/// Where an image's configuration is.
struct ConfigPlace
{
    oci::Digest digest;
    qint64 size = 0;
};

/// What a manifest says by itself, as far as rows need it. A value.
struct ManifestFacts
{
    TagKind kind = TagKind::Unrecognised;
    std::vector<BlobSize> blobs; ///< config and layers of an image or artifact
    std::optional<ConfigPlace> config; ///< of an image
    std::vector<oci::Digest> children; ///< of an index: its images, in order
    std::vector<oci::Digest> attachments; ///< of an index: attestations and other artifacts
    QList<oci::Platform> platforms; ///< of an index: where its images run
    bool hasNestedIndex = false; ///< an index in an index, which sizes do not look into
    std::optional<oci::UtcTime> created; ///< by annotation, of what has no configuration that tells

    explicit ManifestFacts(const oci::Manifest &manifest);
};

/// True where a child of an index is an image to be shown: neither an attestation nor another artifact.
[[nodiscard]] bool isImageChild(const oci::Descriptor &child);

} // namespace platforms
