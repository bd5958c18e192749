#include "ui/activity/activitydelegate.h"

#include <QPainter>

#include "models/activitymodel.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using models::ActivityModel;

namespace {

QColor iconColour(int state, const look::Colours &colours)
{
    switch (static_cast<ActivityModel::State>(state)) {
    case ActivityModel::State::Running:
        return colours.accent;
    case ActivityModel::State::Failed:
        return colours.danger;
    case ActivityModel::State::Done:
        return colours.ok;
    }
    return {};
}

int drawBar(QPainter &painter, const QRect &area, double share, const QFontMetrics &metrics,
            const look::Colours &colours)
{
    const int height = metrics.height() / 2;
    const QRect bar(area.left(), area.top() + (area.height() - height) / 2, metrics.averageCharWidth() * 14, height);
    painter.setPen(colours.edge);
    painter.setBrush(colours.base);
    painter.drawRect(bar);
    const QRect inner = bar.adjusted(1, 1, 0, 0);
    painter.fillRect(QRect(inner.topLeft(), QSize(static_cast<int>(inner.width() * share), inner.height())),
                     colours.accent);
    return bar.width() + look::cellPadding;
}

} // namespace

ActivityDelegate::ActivityDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{ }

void ActivityDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                    const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    QRect text = area;
    const QVariant progress = index.data(ActivityModel::ProgressRole);
    const QString icon = index.data(models::IconRole).toString();
    if (progress.isValid()) {
        text.setLeft(text.left() + drawBar(painter, area, progress.toDouble(), option.fontMetrics, colours));
    } else if (!icon.isEmpty()) {
        const int top = area.top() + (area.height() - look::iconSize) / 2;
        painter.drawPixmap(area.left(), top,
                           look::pixmap(icon, iconColour(index.data(ActivityModel::StateRole).toInt(), colours),
                                        look::iconSize, painter.device()->devicePixelRatio()));
        text.setLeft(text.left() + look::iconSize + look::iconGap);
    }
    drawText(painter, text, index.data().toString(), option.font, colours.text);
}

} // namespace ui
