#include "app/changes/stepwords.h"

#include <algorithm>
#include <array>

namespace changes {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{"remove-tag"_L1, "delete-manifest"_L1, "put-placeholder"_L1, "put-tag"_L1};
constexpr std::array states{"planned"_L1, "sent"_L1, "done"_L1, "skipped"_L1, "failed"_L1, "unknown"_L1};
constexpr std::array causes{""_L1,        "told"_L1,      "step-missing"_L1,  "tags-unread"_L1, "used"_L1,
                            "changed"_L1, "came-back"_L1, "nothing-to-do"_L1, "blob-gone"_L1,   "not-kept"_L1,
                            "unread"_L1,  "no-effect"_L1, "answer"_L1,        "left-unread"_L1};

template <class Words, class Value>
QString wordIn(const Words &all, Value value)
{
    return all.at(static_cast<std::size_t>(value));
}

template <class Value, class Words>
std::optional<Value> valueIn(const Words &all, QStringView word)
{
    const auto *found = std::find(all.begin(), all.end(), word);
    return found == all.end() ? std::nullopt : std::optional(static_cast<Value>(found - all.begin()));
}

} // namespace

QString wordOf(Step::Kind kind)
{
    return wordIn(words, kind);
}

std::optional<Step::Kind> stepKind(QStringView word)
{
    return valueIn<Step::Kind>(words, word);
}

QString wordOf(StepState state)
{
    return wordIn(states, state);
}

std::optional<StepState> stepState(QStringView word)
{
    return valueIn<StepState>(states, word);
}

QString wordOf(StepCause::Kind cause)
{
    return wordIn(causes, cause);
}

std::optional<StepCause::Kind> stepCause(QStringView word)
{
    return valueIn<StepCause::Kind>(causes, word);
}

} // namespace changes
