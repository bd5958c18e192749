#pragma once

#include <optional>

#include <span>

#include <QLatin1StringView>

#include "app/platforms/tagdetails.h"

namespace insight {
class Sharing;
}

namespace models {

struct TagRow;

/// Bytes that no other image of the repository has; nothing while that is not known. @p sharing may be null.
[[nodiscard]] std::optional<qint64> onlyHere(const TagRow &row, const insight::Sharing *sharing);

/// The value of a column of TagModel that has numbers or dates: bytes, milliseconds since 1970; nothing while it is not
/// known. Any thread.
[[nodiscard]] std::optional<qint64> tagNumber(const TagRow &row, int column, const insight::Sharing *sharing);

/// A word for what a tag is, as filters and exported files write it in every language.
struct TagType
{
    QLatin1StringView word;
    platforms::TagKind kind;
};

[[nodiscard]] std::span<const TagType> tagTypes();
[[nodiscard]] QLatin1StringView typeWord(platforms::TagKind kind); ///< empty while it is not known

} // namespace models
