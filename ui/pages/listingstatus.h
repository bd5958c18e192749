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
    bool complete = false; ///< there is no more than what is shown
    std::optional<base::Error> error{}; ///< why it ended early; Cancelled where the user stopped it
    QDateTime updated{}; ///< when it ended last
};

} // namespace ui
