#pragma once

#include "ui/delegates/rowdelegate.h"

namespace ui {

/// Paints what came of a piece of work: how far it is with a bar, or how it ended with an icon.
class ActivityDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit ActivityDelegate(QObject *parent = nullptr);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
