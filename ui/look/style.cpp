#include "ui/look/style.h"

#include <QPainter>
#include <QStyleOption>

#include "ui/look/buttons.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/parts.h"
#include "ui/look/theme.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldPadding = 4; ///< more than Fusion leaves before the text

bool isField(const QStyleOption *option) ///< and no editor within something that has an outline
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    return frame && frame->lineWidth > 0;
}

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
    case PM_TabBarTabVSpace:
        return 16;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
        return 4;
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
    const bool isPadded = element == SE_LineEditContents && isField(option);
    return isPadded ? rect.adjusted(fieldPadding, 0, -fieldPadding, 0) : rect;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    const bool isText = control == CC_ComboBox && part == SC_ComboBoxEditField;
    return isText ? rect.adjusted(fieldPadding, 0, 0, 0) : rect;
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_Header:
        drawHeader(*painter, *option);
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
    case CE_TabBarTabShape:
        drawTab(*painter, *option, widget);
        return;
    case CE_TabBarTabLabel: // its bar measures in semi-bold, so that no tab moves when another is chosen
        if (widget)
            painter->setFont(option->state & State_Selected ? widget->font() : weighted(widget->font(), QFont::Normal));
        break;
    case CE_Splitter:
        drawSplitter(*painter, option->rect, option->palette);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.window());
        return;
    case CE_MenuBarItem:
        if (drawMenuBarItem(*painter, *option, *this))
            return;
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ComboBox)
        drawComboBox(*painter, *option, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget));
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_FrameTabBarBase:
        drawTabBase(*painter, *option, widget);
        return;
    case PE_FrameLineEdit: // part of its panel
        return;
    case PE_PanelLineEdit:
        if (!isField(option))
            break;
        drawOutline(*painter, *option, Colours::of(option->palette).base);
        return;
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
        drawClose(*painter, *option);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowRight:
        if (drawArrow(*painter, *option, widget, element == PE_IndicatorArrowDown ? u"down"_s : u"right"_s))
            return;
        break;
    case PE_IndicatorBranch:
        drawBranch(*painter, *option);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

} // namespace look
