#include "ui/pages/selectedrows.h"

#include <QAbstractItemView>

namespace ui {

SelectedRows::SelectedRows(QAbstractItemView *view)
    : QObject(view)
    , m_view(view)
{
    const QAbstractItemModel *model = view->model();
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SelectedRows::forget);
    connect(model, &QAbstractItemModel::layoutChanged, this, &SelectedRows::forget);
    connect(model, &QAbstractItemModel::rowsInserted, this, &SelectedRows::forget);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &SelectedRows::forget);
    connect(model, &QAbstractItemModel::modelReset, this, &SelectedRows::forget);
}

bool SelectedRows::contains(int row) const
{
    refresh();
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() && m_rows[static_cast<std::size_t>(row)];
}

int SelectedRows::count() const
{
    refresh();
    return m_count;
}

void SelectedRows::refresh() const
{
    if (m_isKnown)
        return;
    m_isKnown = true;
    m_count = 0;
    m_rows.assign(static_cast<std::size_t>(m_view->model()->rowCount()), false);
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); range.left() == 0 && row <= range.bottom(); ++row) {
            m_rows.at(static_cast<std::size_t>(row)) = true;
            ++m_count;
        }
    }
}

} // namespace ui
