#pragma once

#include <vector>

#include "app/oci/manifest.h"
#include "app/oci/tagname.h"

namespace changes {

/// Whether @p tag is the fallback tag of a subject: what is under it lists what belongs to an image, and several
/// programs write it.
[[nodiscard]] bool isReferrersTag(const oci::TagName &tag);

/// The index @p theirs, and after its own entries those of @p ours that are among @p entries and that it lacks, as they
/// are written there. InvalidData where one of them is no index, or too much comes together.
Result<oci::Manifest> mergedIndex(const oci::Manifest &theirs, const oci::Manifest &ours,
                                  const std::vector<oci::Digest> &entries);

} // namespace changes
