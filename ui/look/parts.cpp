#include "ui/look/parts.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QTabWidget>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

constexpr int closeSize = 14;

} // namespace

QPoint centred(const QRect &area, int size)
{
    return {area.left() + (area.width() - size) / 2, area.top() + (area.height() - size) / 2};
}

void drawIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &colour, int size)
{
    painter.drawPixmap(centred(area, size), pixmap(name, colour, size, painter.device()->devicePixelRatio()));
}

void drawBand(QPainter &painter, const QRect &rect, const QPalette &palette)
{
    const Colours &colours = Colours::of(palette);
    painter.fillRect(rect, colours.window);
    painter.setPen(colours.line);
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
}

void drawOutline(QPainter &painter, const QStyleOption &option, const QColor &ground)
{
    const Colours &colours = Colours::of(option.palette);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool hasFocus = isEnabled && (option.state & QStyle::State_HasFocus);
    const double inset = hasFocus ? 1 : 0.5;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    painter.setPen(QPen(hasFocus ? colours.accent : isEnabled ? colours.edge : colours.line, hasFocus ? 2 : 1));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), 3, 3);
    painter.restore();
}

void drawRadio(QPainter &painter, const QStyleOption &option)
{
    const Colours &colours = Colours::of(option.palette);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool isOn = option.state & QStyle::State_On;
    const bool isMarked = isEnabled && (isOn || (option.state & QStyle::State_HasFocus));
    const QRectF circle = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colours.base);
    painter.setPen(QPen(isMarked ? colours.accent : isEnabled ? colours.edge : colours.line, 1.4));
    painter.drawEllipse(circle);
    if (isOn) {
        const double inset = circle.width() * 0.28;
        painter.setPen(Qt::NoPen);
        painter.setBrush(isEnabled ? colours.accent : colours.off);
        painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset));
    }
    painter.restore();
}

void drawCheckOutline(QPainter &painter, const QStyleOption &option)
{
    const Colours &colours = Colours::of(option.palette);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    painter.save();
    painter.setPen(isEnabled ? colours.edge : colours.line);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void drawHeader(QPainter &painter, const QStyleOption &option)
{
    const auto *section = qstyleoption_cast<const QStyleOptionHeader *>(&option);
    if (!section)
        return;
    const QStyleOptionHeader &header = *section;
    const Colours &colours = Colours::of(header.palette);
    const QRect rect = header.rect;
    drawBand(painter, rect, header.palette);
    if (header.position != QStyleOptionHeader::End && header.position != QStyleOptionHeader::OnlyOneSection)
        painter.drawLine(rect.right(), rect.top() + 7, rect.right(), rect.bottom() - 7);

    const bool isSorted = header.sortIndicator != QStyleOptionHeader::None;
    const int arrow = isSorted ? arrowSize + 4 : 0;
    QRect area = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    painter.setFont(weighted(painter.font(), isSorted ? QFont::DemiBold : QFont::Medium));
    const QString text
        = painter.fontMetrics().elidedText(header.text, Qt::ElideRight, std::max(0, area.width() - arrow));
    const int width = painter.fontMetrics().horizontalAdvance(text);
    if (header.textAlignment & Qt::AlignRight)
        area.setLeft(area.right() + 1 - width - arrow);
    painter.setPen(isSorted ? colours.text : colours.text2);
    painter.drawText(area, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    if (isSorted) {
        const bool isDescending = header.sortIndicator == QStyleOptionHeader::SortUp; // Qt names where the arrow points
        drawIcon(painter, QRect(area.left() + width + 4, rect.top(), arrowSize, rect.height()),
                 isDescending ? u"down"_s : u"up-small"_s, colours.text, arrowSize);
    }
}

void drawTab(QPainter &painter, const QStyleOption &option, const QWidget *bar)
{
    const Colours &colours = Colours::of(option.palette);
    const auto *tabs = qobject_cast<const QTabBar *>(bar);
    const bool isDocument = tabs && tabs->tabsClosable();
    const bool isChosen = option.state & QStyle::State_Selected;
    const QRect rect = option.rect;
    painter.fillRect(rect, isChosen && isDocument ? colours.base : colours.window);
    painter.setPen(colours.line);
    if (isDocument)
        painter.drawLine(rect.topRight(), rect.bottomRight());
    if (!isChosen || !isDocument)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    if (isChosen && isDocument)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), colours.accent);
    else if (isChosen)
        painter.fillRect(QRect(rect.left() + 8, rect.bottom() - 2, rect.width() - 16, 3), colours.accent);
}

void drawTabBase(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const auto *tabs = qobject_cast<const QTabWidget *>(widget);
    const int bottom = tabs ? tabs->tabBar()->geometry().bottom() : option.rect.bottom();
    painter.setPen(Colours::of(option.palette).line);
    painter.drawLine(option.rect.left(), bottom, tabs ? tabs->width() - 1 : option.rect.right(), bottom);
}

void drawSplitter(QPainter &painter, const QRect &rect, const QPalette &palette)
{
    const Colours &colours = Colours::of(palette);
    painter.fillRect(rect, std::min(rect.width(), rect.height()) <= 1 ? colours.line : colours.window);
}

bool drawMenuBarItem(QPainter &painter, const QStyleOption &option, const QStyle &style)
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
    if (!item || item->state & QStyle::State_Selected)
        return false;
    painter.fillRect(item->rect, item->palette.window());
    style.drawItemText(&painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->palette,
                       item->state & QStyle::State_Enabled, item->text, QPalette::WindowText);
    return true;
}

void drawClose(QPainter &painter, const QStyleOption &option)
{
    const Colours &colours = Colours::of(option.palette);
    drawIcon(painter, option.rect, u"close"_s, option.state & QStyle::State_MouseOver ? colours.text : colours.text2,
             closeSize);
}

void drawBranch(QPainter &painter, const QStyleOption &option)
{
    if (option.state & QStyle::State_Children)
        drawIcon(painter, option.rect, option.state & QStyle::State_Open ? u"down"_s : u"right"_s,
                 Colours::of(option.palette).text2, arrowSize);
}

} // namespace look
