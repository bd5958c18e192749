#include "app/platforms/generic/manifestfacts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace platforms {

using namespace Qt::StringLiterals;

namespace {

BlobSize blobSize(const oci::Descriptor &blob)
{
    BlobSize result{0, blob.size};
    std::memcpy(&result.name, blob.digest.hash().data(), sizeof(result.name));
    return result;
}

/// What artifacts of these types are, by the artifact type or by the type of their first layer (cosign before 3 gives
/// its manifests the configuration of an image).
TagKind kindOfArtifact(const oci::MediaType &type)
{
    static constexpr std::array known{
        std::pair("application/vnd.dev.cosign.artifact.sig.v1+json"_L1, TagKind::Signature),
        std::pair("application/vnd.dev.cosign.simplesigning.v1+json"_L1, TagKind::Signature),
        std::pair("application/vnd.cncf.notary.signature"_L1, TagKind::Signature),
        std::pair("application/vnd.dsse.envelope.v1+json"_L1, TagKind::Attestation),
        std::pair("application/vnd.in-toto+json"_L1, TagKind::Attestation),
        std::pair("application/vnd.dev.cosign.artifact.sbom.v1+json"_L1, TagKind::Sbom),
        std::pair("application/spdx+json"_L1, TagKind::Sbom),
        std::pair("text/spdx+json"_L1, TagKind::Sbom),
        std::pair("text/spdx"_L1, TagKind::Sbom),
        std::pair("application/vnd.cyclonedx+json"_L1, TagKind::Sbom),
        std::pair("application/vnd.cyclonedx+xml"_L1, TagKind::Sbom),
        std::pair("application/vnd.syft+json"_L1, TagKind::Sbom),
    };
    const auto *found = std::find_if(known.begin(), known.end(),
                                     [&type](const auto &entry) { return type.toString() == entry.first; });
    return found == known.end() ? TagKind::Artifact : found->second;
}

TagKind kindOf(const oci::ImageManifest &manifest)
{
    if (!manifest.isImage()) {
        const TagKind kind = kindOfArtifact(manifest.effectiveArtifactType());
        return kind == TagKind::Artifact && !manifest.layers.empty() ? kindOfArtifact(manifest.layers.front().mediaType)
                                                                     : kind;
    }
    const bool hasNoLayer = std::none_of(manifest.layers.cbegin(), manifest.layers.cend(),
                                         [](const oci::Descriptor &layer) { return layer.mediaType.isLayer(); });
    return hasNoLayer && !manifest.layers.empty() ? kindOfArtifact(manifest.layers.front().mediaType) : TagKind::Image;
}

std::optional<oci::UtcTime> createdByAnnotation(const oci::Annotations &annotations)
{
    const auto found = annotations.find(u"org.opencontainers.image.created"_s);
    return found == annotations.cend() ? std::nullopt : oci::parseRfc3339(found->second);
}

} // namespace

bool isImageChild(const oci::Descriptor &child)
{
    const bool isArtifact = child.artifactType && !child.artifactType->isImageConfig();
    return !child.isAttestation() && !isArtifact && (child.mediaType.isImageManifest() || child.mediaType.isIndex());
}

ManifestFacts::ManifestFacts(const oci::Manifest &manifest)
{
    if (const oci::ImageManifest *image = manifest.image()) {
        kind = kindOf(*image);
        blobs.reserve(image->layers.size() + 1);
        blobs.push_back(blobSize(image->config));
        std::transform(image->layers.cbegin(), image->layers.cend(), std::back_inserter(blobs), blobSize);
        if (kind == TagKind::Image)
            config = ConfigPlace{image->config.digest, image->config.size};
        else
            created = createdByAnnotation(image->annotations);
    } else if (const oci::ImageIndex *index = manifest.index()) {
        kind = index->artifactType ? kindOfArtifact(*index->artifactType) : TagKind::Index;
        created = createdByAnnotation(index->annotations);
        for (const oci::Descriptor &child : index->manifests) {
            if (!isImageChild(child)) {
                if (child.mediaType.isImageManifest())
                    attachments.push_back(child.digest);
                continue;
            }
            platforms.append(child.platform.value_or(oci::Platform()));
            hasNestedIndex = hasNestedIndex || child.mediaType.isIndex();
            if (child.mediaType.isImageManifest()
                && std::find(children.cbegin(), children.cend(), child.digest) == children.cend())
                children.push_back(child.digest);
        }
    } else if (manifest.mediaType().isSchema1()) {
        kind = TagKind::Schema1;
    }
}

} // namespace platforms
