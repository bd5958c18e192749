#include "ui/look/buttons.h"

#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QToolButton>

#include "ui/look/colours.h"
#include "ui/look/parts.h"
#include "ui/look/theme.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

/// Of the text of @p button, left of which its icon is drawn.
int textFlags(const QStyleOption &button, const QWidget *widget, const QProxyStyle &style)
{
    const bool hasMnemonic = style.proxy()->styleHint(QStyle::SH_UnderlineShortcut, &button, widget) != 0;
    return int(Qt::AlignLeft) | int(Qt::AlignVCenter) | int(Qt::TextSingleLine)
        | int(hasMnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
}

bool hasIconAndText(const QStyleOptionButton &button)
{
    return !button.icon.isNull() && !button.text.isEmpty();
}

bool hasIconAndText(const QStyleOptionToolButton &button)
{
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull();
}

void drawPushLabel(QPainter &painter, const QStyleOptionButton &button, const QWidget *widget, const QProxyStyle &style)
{
    const int flags = textFlags(button, widget, style);
    const bool isEnabled = button.state & QStyle::State_Enabled;
    const QSize icon = button.iconSize;
    const int before = icon.width() + iconGap;
    const int width = before + button.fontMetrics.size(flags, button.text).width();
    const QRect area = button.rect.adjusted(std::max(0, (button.rect.width() - width) / 2), 0, 0, 0);
    button.icon.paint(&painter, {QPoint(area.left(), centred(area, icon.height()).y()), icon}, Qt::AlignCenter,
                      isEnabled ? QIcon::Normal : QIcon::Disabled);
    style.drawItemText(&painter, area.adjusted(before, 0, 0, 0), flags, button.palette, isEnabled, button.text,
                       QPalette::ButtonText);
}

void drawToolLabel(QPainter &painter, const QStyleOptionToolButton &button, const QWidget *widget,
                   const QProxyStyle &style)
{
    QStyleOptionToolButton icon(button);
    icon.rect.setWidth(iconSize + 4); // it has 2 before it
    icon.toolButtonStyle = Qt::ToolButtonIconOnly;
    icon.text.clear();
    style.baseStyle()->drawControl(QStyle::CE_ToolButtonLabel, &icon, &painter, widget);
    painter.setFont(button.font);
    style.drawItemText(&painter, button.rect.adjusted(2 + iconSize + iconGap, 0, 0, 0),
                       textFlags(button, widget, style), button.palette, button.state & QStyle::State_Enabled,
                       button.text, QPalette::ButtonText);
}

} // namespace

int widerBy(const QStyleOption *option)
{
    if (const auto *push = qstyleoption_cast<const QStyleOptionButton *>(option))
        return hasIconAndText(*push) ? iconGap - 4 : 0; // QPushButton counts 4 itself
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!tool)
        return 0;
    const bool hasArrow = tool->features.testFlag(QStyleOptionToolButton::HasMenu)
        && !tool->features.testFlag(QStyleOptionToolButton::MenuButtonPopup) && !tool->text.isEmpty();
    return (hasIconAndText(*tool) ? iconGap - 2 : 0) + (hasArrow ? arrowSize + 4 : 0);
}

bool drawLabel(QPainter &painter, const QStyleOption *option, const QWidget *widget, const QProxyStyle &style)
{
    const auto *push = qstyleoption_cast<const QStyleOptionButton *>(option);
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (push && hasIconAndText(*push))
        drawPushLabel(painter, *push, widget, style);
    else if (tool && hasIconAndText(*tool))
        drawToolLabel(painter, *tool, widget, style);
    else
        return false;
    return true;
}

bool drawPanel(QPainter &painter, const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button || button->features & (QStyleOptionButton::Flat | QStyleOptionButton::CommandLinkButton))
        return false;
    const Colours &colours = Colours::of(button->palette);
    const bool isDown = button->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isDanger = button->palette.color(QPalette::Button) == colours.danger;
    drawOutline(painter, *button,
                isDanger     ? colours.danger.darker(isDown ? 120 : 100)
                    : isDown ? colours.idleSelection
                             : colours.raised);
    return true;
}

void drawComboBox(QPainter &painter, const QStyleOption &option, const QRect &arrow)
{
    const Colours &colours = Colours::of(option.palette);
    drawOutline(painter, option, colours.raised);
    drawIcon(painter, arrow, u"down"_s, colours.text, arrowSize);
}

bool drawArrow(QPainter &painter, const QStyleOption &option, const QWidget *widget, const QString &icon)
{
    const auto *button = qobject_cast<const QToolButton *>(widget);
    if (!button)
        return false;
    const Colours &colours = Colours::of(option.palette);
    const bool isOfMenu = button->arrowType() == Qt::NoArrow; // and in a corner
    drawIcon(painter, isOfMenu ? QRect(button->width() - arrowSize - 2, 0, arrowSize, button->height()) : option.rect,
             icon, option.state & QStyle::State_Enabled ? colours.text : colours.off, arrowSize);
    return true;
}

} // namespace look
