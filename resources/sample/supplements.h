#pragma once

#include "resources/sample/writer.h"

namespace sample {

/// buildkit's attestation of @p image, as a further child of its index: an SBOM and the provenance of the build.
Content attestation(Writer &writer, const oci::RepositoryName &repository, const Content &image);
/// An SBOM, a scanner's report and what looks like a signature, as referrers of @p subject.
void referrers(Writer &writer, const oci::RepositoryName &repository, const Content &subject);
/// The same for clients that know no referrers: cosign's tags `sha256-….sig`, `.att` and `.sbom`.
void cosignTags(Writer &writer, const oci::RepositoryName &repository, const Content &subject);
/// Helm charts: artifacts that are no images.
void charts(Writer &writer);

} // namespace sample
