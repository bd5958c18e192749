#include "models/tagtable.h"

#include <algorithm>
#include <chrono>

#include "models/tagorderjob.h"

namespace models {

namespace {

constexpr std::chrono::milliseconds askAfter(100);
/// Changes of more rows than this are announced for the whole table at once.
constexpr int manyRows = 64;

std::size_t at(int number)
{
    return static_cast<std::size_t>(number);
}

} // namespace

TagTable::TagTable(jobs::Workers &workers, TagModel *source, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_workers(workers)
    , m_source(source)
{
    setSourceModel(source);
    m_late.setSingleShot(true);
    m_late.setInterval(askAfter);
    connect(&m_late, &QTimer::timeout, this, &TagTable::ask);
    connect(source, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { appendSource(first, last); });
    connect(source, &TagModel::rowsAboutToGo, this, &TagTable::hideGone);
    connect(source, &TagModel::rowsRenumbered, this, &TagTable::renumber);
    connect(source, &QAbstractItemModel::dataChanged, this, &TagTable::announceChange);
    if (source->rowCount() > 0)
        appendSource(0, source->rowCount() - 1);
}

TagTable::~TagTable() = default;

void TagTable::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    m_isArranging = true;
    ask();
}

void TagTable::setFilter(const QString &text)
{
    if (text == m_filterText)
        return;
    m_filterText = text;
    tl::expected<TagFilter, TagFilter::Mistake> filter = TagFilter::parse(text);
    if (!filter) {
        m_mistake = filter.error();
        return;
    }
    m_mistake.reset();
    m_filter = std::move(*filter);
    m_isArranging = true;
    ask();
}

void TagTable::setGrouped(bool grouped)
{
    if (grouped == m_isGrouped)
        return;
    m_isGrouped = grouped;
    m_isArranging = true;
    ask();
}

void TagTable::ask()
{
    m_late.stop();
    m_isStale = false;
    m_isRunning = true;
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    TagQuestion question{.rows = m_source->snapshot(),
                         .imageNumbers = m_source->imageNumbers(),
                         .filter = m_filter,
                         .circumstances = {.now = oci::UtcTime(now), .sharing = m_source->sharing()},
                         .column = m_column,
                         .order = m_order,
                         .isGrouped = m_isGrouped};
    m_job = std::make_unique<TagOrderJob>(m_workers, std::move(question));
    connect(m_job.get(), &TagOrderJob::ordered, this,
            [this](const std::shared_ptr<TagOrder> &answer) { accept(*answer); });
    connect(m_job.get(), &jobs::Job::finished, this, [this] {
        if (m_isRunning) // no answer came
            end();
    });
    m_job->start();
}

void TagTable::askLater()
{
    m_isStale = true;
    if (!m_isRunning && !m_late.isActive())
        m_late.start();
}

void TagTable::end()
{
    m_isRunning = false;
    m_isArranging = false;
    if (m_isStale)
        m_late.start();
    emit arranged();
}

void TagTable::accept(TagOrder &answer)
{
    if (answer.isTooComplex) {
        if (!m_mistake) // of a text that came later
            m_mistake = m_filter.complexity();
        m_filter = m_lastFilter;
        end();
        return;
    }
    m_lastFilter = m_filter;
    m_undecided = answer.undecided;
    addLateRows(answer);
    if (answer.rows != m_rows) {
        arrange(std::move(answer.rows), std::move(answer.positions), std::move(answer.rails));
    } else if (answer.rails != m_rails) {
        m_rails = std::move(answer.rails);
        emit dataChanged(index(0, TagModel::DigestColumn), index(rowCount() - 1, TagModel::DigestColumn), {RailRole});
    }
    end();
}

/// Rows that came after the question stay where they are, behind the others.
void TagTable::addLateRows(TagOrder &answer) const
{
    const auto known = static_cast<int>(answer.positions.size());
    answer.positions.resize(m_positions.size(), -1);
    for (int row = known; row < static_cast<int>(m_positions.size()); ++row) {
        if (m_positions.at(at(row)) < 0)
            continue;
        answer.positions.at(at(row)) = static_cast<int>(answer.rows.size());
        answer.rows.push_back(row);
    }
    answer.rails.resize(answer.rows.size());
}

void TagTable::appendSource(int first, int last)
{
    const auto position = static_cast<int>(m_rows.size());
    if (m_filter.isEmpty()) {
        beginInsertRows({}, position, position + last - first);
        for (int row = first; row <= last; ++row) {
            m_positions.push_back(static_cast<int>(m_rows.size()));
            m_rows.push_back(row);
        }
        m_rails.resize(m_rows.size());
        endInsertRows();
    } else {
        m_positions.resize(at(last) + 1, -1);
    }
    if (position == 0 && !m_isRunning)
        ask(); // the first rows are put in order at once
    else
        askLater();
}

/// Before the source's rows go: those that have no number any more.
void TagTable::hideGone(const std::vector<int> &numbers)
{
    m_job.reset(); // its numbers mean nothing soon
    std::vector<int> rows;
    std::vector<std::uint8_t> rails;
    for (std::size_t position = 0; position < m_rows.size(); ++position) {
        if (numbers.at(at(m_rows.at(position))) < 0)
            continue;
        rows.push_back(m_rows.at(position));
        rails.push_back(m_rails.at(position));
    }
    std::vector<int> positions(m_positions.size(), -1);
    for (std::size_t position = 0; position < rows.size(); ++position)
        positions.at(at(rows.at(position))) = static_cast<int>(position);
    if (rows != m_rows)
        arrange(std::move(rows), std::move(positions), std::move(rails));
}

/// The rows behind what is shown have new numbers; what is shown stays.
void TagTable::renumber(const std::vector<int> &numbers)
{
    for (int &row : m_rows)
        row = numbers.at(at(row));
    m_positions.assign(at(m_source->rowCount()), -1);
    for (std::size_t position = 0; position < m_rows.size(); ++position)
        m_positions.at(at(m_rows.at(position))) = static_cast<int>(position);
    ask();
}

void TagTable::announceChange(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    if (!m_rows.empty() && bottomRight.row() - topLeft.row() >= manyRows) {
        emit dataChanged(index(0, topLeft.column()), index(rowCount() - 1, bottomRight.column()));
    } else {
        for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
            if (const int position = m_positions.at(at(row)); position >= 0)
                emit dataChanged(index(position, topLeft.column()), index(position, bottomRight.column()));
        }
    }
    askLater(); // rows may move, and digests join
}

