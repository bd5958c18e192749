#pragma once

#include <vector>

#include <QSet>

#include "app/changes/removalset.h"

namespace changes {

/// Counts the bytes of what goes: config, layers and the manifests themselves, as a registry stores them. A local
/// variable of whoever plans.
class SpaceCount final
{
public:
    using Id = RepositoryGraph::Id;

    /// All arguments live longer; @p elsewhere as in PlanRules.
    SpaceCount(const RepositoryGraph &graph, const RemovalSet &removal, const QSet<oci::Digest> *elsewhere);

    [[nodiscard]] Space whole() const;
    /// For every manifest of the graph what only it, with what goes with it, uses; -1 where nobody says how much that
    /// is. What two deleted images share is counted for neither: it goes only because both do.
    [[nodiscard]] std::vector<qint64> onlyIn() const;

private:
    /// The one image that was asked for and through which something goes; 0 where there is none, else its id + 1.
    using Owner = quint32;
    static constexpr Owner several = ~Owner(0);

    [[nodiscard]] std::vector<Owner> ownersOfManifests() const;
    [[nodiscard]] std::vector<Owner> ownersOfBlobs(const std::vector<Owner> &ofManifests) const;

    const RepositoryGraph &m_graph;
    const RemovalSet &m_removal;
    const QSet<oci::Digest> *m_elsewhere;
    std::vector<bool> m_isKept; ///< blobs: something that stays uses them
};

} // namespace changes
