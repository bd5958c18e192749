#pragma once

#include <QAbstractItemModel>

#include "app/changes/repairreport.h"
#include "models/roles.h"

namespace models {

/// The broken indexes of a repository, and below each what is missing from it. UI thread.
class RepairModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        TagColumn, ///< or a platform
        ImageColumn,
        SinceColumn,
        CauseColumn,
        RestoreColumn,
        ColumnCount
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setReport(const changes::RepairReport &report);

    /// What @p rows speak of and the journal has, each once; all of it where they are none.
    [[nodiscard]] std::vector<oci::Digest> restorable(const QModelIndexList &rows = {}) const;
    /// The rows as text, for a message to somebody.
    [[nodiscard]] QString text() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    using Index = changes::RepairReport::Index;
    using Missing = changes::RepairReport::Missing;

    [[nodiscard]] const Index &indexOf(const QModelIndex &index) const;
    [[nodiscard]] const Missing *missingOf(const QModelIndex &index) const; ///< null: it is an index's row
    static QString tags(const Index &index);
    static QString since(const QDateTime &when);
    static QString part(const Missing &missing);
    static QString cause(const Missing &missing);
    static QString causeInFull(const Missing &missing);
    static QString text(const Index &index, int column);
    static QString text(const Missing &missing, int column);
    [[nodiscard]] QString text(const QModelIndex &index, int column) const;
    [[nodiscard]] QString toolTip(const QModelIndex &index) const;
    [[nodiscard]] QString icon(const QModelIndex &index) const;

    std::vector<Index> m_broken;
};

} // namespace models
