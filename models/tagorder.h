#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "models/tagblocks.h"
#include "models/tagfilter.h"

namespace models {

/// How the rows of one digest hang together in the table as it is shown; a set of flags, 0 for a row that stands alone.
enum TagRail : std::uint8_t
{
    RailAbove = 1, ///< the row above is one of them
    RailBelow = 2,
    RailElsewhereUp = 4, ///< the row above is none of them, but one further up is
    RailElsewhereDown = 8,
};

/// Which rows are shown, and in which order.
struct TagQuestion
{
    TagBlocks::Snapshot rows;
    int imageNumbers = 0; ///< no TagRow::image is as large
    TagFilter filter{};
    TagFilter::Circumstances circumstances{};
    int column = 0; ///< of TagModel
    Qt::SortOrder order = Qt::AscendingOrder;
    bool isGrouped = false; ///< the rows of one digest stand together, where the first of them would stand
};

/// The answer: rows of the question by their number.
struct TagOrder
{
    std::vector<int> rows; ///< in the order shown
    std::vector<int> positions; ///< by row: where it is shown, -1 where it is not
    std::vector<std::uint8_t> rails; ///< by position: flags of TagRail
    int undecided = 0; ///< rows that the filter could not decide, which are not shown
    bool isTooComplex = false; ///< the filter has a regular expression that takes too long; nothing else counts then
};

/// Filters, sorts and groups. What is not known stands last in either direction; equal values stand in the natural
/// order of their tags. For a worker: takes 0.1 s for 100,000 rows. Where @p stop is requested, the answer is of no
/// use.
[[nodiscard]] TagOrder orderTags(const TagQuestion &question, const std::stop_token &stop);

} // namespace models
