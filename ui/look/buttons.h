#pragma once

#include <QString>

class QPainter;
class QProxyStyle;
class QRect;
class QStyleOption;
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
/// A box whose text cannot be edited, with its arrow in @p arrow.
void drawComboBox(QPainter &painter, const QStyleOption &option, const QRect &arrow);
/// The arrow of a tool button, or of its menu, where Fusion has a triangle; false where @p widget is none.
[[nodiscard]] bool drawArrow(QPainter &painter, const QStyleOption &option, const QWidget *widget, const QString &icon);

} // namespace look
