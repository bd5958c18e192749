#include "app/changes/stepwords.h"

#include <algorithm>
#include <array>

namespace changes {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{"remove-tag"_L1, "delete-manifest"_L1, "put-placeholder"_L1, "put-tag"_L1};
constexpr std::array states{"planned"_L1, "sent"_L1, "done"_L1, "skipped"_L1, "failed"_L1, "unknown"_L1};

} // namespace

QString wordOf(Step::Kind kind)
{
    return words.at(static_cast<std::size_t>(kind));
}

std::optional<Step::Kind> stepKind(QStringView word)
{
    const auto *found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Step::Kind>(found - words.begin()));
}

QString wordOf(StepState state)
{
    return states.at(static_cast<std::size_t>(state));
}

std::optional<StepState> stepState(QStringView word)
{
    const auto *found = std::find(states.begin(), states.end(), word);
    return found == states.end() ? std::nullopt : std::optional(static_cast<StepState>(found - states.begin()));
}

} // namespace changes
