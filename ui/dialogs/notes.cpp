#include "ui/dialogs/notes.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

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

QScrollArea *makeScrollingForm(const QList<QWidget *> &widgets, QWidget *parent)
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(look::cellPadding);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch(1);
    auto *area = new QScrollArea(parent);
    QObject::connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, layout, [area, layout](int, int last) {
        layout->setContentsMargins(0, 0, last > 0 ? look::iconGap : 0, 0); // fields end before the bar
        if (QWidget *field = area->window()->focusWidget(); field && area->isAncestorOf(field))
            area->ensureWidgetVisible(field);
    });
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

void setColour(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
    label->setForegroundRole(QPalette::WindowText);
}

} // namespace ui
