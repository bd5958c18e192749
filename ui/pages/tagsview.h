#pragma once

#include <optional>
#include <vector>

#include <QTimer>
#include <QTreeView>

#include "app/oci/reference.h"
#include "models/tagtable.h"

namespace ui {

class SelectedRows;
class TagColumns;

/// The table of tags. Knows which rows are on the screen and which are selected; what is done with them is others'.
/// Rows that come or go above the first visible one do not move it.
class TagsView final : public QTreeView
{
    Q_OBJECT

public:
    explicit TagsView(models::TagTable *table, QWidget *parent = nullptr);

    [[nodiscard]] TagColumns *columns() const noexcept { return m_columns; }

    /// Null where there is none. Valid until the model changes.
    [[nodiscard]] const models::TagRow *currentTag() const;
    [[nodiscard]] int selectedCount() const;
    /// The selected rows from top to bottom, as rows of the TagModel.
    [[nodiscard]] std::vector<int> selectedTags() const;
    void invertSelection();
    /// The rows come from an earlier listing and look so.
    void setFaded(bool faded);
    /// Makes the row of @p image the current one, in the middle; false where there is none yet.
    bool showImage(const oci::TagOrDigest &image);

signals:
    /// Which rows are on the screen and still wait for their details. Not for every pixel of scrolling.
    void visibleTagsChanged(const std::vector<oci::TagName> &withoutDetails);
    void middleClicked(const QModelIndex &index);
    /// Over a row where @p index is valid; @p position is global.
    void menuRequested(const QModelIndex &index, const QPoint &position);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool viewportEvent(QEvent *event) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void lookSoon();
    void lookAtVisible();
    void dropAnchor();
    void returnToAnchor();

    models::TagTable *m_table;
    TagColumns *m_columns;
    SelectedRows *m_selected;
    int m_hoverRow = -1;
    QTimer m_look; ///< runs while lookAtVisible() is due
    bool m_wasSorted = false; ///< by a person: the rows move anyway
    QPersistentModelIndex m_anchor; ///< the first visible row …
    int m_anchorTop = 0; ///< … and where it stood
    QPersistentModelIndex m_pressed; ///< by the middle button
};

} // namespace ui
