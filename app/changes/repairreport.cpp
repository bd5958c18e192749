#include "app/changes/repairreport.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace changes {

using Id = RepositoryGraph::Id;
using State = RepositoryGraph::State;

namespace {

bool isMissing(const RepositoryGraph &graph, Id id)
{
    return graph.manifests()[id].state == State::Missing;
}

/// Tags on @p index and on everything that holds it.
std::vector<oci::TagName> tagsThatLeadTo(const RepositoryGraph &graph, Id index)
{
    std::vector<oci::TagName> tags;
    QSet<Id> seen{index};
    std::vector<Id> todo{index};
    while (!todo.empty()) {
        const RepositoryGraph::Manifest &manifest = graph.manifests()[todo.back()];
        todo.pop_back();
        for (const Id tag : manifest.tags)
            tags.push_back(graph.tags()[tag].name);
        for (const Id parent : manifest.parents) {
            if (!seen.contains(parent)) {
                seen.insert(parent);
                todo.push_back(parent);
            }
        }
    }
    std::sort(tags.begin(), tags.end());
    return tags;
}

/// The last that a run did with @p digest was to delete it.
std::optional<RepairReport::Deletion> deletionOf(const oci::Digest &digest, const std::vector<RepairFacts::Run> &runs)
{
    for (const RepairFacts::Run &run : runs) {
        for (auto record = run.steps.crbegin(); record != run.steps.crend(); ++record) {
            if (record->step.digest != digest)
                continue;
            const bool isDone = record->state == StepState::Done;
            const bool mayBe = isDone || record->state == StepState::Unknown || record->state == StepState::Sent;
            if (record->step.kind == Step::Kind::DeleteManifest && mayBe)
                return RepairReport::Deletion{run.record.id, record->when.isValid() ? record->when : run.record.begun,
                                              run.record.account, run.record.reason, isDone};
            if (record->step.kind == Step::Kind::PutTag && isDone)
                return std::nullopt; // it was there again
        }
    }
    return std::nullopt;
}

RepairReport::Missing described(const oci::Digest &digest, const RepairFacts &facts)
{
    RepairReport::Missing missing{digest};
    if (const auto named = facts.named.constFind(digest); named != facts.named.cend()) {
        missing.platform = named->platform;
        missing.isAttestation = named->isAttestation();
    }
    missing.deletion = deletionOf(digest, facts.runs);
    missing.since = missing.deletion ? missing.deletion->when : facts.noted.value(digest);
    missing.isKept = facts.kept.contains(digest);
    return missing;
}

} // namespace

QDateTime RepairReport::Index::since() const
{
    QDateTime first;
    for (const Missing &one : missing) {
        if (one.since.isValid() && (!first.isValid() || one.since < first))
            first = one.since;
    }
    return first;
}

std::vector<oci::Digest> missingChildren(const RepositoryGraph &graph)
{
    std::vector<oci::Digest> missing;
    for (Id id = 0; id < graph.manifests().size(); ++id) {
        if (isMissing(graph, id) && !graph.manifests()[id].parents.empty())
            missing.push_back(graph.manifests()[id].digest);
    }
    return missing;
}

RepairReport repairReport(const RepositoryGraph &graph, const RepairFacts &facts)
{
    RepairReport report;
    report.tags = std::count_if(graph.tags().cbegin(), graph.tags().cend(),
                                [](const RepositoryGraph::Tag &tag) { return tag.manifest.has_value(); });
    report.notRead = graph.gaps();
    for (Id id = 0; id < graph.manifests().size(); ++id) {
        const RepositoryGraph::Manifest &manifest = graph.manifests()[id];
        const bool isIndex = manifest.kind == platforms::TagKind::Index || !manifest.children.empty();
        report.indexes += isIndex ? 1 : 0;
        std::vector<RepairReport::Missing> missing;
        for (const Id child : manifest.children) {
            if (isMissing(graph, child))
                missing.push_back(described(graph.manifests()[child].digest, facts));
        }
        if (!missing.empty())
            report.broken.push_back({manifest.digest, tagsThatLeadTo(graph, id),
                                     static_cast<qsizetype>(manifest.children.size()), std::move(missing)});
    }
    std::sort(report.broken.begin(), report.broken.end(),
              [](const RepairReport::Index &left, const RepairReport::Index &right) {
                  return std::tie(left.tags, left.digest) < std::tie(right.tags, right.digest);
              });
    return report;
}

} // namespace changes
