#pragma once

#include <memory>
#include <vector>

#include <QAbstractItemModel>
#include <QDateTime>

#include "models/roles.h"

namespace models {

/// What runs, failed and was done since the program started: a row each, the newest first. Below a failed row stand why
/// it failed and what to do. Of what has ended the newest 500 are kept. On the UI thread.
class ActivityModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        WhenColumn,
        WhatColumn,
        WhereColumn,
        ResultColumn,
        ColumnCount
    };
    enum class State
    {
        Running,
        Failed,
        Done
    };
    enum Role
    {
        StateRole = FirstOwnRole, ///< a State, as a number
        IdRole, ///< an Id; 0 for a row below another
        ProgressRole, ///< 0 to 1; invalid where it is not known or no longer matters
    };
    using Id = int; ///< from 1 on; never used twice

    /// An error in words.
    struct Failure
    {
        QString headline;
        QString why;
        QString advice; ///< may be empty
        QString details; ///< for reports
    };
    struct Counts
    {
        int running = 0;
        int failed = 0;
        int done = 0;

        friend bool operator==(const Counts &, const Counts &) = default;
    };

    static constexpr int mostEnded = 500;

    explicit ActivityModel(QObject *parent = nullptr);
    ~ActivityModel() override;

    /// Work begins. Failed rows of the same work are gone: it is being tried again.
    Id begin(const QString &what, const QString &where);
    /// @p total is -1 while it is not known.
    void setProgress(Id id, qint64 done, qint64 total);
    void setStopping(Id id); ///< somebody asked it to stop
    void finish(Id id, const QString &outcome); ///< "312 tags"; an empty one stands for "done"
    void fail(Id id, Failure failure);
    void remove(Id id);

    [[nodiscard]] Counts counts() const;
    /// The row of @p id; invalid once it is gone.
    [[nodiscard]] QModelIndex indexOf(Id id) const;
    /// The rows of @p ids as plain text, for a message to somebody.
    [[nodiscard]] QString report(const std::vector<Id> &ids) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void countsChanged();
    void removed(models::ActivityModel::Id id); ///< it has no row any more

private:
    struct Entry;

    [[nodiscard]] int rowOf(Id id) const; ///< -1 where there is none
    [[nodiscard]] const Entry &entryOf(const QModelIndex &index) const;
    Entry *runningEntry(Id id);
    void changed(Id id);
    void removeRow(int row);
    void forgetOldest();
    [[nodiscard]] QVariant topData(const Entry &entry, int column, int role) const;
    [[nodiscard]] QVariant lineData(const Entry &entry, int line, int column, int role) const;
    [[nodiscard]] static QString text(const Entry &entry, int column);
    [[nodiscard]] static QString lineText(const Entry &entry, int line, int column);
    [[nodiscard]] static QString result(const Entry &entry);
    [[nodiscard]] static QString sentence(const Entry &entry);
    [[nodiscard]] static QString toolTip(const Entry &entry, int column);

    std::vector<std::unique_ptr<Entry>> m_entries;
    Id m_last = 0;
};

} // namespace models
