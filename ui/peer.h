#pragma once

#include <QtGlobal>

namespace ui {

/// Whether the program at the other end of the local socket @p descriptor runs as the same user as this one.
[[nodiscard]] bool isSameUser(qintptr descriptor);

} // namespace ui
