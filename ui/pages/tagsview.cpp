#include "ui/pages/tagsview.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QScrollBar>

#include "ui/delegates/tagdelegates.h"
#include "ui/look/theme.h"
#include "ui/pages/selectedrows.h"
#include "ui/pages/tagcolumns.h"
#include "ui/pages/views.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

constexpr std::chrono::milliseconds scrollTime(50);

} // namespace

TagsView::TagsView(models::TagTable *table, QWidget *parent)
    : QTreeView(parent)
    , m_table(table)
{
    setUpTable(this, u"tagsTable"_s, tr("Tags", "accessible name"));
    setModel(table);
    m_selected = new SelectedRows(this);
    setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, this));
    setItemDelegateForColumn(TagModel::TagColumn, new TagNameDelegate(this));
    setItemDelegateForColumn(TagModel::DigestColumn, new DigestDelegate(this));
    setItemDelegateForColumn(TagModel::PlatformsColumn, new PlatformsDelegate(this));
    setItemDelegateForColumn(TagModel::SizeColumn, new SizeDelegate(this));
    setItemDelegateForColumn(TagModel::OnlyHereColumn, new RowDelegate(RowDelegate::Text::Secondary, this));
    setItemDelegateForColumn(TagModel::CreatedColumn, new RowDelegate(RowDelegate::Text::Secondary, this));
    header()->setSortIndicator(m_table->sortColumn(), m_table->sortOrder());
    setSortingEnabled(true); // which sorts by the indicator
    connect(header(), &QHeaderView::sortIndicatorChanged, this, [this] { m_wasSorted = true; });
    m_columns = new TagColumns(table, this);
    openMenuByKey(this);

    m_look.setSingleShot(true);
    m_look.setInterval(scrollTime);
    connect(&m_look, &QTimer::timeout, this, &TagsView::lookAtVisible);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TagsView::lookSoon);
    connect(table, &QAbstractItemModel::layoutChanged, this, &TagsView::lookSoon);
    connect(table, &QAbstractItemModel::rowsInserted, this, &TagsView::lookSoon);
    connect(table, &QAbstractItemModel::layoutAboutToBeChanged, this, &TagsView::dropAnchor);
    connect(table, &QAbstractItemModel::layoutChanged, this, &TagsView::returnToAnchor);
}

const models::TagRow *TagsView::currentTag() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? &m_table->tags()->row(m_table->sourceRow(current.row())) : nullptr;
}

int TagsView::selectedCount() const
{
    return m_selected->count();
}

std::vector<int> TagsView::selectedTags() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); range.left() == 0 && row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    for (int &row : rows)
        row = m_table->sourceRow(row);
    return rows;
}

void TagsView::invertSelection()
{
    if (const int rows = m_table->rowCount(); rows > 0)
        selectionModel()->select(QItemSelection(m_table->index(0, 0), m_table->index(rows - 1, 0)),
                                 QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
}

void TagsView::setFaded(bool faded)
{
    for (RowDelegate *delegate : findChildren<RowDelegate *>())
        delegate->setFaded(faded);
    viewport()->update();
}

bool TagsView::showImage(const oci::TagOrDigest &image)
{
    const TagModel &tags = *m_table->tags();
    const auto *tag = std::get_if<oci::TagName>(&image);
    for (const int row : tag ? std::vector{tags.rowOf(*tag)} : tags.rowsOf(std::get<oci::Digest>(image))) {
        const QModelIndex index = m_table->mapFromSource(tags.index(row, 0));
        if (!index.isValid())
            continue; // not there, or left out by the filter
        setCurrentIndex(index);
        scrollTo(index, QAbstractItemView::PositionAtCenter);
        return true;
    }
    return false;
}

void TagsView::lookSoon()
{
    if (!m_look.isActive())
        m_look.start();
}

void TagsView::lookAtVisible()
{
    std::vector<oci::TagName> waiting;
    int nameWidth = 0;
    const QRect area = viewport()->rect();
    const QStyleOptionViewItem option = [this] {
        QStyleOptionViewItem made;
        initViewItemOption(&made);
        return made;
    }();
    const QAbstractItemDelegate *names = itemDelegateForColumn(TagModel::TagColumn);
    for (QModelIndex index = indexAt(area.topLeft()); index.isValid() && visualRect(index).top() <= area.bottom();
         index = indexBelow(index)) {
        index = index.siblingAtColumn(TagModel::TagColumn);
        nameWidth = std::max(nameWidth, names->sizeHint(option, index).width());
        const models::TagRow &row = m_table->tags()->row(m_table->sourceRow(index.row()));
        if (!row.detailed)
            waiting.push_back(row.tag);
    }
    m_columns->setLeastNameWidth(nameWidth);
    if (!waiting.empty())
        emit visibleTagsChanged(waiting);
}

void TagsView::dropAnchor()
{
    m_anchor = QPersistentModelIndex();
    if (std::exchange(m_wasSorted, false) || verticalScrollBar()->value() == 0)
        return;
    m_anchor = indexAt(QPoint(0, 0));
    m_anchorTop = visualRect(m_anchor).top();
}

void TagsView::returnToAnchor()
{
    if (!m_anchor.isValid())
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(m_anchor).top() - m_anchorTop);
    m_anchor = QPersistentModelIndex();
}

void TagsView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    QPoint position = event->pos();
    if (byKey && index.isValid())
        position = visualRect(index.siblingAtColumn(TagModel::TagColumn)).intersected(viewport()->rect()).center();
    emit menuRequested(index, viewport()->mapToGlobal(position));
    event->accept();
}

void TagsView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton) {
        m_pressed = indexAt(event->position().toPoint());
        return;
    }
    QTreeView::mousePressEvent(event);
}

void TagsView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton) {
        const QModelIndex index = indexAt(event->position().toPoint());
        if (index.isValid() && m_pressed.isValid() && index.row() == m_pressed.row())
            emit middleClicked(index);
        m_pressed = QPersistentModelIndex();
        return;
    }
    QTreeView::mouseReleaseEvent(event);
}

// As a stock view draws a flat row, except that it does not search the selection for every cell.
void TagsView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    cell.state.setFlag(QStyle::State_Selected, m_selected->contains(index.row()));
    cell.state.setFlag(QStyle::State_MouseOver, index.row() == m_hoverRow);
    for (int column = 0; column < header()->count(); ++column) {
        cell.rect.setLeft(columnViewportPosition(column));
        cell.rect.setWidth(columnWidth(column));
        if (isColumnHidden(column) || !cell.rect.intersects(viewport()->rect()))
            continue;
        const QModelIndex sibling = index.siblingAtColumn(column);
        itemDelegateForIndex(sibling)->paint(painter, cell, sibling);
    }
}

bool TagsView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove)
        m_hoverRow = indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()).row();
    else if (event->type() == QEvent::HoverLeave)
        m_hoverRow = -1;
    return QTreeView::viewportEvent(event);
}

// Of the rows on the screen only: a stock view looks up the rectangle of every cell, 150 ms for 100,000 rows.
void TagsView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    const QRect area = viewport()->rect();
    const QModelIndex first = indexAt(area.topLeft());
    const QModelIndex last = indexAt(area.bottomLeft());
    const int top = std::max(topLeft.row(), first.isValid() ? first.row() : 0);
    const int bottom = std::min(bottomRight.row(), last.isValid() ? last.row() : bottomRight.row());
    if (top <= bottom)
        QTreeView::dataChanged(topLeft.siblingAtRow(top), bottomRight.siblingAtRow(bottom), roles);
}

void TagsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update(); // the marks of the group it is in grow
}

void TagsView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    lookSoon();
}

} // namespace ui
