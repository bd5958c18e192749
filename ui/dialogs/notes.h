#pragma once

class QColor;
class QLabel;
class QString;
class QWidget;

namespace ui {

/// Plain text that breaks into lines and can be selected with the mouse.
[[nodiscard]] QLabel *makeSelectableText(const QString &text, QWidget *parent);
/// A sentence in small letters below what it explains, plain text, that breaks into lines. @p indent is in pixels.
[[nodiscard]] QLabel *makeNote(const QString &text, int indent, QWidget *parent);
/// The text of @p label in @p colour of look::Colours.
void setColour(QLabel *label, const QColor &colour);

} // namespace ui
