#pragma once

#include <functional>
#include <stop_token>

#include <QSet>

#include "app/oci/digest.h"
#include "app/oci/repositoryname.h"
#include "app/platforms/platform.h"
#include "app/registry/registry.h"

namespace changes {

/// What the repositories of a registry use beside @p but, manifests and blobs, for PlanRules::elsewhere. Blocking, any
/// thread; @p progress, which may be empty, gets how many repositories were read of how many. An error where one of
/// them is not known or was not read whole: what it uses would seem free. Manifests without a tag that nothing else
/// leads to are seen by nobody; they are older garbage.
[[nodiscard]] Result<QSet<oci::Digest>> readElsewhere(platforms::Platform &platform, registry::Registry &registry,
                                                      const oci::RepositoryName &but,
                                                      const std::function<void(qint64 done, qint64 total)> &progress,
                                                      std::stop_token stop);

} // namespace changes
