#include "ui/activity/historydelegate.h"

#include <QPainter>
#include <QTreeView>

#include "models/runhistorymodel.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

using models::RunHistoryModel;

void HistoryDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                   const QRect &area) const
{
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool isBelow = index.parent().isValid() && view;
    const int first
        = isBelow && RunHistoryModel::isAuthor(index) ? RunHistoryModel::WhatColumn : RunHistoryModel::ResultColumn;
    const look::Colours &colours = look::Colours::of(option.palette);
    if (!isBelow || (index.column() == RunHistoryModel::WhatColumn && first != RunHistoryModel::WhatColumn)) {
        IconDelegate::paintContent(painter, option, index, area);
    } else if (index.column() < first) {
        drawText(painter, area, index.data().toString(), look::fixedFont(option.font), colours.text2);
    } else {
        const QModelIndex start = index.siblingAtColumn(first);
        const QModelIndex end = index.siblingAtColumn(RunHistoryModel::RestoreColumn);
        QRect whole = area;
        whole.setLeft(view->visualRect(start).left() + look::cellPadding);
        whole.setRight(view->visualRect(end).right() - look::cellPadding);
        painter.setClipRect(option.rect, Qt::IntersectClip);
        drawText(painter, whole, start.data().toString(), option.font, colours.text);
    }
}

} // namespace ui
