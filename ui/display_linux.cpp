#include "ui/display.h"

#include <algorithm>
#include <array>

#include <QtGlobal>

namespace ui {

bool hasDisplay()
{
    // A platform that was asked for by name may need no display, such as offscreen.
    constexpr std::array names{"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"};
    return std::any_of(names.begin(), names.end(), [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

} // namespace ui
