#include "app/changes/runnercheck.h"

#include <algorithm>

#include <QSet>

#include "app/changes/runnerstep.h"

namespace changes {

Result<> checkSurroundings(registry::Registry &registry, const oci::RepositoryName &repository,
                           const Surroundings &around, RunReport &report, std::stop_token stop)
{
    QSet<oci::Digest> seen; // what a tag was found on needs no request of its own
    const auto look = [&](const Surroundings::Named &named) -> Result<> {
        if (!named.tag && seen.contains(named.digest))
            return Done{};
        const oci::TagOrDigest what = named.tag ? oci::TagOrDigest(*named.tag) : oci::TagOrDigest(named.digest);
        const Result<oci::Descriptor> found = registry.resolve(repository, what, stop);
        if (found) {
            seen.insert(found->digest);
            if (named.tag && found->digest != named.digest)
                report.raced.push_back({*named.tag, named.digest, found->digest});
            return Done{};
        }
        if (RunnerStep::haltsReading(found.error()))
            return base::fail(found.error());
        if (found.error().kind == ErrorKind::NotFound)
            report.lost.push_back({named.tag, named.digest});
        else
            ++report.notLookedAt;
        return Done{};
    };
    for (const bool isTag : {true, false}) {
        for (const Surroundings::Named &named : around.stay) {
            if (named.tag.has_value() != isTag)
                continue;
            if (Result<> looked = look(named); !looked)
                return looked;
        }
    }
    return Done{};
}

} // namespace changes
