#include "app/changes/reading.h"

#include <utility>

namespace changes {

Result<Reading> readForPlan(platforms::Platform &platform, registry::Registry &registry,
                            const oci::RepositoryName &repository, const platforms::Selection &selection,
                            const ReadProgress &progress, const base::Clock &clock, std::stop_token stop)
{
    Result<platforms::DeletionAbilities> abilities = platform.deletionAbilities(repository, stop);
    if (!abilities)
        return base::fail(abilities.error());
    Result<platforms::Protection> protection = platform.protection(repository, stop);
    if (!protection)
        return base::fail(protection.error());
    RepositoryReader reader(platform, registry, repository, progress);
    Result<RepositoryGraph> graph = reader.read(stop);
    if (!graph)
        return base::fail(graph.error());
    if (const Result<> untagged = reader.readUntagged(*graph, selection, stop); !untagged)
        return base::fail(untagged.error());
    if (const Result<> referrers = reader.readReferrers(*graph, selection, stop); !referrers)
        return base::fail(referrers.error());
    const auto now = std::chrono::floor<std::chrono::milliseconds>(clock.utc());
    return Reading{*std::move(graph), *std::move(abilities), *std::move(protection),
                   QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC)};
}

} // namespace changes
