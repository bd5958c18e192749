#include "app/changes/runitems.h"

#include <algorithm>

namespace changes {

using Kind = Step::Kind;

namespace {

bool wentWrong(StepState state)
{
    return state == StepState::Failed || state == StepState::Unknown || !hasEnded(state);
}

/// A manifest goes: with its tags where they have steps, or where they go along with it.
void addDeletion(std::vector<RunItem> &items, const StepRecord &record, const std::vector<Surroundings::Named> &goAlong)
{
    const oci::Digest &digest = record.step.digest;
    bool isKnown = false;
    for (RunItem &item : items) {
        if (item.name && item.name->step.digest == digest) {
            item.manifest = record;
            isKnown = true;
            if (item.name->step.kind == Kind::PutPlaceholder) // no other tag goes with it
                return;
        }
    }
    for (const Surroundings::Named &along : goAlong) {
        if (along.tag && along.digest == digest) {
            items.push_back({along.tag, digest, {}, record});
            isKnown = true;
        }
    }
    if (!isKnown)
        items.push_back({{}, digest, {}, record});
}

/// A manifest comes back, and then the tags on it.
void addPut(std::vector<RunItem> &items, const StepRecord &record)
{
    const Step &step = record.step;
    if (!step.tag) {
        items.push_back({{}, step.digest, {}, record});
        return;
    }
    const auto untagged = std::find_if(items.begin(), items.end(), [&step](const RunItem &item) {
        return !item.tag && !item.deletes() && item.digest == step.digest;
    });
    if (untagged == items.end()) {
        items.push_back({step.tag, step.digest, record, {}});
    } else {
        untagged->tag = step.tag;
        untagged->name = record;
    }
}

} // namespace

const StepRecord &RunItem::step() const
{
    if (!name)
        return *manifest;
    if (!manifest || wentWrong(name->state) || name->state == StepState::Skipped)
        return *name;
    // A tag is gone also where its image stays, for now or for good, but a placeholder is not.
    const bool stays = manifest->state == StepState::Skipped || manifest->state == StepState::Planned;
    return stays && isTagGone() ? *name : *manifest;
}

bool RunItem::isTagGone() const
{
    return name && name->step.kind == Kind::RemoveTag && name->state == StepState::Done;
}

bool RunItem::mayHaveChanged() const
{
    return state() == StepState::Done || state() == StepState::Unknown || isOnPlaceholder() || isTagGone();
}

StepState RunItem::state() const
{
    return isOnPlaceholder() ? StepState::Failed : step().state;
}

bool RunItem::isOnPlaceholder() const
{
    return name && name->step.kind == Kind::PutPlaceholder && name->state == StepState::Done
        && (!manifest || manifest->state != StepState::Done);
}

bool RunItem::deletes() const
{
    return !name ? manifest->step.kind == Kind::DeleteManifest : name->step.kind != Kind::PutTag;
}

std::vector<RunItem> itemsOf(const std::vector<StepRecord> &steps, const std::vector<Surroundings::Named> &goAlong)
{
    std::vector<RunItem> items;
    items.reserve(steps.size());
    for (const StepRecord &record : steps) {
        const Step &step = record.step;
        switch (step.kind) {
        case Kind::DeleteManifest:
            addDeletion(items, record, goAlong);
            break;
        case Kind::PutPlaceholder:
            items.push_back({step.tag, step.before.value_or(step.digest), record, {}});
            break;
        case Kind::RemoveTag:
            items.push_back({step.tag, step.digest, record, {}});
            break;
        case Kind::PutTag:
            addPut(items, record);
            break;
        }
    }
    return items;
}

int countTags(const std::vector<RunItem> &items)
{
    return static_cast<int>(
        std::count_if(items.cbegin(), items.cend(), [](const RunItem &item) { return item.tag.has_value(); }));
}

int countOnPlaceholder(const std::vector<RunItem> &items)
{
    return static_cast<int>(
        std::count_if(items.cbegin(), items.cend(), [](const RunItem &item) { return item.isOnPlaceholder(); }));
}

int count(const std::vector<RunItem> &items, StepState state)
{
    const bool tagsOnly = state == StepState::Done && countTags(items) > 0;
    return static_cast<int>(std::count_if(items.cbegin(), items.cend(), [&](const RunItem &item) {
        return item.state() == state && (item.tag || !tagsOnly) && !item.isOnPlaceholder();
    }));
}

} // namespace changes
