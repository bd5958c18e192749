#include "app/changes/approvedrun.h"

#include <set>
#include <utility>

#include "app/changes/runnersurroundings.h"

namespace changes {

namespace {

/// Reads manifests by digest and keeps them; the first that cannot be read ends it.
class Snapshot final : public registry::ReadSource
{
public:
    explicit Snapshot(const std::set<oci::Digest> &digests)
        : m_digests(digests.cbegin(), digests.cend())
    { }

    base::Pull<registry::ContentRead> next() override
    {
        if (m_next == m_digests.size())
            return base::End{};
        const quint64 ticket = m_next++;
        return registry::ContentRead{registry::ContentRead::Kind::Manifest, m_digests[ticket], -1, ticket};
    }
    Result<> manifestRead(quint64, Result<oci::Manifest> manifest) override
    {
        if (manifest)
            m_manifests.push_back(*std::move(manifest));
        else if (manifest.error().kind != ErrorKind::NotFound)
            return base::fail(manifest.error());
        return Done{};
    }
    Result<> blobRead(quint64, Result<QByteArray>) override { return Done{}; } // none was asked for

    [[nodiscard]] const std::vector<oci::Manifest> &manifests() const noexcept { return m_manifests; }

private:
    std::vector<oci::Digest> m_digests;
    std::vector<oci::Manifest> m_manifests;
    quint64 m_next = 0;
};

/// What is not there any more in the same place once the steps are done, and what should be, but might be lost.
std::set<oci::Digest> worthACopy(const std::vector<Step> &steps, const Surroundings &around)
{
    std::set<oci::Digest> digests;
    for (const Surroundings::Named &named : around.stay)
        digests.insert(named.digest);
    std::set<oci::Digest> placeholders;
    for (const Step &step : steps) {
        if (step.kind == Step::Kind::PutPlaceholder)
            placeholders.insert(step.digest); // ours, and not there yet
        else
            digests.insert(step.digest);
        if (step.before)
            digests.insert(*step.before);
    }
    for (const oci::Digest &placeholder : placeholders)
        digests.erase(placeholder);
    return digests;
}

/// Without manifests that are not there: the reading for the plan may have known them from before, by their digests.
Result<Surroundings> presentOf(Surroundings around, registry::Registry &registry, const oci::RepositoryName &repository,
                               std::stop_token stop)
{
    std::set<oci::Digest> tagged; // those were read by a tag
    for (const Surroundings::Named &named : around.stay) {
        if (named.tag)
            tagged.insert(named.digest);
    }
    std::vector<Surroundings::Named> present;
    for (Surroundings::Named &named : around.stay) {
        if (!named.tag && !tagged.contains(named.digest)) {
            const Result<oci::Descriptor> found = registry.resolve(repository, named.digest, stop);
            if (!found && found.error().kind != ErrorKind::NotFound)
                return base::fail(found.error());
            if (!found)
                continue;
        }
        present.push_back(std::move(named));
    }
    around.stay = std::move(present);
    return around;
}

} // namespace

Result<qint64> beginRun(Journal &journal, registry::Registry &registry, const oci::RepositoryName &repository,
                        const RunRecord &record, const Plan &plan, const RepositoryGraph &graph, std::stop_token stop)
{
    const Result<Surroundings> around = presentOf(surroundingsOf(graph, plan.steps), registry, repository, stop);
    if (!around)
        return base::fail(around.error());
    Snapshot snapshot(worthACopy(plan.steps, *around));
    if (const Result<> done = registry.read(repository, snapshot, stop); !done)
        return base::fail(done.error());
    return journal.begin(record, plan.steps, snapshot.manifests(), *around);
}

} // namespace changes
