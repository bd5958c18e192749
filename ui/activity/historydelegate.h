#pragma once

#include "ui/delegates/icondelegate.h"

namespace ui {

/// A cell of the history: runs as in every table. Below them digests have the fixed font, and the long texts (who did
/// it, and what became of each thing) go on over the columns that are empty there: each cell paints its part.
class HistoryDelegate final : public IconDelegate
{
    Q_OBJECT

public:
    using IconDelegate::IconDelegate;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
