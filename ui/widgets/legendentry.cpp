#include "ui/widgets/legendentry.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

LegendEntry::LegendEntry(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(boxSize().width() + look::iconGap, 0, 0, 0);
    layout->addWidget(m_text);
    hide();
}

void LegendEntry::display(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QSize LegendEntry::boxSize() const
{
    const int height = fontMetrics().ascent() * 2 / 3;
    return {height * 3 / 2, height};
}

void LegendEntry::paintEvent(QPaintEvent *)
{
    const look::Colours &colours = look::Colours::of(palette());
    const QRect box(QPoint(0, (height() - boxSize().height()) / 2), boxSize());
    QPainter painter(this);
    if (m_kind != Kind::Unknown)
        painter.fillRect(box, m_kind == Kind::OnlyHere ? colours.own : colours.shared);
    painter.setPen(QPen(m_kind == Kind::OnlyHere ? colours.own : colours.sharedEdge, 1,
                        m_kind == Kind::Unknown ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace ui
