#pragma once

#include <QDateTime>

#include "app/base/clock.h"
#include "app/changes/planner.h"
#include "app/changes/repositoryreader.h"

namespace changes {

/// All that plans for one repository are made from: read once, planned again with each choice. Immutable after that.
struct Reading
{
    RepositoryGraph graph;
    platforms::DeletionAbilities abilities;
    platforms::Protection protection;
    QDateTime when; ///< UTC, at its end
};

/// Reads a repository for the plans of @p selection. What the registry can delete comes first: it is the shortest
/// answer, and the one that makes the rest needless. Blocking; any thread; @p progress may be empty. Errors where there
/// is no listing, where the registry does not say what it deletes or protects, and Cancelled.
[[nodiscard]] Result<Reading> readForPlan(platforms::Platform &platform, registry::Registry &registry,
                                          const oci::RepositoryName &repository, const platforms::Selection &selection,
                                          const ReadProgress &progress, const base::Clock &clock, std::stop_token stop);

} // namespace changes
