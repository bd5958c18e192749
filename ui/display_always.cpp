#include "ui/display.h"

namespace ui {

bool hasDisplay()
{
    return true;
}

} // namespace ui
