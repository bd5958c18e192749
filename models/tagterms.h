#pragma once

#include "models/tagfilter.h"

namespace models {

/// One word of a TagFilter, read.
struct TagTerm
{
    TagFilter::Term holds;
    bool isExpression = false; ///< a regular expression, which alone can be too complex
};

/// Reads one word, which has no spaces. The offset of a mistake counts from the word's beginning.
[[nodiscard]] tl::expected<TagTerm, TagFilter::Mistake> parseTerm(QStringView word);

} // namespace models
