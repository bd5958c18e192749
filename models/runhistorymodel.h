#pragma once

#include <functional>
#include <set>
#include <vector>

#include <QAbstractItemModel>

#include "app/changes/runitems.h"
#include "app/jobs/historyjobs.h"
#include "models/putback.h"
#include "models/roles.h"
#include "models/runrow.h"

namespace models {

/// What was done to registries, as the journal says: a row for each run, the newest first, and below it what became of
/// each thing, what should have stayed and is gone, and which tags somebody else changed meanwhile. Two levels; UI
/// thread.
class RunHistoryModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        WhenColumn,
        WhatColumn,
        WhereColumn,
        ResultColumn,
        RestoreColumn,
        OfferColumn, ///< the command that is offered: "Restore…"
        ColumnCount
    };
    enum Role
    {
        RunRole = FirstOwnRole, ///< the run's number in the journal, of the rows below it, too
        OfferRole, ///< an Offer, as a number; a row below a run may have one of its own
    };
    enum class Offer
    {
        Nothing,
        Restore,
        RestoreLost, ///< what it should have left as it was
        GoOn,
        Pause, ///< it is under way
    };

    /// Whether the connection of a run can be changed.
    enum class Access
    {
        Open,
        ReadOnly,
        Gone, ///< there is no such connection any more
    };
    using AccessOf = std::function<Access(const changes::RunRecord &run)>;

    explicit RunHistoryModel(AccessOf accessOf, QObject *parent = nullptr);
    ~RunHistoryModel() override;

    void setRuns(std::vector<jobs::PastRun> runs);
    void setKeptDays(int days); ///< after which a run is forgotten
    /// How many runs ended before @p when.
    [[nodiscard]] int endedBefore(const QDateTime &when) const;
    /// Runs that are under way: nothing is offered for them.
    void setRunning(std::set<qint64> runs);
    void refreshAccess(); ///< a connection came, went, or was locked or unlocked

    [[nodiscard]] const jobs::PastRun *find(qint64 run) const; ///< null where there is none; until setRuns()
    [[nodiscard]] QModelIndex indexOf(qint64 run) const;
    [[nodiscard]] QString headline(qint64 run) const;
    [[nodiscard]] Offer offer(qint64 run) const;
    [[nodiscard]] Access access(const changes::RunRecord &run) const { return m_accessOf(run); }
    [[nodiscard]] bool canStop(qint64 run) const; ///< it has not ended
    /// What it should have left as it was, and what no later run has put back.
    [[nodiscard]] std::vector<changes::Loss> lost(qint64 run) const;
    /// Those that have such losses, the newest first; see lost().
    [[nodiscard]] std::vector<qint64> withLosses() const;
    /// What it came to, in counts: "3 done, 1 failed".
    [[nodiscard]] QString outcome(qint64 run) const;
    /// Whether @p index is the row below a run that says who did it.
    [[nodiscard]] static bool isAuthor(const QModelIndex &index);
    /// Those that were left before they had ended, the newest first.
    [[nodiscard]] std::vector<qint64> unfinished() const;
    /// The rows as plain text, for a message to somebody.
    [[nodiscard]] QString report(const std::vector<qint64> &runs) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Entry
    {
        jobs::PastRun past;
        std::vector<changes::RunItem> items;
        PutBack back{};
    };

    [[nodiscard]] const Entry *entry(qint64 run) const;
    [[nodiscard]] static QString text(Offer offer);
    [[nodiscard]] QString resultIcon(const Entry &entry) const;
    [[nodiscard]] QVariant ofRun(const Entry &entry, int column, int role) const;
    [[nodiscard]] static QVariant ofAuthor(const Entry &entry, int column, int role);
    [[nodiscard]] QString text(const Entry &entry, int column) const;
    [[nodiscard]] static QString outcome(const Entry &entry);
    [[nodiscard]] static RunRow below(const Entry &entry, std::size_t number);
    [[nodiscard]] static QString author(const Entry &entry);
    [[nodiscard]] QString restorable(const Entry &entry) const;
    [[nodiscard]] Offer offer(const Entry &entry) const;
    [[nodiscard]] Offer offerOfLoss(const Entry &entry, std::size_t number) const;
    [[nodiscard]] static std::vector<changes::Loss> lost(const Entry &entry);
    [[nodiscard]] bool isRunning(const Entry &entry) const;
    [[nodiscard]] Access access(const Entry &entry) const { return m_accessOf(entry.past.run); }

    AccessOf m_accessOf;
    std::vector<Entry> m_entries;
    std::set<qint64> m_running;
    int m_keptDays = changes::keptDays;
};

} // namespace models
