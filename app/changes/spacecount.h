#pragma once

#include <vector>

#include <QSet>

#include "app/changes/removalset.h"

namespace changes {

/// Counts the bytes of what goes: config, layers and the manifests themselves, as a registry stores them. A local
/// variable of planDeletion().
class SpaceCount final
{
public:
    using Id = RepositoryGraph::Id;

    /// All arguments live longer; @p elsewhere as in PlanRules.
    SpaceCount(const RepositoryGraph &graph, const RemovalSet &removal, const QSet<oci::Digest> *elsewhere);

    [[nodiscard]] Space whole() const noexcept { return m_whole; }
    /// What only @p image, with what goes with it, uses. What two deleted images share is counted for neither: it goes
    /// only because both do.
    [[nodiscard]] qint64 onlyIn(Id image) const { return m_onlyIn[image]; }

private:
    /// The one image that was asked for and through which something goes; 0 where there is none, else its id + 1.
    using Owner = quint32;
    static constexpr Owner several = ~Owner(0);

    [[nodiscard]] std::vector<Owner> ownersOfManifests() const;
    [[nodiscard]] std::vector<Owner> ownersOfBlobs(const std::vector<Owner> &ofManifests) const;
    void add(const oci::Digest &digest, qint64 bytes, bool isKept, Owner owner);

    const RepositoryGraph &m_graph;
    const RemovalSet &m_removal;
    const QSet<oci::Digest> *m_elsewhere;
    Space m_whole;
    std::vector<qint64> m_onlyIn; ///< of manifests
};

} // namespace changes
