#include "app/changes/restore.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <QHash>
#include <QSet>

#include "app/changes/blobcheck.h"
#include "app/changes/referrersmerge.h"

namespace changes {

using Kind = Step::Kind;
using Refusal = Restore::Refusal;

namespace {

/// A tag that pointed at something else before.
struct LostTag
{
    oci::TagName tag;
    oci::Digest digest;
    std::optional<oci::Digest> now{}; ///< what the run left it at
};

class Planning
{
public:
    Planning(Journal &journal, registry::Registry &registry, const oci::RepositoryName &repository,
             std::stop_token stop)
        : m_journal(journal)
        , m_registry(registry)
        , m_repository(repository)
        , m_stop(std::move(stop))
        , m_blobs(registry, repository, m_stop)
    { }

    Result<Restore> plan(qint64 run);
    Result<Restore> plan(const std::vector<Loss> &lost);

private:
    Result<Restore> putBack();
    Result<> collect(qint64 run);
    Result<bool> mayHaveTaken(const StepRecord &record);
    Result<> putBack(const oci::Digest &digest);
    Result<std::optional<Refusal>> obstacle(const oci::Manifest &manifest, std::vector<quint32> &needs);
    bool isRefused(const LostTag &lost);
    Result<> putBack(const LostTag &lost);
    Result<> findRewritten();
    Result<> merge(const LostTag &lost);
    Result<std::optional<oci::Digest>> find(const oci::TagOrDigest &what);
    Result<std::optional<oci::Manifest>> manifest(const oci::Digest &digest);

