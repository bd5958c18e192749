#pragma once

#include <optional>
#include <vector>

#include "app/oci/imageconfig.h"
#include "app/oci/manifest.h"
#include "app/registry/registry.h"

namespace platforms {

/// One platform of an image: its manifest and configuration, or why they could not be read (a broken index).
struct PlatformImage
{
    oci::Platform platform;
    oci::Descriptor descriptor; ///< as the index has it, or of the manifest itself
    std::optional<oci::Manifest> manifest{};
    std::optional<oci::ImageConfig> config{};
    QByteArray rawConfig{}; ///< as received
    std::vector<oci::Layer> layers{};
    std::optional<base::Error> failure{};
};

/// All that the detail of one image shows.
struct Image
{
    oci::Manifest manifest; ///< what the tag or digest points at: an image, an index or an artifact
    /// In the order of the index, without attestations; one for a single image or artifact.
    std::vector<PlatformImage> platforms{};
    std::vector<oci::Descriptor> attestations{}; ///< children of the index that buildkit made
    registry::Referrers referrers{};
    std::optional<base::Error> referrersFailure{}; ///< why they could not be read; the rest is there
};

} // namespace platforms
