#pragma once

namespace ui
{
}
