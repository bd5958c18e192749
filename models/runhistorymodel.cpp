#include "models/runhistorymodel.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "models/format.h"
#include "models/runtext.h"

namespace models {

using namespace Qt::StringLiterals;
using changes::RunItem;
using changes::StepState;

namespace {

constexpr quintptr isRun = 0; ///< the id of a run's index; that of a row below it is the number of its run + 1

oci::UtcTime toUtc(const QDateTime &time)
{
    return oci::UtcTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

bool takes(const std::vector<RunItem> &items)
{
    return std::any_of(items.cbegin(), items.cend(), PutBack::isDue);
}

StepState worst(const std::vector<RunItem> &items)
{
    if (changes::countOnPlaceholder(items) > 0)
        return StepState::Failed;
    for (const StepState state :
         {StepState::Failed, StepState::Unknown, StepState::Sent, StepState::Planned, StepState::Skipped})
        if (changes::count(items, state) > 0)
            return state;
    return StepState::Done;
}

} // namespace

RunHistoryModel::RunHistoryModel(AccessOf accessOf, QObject *parent)
    : QAbstractItemModel(parent)
    , m_accessOf(std::move(accessOf))
{ }

RunHistoryModel::~RunHistoryModel() = default;

void RunHistoryModel::setRuns(std::vector<jobs::PastRun> runs)
{
    beginResetModel();
    m_entries.clear();
    m_entries.reserve(runs.size());
    for (jobs::PastRun &past : runs) {
        std::vector<RunItem> items = changes::itemsOf(past.steps, past.goAlong);
        m_entries.push_back({std::move(past), std::move(items)});
    }
    for (auto later = m_entries.cbegin(); later != m_entries.cend(); ++later) {
        if (!RunText::isRestore(later->past.run, later->items))
            continue;
        for (auto entry = m_entries.begin() + (later - m_entries.cbegin()) + 1; entry != m_entries.end(); ++entry)
            entry->back.note(entry->past, entry->items, later->past, later->items);
    }
    endResetModel();
}

void RunHistoryModel::setRunning(std::set<qint64> runs)
{
    if (m_running == runs)
        return;
    m_running = std::move(runs);
    if (!m_entries.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RunHistoryModel::refreshAccess()
{
    if (!m_entries.empty())
        emit dataChanged(index(0, RestoreColumn), index(rowCount() - 1, RestoreColumn));
}

void RunHistoryModel::setKeptDays(int days)
{
    if (std::exchange(m_keptDays, days) != days)
        refreshAccess();
}

int RunHistoryModel::endedBefore(const QDateTime &when) const
{
    return static_cast<int>(std::count_if(m_entries.cbegin(), m_entries.cend(), [&when](const Entry &entry) {
        return entry.past.run.ended.isValid() && entry.past.run.ended < when;
    }));
}

const RunHistoryModel::Entry *RunHistoryModel::entry(qint64 run) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(),
                                    [run](const Entry &entry) { return entry.past.run.id == run; });
    return found == m_entries.cend() ? nullptr : &*found;
}

const jobs::PastRun *RunHistoryModel::find(qint64 run) const
{
    const Entry *found = entry(run);
    return found ? &found->past : nullptr;
}

QModelIndex RunHistoryModel::indexOf(qint64 run) const
{
    const Entry *found = entry(run);
    return found ? index(static_cast<int>(found - m_entries.data()), 0) : QModelIndex();
}

QString RunHistoryModel::headline(qint64 run) const
{
    const Entry *found = entry(run);
    return found ? RunText::headline(found->past.run, found->items) : QString();
}

bool RunHistoryModel::isRunning(const Entry &entry) const
{
    return m_running.contains(entry.past.run.id);
}

RunHistoryModel::Offer RunHistoryModel::offer(const Entry &entry) const
{
    if (isRunning(entry))
        return Offer::Pause;
    if (access(entry) != Access::Open)
        return Offer::Nothing;
    if (!entry.past.run.ended.isValid())
        return Offer::GoOn;
    if (takes(entry.items))
        return Offer::Restore;
    return lost(entry).empty() ? Offer::Nothing : Offer::RestoreLost;
}

RunHistoryModel::Offer RunHistoryModel::offerOfLoss(const Entry &entry, std::size_t number) const
{
    const bool isBack = !entry.back.losses.empty() && entry.back.losses[number];
    const bool isOffered = !isBack && !isRunning(entry) && access(entry) == Access::Open;
    return isOffered ? Offer::RestoreLost : Offer::Nothing;
}

std::vector<changes::Loss> RunHistoryModel::lost(const Entry &entry)
{
    std::vector<changes::Loss> lost;
    for (std::size_t i = 0; i < entry.past.losses.size(); ++i) {
        if (entry.back.losses.empty() || !entry.back.losses[i])
            lost.push_back(entry.past.losses[i]);
    }
    return lost;
}

std::vector<changes::Loss> RunHistoryModel::lost(qint64 run) const
{
    const Entry *found = entry(run);
    return found ? lost(*found) : std::vector<changes::Loss>();
}

std::vector<qint64> RunHistoryModel::withLosses() const
{
    std::vector<qint64> runs;
    for (const Entry &entry : m_entries) {
        if (access(entry) != Access::Gone && !lost(entry).empty())
            runs.push_back(entry.past.run.id);
    }
    return runs;
}

RunHistoryModel::Offer RunHistoryModel::offer(qint64 run) const
{
    const Entry *found = entry(run);
    return found ? offer(*found) : Offer::Nothing;
}

bool RunHistoryModel::canStop(qint64 run) const
{
    const Entry *found = entry(run);
    return found && !found->past.run.ended.isValid();
}

QString RunHistoryModel::outcome(qint64 run) const
{
    const Entry *found = entry(run);
    return found ? outcome(*found) : QString();
}

QString RunHistoryModel::outcome(const Entry &entry)
{
    const jobs::PastRun &past = entry.past;
    return RunText::outcome(
        entry.items, {std::ssize(past.races), std::ssize(past.losses), std::ssize(past.gone), past.run.notLookedAt});
}

bool RunHistoryModel::isAuthor(const QModelIndex &index)
{
    return index.parent().isValid() && index.row() == 0;
}

std::vector<qint64> RunHistoryModel::unfinished() const
{
    std::vector<qint64> runs;
    for (const Entry &entry : m_entries) {
        if (offer(entry) == Offer::GoOn)
            runs.push_back(entry.past.run.id);
    }
    return runs;
}

QString RunHistoryModel::restorable(const Entry &entry) const
{
    if (isRunning(entry))
        return {};
    const PutBack::Extent extent
        = entry.past.run.ended.isValid() ? entry.back.extent(entry.items) : PutBack::Extent::Nothing;
    if (extent == PutBack::Extent::Whole)
        return tr("Restored %1", "when").arg(formatTime(toUtc(entry.back.when)));
    if (extent == PutBack::Extent::Part)
        return tr("Partly restored %1", "when").arg(formatTime(toUtc(entry.back.when)));
    if (access(entry) == Access::Gone)
        return tr("Not from here: the connection was removed");
    const bool hasLosses = !lost(entry).empty();
    if (access(entry) == Access::ReadOnly && (!entry.past.run.ended.isValid() || takes(entry.items) || hasLosses))
        return tr("Once the connection is unlocked");
    if (!entry.past.run.ended.isValid())
        return tr("It can go on where it was left");
    if (hasLosses)
        return tr("What was lost, in the rows below");
    if (std::none_of(entry.items.cbegin(), entry.items.cend(), std::mem_fn(&RunItem::mayHaveChanged)))
        return tr("Nothing was changed");
    if (!takes(entry.items))
        return tr("Nothing was replaced");
    return tr("Until garbage is collected, at most until %1", "a date")
        .arg(entry.past.run.begun.toLocalTime().addDays(m_keptDays).date().toString(Qt::ISODate));
}

QString RunHistoryModel::author(const Entry &entry)
{
    const changes::RunRecord &run = entry.past.run;
    const QString account = run.account.isEmpty() ? tr("Without a sign-in") : tr("By %1").arg(visibleText(run.account));
    return run.reason.isEmpty() ? account : tr("%1: %2", "who did it, and why").arg(account, visibleText(run.reason));
}

QString RunHistoryModel::text(Offer offer)
{
    switch (offer) {
    case Offer::Restore:
    case Offer::RestoreLost:
        return tr("Restore…");
    case Offer::GoOn:
        return tr("Go on", "with a run that was left");
    case Offer::Pause:
        return tr("Pause", "a run");
    case Offer::Nothing:
        break;
    }
    return {};
}

QString RunHistoryModel::text(const Entry &entry, int column) const
{
    const changes::RunRecord &run = entry.past.run;
    switch (column) {
    case WhenColumn:
        return formatTime(toUtc(run.begun));
    case WhatColumn:
        return RunText::headline(run, entry.items);
    case WhereColumn:
        return tr("%1 in %2", "a repository; a connection").arg(run.repository, visibleText(run.registry));
    case ResultColumn:
        if (isRunning(entry))
            return tr("Running");
        if (run.stopped)
            return tr("Stopped: %1", "counts").arg(outcome(entry));
        return run.ended.isValid() ? outcome(entry) : tr("Not finished: %1", "counts").arg(outcome(entry));
    case RestoreColumn:
        return restorable(entry);
    case OfferColumn:
        return text(offer(entry));
    default:
        return {};
    }
}

QString RunHistoryModel::resultIcon(const Entry &entry) const
{
    if (isRunning(entry))
        return u"activity"_s;
    if (!entry.past.run.ended.isValid())
        return u"warn"_s;
    if (!lost(entry).empty() || !entry.past.gone.empty())
        return u"error"_s;
    const StepState state = worst(entry.items);
    if (state == StepState::Failed && changes::count(entry.items, StepState::Done) > 0)
        return u"warn"_s; // in part
    if (state == StepState::Done && (!entry.past.races.empty() || entry.past.run.notLookedAt > 0))
        return u"warn"_s;
    return RunText::icon(entry.past.run.stopped && state == StepState::Planned ? StepState::Skipped : state);
}

QVariant RunHistoryModel::ofRun(const Entry &entry, int column, int role) const
{
    const changes::RunRecord &run = entry.past.run;
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case Qt::ToolTipRole:
        if (column == WhereColumn)
            return tr("%1\n%2", "where; an address").arg(text(entry, column), visibleText(run.address));
        return column == WhenColumn ? formatTimeInFull(toUtc(run.begun)) : text(entry, column);
    case Qt::AccessibleTextRole: // a row reads as one sentence, and begins with what was done
        if (column != WhatColumn)
            return text(entry, column);
        return tr("%1, %2, %3, %4", "what, where, result, when")
            .arg(text(entry, WhatColumn), text(entry, WhereColumn), text(entry, ResultColumn), text(entry, WhenColumn));
    case IconRole:
        if (column == WhatColumn)
            return RunText::isRestore(run, entry.items) ? u"restore"_s
                : std::any_of(entry.items.cbegin(), entry.items.cend(),
                              [](const RunItem &item) { return item.deletes(); })
                ? u"delete"_s
                : u"retag"_s;
        if (column == ResultColumn)
            return resultIcon(entry);
        return QString();
    case RawRole:
        return column == WhenColumn ? QVariant(run.begun) : QVariant(text(entry, column));
    default:
        return {};
    }
}

QVariant RunHistoryModel::ofAuthor(const Entry &entry, int column, int role)
{
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    return isText && column == WhatColumn ? QVariant(author(entry)) : QVariant();
}

QModelIndex RunHistoryModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : isRun);
}

