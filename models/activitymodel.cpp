#include "models/activitymodel.h"

#include <algorithm>

#include <QLocale>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

struct ActivityModel::Entry
{
    Id id = 0;
    QString what;
    QString where;
    QDateTime begun = QDateTime::currentDateTime();
    QDateTime ended{};
    State state = State::Running;
    bool isStopping = false;
    qint64 done = 0;
    qint64 total = -1;
    QString outcome{};
    Failure failure{};

    [[nodiscard]] int lines() const ///< below the row
    {
        return state != State::Failed ? 0 : failure.advice.isEmpty() ? 1 : 2;
    }
};

namespace {

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

oci::UtcTime toUtc(const QDateTime &time)
{
    return oci::UtcTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

QString stamp(const QDateTime &time)
{
    return time.date() == QDate::currentDate() ? time.time().toString(u"HH:mm:ss"_s) : formatTime(toUtc(time));
}

QString stateIcon(ActivityModel::State state)
{
    switch (state) {
    case ActivityModel::State::Running:
        return u"activity"_s;
    case ActivityModel::State::Failed:
        return u"error"_s;
    case ActivityModel::State::Done:
        return u"ok"_s;
    }
    return {};
}

} // namespace

ActivityModel::ActivityModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }

ActivityModel::~ActivityModel() = default;

ActivityModel::Id ActivityModel::begin(const QString &what, const QString &where)
{
    for (int row = static_cast<int>(m_entries.size()) - 1; row >= 0; --row) {
        const Entry &entry = *m_entries.at(static_cast<std::size_t>(row));
        if (entry.state == State::Failed && entry.what == what && entry.where == where)
            removeRow(row);
    }
    beginInsertRows({}, 0, 0);
    m_entries.insert(m_entries.begin(), std::make_unique<Entry>(Entry{.id = ++m_last, .what = what, .where = where}));
    endInsertRows();
    emit countsChanged();
    return m_last;
}

void ActivityModel::setProgress(Id id, qint64 done, qint64 total)
{
    Entry *entry = runningEntry(id);
    if (!entry || (entry->done == done && entry->total == total))
        return;
    entry->done = done;
    entry->total = total;
    changed(id);
}

void ActivityModel::setStopping(Id id)
{
    if (Entry *entry = runningEntry(id)) {
        entry->isStopping = true;
        changed(id);
    }
}

void ActivityModel::finish(Id id, const QString &outcome)
{
    Entry *entry = runningEntry(id);
    if (!entry)
        return;
    entry->state = State::Done;
    entry->ended = QDateTime::currentDateTime();
    entry->outcome = outcome;
    changed(id);
    forgetOldest();
    emit countsChanged();
}

void ActivityModel::fail(Id id, Failure failure)
{
    Entry *entry = runningEntry(id);
    if (!entry)
        return;
    const int lines = failure.advice.isEmpty() ? 1 : 2;
    beginInsertRows(indexOf(id), 0, lines - 1);
    entry->state = State::Failed;
    entry->ended = QDateTime::currentDateTime();
    entry->failure = std::move(failure);
    endInsertRows();
    changed(id);
    forgetOldest();
    emit countsChanged();
}

void ActivityModel::remove(Id id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    removeRow(row);
    emit countsChanged();
}

void ActivityModel::removeRow(int row)
{
    const Id id = m_entries.at(static_cast<std::size_t>(row))->id;
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
    emit removed(id);
}

void ActivityModel::forgetOldest()
{
    const Counts now = counts();
    if (now.failed + now.done <= mostEnded)
        return;
    const auto oldest = std::find_if(m_entries.rbegin(), m_entries.rend(),
                                     [](const auto &entry) { return entry->state != State::Running; });
    removeRow(static_cast<int>(std::distance(oldest, m_entries.rend())) - 1);
}

ActivityModel::Counts ActivityModel::counts() const
{
    Counts counts;
    for (const auto &entry : m_entries) {
        int &count = entry->state == State::Running ? counts.running
            : entry->state == State::Failed         ? counts.failed
                                                    : counts.done;
        ++count;
    }
    return counts;
}

int ActivityModel::rowOf(Id id) const
{
    const auto found
        = std::find_if(m_entries.begin(), m_entries.end(), [id](const auto &entry) { return entry->id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

ActivityModel::Entry *ActivityModel::runningEntry(Id id)
{
    const int row = rowOf(id);
    Entry *entry = row < 0 ? nullptr : m_entries.at(static_cast<std::size_t>(row)).get();
    return entry && entry->state == State::Running ? entry : nullptr;
}

void ActivityModel::changed(Id id)
{
    const QModelIndex first = indexOf(id);
    emit dataChanged(first, first.siblingAtColumn(ColumnCount - 1));
}

QModelIndex ActivityModel::indexOf(Id id) const
{
    const int row = rowOf(id);
    return row < 0 ? QModelIndex() : index(row, 0);
}

// A row's own index has the internal id 0, a line below a row the id of that row.
QModelIndex ActivityModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(entryOf(parent).id) : 0);
}

QModelIndex ActivityModel::parent(const QModelIndex &child) const
{
    return child.isValid() && child.internalId() != 0 ? indexOf(static_cast<Id>(child.internalId())) : QModelIndex();
}

const ActivityModel::Entry &ActivityModel::entryOf(const QModelIndex &index) const
{
    const int row = index.internalId() == 0 ? index.row() : rowOf(static_cast<Id>(index.internalId()));
    return *m_entries.at(static_cast<std::size_t>(row));
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_entries.size());
    return parent.internalId() == 0 && parent.column() == 0 ? entryOf(parent).lines() : 0;
}

int ActivityModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When", "column");
    case WhatColumn:
        return tr("What", "column");
    case WhereColumn:
        return tr("Where", "column");
    case ResultColumn:
        return tr("Result", "column");
    default:
        return {};
    }
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = entryOf(index);
    return index.internalId() == 0 ? topData(entry, index.column(), role)
                                   : lineData(entry, index.row(), index.column(), role);
}

QVariant ActivityModel::topData(const Entry &entry, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case Qt::AccessibleTextRole:
        return column == 0 ? sentence(entry) : text(entry, column);
    case Qt::ToolTipRole:
        return toolTip(entry, column);
    case RawRole:
        return column == WhenColumn ? QVariant(entry.begun) : QVariant(text(entry, column));
    case IconRole:
        return column == ResultColumn ? stateIcon(entry.state) : QString();
    case StateRole:
        return static_cast<int>(entry.state);
    case IdRole:
        return entry.id;
    case ProgressRole:
        if (entry.state == State::Running && entry.total > 0)
            return std::clamp(static_cast<double>(entry.done) / static_cast<double>(entry.total), 0.0, 1.0);
        return {};
    default:
        return {};
    }
}

QVariant ActivityModel::lineData(const Entry &entry, int line, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case RawRole:
        return lineText(entry, line, column);
    case Qt::AccessibleTextRole:
        return column == 0 ? lineText(entry, line, ResultColumn) : lineText(entry, line, column);
    case StateRole:
        return static_cast<int>(entry.state);
    case IdRole:
        return 0;
    default:
        return {};
    }
}

QString ActivityModel::text(const Entry &entry, int column)
{
    switch (column) {
    case WhenColumn:
        return stamp(entry.begun);
    case WhatColumn:
        return entry.what;
    case WhereColumn:
        return entry.where;
    case ResultColumn:
        return result(entry);
    default:
        return {};
    }
}

QString ActivityModel::lineText(const Entry &entry, int line, int column)
{
    if (column == WhatColumn)
        return line == 0 ? tr("Why", "it failed") : tr("What to do");
    if (column == ResultColumn)
        return line == 0 ? entry.failure.why : entry.failure.advice;
    return {};
}

QString ActivityModel::result(const Entry &entry)
{
    switch (entry.state) {
    case State::Failed:
        return entry.failure.headline;
    case State::Done:
        return entry.outcome.isEmpty() ? tr("done", "work") : entry.outcome;
    case State::Running:
        break;
    }
    if (entry.isStopping)
        return tr("stopping…", "work that was cancelled");
    if (entry.total > 0)
        return tr("%1 of %2", "numbers: how far something is").arg(number(entry.done), number(entry.total));
    return entry.done > 0 ? tr("%1 so far", "a number").arg(number(entry.done)) : tr("running", "work");
}

QString ActivityModel::sentence(const Entry &entry)
{
    QString text = entry.where.isEmpty()
        ? tr("%1, %2, %3", "what, result, when").arg(entry.what, result(entry), stamp(entry.begun))
        : tr("%1, %2, %3, %4", "what, where, result, when")
              .arg(entry.what, entry.where, result(entry), stamp(entry.begun));
    if (entry.state == State::Failed)
        text = tr("failed: %1", "a row as a sentence").arg(text);
    return text;
}

QString ActivityModel::toolTip(const Entry &entry, int column)
{
    if (column != WhenColumn)
        return text(entry, column);
    if (!entry.ended.isValid())
        return formatTimeInFull(toUtc(entry.begun));
    const double seconds = static_cast<double>(entry.begun.msecsTo(entry.ended)) / 1000;
    return tr("%1\ntook %2 s", "a time; a number of seconds")
        .arg(formatTimeInFull(toUtc(entry.begun)), QString::number(seconds, 'f', 1));
}

QString ActivityModel::report(const std::vector<Id> &ids) const
{
    QStringList lines;
    for (const Id id : ids) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        const Entry &entry = *m_entries.at(static_cast<std::size_t>(row));
        lines.append(u"%1  %2"_s.arg(entry.begun.toString(Qt::ISODate), entry.what));
        QStringList more{entry.where};
        if (entry.state == State::Failed)
            more << entry.failure.headline << entry.failure.why << entry.failure.advice << entry.failure.details;
        else
            more << result(entry);
        for (const QString &text : more) {
            for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
                lines.append(u"    "_s + line);
        }
    }
    return lines.isEmpty() ? QString() : lines.join(u'\n') + u'\n';
}

} // namespace models
