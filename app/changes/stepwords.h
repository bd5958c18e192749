#pragma once

#include <optional>

#include <QString>

#include "app/changes/plan.h"

namespace changes {

/// The word for a kind of step in files: the journal and saved plans.
[[nodiscard]] QString wordOf(Step::Kind kind);
[[nodiscard]] std::optional<Step::Kind> stepKind(QStringView word);

} // namespace changes
