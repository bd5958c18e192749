#pragma once

namespace bench {

/// Makes views report to assistive technology. Qt has no public way where none is running, and offscreen none ever is.
void activateAccessibility();

} // namespace bench
