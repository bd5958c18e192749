#pragma once

#include <QPalette>
#include <QRect>

class QPainter;
class QStyle;
class QStyleOption;
class QWidget;

namespace look {

// What Style draws, part by part.

inline constexpr int arrowSize = 12; ///< in pixels at 100 %

[[nodiscard]] QPoint centred(const QRect &area, int size);
/// A bar with a line below it.
void drawBand(QPainter &painter, const QRect &rect, const QPalette &palette);
/// A field or a button: @p ground within an outline that is seen in the dark, too; thick in the accent with the focus.
void drawOutline(QPainter &painter, const QStyleOption &option, const QColor &ground);
/// The circle of a radio button, seen in the dark, too; filled in the accent where it is chosen.
void drawRadio(QPainter &painter, const QStyleOption &option);
/// Around the box that the base style draws: seen in the dark, too.
void drawCheckOutline(QPainter &painter, const QStyleOption &option);
/// A band with short lines between the sections; the text has the padding of the cells, the arrow follows it.
void drawHeader(QPainter &painter, const QStyleOption &option);
/// The chosen tab has the colour of its page and a bar in the accent: above for documents, below for parts of a page.
void drawTab(QPainter &painter, const QStyleOption &option, const QWidget *bar);
/// The line below the tabs: beside their bar, behind a widget in the corner.
void drawTabBase(QPainter &painter, const QStyleOption &option, const QWidget *widget);
/// A line where it is as thin as one, otherwise nothing but the ground.
void drawSplitter(QPainter &painter, const QRect &rect, const QPalette &palette);
/// A word of the menu bar, below which Fusion has a line; false for one that is chosen.
[[nodiscard]] bool drawMenuBarItem(QPainter &painter, const QStyleOption &option, const QStyle &style);
/// The cross on a tab.
void drawClose(QPainter &painter, const QStyleOption &option);
/// The arrow before a row that has children.
void drawBranch(QPainter &painter, const QStyleOption &option);
/// A small icon in the middle of @p area.
void drawIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &colour, int size);

} // namespace look
