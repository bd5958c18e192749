#include "app/changes/repairreading.h"

#include <utility>

#include <QFile>

namespace changes {

using Id = RepositoryGraph::Id;

namespace {

/// Reads anew the indexes that name something that is missing: a graph does not keep how they describe it. What cannot
/// be read describes nothing.
Result<> readDescriptions(const RepositoryGraph &graph, registry::Registry &registry,
                          const oci::RepositoryName &repository, RepairFacts &facts, std::stop_token stop)
{
    QSet<Id> indexes;
    for (const oci::Digest &missing : missingChildren(graph)) {
        for (const Id parent : graph.manifests()[*graph.find(missing)].parents)
            indexes.insert(parent);
    }
    for (const Id id : std::as_const(indexes)) {
        const Result<oci::Manifest> manifest = registry.manifest(repository, graph.manifests()[id].digest, stop);
        if (!manifest && manifest.error().isCancelled())
            return base::fail(manifest.error());
        if (!manifest || !manifest->index())
            continue;
        for (const oci::Descriptor &child : manifest->index()->manifests) {
            const std::optional<Id> found = graph.find(child.digest);
            if (found && graph.manifests()[*found].state == RepositoryGraph::State::Missing)
                facts.named.insert(child.digest, child);
        }
    }
    return Done{};
}

Result<> askJournal(Journal &journal, const oci::RepositoryName &repository, const JournalPlace &place,
                    const std::vector<oci::Digest> &missing, RepairFacts &facts)
{
    Result<std::vector<RunRecord>> runs = journal.runs();
    if (!runs)
        return base::fail(runs.error());
    for (RunRecord &run : *runs) {
        const bool isHere = run.address.isEmpty() ? run.connection == place.connection : run.address == place.address;
        if (!isHere || run.repository != repository.toString())
            continue;
        Result<std::vector<StepRecord>> steps = journal.steps(run.id);
        if (!steps)
            return base::fail(steps.error());
        facts.runs.push_back({std::move(run), *std::move(steps)});
    }
    for (const oci::Digest &digest : missing) {
        const Result<std::optional<oci::Manifest>> kept = journal.manifest(digest);
        if (!kept)
            return base::fail(kept.error());
        if (*kept)
            facts.kept.insert(digest);
    }
    return Done{};
}

/// What the journal knows of what is missing from @p graph, which it notes.
Result<> askJournal(const RepositoryGraph &graph, const oci::RepositoryName &repository, const JournalPlace &place,
                    const QDateTime &now, RepairFacts &facts)
{
    const std::vector<oci::Digest> missing = missingChildren(graph);
    if (missing.empty() && !QFile::exists(place.path))
        return Done{};
    const Result<std::unique_ptr<Journal>> journal = Journal::open(place.path);
    if (!journal)
        return base::fail(journal.error());
    if (Result<> asked = askJournal(**journal, repository, place, missing, facts); !asked)
        return asked;
    Result<QHash<oci::Digest, QDateTime>> noted
        = (*journal)->noteMissing(place.address, repository.toString(), missing, graph.isWhole(), now);
    if (noted) // else nothing can be written: it is seen now, as far as anybody knows
        facts.noted = *std::move(noted);
    return Done{};
}

} // namespace

Result<RepairReport> readForRepair(platforms::Platform &platform, registry::Registry &registry,
                                   const oci::RepositoryName &repository, const JournalPlace &place,
                                   const ReadProgress &progress, const base::Clock &clock, std::stop_token stop)
{
    const Result<RepositoryGraph> graph = RepositoryReader(platform, registry, repository, progress).read(stop);
    if (!graph)
        return base::fail(graph.error());
    RepairFacts facts;
    if (const Result<> described = readDescriptions(*graph, registry, repository, facts, stop); !described)
        return base::fail(described.error());
    const auto now = std::chrono::floor<std::chrono::milliseconds>(clock.utc());
    const Result<> asked = askJournal(*graph, repository, place,
                                      QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC), facts);
    RepairReport report = repairReport(*graph, facts);
    if (!asked)
        report.journalFailure = asked.error();
    return report;
}

} // namespace changes
