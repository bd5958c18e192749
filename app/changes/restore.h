#pragma once

#include <stop_token>

#include "app/changes/runnerreport.h"
#include "app/registry/registry.h"

namespace changes {

/// What puts back what a run took away. A value; its steps are a run of their own.
struct Restore
{
    struct Refusal
    {
        enum class Kind : quint8
        {
            BlobGone, ///< `missing` is in the repository no more
            ManifestGone, ///< `missing` is neither in the journal nor in the repository
            TagTaken, ///< the tag points at `missing` by now
        };

        Kind kind = Kind::BlobGone;
        std::optional<oci::TagName> tag{}; ///< none: the manifest itself; its tags follow, each with a refusal
        oci::Digest digest; ///< what is not put back
        oci::Digest missing;

        friend bool operator==(const Refusal &, const Refusal &) = default;
    };

    /// Of a fallback index that somebody else has written since: theirs stays, and gets what it lacks.
    struct Merge
    {
        quint32 step = 0; ///< which puts it
        oci::Manifest ours; ///< as it was taken
        std::vector<oci::Digest> entries; ///< of it, which are there or come back
    };

    std::vector<Step> steps{}; ///< of PutTag, what an index names before the index
    std::vector<oci::Manifest> manifests{}; ///< for Journal::begin()
    std::vector<Merge> merges{};
    std::vector<Refusal> refused{};
};

/// Reads what is left of what @p run took, one byte of every blob among it: a registry may say of a blob that was
/// collected that it is there. What lacks one is refused, and so is every index that names it. Blocking; the journal's
/// thread. An error where something could not be read.
Result<Restore> planRestore(Journal &journal, qint64 run, registry::Registry &registry,
                            const oci::RepositoryName &repository, std::stop_token stop);

/// The same for what a run should have left as it was, and did not.
Result<Restore> planRestore(Journal &journal, const std::vector<Loss> &lost, registry::Registry &registry,
                            const oci::RepositoryName &repository, std::stop_token stop);

/// Enters @p restore into the journal. A fallback index that somebody else wrote since it was planned is merged anew;
/// one that is written later still makes the runner skip the step. Blocking; the journal's thread.
Result<qint64> beginRestore(Journal &journal, const RunRecord &record, Restore restore, registry::Registry &registry,
                            const oci::RepositoryName &repository, std::stop_token stop);

/// Whether @p run, of @p steps, puts back what was there. The journal's thread.
Result<bool> isRestore(Journal &journal, qint64 run, const std::vector<StepRecord> &steps);

/// What a look at what a restore put back came to.
struct RestoreLook
{
    std::vector<GoneBlob> gone{}; ///< a garbage collection came in between
    qint64 notLookedAt = 0; ///< images and indexes whose blobs could not be read
};

/// Reads one byte of every blob of the images that @p run put back, if it is a restore. Blocking; the journal's thread.
/// An error where the journal cannot be read.
Result<RestoreLook> lookAtRestored(Journal &journal, qint64 run, registry::Registry &registry,
                                   const oci::RepositoryName &repository, std::stop_token stop);

} // namespace changes
