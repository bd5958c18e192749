#pragma once

#include <vector>

#include <QDateTime>

#include "app/changes/runitems.h"
#include "app/jobs/historyjobs.h"

namespace models {

/// What later runs put back of what a run took, and of what it should have left as it was. A value.
struct PutBack
{
    enum class Extent
    {
        Nothing,
        Part,
        Whole, ///< all that it took
    };

    /// Something was there before that a restore can bring back.
    [[nodiscard]] static bool isDue(const changes::RunItem &item);

    /// Notes what the restore @p later did for @p run; from the newest to the oldest.
    void note(const jobs::PastRun &run, const std::vector<changes::RunItem> &items, const jobs::PastRun &later,
              const std::vector<changes::RunItem> &laterItems);
    [[nodiscard]] Extent extent(const std::vector<changes::RunItem> &items) const;

    QDateTime when{}; ///< of the last of them; invalid for none
    std::vector<bool> items{}; ///< that are back, by position; empty for none
    std::vector<bool> losses{};
};

} // namespace models
