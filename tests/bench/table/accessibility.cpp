#include "tests/bench/table/accessibility.h"

#include <QAccessible>

// What Qt exports of its private classes, as far as it is used here.
class Q_DECL_IMPORT QPlatformAccessibility
{
public:
    void setActive(bool active);
};

class Q_DECL_IMPORT QPlatformIntegration
{
public:
    [[nodiscard]] QPlatformAccessibility *accessibility() const; ///< the one of platforms that have none of their own
};

namespace bench {

void activateAccessibility()
{
    QPlatformIntegration().accessibility()->setActive(true);
    if (!QAccessible::isActive())
        qFatal("Accessibility cannot be switched on; is the platform offscreen?");
}

} // namespace bench
