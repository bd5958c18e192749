#include "ui/delegates/icondelegate.h"

#include <QPainter>

#include "models/roles.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QColor colourOf(const QString &icon, const look::Colours &colours)
{
    if (icon == u"ok"_s)
        return colours.ok;
    if (icon == u"error"_s)
        return colours.danger;
    if (icon == u"warn"_s)
        return colours.warn;
    return icon == u"activity"_s ? colours.accent : colours.text2;
}

} // namespace

IconDelegate::IconDelegate(Text text, QObject *parent)
    : RowDelegate(text, parent)
{ }

void IconDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    QRect text = area;
    if (const QString icon = index.data(models::IconRole).toString(); !icon.isEmpty()) {
        const int top = area.top() + (area.height() - look::iconSize) / 2;
        painter.drawPixmap(
            area.left(), top,
            look::pixmap(icon, colourOf(icon, colours), look::iconSize, painter.device()->devicePixelRatio()));
        text.setLeft(text.left() + look::iconSize + look::iconGap);
    }
    const bool isBelow = index.parent().isValid();
    drawText(painter, text, index.data().toString(), isBelow ? option.font : font(option), colour(colours));
}

QSize IconDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize text = RowDelegate::sizeHint(option, index);
    const bool hasIcon = !index.data(models::IconRole).toString().isEmpty();
    return hasIcon ? text + QSize(look::iconSize + look::iconGap, 0) : text;
}

} // namespace ui