QModelIndex RunHistoryModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isRun)
        return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, isRun);
}

/// Below a run stand who did it, each loss, each blob that is gone, each thing, and each race.
int RunHistoryModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_entries.size());
    if (parent.internalId() != isRun || parent.column() != 0)
        return 0;
    const Entry &entry = m_entries[static_cast<std::size_t>(parent.row())];
    const jobs::PastRun &past = entry.past;
    return 1 + static_cast<int>(past.losses.size() + past.gone.size() + entry.items.size() + past.races.size());
}

int RunHistoryModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant RunHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isTop = index.internalId() == isRun;
    const Entry &entry = m_entries[isTop ? static_cast<std::size_t>(index.row()) : index.internalId() - 1];
    if (role == RunRole)
        return entry.past.run.id;
    if (isTop || isAuthor(index)) {
        if (role == OfferRole)
            return static_cast<int>(offer(entry));
        return isTop ? ofRun(entry, index.column(), role) : ofAuthor(entry, index.column(), role);
    }
    const auto number = static_cast<std::size_t>(index.row() - 1);
    const bool isLoss = number < entry.past.losses.size();
    if (role == OfferRole)
        return static_cast<int>(isLoss ? offerOfLoss(entry, number) : offer(entry));
    if (isLoss && index.column() == OfferColumn && role == Qt::DisplayRole)
        return text(offerOfLoss(entry, number));
    return below(entry, number).data(index.column(), role);
}

