#pragma once

#include <QPalette>
#include <QRect>

class QPainter;
class QStyleOption;
class QStyleOptionHeader;

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
void drawHeader(QPainter &painter, const QStyleOptionHeader &header);
/// The chosen tab has the colour of its page and a bar in the accent: above for documents, below for parts of a page.
void drawTab(QPainter &painter, const QStyleOption &option, bool isDocument);
/// A small icon in the middle of @p area.
void drawIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &colour, int size);

} // namespace look
