#include "app/changes/referrersmerge.h"
#include "app/changes/restore.h"

namespace changes {

Result<qint64> beginRestore(Journal &journal, const RunRecord &record, Restore restore, registry::Registry &registry,
                            const oci::RepositoryName &repository, std::stop_token stop)
{
    for (const Restore::Merge &merge : restore.merges) {
        Step &step = restore.steps[merge.step];
        const Result<oci::Manifest> theirs = registry.manifest(repository, *step.tag, stop);
        if (!theirs && theirs.error().kind != ErrorKind::NotFound)
            return base::fail(theirs.error());
        if (!theirs || theirs->digest() == step.before)
            continue;
        if (const Result<oci::Manifest> merged = mergedIndex(*theirs, merge.ours, merge.entries)) {
            step.digest = merged->digest();
            step.before = theirs->digest();
            restore.manifests.insert(restore.manifests.end(), {*merged, *theirs});
        }
    }
    return journal.begin(record, restore.steps, restore.manifests);
}

} // namespace changes
