#pragma once

#include <stop_token>

#include "app/changes/runnerreport.h"
#include "app/changes/runnersurroundings.h"
#include "app/registry/registry.h"

namespace changes {

/// Enters into @p report what of @p around should have stayed and did not. Blocking. An error where nobody can look: a
/// sign-in is needed, or @p stop asked.
Result<> checkSurroundings(registry::Registry &registry, const oci::RepositoryName &repository,
                           const Surroundings &around, RunReport &report, std::stop_token stop);

} // namespace changes
