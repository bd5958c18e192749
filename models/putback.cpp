#include "models/putback.h"

#include <algorithm>
#include <iterator>

#include "app/changes/referrersmerge.h"

namespace models {

using changes::RunItem;
using changes::StepState;

namespace {

/// What a restore has to put back for @p item.
const oci::Digest &digestBefore(const RunItem &item)
{
    return item.deletes() ? item.digest : *item.name->step.before;
}

bool isBack(const std::optional<oci::TagName> &tag, const oci::Digest &digest, const std::vector<RunItem> &restored)
{
    return std::any_of(restored.cbegin(), restored.cend(), [&](const RunItem &item) {
        // What belongs to an image comes back into the list that somebody else wrote since.
        if (tag && item.tag == tag && changes::isReferrersTag(*tag))
            return item.state() == StepState::Done;
        if (item.digest != digest)
            return false;
        // The image may be there without its tag.
        const bool isImage = item.manifest && item.manifest->state == StepState::Done;
        return tag ? item.tag == tag && item.state() == StepState::Done : isImage || item.state() == StepState::Done;
    });
}

} // namespace

bool PutBack::isDue(const RunItem &item)
{
    return item.mayHaveChanged() && (item.deletes() || (item.name && item.name->step.before));
}

/// A run puts back what another took, which it names, or images of an index, which several may have taken.
void PutBack::note(const jobs::PastRun &run, const std::vector<RunItem> &its, const jobs::PastRun &later,
                   const std::vector<RunItem> &laterItems)
{
    const bool isSamePlace = later.run.address == run.run.address && later.run.repository == run.run.repository;
    if (!(later.run.restores ? later.run.restores == run.run.id : isSamePlace))
        return;
    // One whose blobs are gone is not back.
    std::vector<RunItem> whole;
    std::copy_if(laterItems.cbegin(), laterItems.cend(), std::back_inserter(whole), [&later](const RunItem &item) {
        return std::none_of(later.gone.cbegin(), later.gone.cend(),
                            [&item](const changes::GoneBlob &blob) { return blob.manifest == item.digest; });
    });
    items.resize(its.size());
    losses.resize(run.losses.size());
    for (std::size_t i = 0; i < its.size(); ++i) {
        if (!isDue(its[i]) || !isBack(its[i].tag, digestBefore(its[i]), whole))
            continue;
        items[i] = true;
        if (!when.isValid())
            when = later.run.begun;
    }
    for (std::size_t i = 0; i < run.losses.size(); ++i) {
        if (isBack(run.losses[i].tag, run.losses[i].digest, whole))
            losses[i] = true;
    }
}

PutBack::Extent PutBack::extent(const std::vector<RunItem> &its) const
{
    if (!when.isValid())
        return Extent::Nothing;
    for (std::size_t i = 0; i < its.size(); ++i) {
        if (isDue(its[i]) && !items[i])
            return Extent::Part;
    }
    return Extent::Whole;
}

} // namespace models
