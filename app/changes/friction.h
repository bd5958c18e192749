#pragma once

#include "app/changes/plan.h"
#include "app/connections/connection.h"

namespace changes {

/// How much somebody must do before a plan runs: it grows with the damage. Enter never confirms.
enum class Friction
{
    Review, ///< look at it and press the button that names the count
    TypeName, ///< the name of the repository, too
    Wait, ///< and the button comes only after some seconds
};

/// @p level is of the connection, @p everything says that the whole repository was asked for. All its tags, one by one,
/// are no less.
[[nodiscard]] Friction frictionOf(const Plan &plan, connections::Level level, bool everything);

} // namespace changes
