#pragma once

#include <stop_token>

#include "app/changes/runnerreport.h"
#include "app/changes/runnersurroundings.h"
#include "app/registry/registry.h"

namespace changes {

/// Enters into @p report what of @p around should have stayed and is lost; returns the tags that somebody else moved.
/// Blocking. An error where nobody can look: a sign-in is needed, or @p stop asked.
Result<std::vector<Race>> checkSurroundings(registry::Registry &registry, const oci::RepositoryName &repository,
                                            const Surroundings &around, RunReport &report, std::stop_token stop);

} // namespace changes