    Journal &m_journal;
    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    const std::stop_token m_stop;
    Restore m_restore;
    std::vector<oci::Digest> m_manifests; ///< that were deleted, in their order
    std::vector<LostTag> m_tags;
    QSet<oci::Digest> m_seen;
    QHash<oci::TagName, oci::Manifest> m_rewritten; ///< fallback indexes that somebody else wrote since
    QSet<oci::Digest> m_replaced; ///< what is merged into them, and does not come back by itself
    QHash<oci::Digest, Refusal> m_refused;
    QHash<oci::Digest, quint32> m_stepOf;
    BlobCheck m_blobs;
};

Result<Restore> Planning::plan(qint64 run)
{
    if (const Result<> collected = collect(run); !collected)
        return base::fail(collected.error());
    return putBack();
}

Result<Restore> Planning::plan(const std::vector<Loss> &lost)
{
    for (const Loss &loss : lost) {
        m_manifests.push_back(loss.digest);
        if (loss.tag)
            m_tags.push_back({*loss.tag, loss.digest});
    }
    return putBack();
}

Result<Restore> Planning::putBack()
{
    if (const Result<> found = findRewritten(); !found)
        return base::fail(found.error());
    for (const oci::Digest &digest : m_manifests) {
        if (const Result<> put = putBack(digest); !put)
            return base::fail(put.error());
    }
    for (const LostTag &lost : m_tags) {
        if (const Result<> put = m_rewritten.contains(lost.tag) ? merge(lost) : putBack(lost); !put)
            return base::fail(put.error());
    }
    return std::move(m_restore);
}

/// What failed may have come late, when nobody looked any more: what it would have changed is looked at.
Result<bool> Planning::mayHaveTaken(const StepRecord &record)
{
    if (record.state != StepState::Failed)
        return record.state != StepState::Planned && record.state != StepState::Skipped;
    const Step &step = record.step;
    const bool deletes = step.kind == Kind::DeleteManifest;
    const bool removes = deletes || step.kind == Kind::RemoveTag;
    const Result<std::optional<oci::Digest>> now
        = find(step.tag && !deletes ? oci::TagOrDigest(*step.tag) : oci::TagOrDigest(step.digest));
    if (!now)
        return base::fail(now.error());
    return removes ? !*now : *now == step.digest;
}

Result<> Planning::findRewritten()
{
    for (const LostTag &lost : m_tags) {
        if (!isReferrersTag(lost.tag))
            continue;
        const Result<std::optional<oci::Manifest>> ours = manifest(lost.digest);
        if (!ours)
            return base::fail(ours.error());
        const Result<oci::Manifest> theirs = m_registry.manifest(m_repository, lost.tag, m_stop);
        if (!theirs && theirs.error().kind != ErrorKind::NotFound)
            return base::fail(theirs.error());
        const bool isSomebodyElses
            = theirs && theirs->index() && theirs->digest() != lost.digest && theirs->digest() != lost.now;
        if (isSomebodyElses && *ours && (*ours)->index()) {
            m_rewritten.insert(lost.tag, *theirs);
            m_replaced.insert(lost.digest);
        }
    }
    return Done{};
}

/// What the run took, or may have taken.
Result<> Planning::collect(qint64 run)
{
    const Result<std::vector<StepRecord>> records = m_journal.steps(run);
    if (!records)
        return base::fail(records.error());
    const Result<Surroundings> around = m_journal.surroundings(run);
    if (!around)
        return base::fail(around.error());
    QSet<oci::Digest> placeholders;
    for (const StepRecord &record : *records) {
        const Step &step = record.step;
        if (step.kind == Kind::PutPlaceholder)
            placeholders.insert(step.digest);
        const Result<bool> took = mayHaveTaken(record);
        if (!took)
            return base::fail(took.error());
        if (!*took)
            continue;
        if (step.kind == Kind::RemoveTag)
            m_tags.push_back({*step.tag, step.digest});
        else if (step.kind == Kind::DeleteManifest && !placeholders.contains(step.digest))
            m_manifests.push_back(step.digest);
        else if (step.tag && step.before)
            m_tags.push_back({*step.tag, *step.before, step.digest});
    }
    const QSet<oci::Digest> deleted(m_manifests.cbegin(), m_manifests.cend());
    for (const Surroundings::Named &named : around->goAlong) {
        if (named.tag && deleted.contains(named.digest))
            m_tags.push_back({*named.tag, named.digest});
    }
    return Done{};
}

Result<> Planning::putBack(const oci::Digest &digest)
{
    if (m_seen.contains(digest))
        return Done{};
    m_seen.insert(digest);
    const Result<std::optional<oci::Digest>> found
        = m_replaced.contains(digest) ? Result<std::optional<oci::Digest>>(digest) : find(digest);
    if (!found)
        return base::fail(found.error());
    if (*found)
        return Done{};
    const Result<std::optional<oci::Manifest>> kept = manifest(digest);
    if (!kept)
        return base::fail(kept.error());
    std::vector<quint32> needs;
    Result<std::optional<Refusal>> refusal = *kept
        ? obstacle(**kept, needs)
        : Result<std::optional<Refusal>>(Refusal{Refusal::Kind::ManifestGone, {}, digest, digest});
    if (!refusal)
        return base::fail(refusal.error());
    if (*refusal) {
        m_refused.insert(digest, **refusal);
        m_restore.refused.push_back(**refusal);
        return Done{};
    }
    m_stepOf.insert(digest, static_cast<quint32>(m_restore.steps.size()));
    m_restore.steps.push_back({Kind::PutTag, {}, digest, {}, std::move(needs)});
    m_restore.manifests.push_back(**kept);
    return Done{};
}

/// Why @p manifest cannot be put back; what it needs and the journal has is put back before it.
Result<std::optional<Refusal>> Planning::obstacle(const oci::Manifest &manifest, std::vector<quint32> &needs)
{
    if (const oci::ImageIndex *index = manifest.index()) {
        for (const oci::Descriptor &child : index->manifests) {
            // Another run may have taken it. One that never was here is the registry's business.
            const Result<std::optional<oci::Manifest>> kept = m_journal.manifest(child.digest);
            if (!kept)
                return base::fail(kept.error());
            if (!*kept)
                continue;
            if (const Result<> put = putBack(child.digest); !put)
                return base::fail(put.error());
            if (const auto refused = m_refused.constFind(child.digest); refused != m_refused.cend())
                return Refusal{refused->kind, {}, manifest.digest(), refused->missing};
            if (const auto step = m_stepOf.constFind(child.digest); step != m_stepOf.cend())
                needs.push_back(*step);
        }
    }
    const Result<std::vector<oci::Digest>> gone = m_blobs.goneOf(manifest, 1);
    if (!gone)
        return base::fail(gone.error());
    if (!gone->empty())
        return Refusal{Refusal::Kind::BlobGone, {}, manifest.digest(), gone->front()};
    return std::optional<Refusal>();
}

/// Its image does not come back, and so the tag is refused with it.
bool Planning::isRefused(const LostTag &lost)
{
    const auto refused = m_refused.constFind(lost.digest);
    if (refused == m_refused.cend())
        return false;
    Refusal refusal = *refused;
    refusal.tag = lost.tag;
    m_restore.refused.push_back(std::move(refusal));
    return true;
}

Result<> Planning::putBack(const LostTag &lost)
{
    if (isRefused(lost))
        return Done{};
    const Result<std::optional<oci::Digest>> now = find(lost.tag);
    if (!now)
        return base::fail(now.error());
    if (*now == lost.digest)
        return Done{};
    if (*now && *now != lost.now) {
        m_restore.refused.push_back({Refusal::Kind::TagTaken, lost.tag, lost.digest, **now});
        return Done{};
    }
    const Result<std::optional<oci::Manifest>> kept = manifest(lost.digest);
    if (!kept)
        return base::fail(kept.error());
    if (!*kept) {
        m_restore.refused.push_back({Refusal::Kind::ManifestGone, lost.tag, lost.digest, lost.digest});
        return Done{};
    }
    if (const Result<> whole = putBack(lost.digest); !whole) // it may have gone since, by another run
        return base::fail(whole.error());
    if (isRefused(lost))
        return Done{};
    Step step{Kind::PutTag, lost.tag, lost.digest, *now};
    if (const auto needed = m_stepOf.constFind(lost.digest); needed != m_stepOf.cend()) {
        step.needs.push_back(*needed);
    } else { // the image is there, and what it is made of may not be
        Result<std::optional<Refusal>> refusal = obstacle(**kept, step.needs);
        if (!refusal)
            return base::fail(refusal.error());
        if (*refusal) {
            (*refusal)->tag = lost.tag;
            m_restore.refused.push_back(**std::move(refusal));
            return Done{};
        }
        m_restore.manifests.push_back(**kept);
    }
    m_restore.steps.push_back(std::move(step));
    return Done{};
}

/// What cannot come back is not listed again.
Result<> Planning::merge(const LostTag &lost)
{
    const oci::Manifest &theirs = *m_rewritten.constFind(lost.tag);
    const Result<std::optional<oci::Manifest>> ours = manifest(lost.digest);
    if (!ours)
        return base::fail(ours.error());
    Restore::Merge merge{0, **ours, {}};
    Step step{Kind::PutTag, lost.tag, lost.digest, theirs.digest()};
    for (const oci::Descriptor &entry : (*ours)->index()->manifests) {
        if (Result<> put = putBack(entry.digest); !put)
            return put;
        if (m_refused.contains(entry.digest))
            continue;
        merge.entries.push_back(entry.digest);
        if (const auto needed = m_stepOf.constFind(entry.digest); needed != m_stepOf.cend())
            step.needs.push_back(*needed);
    }
    const Result<oci::Manifest> merged = mergedIndex(theirs, **ours, merge.entries);
    if (!merged) {
        m_restore.refused.push_back({Refusal::Kind::TagTaken, lost.tag, lost.digest, theirs.digest()});
        return Done{};
    }
    if (merged->digest() == theirs.digest())
        return Done{};
    step.digest = merged->digest();
    merge.step = static_cast<quint32>(m_restore.steps.size());
    m_restore.steps.push_back(std::move(step));
    m_restore.manifests.insert(m_restore.manifests.end(), {*merged, theirs});
    m_restore.merges.push_back(std::move(merge));
    return Done{};
}

Result<std::optional<oci::Digest>> Planning::find(const oci::TagOrDigest &what)
{
    const Result<oci::Descriptor> found = m_registry.resolve(m_repository, what, m_stop);
    if (found)
        return std::optional(found->digest);
    if (found.error().kind == ErrorKind::NotFound)
        return std::optional<oci::Digest>();
    return base::fail(found.error());
}

/// The journal's, else the repository's.
Result<std::optional<oci::Manifest>> Planning::manifest(const oci::Digest &digest)
{
    Result<std::optional<oci::Manifest>> kept = m_journal.manifest(digest);
    if (!kept || *kept)
        return kept;
    Result<oci::Manifest> read = m_registry.manifest(m_repository, digest, m_stop);
    if (read)
        return std::optional(*std::move(read));
    if (read.error().kind == ErrorKind::NotFound)
        return std::optional<oci::Manifest>();
    return base::fail(read.error());
}

/// The manifests that @p run put under a tag or their digest; none where it is no restore.
Result<std::vector<oci::Digest>> restoredBy(Journal &journal, qint64 run)
{
    const Result<std::vector<StepRecord>> steps = journal.steps(run);
    if (!steps)
        return base::fail(steps.error());
    const Result<bool> isOne = isRestore(journal, run, *steps);
    if (!isOne)
        return base::fail(isOne.error());
    std::vector<oci::Digest> digests;
    if (!*isOne)
        return digests;
    for (const StepRecord &record : *steps) {
        if (record.step.kind != Kind::PutTag)
            continue;
        const bool isThere = record.state == StepState::Done || record.state == StepState::Unknown;
        if (isThere && std::find(digests.cbegin(), digests.cend(), record.step.digest) == digests.cend())
            digests.push_back(record.step.digest);
    }
    return digests;
}

} // namespace

Result<Restore> planRestore(Journal &journal, qint64 run, registry::Registry &registry,
                            const oci::RepositoryName &repository, std::stop_token stop)
{
    return Planning(journal, registry, repository, std::move(stop)).plan(run);
}

Result<Restore> planRestore(Journal &journal, const std::vector<Loss> &lost, registry::Registry &registry,
                            const oci::RepositoryName &repository, std::stop_token stop)
{
    return Planning(journal, registry, repository, std::move(stop)).plan(lost);
}

Result<bool> isRestore(Journal &journal, qint64 run, const std::vector<StepRecord> &steps)
{
    const bool putsImage = std::any_of(steps.cbegin(), steps.cend(), [](const StepRecord &record) {
        return record.step.kind == Kind::PutTag && !record.step.tag;
    });
    if (putsImage)
        return true;
    const Result<std::vector<RunRecord>> runs = journal.runs();
    if (!runs)
        return base::fail(runs.error());
    return std::any_of(runs->cbegin(), runs->cend(),
                       [run](const RunRecord &record) { return record.id == run && record.restores; });
}

Result<RestoreLook> lookAtRestored(Journal &journal, qint64 run, registry::Registry &registry,
                                   const oci::RepositoryName &repository, std::stop_token stop)
{
    const Result<std::vector<oci::Digest>> images = restoredBy(journal, run);
    if (!images)
        return base::fail(images.error());
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    RestoreLook look;
    BlobCheck blobs(registry, repository, std::move(stop));
    for (std::size_t i = 0; i < images->size(); ++i) {
        const oci::Digest &digest = (*images)[i];
        const Result<std::optional<oci::Manifest>> manifest = journal.manifest(digest);
        if (!manifest)
            return base::fail(manifest.error());
        if (!*manifest)
            continue;
        const Result<std::vector<oci::Digest>> gone = blobs.goneOf(**manifest, all);
        if (!gone) { // nor are the others to be read, or each of them takes as long to fail
            look.notLookedAt = std::ssize(*images) - static_cast<qint64>(i);
            break;
        }
        for (const oci::Digest &blob : *gone)
            look.gone.push_back({digest, blob});
    }
    return look;
}

} // namespace changes
