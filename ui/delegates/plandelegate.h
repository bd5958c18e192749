#pragma once

#include "ui/delegates/rowdelegate.h"

namespace ui {

/// The first column of a plan: the heading of a group with its icon and what stands behind it, or the name of a tag.
class PlanDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit PlanDelegate(QObject *parent = nullptr);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
