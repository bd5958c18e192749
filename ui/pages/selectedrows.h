#pragma once

#include <vector>

#include <QObject>

class QAbstractItemView;

namespace ui {

/// Which rows of a flat view are selected, a flag for each. QItemSelectionModel::isSelected() searches all ranges, for
/// every cell that is painted: 60 ms a paint where 5,000 scattered rows are selected.
class SelectedRows final : public QObject
{
    Q_OBJECT

public:
    /// Of the model and the selection that @p view has now.
    explicit SelectedRows(QAbstractItemView *view);

    [[nodiscard]] bool contains(int row) const;
    [[nodiscard]] int count() const;

private:
    void refresh() const;
    void forget() { m_isKnown = false; }

    const QAbstractItemView *m_view;
    mutable std::vector<bool> m_rows; ///< while m_isKnown
    mutable int m_count = 0;
    mutable bool m_isKnown = false;
};

} // namespace ui
