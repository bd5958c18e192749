#pragma once

#include <stop_token>

#include <QHash>
#include <QStringList>

#include "app/changes/runnersurroundings.h"
#include "app/registry/registry.h"

namespace changes {

/// What holds which manifest, as a fresh look at all tags of a repository finds it: tags on it, and tags that lead to
/// an index which names it, however deep.
class RunnerLook final
{
public:
    /// Blocking, any thread. Reads every tag and every index below once. An error where one of them could not be read.
    static Result<RunnerLook> take(registry::Registry &registry, const oci::RepositoryName &repository,
                                   std::stop_token stop);

    /// Tags that keep @p manifest, but for those that are to go along with it.
    [[nodiscard]] QStringList holders(const oci::Digest &manifest, const std::vector<Surroundings::Named> &along) const;

private:
    friend class LookReads;

    QHash<oci::Digest, std::vector<oci::TagName>> m_tags;
    QHash<oci::Digest, std::vector<oci::Digest>> m_parents; ///< the indexes that name it
};

} // namespace changes
