#include "ui/dialogs/notes.h"

#include <QLabel>

#include "ui/look/theme.h"

namespace ui {

QLabel *makeSelectableText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus); // which a mouse that selects would give it, and Tab does not
    return label;
}

QLabel *makeNote(const QString &text, int indent, QWidget *parent)
{
    auto *note = new QLabel(text, parent);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setFont(look::smallFont(note->font()));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setContentsMargins(indent, 0, 0, 4);
    return note;
}

void setColour(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
    label->setForegroundRole(QPalette::WindowText);
}

} // namespace ui
