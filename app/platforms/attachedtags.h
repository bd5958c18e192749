#pragma once

#include <stop_token>
#include <vector>

#include "app/registry/registry.h"

namespace platforms {

/// Something that belongs to an image by the name of its own tag, as cosign writes it: `sha256-….sig`.
struct AttachedTag
{
    oci::TagName tag;
    oci::Descriptor manifest;
};

/// What the repository has under the tags that cosign would give to signatures, attestations and SBOMs of @p subject.
/// Blocks for one small request a tag; for a SHA-512 there are no such tags.
Result<std::vector<AttachedTag>> attachedTags(registry::Registry &registry, const oci::RepositoryName &repository,
                                              const oci::Digest &subject, std::stop_token stop);

} // namespace platforms
