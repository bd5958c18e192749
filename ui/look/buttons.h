#pragma once

#include <QString>

class QPainter;
class QProxyStyle;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionToolButton;
class QToolButton;
class QWidget;

namespace look {

// Buttons as Style draws them: Fusion has less room between an icon and its text, none for the arrow of a menu, and an
// outline that is lost in the dark.

[[nodiscard]] bool hasIconAndText(const QStyleOptionButton &button);
[[nodiscard]] bool hasIconAndText(const QStyleOptionToolButton &button);
/// How many pixels more than Fusion thinks such a button needs.
[[nodiscard]] int widerBy(const QStyleOptionButton &button);
[[nodiscard]] int widerBy(const QStyleOptionToolButton &button);
/// Icon and text, for buttons that have both. @p style is what they are drawn in.
void drawLabel(QPainter &painter, const QStyleOptionButton &button, const QWidget *widget, const QProxyStyle &style);
void drawLabel(QPainter &painter, const QStyleOptionToolButton &button, const QWidget *widget,
               const QProxyStyle &style);
/// The ground of a push button that is not flat.
void drawPanel(QPainter &painter, const QStyleOptionButton &button);
/// The arrow of a tool button, or of its menu.
void drawArrow(QPainter &painter, const QStyleOption &option, const QToolButton &button, const QString &icon);

} // namespace look
