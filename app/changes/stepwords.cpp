#include "app/changes/stepwords.h"

#include <algorithm>
#include <array>

namespace changes {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{"remove-tag"_L1, "delete-manifest"_L1, "put-placeholder"_L1, "put-tag"_L1};

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

} // namespace changes
