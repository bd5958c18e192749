#pragma once

#include <QString>

class QPainter;
class QProxyStyle;
class QStyleOption;
class QToolButton;
class QWidget;

namespace look {

// Buttons as Style draws them: Fusion has less room between an icon and its text, none for the arrow of a menu, and an
// outline that is lost in the dark.

/// How many pixels more than Fusion thinks the push button or tool button of @p option needs.
[[nodiscard]] int widerBy(const QStyleOption *option);
/// Icon and text of a push button or tool button that has both; false where it has not. @p style is what draws it.
[[nodiscard]] bool drawLabel(QPainter &painter, const QStyleOption *option, const QWidget *widget,
                             const QProxyStyle &style);
/// The ground of a push button; false where it is flat.
[[nodiscard]] bool drawPanel(QPainter &painter, const QStyleOption *option);
/// The arrow of a tool button, or of its menu.
void drawArrow(QPainter &painter, const QStyleOption &option, const QToolButton &button, const QString &icon);

} // namespace look
