#pragma once

#include <QString>

#include "app/changes/plan.h"

namespace models {

/// Where a plan is for.
struct PlanPlace
{
    QString registry; ///< the connection's name and address
    QString repository;
    QString when; ///< the repository was read, for people
};

/// A plan as Markdown, in the language of the window, to put before others. Nothing of a server's text can format it.
[[nodiscard]] QString planMarkdown(const changes::Plan &plan, const PlanPlace &place);

} // namespace models
