#pragma once

#include <optional>

#include <QDateTime>

#include "app/base/error.h"

namespace ui {

/// How far a listing is, as its page shows it.
struct ListingStatus
{
    enum class Phase
    {
        NotAsked,
        Running,
        Ended
    };

    Phase phase = Phase::NotAsked;
    bool allNames = false; ///< every tag has a row
    bool complete = false; ///< there is no more than what is shown
    std::optional<base::Error> error{}; ///< why it ended early; Cancelled where the user stopped it
    bool isStale = false; ///< it brought nothing: what is shown comes from an earlier one
    QDateTime updated{}; ///< when what is shown was read
};

} // namespace ui
