#pragma once

#include <optional>
#include <vector>

#include "app/changes/journal.h"

namespace changes {

/// One thing of a run, as a person counts them: a tag with what became of it and of its image, or a manifest without a
/// tag. A value.
struct RunItem
{
    std::optional<oci::TagName> tag{};
    oci::Digest digest; ///< what a tag points at after the run, or pointed at before one that deletes
    std::optional<StepRecord> name{}; ///< the step for the tag
    std::optional<StepRecord> manifest{}; ///< the step for the manifest

    /// Of a tag that was left on its placeholder: Failed, whatever kept the placeholder from going.
    [[nodiscard]] StepState state() const;
    [[nodiscard]] bool deletes() const;
    [[nodiscard]] bool isTagGone() const; ///< for sure, whatever became of its image
    [[nodiscard]] bool mayHaveChanged() const; ///< something is not as it was, or nobody knows
    /// The tag was put on its placeholder, and that has not gone: it points at nothing of use.
    [[nodiscard]] bool isOnPlaceholder() const;
    /// The step that says most: the one that did not go as planned, or else the last.
    [[nodiscard]] const StepRecord &step() const;
};

/// The things that @p steps do; @p goAlong are tags that go with their manifest. In the order of the steps.
[[nodiscard]] std::vector<RunItem> itemsOf(const std::vector<StepRecord> &steps,
                                           const std::vector<Surroundings::Named> &goAlong);

/// How many of @p items are in @p state. Of those that are done tags are counted, where there are any: "4 tags" is what
/// somebody asked for, whatever else had to go. Tags that were left on a placeholder have a count of their own.
[[nodiscard]] int count(const std::vector<RunItem> &items, StepState state);
[[nodiscard]] int countTags(const std::vector<RunItem> &items);
[[nodiscard]] int countOnPlaceholder(const std::vector<RunItem> &items);

} // namespace changes
