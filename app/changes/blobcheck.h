#pragma once

#include <stop_token>
#include <vector>

#include <QHash>

#include "app/registry/registry.h"

namespace changes {

/// Whether a repository still has what its images are made of. One byte of each blob is read, once: a registry may say
/// of a blob that was collected that it is there. Blocking; one thread.
class BlobCheck final
{
public:
    /// @p registry and @p repository live longer.
    BlobCheck(registry::Registry &registry, const oci::RepositoryName &repository, std::stop_token stop);

    /// What @p manifest is made of and the repository does not have, at most @p most of it. An error where one could
    /// not be read, and nobody knows whether it is there.
    Result<std::vector<oci::Digest>> goneOf(const oci::Manifest &manifest, std::size_t most);

private:
    Result<bool> isReadable(const oci::Descriptor &blob);
    bool isPromised(const oci::Descriptor &blob, const base::Error &error);

    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    const std::stop_token m_stop;
    QHash<oci::Digest, bool> m_known;
};

} // namespace changes
