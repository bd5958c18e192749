#include "ui/look/style.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include "ui/look/buttons.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/parts.h"
#include "ui/look/theme.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

constexpr int closeSize = 14;
constexpr int fieldPadding = 4; ///< more than Fusion leaves before the text

} // namespace

Style::Style()
    : QProxyStyle(u"fusion"_s)
{ }

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returned) const
{
    // A verb needs none, and the desktop's are in other colours.
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, returned);
}

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
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
        return 4;
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

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return look::icon(u"close"_s);
    // Menu bar, tool bar and docks ask for these when they are made; Fusion's own load every image format there is.
    case SP_ToolBarHorizontalExtensionButton:
        return look::icon(u"right"_s);
    case SP_ToolBarVerticalExtensionButton:
    case SP_TitleBarNormalButton:
        return look::icon(u"down"_s);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int field = option ? option->fontMetrics.height() + 12 : 0;
    switch (type) {
    case CT_LineEdit:
        return size.expandedTo(QSize(0, field));
    case CT_ComboBox:
        return QSize(size.width() + fieldPadding, std::max(size.height(), field));
    case CT_PushButton:
        return size.expandedTo(QSize(contents.width() + widerBy(option) + 2 * cellPadding, field));
    case CT_ToolButton:
        return {size.width() + widerBy(option), size.height()};
    case CT_HeaderSection:
        return {size.width(), headerHeight(option->fontMetrics)};
    default:
        return size;
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool isField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isField ? rect.adjusted(fieldPadding, 0, -fieldPadding, 0) : rect;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const bool isText = control == CC_ComboBox && part == SC_ComboBoxEditField && box && !box->editable;
    return isText ? rect.adjusted(fieldPadding, 0, 0, 0) : rect;
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            drawHeader(*painter, *header);
        return;
    case CE_HeaderEmptyArea:
    case CE_ToolBar:
        drawBand(*painter, option->rect, option->palette);
        return;
    case CE_ToolButtonLabel:
    case CE_PushButtonLabel:
        if (drawLabel(*painter, option, widget, *this))
            return;
        break;
    case CE_TabBarTabShape: {
        const auto *bar = qobject_cast<const QTabBar *>(widget);
        drawTab(*painter, *option, bar && bar->tabsClosable());
        return;
    }
    case CE_TabBarTabLabel: // its bar measures in semi-bold, so that no tab moves when another is chosen
        if (!(option->state & State_Selected)) {
            painter->save();
            painter->setFont(weighted(painter->font(), QFont::Normal));
            QProxyStyle::drawControl(element, option, painter, widget);
            painter->restore();
            return;
        }
        break;
    case CE_Splitter: {
        const bool isLine = std::min(option->rect.width(), option->rect.height()) <= 1;
        const Colours &colours = Colours::of(option->palette);
        painter->fillRect(option->rect, isLine ? colours.line : colours.window);
        return;
    }
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, Colours::of(option->palette).window);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && !(item->state & State_Selected)) {
            painter->fillRect(option->rect, Colours::of(option->palette).window);
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                         item->palette, item->state & State_Enabled, item->text, QPalette::WindowText);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control != CC_ComboBox || !box || box->editable) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    const Colours &colours = Colours::of(option->palette);
    drawOutline(*painter, *option, colours.raised);
    drawIcon(*painter, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget), u"down"_s, colours.text,
             arrowSize);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colours &colours = Colours::of(option->palette);
    switch (element) {
    case PE_FrameTabBarBase: {
        const auto *tabs = qobject_cast<const QTabWidget *>(widget); // beside its bar, behind a widget in the corner
        const int bottom = tabs ? tabs->tabBar()->geometry().bottom() : option->rect.bottom();
        painter->setPen(colours.line);
        painter->drawLine(option->rect.left(), bottom, tabs ? tabs->width() - 1 : option->rect.right(), bottom);
        return;
    }
    case PE_FrameStatusBarItem:
    case PE_FrameLineEdit: // part of its panel
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            drawOutline(*painter, *option, colours.base);
            return;
        }
        break;
    case PE_PanelButtonCommand:
        if (drawPanel(*painter, option))
            return;
        break;
    case PE_IndicatorCheckBox: // also of a row
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        drawCheckOutline(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        drawRadio(*painter, *option);
        return;
    case PE_IndicatorTabClose:
        drawIcon(*painter, option->rect, u"close"_s, option->state & State_MouseOver ? colours.text : colours.text2,
                 closeSize);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowRight:
        if (const auto *button = qobject_cast<const QToolButton *>(widget)) { // Fusion's own is a triangle
            drawArrow(*painter, *option, *button, element == PE_IndicatorArrowDown ? u"down"_s : u"right"_s);
            return;
        }
        break;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            drawIcon(*painter, option->rect, option->state & State_Open ? u"down"_s : u"right"_s, colours.text2,
                     arrowSize);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

} // namespace look
