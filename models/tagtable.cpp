#include "models/tagtable.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace models {

namespace {

constexpr std::chrono::milliseconds orderAfter(100);
/// Changes of more rows than this are announced for the whole table at once.
constexpr int manyRows = 64;

} // namespace

TagTable::TagTable(TagModel *source, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_source(source)
{
    setSourceModel(source);
    m_late.setSingleShot(true);
    m_late.setInterval(orderAfter);
    connect(&m_late, &QTimer::timeout, this, [this] { sort(m_column, m_order); });
    connect(source, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { appendSource(first, last); });
    connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { hideSource(first, last); });
    connect(source, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { forgetSource(first, last); });
    connect(source, &TagModel::rowsRenumbered, this, &TagTable::renumber);
    connect(source, &QAbstractItemModel::dataChanged, this, &TagTable::announceChange);
    if (source->rowCount() > 0)
        appendSource(0, source->rowCount() - 1);
}

TagTable::~TagTable() = default;

bool TagTable::accepts(int sourceRow) const
{
    return m_filter.isEmpty() || m_source->row(sourceRow).tag.toString().contains(m_filter, Qt::CaseInsensitive);
}

std::vector<int> TagTable::accepted() const
{
    std::vector<int> rows;
    rows.reserve(m_keys.size());
    for (int row = 0; row < static_cast<int>(m_keys.size()); ++row) {
        if (accepts(row))
            rows.push_back(row);
    }
    return rows;
}

void TagTable::appendSource(int first, int last)
{
    std::vector<int> fresh;
    for (int row = first; row <= last; ++row) {
        m_keys.push_back(m_natural.key(m_source->row(row).tag.toString()));
        m_positions.push_back(-1);
        if (accepts(row))
            fresh.push_back(row);
    }
    if (fresh.empty())
        return;
    sortRows(fresh);
    const int position = static_cast<int>(m_rows.size());
    beginInsertRows({}, position, position + static_cast<int>(fresh.size()) - 1);
    for (const int row : fresh) {
        m_positions.at(static_cast<std::size_t>(row)) = static_cast<int>(m_rows.size());
        m_rows.push_back(row);
    }
    endInsertRows();
    if (position > 0 && !m_late.isActive())
        m_late.start();
}

/// The rows behind what is shown have new numbers; what is shown stays.
void TagTable::renumber(const std::vector<int> &numbers)
{
    std::vector<int> before(numbers.size());
    for (std::size_t row = 0; row < numbers.size(); ++row)
        before.at(static_cast<std::size_t>(numbers.at(row))) = static_cast<int>(row);
    std::vector<NaturalOrder::Key> keys;
    keys.reserve(m_keys.size());
    for (const int row : before)
        keys.push_back(m_keys.at(static_cast<std::size_t>(row)));
    m_keys = std::move(keys);
    for (int &row : m_rows)
        row = numbers.at(static_cast<std::size_t>(row));
    numberPositions();
}

/// Before the source's rows go: behind the others, then away in one go.
void TagTable::hideSource(int first, int last)
{
    std::vector<int> rows = m_rows;
    const auto gone
        = std::stable_partition(rows.begin(), rows.end(), [first, last](int row) { return row < first || row > last; });
    if (gone == rows.end())
        return;
    const auto kept = static_cast<int>(gone - rows.begin());
    arrange(std::move(rows));
    beginRemoveRows({}, kept, static_cast<int>(m_rows.size()) - 1);
    m_rows.erase(m_rows.begin() + kept, m_rows.end());
    numberPositions();
    endRemoveRows();
}

/// When they are gone: the rows behind them have new numbers.
void TagTable::forgetSource(int first, int last)
{
    m_keys.erase(m_keys.begin() + first, m_keys.begin() + last + 1);
    for (int &row : m_rows) {
        if (row > last)
            row -= last - first + 1;
    }
    m_positions.resize(m_keys.size());
    numberPositions();
}

