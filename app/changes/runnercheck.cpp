#include "app/changes/runnercheck.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include <QSet>

#include "app/changes/runner.h"
#include "app/changes/runnersight.h"
#include "app/changes/runnerstep.h"

namespace changes {

namespace {

using Named = Surroundings::Named;
/// None: not asked any more, since nobody can look.
using Sights = std::vector<std::optional<Result<std::optional<oci::Digest>>>>;

/// What is under each of @p names now, as many at a time as a run sends requests.
Sights lookAtAll(registry::Registry &registry, const oci::RepositoryName &repository,
                 const std::vector<const Named *> &names, const std::stop_token &stop)
{
    Sights sights(names.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> isHalted = false;
    const auto look = [&] {
        for (std::size_t at = next++; at < names.size() && !isHalted; at = next++) {
            const Named &named = *names[at];
            const oci::TagOrDigest what = named.tag ? oci::TagOrDigest(*named.tag) : oci::TagOrDigest(named.digest);
            const auto &found = sights[at].emplace(digestNow(registry, repository, what, {named.digest}, stop));
            if (!found && RunnerStep::haltsReading(found.error()))
                isHalted = true;
        }
    };
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min<std::size_t>(names.size(), Runner::maxInFlight); ++i)
        threads.emplace_back(look);
    look();
    threads.clear(); // waits for them
    return sights;
}

} // namespace

Result<SurroundingsCheck> checkSurroundings(registry::Registry &registry, const oci::RepositoryName &repository,
                                            const Surroundings &around, std::stop_token stop)
{
    SurroundingsCheck check;
    QSet<oci::Digest> seen; // what a tag was found on needs no request of its own
    for (const bool isTag : {true, false}) {
        std::vector<const Named *> names;
        for (const Named &named : around.stay) {
            if (named.tag.has_value() == isTag && (isTag || !seen.contains(named.digest)))
                names.push_back(&named);
        }
        const Sights sights = lookAtAll(registry, repository, names, stop);
        for (const auto &sight : sights) {
            if (sight && !*sight && RunnerStep::haltsReading(sight->error()))
                return base::fail(sight->error());
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Named &named = *names[i];
            const Result<std::optional<oci::Digest>> &found = *sights[i];
            if (!found) {
                ++check.notLookedAt;
            } else if (!*found) {
                check.lost.push_back({named.tag, named.digest});
            } else {
                seen.insert(**found);
                if (named.tag && *found != named.digest)
                    check.races.push_back({*named.tag, named.digest, *found});
            }
        }
    }
    return check;
}

} // namespace changes
