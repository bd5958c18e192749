#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "app/registry/registry.h"

namespace changes {

/// The digest of what is under @p what now; none: nothing is. Where it is none of @p expected, the bytes are read and
/// hashed: that a registry says so is no proof that somebody changed them. Blocking, any thread.
Result<std::optional<oci::Digest>> digestNow(registry::Registry &registry, const oci::RepositoryName &repository,
                                             const oci::TagOrDigest &what,
                                             const std::vector<std::optional<oci::Digest>> &expected,
                                             std::stop_token stop);

} // namespace changes
