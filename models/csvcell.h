#pragma once

#include <QJsonValue>
#include <QString>

namespace models {

/// A value as a cell of RFC 4180, with quotes where they are needed; lists with commas between their members. A text
/// that a spreadsheet would run as a formula, because it begins with `=`, `+`, `-`, `@` or a control character, gets a
/// `'` in front.
[[nodiscard]] QString csvCell(const QJsonValue &value);

} // namespace models
