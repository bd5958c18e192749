#pragma once

#include <vector>

#include <QAbstractProxyModel>
#include <QPointer>
#include <QTimer>

#include "models/naturalorder.h"
#include "models/tagmodel.h"

namespace models {

/// The rows of a TagModel as the table shows them: sorted by one column and filtered by a text, as numbers of source
/// rows. Rows that arrive are appended where they come and put in order a moment later, once for many pages. What is
/// not known yet stands last in either direction; equal values stand in the natural order of their tags.
class TagTable final : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit TagTable(TagModel *source, QObject *parent = nullptr);
    ~TagTable() override;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const noexcept { return m_column; }
    [[nodiscard]] Qt::SortOrder sortOrder() const noexcept { return m_order; }

    /// Rows whose tag contains @p text in any case; all for an empty one.
    void setFilter(const QString &text);
    [[nodiscard]] const QString &filter() const noexcept { return m_filter; }

    [[nodiscard]] TagModel *tags() const noexcept { return m_source; }
    [[nodiscard]] int sourceRow(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &proxy) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &source) const override;
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void appendSource(int first, int last);
    void renumber(const std::vector<int> &numbers);
    void hideSource(int first, int last);
    void forgetSource(int first, int last);
    void announceChange(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    void arrange(std::vector<int> rows);
    void numberPositions();
    [[nodiscard]] bool accepts(int sourceRow) const;
    [[nodiscard]] std::vector<int> accepted() const;
    void sortRows(std::vector<int> &rows) const;

    TagModel *m_source;
    NaturalOrder m_natural;
    std::vector<NaturalOrder::Key> m_keys; ///< of the tags, by source row
    std::vector<int> m_rows; ///< source rows in the order shown
    std::vector<int> m_positions; ///< by source row: where it is shown, -1 where it is not
    QTimer m_late; ///< runs while rows wait to be put in order
    QString m_filter;
    int m_column = TagModel::TagColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace models
