#include "ui/look/style.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

constexpr int smallIcon = 14;
constexpr int branchIcon = 12;

QPoint centred(const QRect &area, int size)
{
    return {area.left() + (area.width() - size) / 2, area.top() + (area.height() - size) / 2};
}

} // namespace

Style::Style()
    : QProxyStyle(u"fusion"_s)
{ }

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
        return 5;
    case PM_TabBarTabVSpace:
        return 16;
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_ToolBarItemSpacing:
        return 2;
    case PM_ToolBarIconSize:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return iconSize;
    case PM_TreeViewIndentation:
        return 18;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_Header:
        drawHeader(option, painter);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, Colours::of(option->palette).window);
        painter->setPen(Colours::of(option->palette).line);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case CE_TabBarTabShape:
        drawTab(option, painter, widget);
        return;
    case CE_Splitter: {
        const Colours &colours = Colours::of(option->palette);
        painter->fillRect(option->rect, colours.window);
        return;
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colours &colours = Colours::of(option->palette);
    const qreal scale = painter->device()->devicePixelRatio();
    switch (element) {
    case PE_FrameTabBarBase:
        painter->setPen(colours.line);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_IndicatorTabClose:
        painter->drawPixmap(
            centred(option->rect, smallIcon),
            pixmap(u"close"_s, option->state & State_MouseOver ? colours.text : colours.text2, smallIcon, scale));
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            painter->drawPixmap(
                centred(option->rect, branchIcon),
                pixmap(option->state & State_Open ? u"down"_s : u"right"_s, colours.text2, branchIcon, scale));
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

/// A quiet band with a line below it and short lines between the sections; the text has the padding of the cells.
void Style::drawHeader(const QStyleOption *option, QPainter *painter) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (!header)
        return;
    const Colours &colours = Colours::of(option->palette);
    const QRect rect = option->rect;
    painter->fillRect(rect, colours.window);
    painter->setPen(colours.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (header->position != QStyleOptionHeader::End && header->position != QStyleOptionHeader::OnlyOneSection)
        painter->drawLine(rect.right(), rect.top() + 7, rect.right(), rect.bottom() - 7);

    const bool isSorted = header->sortIndicator != QStyleOptionHeader::None;
    QRect area = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const int arrow = isSorted ? branchIcon + 4 : 0;
    painter->setFont(weighted(painter->font(), isSorted ? QFont::DemiBold : QFont::Medium));
    const QString text
        = painter->fontMetrics().elidedText(header->text, Qt::ElideRight, std::max(0, area.width() - arrow));
    const int width = painter->fontMetrics().horizontalAdvance(text);
    if (header->textAlignment & Qt::AlignRight)
        area.setLeft(area.right() + 1 - width - arrow);
    painter->setPen(isSorted ? colours.text : colours.text2);
    painter->drawText(area, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    if (isSorted) {
        const QRect place(area.left() + width + 4, rect.top(), branchIcon, rect.height());
        const bool isDescending
            = header->sortIndicator == QStyleOptionHeader::SortUp; // Qt names where the arrow points
        painter->drawPixmap(centred(place, branchIcon),
                            pixmap(isDescending ? u"down"_s : u"up-small"_s, colours.text, branchIcon,
                                   painter->device()->devicePixelRatio()));
    }
}

/// The chosen tab has the colour of its page and a bar in the accent: above for documents, below for parts of a page.
void Style::drawTab(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Colours &colours = Colours::of(option->palette);
    const auto *bar = qobject_cast<const QTabBar *>(widget);
    const bool isDocument = bar && bar->tabsClosable();
    const bool isChosen = option->state & State_Selected;
    const QRect rect = option->rect;
    painter->fillRect(rect, isChosen && isDocument ? colours.base : colours.window);
    painter->setPen(colours.line);
    if (isDocument)
        painter->drawLine(rect.topRight(), rect.bottomRight());
    if (!isChosen || !isDocument)
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (isChosen && isDocument)
        painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), colours.accent);
    else if (isChosen)
        painter->fillRect(QRect(rect.left() + 8, rect.bottom() - 2, rect.width() - 16, 3), colours.accent);
}

} // namespace look
