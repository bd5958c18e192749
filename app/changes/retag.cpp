#include "app/changes/retag.h"

#include <algorithm>
#include <set>

namespace changes {

namespace {

/// Why @p retag is left alone, or nothing.
Reason obstacleTo(const Retag &retag, const PlanRules &rules)
{
    if (!retag.before)
        return {};
    if (*retag.before == retag.image)
        return {Reason::Kind::AlreadyThere};
    if (rules.alwaysKept && rules.alwaysKept(retag.tag))
        return {Reason::Kind::AlwaysKept};
    if (const QString rule = rules.protection ? rules.protection(retag.tag) : QString(); !rule.isEmpty())
        return {Reason::Kind::Protected, {}, rule};
    return rules.abilities.immutableTags ? Reason{Reason::Kind::Immutable} : Reason();
}

} // namespace

Plan planRetags(const std::vector<Retag> &retags, const PlanRules &rules)
{
    Plan plan;
    std::set<oci::TagName> seen;
    for (const Retag &retag : retags) {
        PlanItem item{retag.tag, retag.image};
        item.reason = seen.insert(retag.tag).second ? obstacleTo(retag, rules) : Reason{Reason::Kind::AskedTwice};
        if (item.reason.kind == Reason::Kind::None) {
            item.outcome = retag.before ? PlanItem::Outcome::TagMoved : PlanItem::Outcome::TagAdded;
            plan.steps.push_back({Step::Kind::PutTag, retag.tag, retag.image, retag.before});
        }
        plan.items.push_back(std::move(item));
    }
    return plan;
}

Plan planUndo(const std::vector<Step> &retags)
{
    Plan plan;
    for (const Step &retag : retags) {
        PlanItem item{retag.tag, retag.before ? *retag.before : retag.digest};
        item.outcome = retag.before ? PlanItem::Outcome::TagMoved : PlanItem::Outcome::TagRemoved;
        plan.items.push_back(std::move(item));
        if (retag.before)
            plan.steps.push_back({Step::Kind::PutTag, retag.tag, *retag.before, retag.digest});
        else
            plan.steps.push_back({Step::Kind::RemoveTag, retag.tag, retag.digest});
    }
    return plan;
}

platforms::Ability canUndo(const std::vector<Step> &retags, const platforms::DeletionAbilities &abilities)
{
    const bool removes
        = std::any_of(retags.cbegin(), retags.cend(), [](const Step &retag) { return !retag.before.has_value(); });
    return removes ? abilities.tags : platforms::Ability::Yes;
}

} // namespace changes
