#pragma once

#include "ui/delegates/rowdelegate.h"

namespace ui {

/// Paints the text of a cell behind the icon that its models::IconRole names, in the colour of what the icon means.
/// Rows below another are written in the plain font.
class IconDelegate : public RowDelegate
{
    Q_OBJECT

public:
    explicit IconDelegate(Text text, QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
