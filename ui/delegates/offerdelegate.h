#pragma once

#include "ui/delegates/rowdelegate.h"

namespace ui {

/// Paints the text of a cell as a small button at the right end of its row, filled in the current row. A painted button
/// is never the only way: whoever shows it has the command elsewhere, too.
class OfferDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit OfferDelegate(QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    /// Where the button is in the cell of @p option; empty where there is none.
    [[nodiscard]] static QRect buttonRect(const QStyleOptionViewItem &option, const QModelIndex &index);

signals:
    void clicked(const QModelIndex &index);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
