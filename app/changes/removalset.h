#pragma once

#include <optional>
#include <vector>

#include "app/changes/planner.h"

namespace changes {

/// Which tags and manifests of a repository a plan takes: the largest set that was asked for and that nothing which
/// stays needs. Starts with all that might go, and takes out what must stay until nothing changes. A local variable of
/// planDeletion().
class RemovalSet final
{
public:
    using Id = RepositoryGraph::Id;

    /// All arguments live longer.
    RemovalSet(const RepositoryGraph &graph, const platforms::Selection &selection, const PlanRules &rules);

    /// The tags that were asked for and exist, in their order; with DeleteToo also the others on their images.
    [[nodiscard]] const std::vector<Id> &askedTags() const noexcept { return m_asked; }
    [[nodiscard]] const std::vector<oci::TagName> &unknownTags() const noexcept { return m_unknownTags; }
    /// The manifests without a tag that were asked for.
    [[nodiscard]] const std::vector<Id> &askedManifests() const noexcept { return m_askedManifests; }
    [[nodiscard]] const std::vector<oci::Digest> &unknownManifests() const noexcept { return m_unknownManifests; }
    [[nodiscard]] const std::vector<SharedImage> &shared() const noexcept { return m_shared; }

    /// What goes, each after the indexes that name it and after what it belongs to: children after their index, so that
    /// no index ever lacks one, and signatures after their image, so that an image that cannot go keeps them.
    [[nodiscard]] const std::vector<Id> &manifests() const noexcept { return m_manifests; }
    [[nodiscard]] bool goes(Id manifest) const { return m_goes[manifest]; }
    /// Why @p tag itself may not go, whatever the registry can do.
    [[nodiscard]] Reason tagStays(Id tag) const;
    /// Why @p manifest does not go.
    [[nodiscard]] Reason manifestStays(Id manifest) const;

private:
    void leaveNew(Id tag);
    void askFor(Id tag);
    void ask(const platforms::Selection &selection);
    [[nodiscard]] bool isLeftOver(const RepositoryGraph::Manifest &manifest) const;
    void askForOthers();
    void collectCandidates();
    void reduce();
    void arrange();
    [[nodiscard]] Reason ownReason(Id tag) const; ///< of the tag by itself
    [[nodiscard]] QStringList namesOf(Id manifest) const;

    const RepositoryGraph &m_graph;
    const PlanRules &m_rules;
    bool m_everything;
    std::vector<Id> m_asked;
    std::vector<oci::TagName> m_unknownTags;
    std::vector<Id> m_askedManifests;
    std::vector<oci::Digest> m_unknownManifests;
    std::vector<SharedImage> m_shared;
    std::vector<Reason> m_ownReasons; ///< of all tags
    std::vector<bool> m_isAsked; ///< tags
    std::vector<bool> m_wanted; ///< tags: asked for, or attached to what goes
    std::vector<bool> m_candidate; ///< manifests
    std::vector<bool> m_goes; ///< manifests
    std::vector<Id> m_manifests;
};

} // namespace changes
