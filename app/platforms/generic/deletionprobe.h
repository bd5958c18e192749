#pragma once

#include <stop_token>

#include "app/base/result.h"
#include "app/oci/repositoryname.h"
#include "app/platforms/selection.h"
#include "app/registry/registry.h"

namespace platforms {

/// What @p registry deletes in @p repository, by its answer to the deletion of a digest and of a tag that do not exist:
/// not found means that it would (measured: distribution 2.8.2 and 3.1.2), 400 or 405 that it never does
/// (distribution-spec, "Content Management"). The names are random, so that nothing can be hit. Blocking; any thread.
/// Errors where it says neither, such as Forbidden.
[[nodiscard]] Result<DeletionAbilities> probeDeletion(registry::Registry &registry,
                                                      const oci::RepositoryName &repository, std::stop_token stop);

/// The half of it that is of manifests. Unsupported where @p registry deletes none, with the reason DeletionOff where
/// it would if its administrator let it.
[[nodiscard]] Result<> probeManifestDeletion(registry::Registry &registry, const oci::RepositoryName &repository,
                                             std::stop_token stop);

} // namespace platforms