/// Shows @p rows from now on; selections follow their rows.
void TagTable::arrange(std::vector<int> rows, std::vector<int> positions, std::vector<std::uint8_t> rails)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const auto moved
        = [this, &positions](const QModelIndex &index) { return positions.at(at(sourceRow(index.row()))); };
    QModelIndexList before = persistentIndexList();
    // From bottom to top: where they rise, Qt walks from each one to the end of its hash, 50 ms for 5,000 rows.
    std::sort(before.begin(), before.end(),
              [&moved](const QModelIndex &left, const QModelIndex &right) { return moved(right) < moved(left); });
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : std::as_const(before)) {
        const int position = moved(index);
        after.append(position < 0 ? QModelIndex() : createIndex(position, index.column()));
    }
    m_rows = std::move(rows);
    m_positions = std::move(positions);
    m_rails = std::move(rails);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
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

// A view asks these two of every row whenever rows move.
bool TagTable::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_rows.empty();
}

Qt::ItemFlags TagTable::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QVariant TagTable::data(const QModelIndex &index, int role) const
{
    if (role == RailRole)
        return index.isValid() ? QVariant(m_rails.at(at(index.row()))) : QVariant();
    return m_source->data(mapToSource(index), role);
}

QVariant TagTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source->headerData(section, orientation, role); // also while there is no row
}

} // namespace models
