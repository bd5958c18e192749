#pragma once

#include <functional>
#include <stop_token>

#include "app/changes/repositorygraph.h"
#include "app/oci/repositoryname.h"
#include "app/platforms/platform.h"
#include "app/platforms/selection.h"
#include "app/registry/registry.h"

namespace changes {

/// How far a reading has come: what was read, and how much is known to be there. On the calling thread.
using ReadProgress = std::function<void(qint64 done, qint64 total)>;

/// Reads one repository for a plan. Sends reads only; blocking calls for worker threads, one after another.
class RepositoryReader final
{
public:
    /// All arguments live longer. @p progress may be empty.
    RepositoryReader(platforms::Platform &platform, registry::Registry &registry, const oci::RepositoryName &repository,
                     ReadProgress progress);

    /// Every tag and every manifest that a tag leads to, however deep. What could not be read becomes a gap of the
    /// graph; an error where there is no listing at all, and Cancelled.
    Result<RepositoryGraph> read(std::stop_token stop);
    /// Manifests that no tag leads to and @p selection asks for, into @p graph, which read() made.
    Result<> readUntagged(RepositoryGraph &graph, const platforms::Selection &selection, std::stop_token stop);
    /// What belongs to everything that may go with @p selection, into @p graph, which read() made.
    Result<> readReferrers(RepositoryGraph &graph, const platforms::Selection &selection, std::stop_token stop);

private:
    Result<> readNamed(RepositoryGraph &graph, std::stop_token stop);
    Result<bool> readReferrersOf(RepositoryGraph &graph, const oci::Digest &subject, std::stop_token stop);

    platforms::Platform &m_platform;
    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    ReadProgress m_progress;
};

} // namespace changes
