#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "app/changes/journal.h"

namespace changes {

/// What a run came to. A value.
struct RunReport
{
    enum class Ending : quint8
    {
        Finished, ///< every step has ended
        Paused, ///< what was under way has ended; the run can go on
        Cancelled, ///< what was under way was given up; the run can go on
        SignInNeeded, ///< the registry wants a sign-in; the run can go on after it
        Stopped, ///< by `error`; the run can go on once its cause is gone
        Lost, ///< with steps that were not tried: what should have stayed is gone; the run can go on
        Closed, ///< for good, with steps that were not tried; with an `error` not everything could be looked at
    };

    struct StepResult
    {
        StepState state = StepState::Planned;
        StepCause cause{};
    };

    [[nodiscard]] qint64 count(StepState state) const
    {
        return std::count_if(steps.cbegin(), steps.cend(),
                             [state](const StepResult &result) { return result.state == state; });
    }

    Ending ending = Ending::Finished;
    std::optional<base::Error> error{};
    std::vector<StepResult> steps{}; ///< by position
    std::vector<Loss> lost{}; ///< this and the next also of before the run was left and gone on with
    std::vector<Race> raced{};
    qint64 notLookedAt = 0; ///< of what should have stayed: it could not be read afterwards
};

} // namespace changes