/// What stands in the row after the one that says who did it, and so on.
RunRow RunHistoryModel::below(const Entry &entry, std::size_t number)
{
    const std::size_t losses = entry.past.losses.size();
    if (number < losses)
        return RunRow::of(entry.past.losses[number], !entry.back.losses.empty() && entry.back.losses[number]);
    number -= losses;
    if (number < entry.past.gone.size())
        return RunRow::of(entry.past.gone[number], entry.items);
    number -= entry.past.gone.size();
    if (number < entry.items.size())
        return RunRow::of(entry.items[number], entry.past);
    return RunRow::of(entry.past.races[number - entry.items.size()]);
}

QVariant RunHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case RestoreColumn:
        return tr("Can be restored", "column");
    default:
        return {};
    }
}

QString RunHistoryModel::report(const std::vector<qint64> &runs) const
{
    QStringList lines;
    for (const qint64 run : runs) {
        const Entry *found = entry(run);
        if (!found)
            continue;
        QStringList cells;
        for (const int column : {WhenColumn, WhatColumn, WhereColumn, ResultColumn})
            cells.append(text(*found, column));
        lines.append(cells.join(u" · "_s));
        lines.append(u"  "_s + author(*found));
        for (int row = 1; row < rowCount(indexOf(run)); ++row)
            lines.append(below(*found, static_cast<std::size_t>(row - 1)).line());
    }
    return lines.join(u'\n');
}

} // namespace models