void TagTable::announceChange(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    if (m_rows.empty())
        return;
    if (bottomRight.row() - topLeft.row() >= manyRows) {
        emit dataChanged(index(0, topLeft.column()), index(static_cast<int>(m_rows.size()) - 1, bottomRight.column()));
    } else {
        for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
            const int position = m_positions.at(static_cast<std::size_t>(row));
            if (position >= 0)
                emit dataChanged(index(position, topLeft.column()), index(position, bottomRight.column()));
        }
    }
    const bool mayMove
        = m_column != TagModel::TagColumn && topLeft.column() <= m_column && m_column <= bottomRight.column();
    if (mayMove && !m_late.isActive())
        m_late.start();
}

void TagTable::sort(int column, Qt::SortOrder order)
{
    m_late.stop();
    m_column = column;
    m_order = order;
    std::vector<int> rows = m_rows;
    sortRows(rows);
    arrange(std::move(rows));
}

void TagTable::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    std::vector<int> rows = accepted();
    sortRows(rows);
    arrange(std::move(rows));
}

/// Shows @p rows from now on; selections follow their rows.
void TagTable::arrange(std::vector<int> rows)
{
    if (rows == m_rows)
        return;
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> sourceRows;
    for (const QModelIndex &index : before)
        sourceRows.push_back(sourceRow(index.row()));
    m_rows = std::move(rows);
    numberPositions();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int position = m_positions.at(static_cast<std::size_t>(sourceRows.at(static_cast<std::size_t>(i))));
        after.append(position < 0 ? QModelIndex() : index(position, before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TagTable::numberPositions()
{
    std::fill(m_positions.begin(), m_positions.end(), -1);
    for (std::size_t position = 0; position < m_rows.size(); ++position)
        m_positions.at(static_cast<std::size_t>(m_rows.at(position))) = static_cast<int>(position);
}

void TagTable::sortRows(std::vector<int> &rows) const
{
    const bool descending = m_order == Qt::DescendingOrder;
    const auto byTag = [this](int left, int right) {
        const int order = m_keys.at(static_cast<std::size_t>(left)).compare(m_keys.at(static_cast<std::size_t>(right)));
        return order != 0 ? order < 0 : left < right;
    };
    if (m_column == TagModel::TagColumn) {
        std::sort(rows.begin(), rows.end(), [&byTag, descending](int left, int right) {
            return descending ? byTag(right, left) : byTag(left, right);
        });
        return;
    }
    // Prepared keys: the comparison must not build texts or variants.
    const auto sortBy = [&](auto keyOf) {
        std::vector<decltype(keyOf(0))> keys(m_keys.size());
        for (const int row : rows)
            keys.at(static_cast<std::size_t>(row)) = keyOf(row);
        std::sort(rows.begin(), rows.end(), [&](int left, int right) {
            const auto &first = keys.at(static_cast<std::size_t>(left));
            const auto &second = keys.at(static_cast<std::size_t>(right));
            if (first.has_value() != second.has_value())
                return first.has_value();
            if (!first || *first == *second)
                return byTag(left, right);
            return descending ? *second < *first : *first < *second;
        });
    };
    if (m_column == TagModel::DigestColumn)
        sortBy([this](int row) { return m_source->row(row).digest; });
    else if (m_column == TagModel::PlatformsColumn)
        sortBy([this](int row) {
            const QVariant text = m_source->index(row, m_column).data(RawRole);
            return text.isValid() ? std::optional(text.toString()) : std::nullopt;
        });
    else
        sortBy([this](int row) { return m_source->number(row, m_column); });
}

QModelIndex TagTable::mapToSource(const QModelIndex &proxy) const
{
    return proxy.isValid() ? m_source->index(sourceRow(proxy.row()), proxy.column()) : QModelIndex();
}

QModelIndex TagTable::mapFromSource(const QModelIndex &source) const
{
    const auto row = static_cast<std::size_t>(source.row());
    if (!source.isValid() || row >= m_positions.size() || m_positions.at(row) < 0)
        return {};
    return index(m_positions.at(row), source.column());
}

QModelIndex TagTable::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex TagTable::parent(const QModelIndex &) const
{
    return {};
}

int TagTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TagTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : TagModel::ColumnCount;
}

QVariant TagTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source->headerData(section, orientation, role); // also while there is no row
}

} // namespace models
