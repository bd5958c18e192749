#pragma once

#include <vector>

#include <QByteArray>
#include <QString>

#include "models/tagblocks.h"

namespace insight {
class Sharing;
}

namespace models {

class TagModel;

/// Rows of tags for other programs: those with the numbers @p rows, in that order. The values are for machines: names
/// of fields and words are English, sizes are bytes, dates are ISO 8601 in UTC, digests are whole, and what is not
/// known is empty, or null in JSON. Any thread. @p sharing may be null.
[[nodiscard]] QByteArray tagsToJson(const TagBlocks::Snapshot &tags, const std::vector<int> &rows,
                                    const insight::Sharing *sharing);
/// RFC 4180 in UTF-8: a header, CRLF after every line, quotes where they are needed. A text of the image (its
/// platforms, its media type) that a spreadsheet would run as a formula, because it begins with `=`, `+`, `-`, `@` or a
/// control character, gets a `'` in front; no other value can begin so.
[[nodiscard]] QByteArray tagsToCsv(const TagBlocks::Snapshot &tags, const std::vector<int> &rows,
                                   const insight::Sharing *sharing);

/// What the table shows in @p columns, to be pasted: tabs between the cells, a line for each row, no header. The
/// model's thread.
[[nodiscard]] QString tagsToText(const TagModel &tags, const std::vector<int> &rows, const std::vector<int> &columns);

} // namespace models
