#pragma once

#include <stop_token>
#include <vector>

#include "app/changes/runnerreport.h"
#include "app/changes/runnersurroundings.h"
#include "app/registry/registry.h"

namespace changes {

/// What was found of things that should have stayed. A value.
struct SurroundingsCheck
{
    std::vector<Loss> lost{};
    std::vector<Race> races{}; ///< tags that somebody else moved
    qint64 notLookedAt = 0; ///< they could not be read
};

/// Looks for all of @p around that should have stayed. Blocking. An error where nobody can look: a sign-in is needed,
/// or @p stop asked.
Result<SurroundingsCheck> checkSurroundings(registry::Registry &registry, const oci::RepositoryName &repository,
                                            const Surroundings &around, std::stop_token stop);

} // namespace changes
