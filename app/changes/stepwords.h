#pragma once

#include <optional>

#include <QString>

#include "app/changes/journal.h"

namespace changes {

/// The word for a kind of step in files: the journal and saved plans.
[[nodiscard]] QString wordOf(Step::Kind kind);
[[nodiscard]] std::optional<Step::Kind> stepKind(QStringView word);
/// The same for where a step stands.
[[nodiscard]] QString wordOf(StepState state);
[[nodiscard]] std::optional<StepState> stepState(QStringView word);
/// The same for why; empty for None.
[[nodiscard]] QString wordOf(StepCause::Kind cause);
[[nodiscard]] std::optional<StepCause::Kind> stepCause(QStringView word);

} // namespace changes
