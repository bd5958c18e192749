#include "app/changes/friction.h"

#include <algorithm>
#include <set>

namespace changes {

namespace {

constexpr std::ptrdiff_t fewTags = 20;

bool isChange(const PlanItem &item)
{
    return item.outcome != PlanItem::Outcome::Skipped;
}

/// A tag goes that nobody asked for: those on the image of another were taken, too.
bool takesOthers(const Plan &plan)
{
    std::set<oci::TagName> others;
    for (const SharedImage &shared : plan.shared)
        others.insert(shared.others.cbegin(), shared.others.cend());
    return std::any_of(plan.items.cbegin(), plan.items.cend(),
                       [&](const PlanItem &item) { return isChange(item) && item.tag && others.contains(*item.tag); });
}

/// Images of an index, signatures and the like go along, or placeholders are put in place of tags that are there: no
/// row of the review is theirs.
bool takesMoreImages(const Plan &plan)
{
    std::set<oci::Digest> known;
    for (const PlanItem &item : plan.items) {
        if (isChange(item) && item.digest)
            known.insert(*item.digest);
    }
    return std::any_of(plan.steps.cbegin(), plan.steps.cend(), [&](const Step &step) {
        return step.kind == Step::Kind::DeleteManifest && !known.contains(step.digest);
    });
}

} // namespace

Friction frictionOf(const Plan &plan, connections::Level level, bool everything)
{
    // What could not be read may belong to what goes.
    if (everything || plan.leavesNoTag || !plan.gaps.empty())
        return Friction::Wait;
    const bool moves = std::any_of(plan.items.cbegin(), plan.items.cend(),
                                   [](const PlanItem &item) { return item.outcome == PlanItem::Outcome::TagMoved; });
    const bool isMuch = level == connections::Level::Production || moves || takesOthers(plan) || takesMoreImages(plan)
        || std::count_if(plan.items.cbegin(), plan.items.cend(), isChange) > fewTags;
    return isMuch ? Friction::TypeName : Friction::Review;
}

} // namespace changes
