#pragma once

namespace ui {

/// A crash of this program leaves no image of its memory behind, which has passwords in it. Called first in main().
void forbidCoreDumps();

} // namespace ui
