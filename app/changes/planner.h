#pragma once

#include <functional>
#include <map>

#include <QSet>

#include "app/changes/plan.h"
#include "app/changes/repositorygraph.h"
#include "app/platforms/selection.h"

namespace changes {

/// What becomes of tags that nobody asked for, on an image of tags that somebody did.
enum class OtherTags
{
    Keep,
    DeleteToo,
};

/// What a plan must respect, and what was chosen in its review.
struct PlanRules
{
    platforms::DeletionAbilities abilities{};
    platforms::Protection protection{}; ///< empty: nothing is protected
    std::function<bool(const oci::TagName &)> alwaysKept{}; ///< empty: no name is
    OtherTags otherTags = OtherTags::Keep;
    /// Where the registry cannot remove a tag alone: put a placeholder under it and delete that.
    bool usePlaceholders = false;
    /// What the other repositories of the registry use, manifests and blobs; null: they were not read.
    const QSet<oci::Digest> *elsewhere = nullptr;
    /// What the tags pointed at in a saved plan: nothing else goes by it. Null: the plan is new.
    const std::map<oci::TagName, oci::Digest> *saved = nullptr;
};

/// The plan that carries out @p selection in a repository that was read into @p graph. Pure.
///
/// Nothing goes that something which stays needs: not a child of an index that stays, not a signature or another
/// referrer of an image that stays, not an image with a tag that stays. With an image go its tags, the children that
/// only it names and everything that belongs to it. An image goes only where the whole repository was read.
[[nodiscard]] Plan planDeletion(const RepositoryGraph &graph, const platforms::Selection &selection,
                                const PlanRules &rules);

/// What that plan would free, without the plan: for a figure that follows what somebody marks. Pure.
[[nodiscard]] Space spaceOf(const RepositoryGraph &graph, const platforms::Selection &selection,
                            const PlanRules &rules);

} // namespace changes
