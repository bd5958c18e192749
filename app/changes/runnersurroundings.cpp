#include "app/changes/runnersurroundings.h"

#include <algorithm>
#include <set>

#include <QSet>

namespace changes {

using Id = RepositoryGraph::Id;

namespace {

/// The manifests that are next to what the steps change, themselves among them.
std::set<Id> touched(const RepositoryGraph &graph, const std::vector<Step> &steps)
{
    std::set<Id> all;
    const auto add = [&](const std::optional<oci::Digest> &digest) {
        const std::optional<Id> id = digest ? graph.find(*digest) : std::nullopt;
        if (!id)
            return;
        all.insert(*id);
        const RepositoryGraph::Manifest &manifest = graph.manifests()[*id];
        for (const std::vector<Id> *near :
             {&manifest.parents, &manifest.children, &manifest.subjects, &manifest.referrers})
            all.insert(near->cbegin(), near->cend());
    };
    for (const Step &step : steps) {
        add(step.digest);
        add(step.before);
    }
    return all;
}

} // namespace

Surroundings surroundingsOf(const RepositoryGraph &graph, const std::vector<Step> &steps)
{
    QSet<oci::Digest> deleted;
    QSet<oci::Digest> placeholders; // no tag goes with one but its own
    QSet<oci::TagName> changed;
    for (const Step &step : steps) {
        if (step.kind == Step::Kind::DeleteManifest)
            deleted.insert(step.digest);
        else if (step.tag)
            changed.insert(*step.tag);
        if (step.kind == Step::Kind::PutPlaceholder)
            placeholders.insert(step.digest);
    }
    Surroundings around;
    for (const Id id : touched(graph, steps)) {
        const RepositoryGraph::Manifest &manifest = graph.manifests()[id];
        const bool goes = deleted.contains(manifest.digest);
        if (!goes && manifest.state == RepositoryGraph::State::Read)
            around.stay.push_back({manifest.digest, {}});
        for (const Id tag : manifest.tags) {
            const oci::TagName &name = graph.tags()[tag].name;
            if (!changed.contains(name))
                (goes && !placeholders.contains(manifest.digest) ? around.goAlong : around.stay)
                    .push_back({manifest.digest, name});
        }
    }
    for (const Step &step : steps) {
        if (step.kind == Step::Kind::PutPlaceholder)
            around.goAlong.push_back({step.digest, step.tag});
    }
    return around;
}

} // namespace changes
