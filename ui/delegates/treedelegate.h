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

    /// Widths of what stands in the row of a connection, each with the gap before it; 0: not there.
    struct Parts
    {
        int name = 0;
        int badge = 0;
        int lock = 0;
        int danger = 0; ///< its icon; its word takes what is left
        int state = 0; ///< the words at the right end
    };
    /// How they share @p room: the lock stays, then the danger and the badge; the name is shortened, down to
    /// @p leastName, before any of them goes. The words go when they would leave it less than twice that.
    [[nodiscard]] static Parts share(int room, const Parts &wanted, int leastName);

    /// As wide as there is room: what does not fit is shortened.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    void actionClicked(const QModelIndex &index);
    void secondActionClicked(const QModelIndex &index);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;

private:
    [[nodiscard]] static Parts partsOf(const QStyleOptionViewItem &option, const QModelIndex &index, int room);
    void paintConnection(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect area,
                         const Parts &parts) const;
    void paintNote(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QRect &area) const;
};

} // namespace ui
