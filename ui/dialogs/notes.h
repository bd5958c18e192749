#pragma once

#include <QList>

class QColor;
class QLabel;
class QScrollArea;
class QString;
class QWidget;

namespace ui {

/// Plain text that breaks into lines and can be selected with the mouse.
[[nodiscard]] QLabel *makeSelectableText(const QString &text, QWidget *parent);
/// A sentence in small letters below what it explains, plain text, that breaks into lines. @p indent is in pixels.
[[nodiscard]] QLabel *makeNote(const QString &text, int indent, QWidget *parent);
/// @p widgets, one below the other, in a page that scrolls where there is little room. Where that changes, the field
/// that has the focus stays in sight.
[[nodiscard]] QScrollArea *makeScrollingForm(const QList<QWidget *> &widgets, QWidget *parent);
/// The text of @p label in @p colour of look::Colours.
void setColour(QLabel *label, const QColor &colour);

} // namespace ui
