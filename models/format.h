#pragma once

#include <QString>

namespace models
{

/// A size for people: one decimal and the unit that fits, `B` without a decimal: `137.2 MiB`, `117 B`.
[[nodiscard]] QString formatBytes(qint64 bytes);

} // namespace models
