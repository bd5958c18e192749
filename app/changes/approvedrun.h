#pragma once

#include <stop_token>

#include "app/changes/journal.h"
#include "app/changes/plan.h"
#include "app/oci/repositoryname.h"
#include "app/registry/registry.h"

namespace changes {

/// Enters a plan that somebody approved into @p journal, with the manifests that it takes and those next to them, which
/// are read for that: a restore puts back the very same bytes, also of what was lost against the plan. Returns the
/// run's id for Runner::run(). Blocking; the journal's thread. Sends reads only. A manifest that is gone meanwhile is
/// left out, since its steps will be skipped; one that cannot be read is an error, and there is no run then.
[[nodiscard]] Result<qint64> beginRun(Journal &journal, registry::Registry &registry,
                                      const oci::RepositoryName &repository, const RunRecord &record, const Plan &plan,
                                      const RepositoryGraph &graph, std::stop_token stop);

} // namespace changes
