#pragma once

#include <optional>
#include <vector>

#include "app/changes/planner.h"

namespace changes {

/// A tag that shall point at an image of its repository.
struct Retag
{
    oci::TagName tag;
    oci::Digest image;
    std::optional<oci::Digest> before{}; ///< what it points at now, by a fresh look; none: the name is free
};

/// The plan that puts the tags where they shall be: the same bytes, so the same digest. What a moved tag leaves stays
/// under its digest, which the step keeps for an undo. A tag that exists stays where it is when its name is always
/// kept, when a rule of the registry protects it and where tags are immutable. Pure.
[[nodiscard]] Plan planRetags(const std::vector<Retag> &retags, const PlanRules &rules);

/// The plan that takes @p retags back, steps of planRetags() that were done: tags that were free go, those that moved
/// point at their images of before. Pure.
[[nodiscard]] Plan planUndo(const std::vector<Step> &retags);
/// Whether a registry with @p abilities can carry that plan out: no; or nobody knows.
[[nodiscard]] platforms::Ability canUndo(const std::vector<Step> &retags,
                                         const platforms::DeletionAbilities &abilities);

} // namespace changes
