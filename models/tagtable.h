#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <QAbstractProxyModel>
#include <QTimer>

#include "models/tagmodel.h"
#include "models/tagorder.h"

namespace jobs {
class Workers;
}

namespace models {

class TagOrderJob;

/// The rows of a TagModel as the table shows them: filtered, sorted and grouped by digest, as numbers of source rows. A
/// worker does that; until its answer comes, and where a filter has a mistake, the rows stay as they are. A new
/// question drops the one before. Rows that arrive are appended where they come and put in order a moment later, once
/// for many pages; with a filter they wait until it has seen them.
class TagTable final : public QAbstractProxyModel
{
    Q_OBJECT

public:
    enum Role
    {
        /// How the rows of one digest hang together: flags of TagRail.
        RailRole = TagModel::RolesEnd,
    };

    TagTable(jobs::Workers &workers, TagModel *source, QObject *parent = nullptr);
    ~TagTable() override;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const noexcept { return m_column; }
    [[nodiscard]] Qt::SortOrder sortOrder() const noexcept { return m_order; }

    /// Shows the rows that @p text, a TagFilter, lets pass. With a mistake in it the filter before stays in force.
    void setFilter(const QString &text);
    [[nodiscard]] const QString &filter() const noexcept { return m_filterText; }
    /// What is wrong with filter(). A regular expression may turn out to be so after a while: see arranged().
    [[nodiscard]] const std::optional<TagFilter::Mistake> &filterMistake() const noexcept { return m_mistake; }
    /// Rows that are not shown because what the filter asks for is not known of them.
    [[nodiscard]] int undecided() const noexcept { return m_undecided; }

    /// The rows of one digest stand together, where the first of them would stand.
    void setGrouped(bool grouped);
    [[nodiscard]] bool isGrouped() const noexcept { return m_isGrouped; }

    /// True while a question of the user (sort, filter, group) has no answer yet.
    [[nodiscard]] bool isArranging() const noexcept { return m_isArranging; }

    [[nodiscard]] TagModel *tags() const noexcept { return m_source; }
    [[nodiscard]] int sourceRow(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &proxy) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &source) const override;
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    /// An answer is on the screen: other rows, another order, other counts, or a mistake found late.
    void arranged();

private:
    void appendSource(int first, int last);
    void hideGone(const std::vector<int> &numbers);
    void renumber(const std::vector<int> &numbers);
    void announceChange(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    void ask();
    void askLater();
    void accept(TagOrder &answer);
    void end();
    void addLateRows(TagOrder &answer) const;
    void arrange(std::vector<int> rows, std::vector<int> positions, std::vector<std::uint8_t> rails);

    jobs::Workers &m_workers;
    TagModel *m_source;
    std::vector<int> m_rows; ///< source rows in the order shown
    std::vector<int> m_positions; ///< by source row: where it is shown, -1 where it is not
    std::vector<std::uint8_t> m_rails; ///< by position
    std::unique_ptr<TagOrderJob> m_job; ///< the last question
    QTimer m_late; ///< runs while a question waits to be asked
    bool m_isRunning = false; ///< m_job has not answered yet
    bool m_isStale = false; ///< something changed since the last question
    bool m_isArranging = false;

    QString m_filterText;
    TagFilter m_filter; ///< in force, or asked for
    TagFilter m_lastFilter; ///< that was answered
    std::optional<TagFilter::Mistake> m_mistake;
    int m_undecided = 0;
    int m_column = TagModel::TagColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_isGrouped = false;
};

} // namespace models
