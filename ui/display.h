#pragma once

namespace ui {

/// True where there is a display to show windows on, as far as the environment tells. Qt ends the program with a
/// message of its own where there is none, so this is asked before it is.
[[nodiscard]] bool hasDisplay();

} // namespace ui
