#pragma once

namespace ui {

/// True where there is a display to show windows on, as far as can be told without Qt, which aborts the program where
/// there is none.
[[nodiscard]] bool hasDisplay();

} // namespace ui
