#pragma once

#include "ui/delegates/rowdelegate.h"

namespace ui {

/// A row of the tree: icon, name, and at the right a count or the state in words. A row that explains ends in its
/// action, underlined; a click on it emits actionClicked(), Enter and the context menu do the same elsewhere.
class TreeDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit TreeDelegate(QObject *parent = nullptr);

    /// As wide as there is room: what does not fit is shortened.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    void actionClicked(const QModelIndex &index);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;

private:
    void paintMarks(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect area) const;
    void paintNote(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QRect &area) const;
};

} // namespace ui
