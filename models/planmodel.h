#pragma once

#include <array>
#include <functional>
#include <vector>

#include <QAbstractItemModel>

#include "app/changes/plan.h"
#include "models/tagtable.h"

namespace models {

/// The rows of a plan under what becomes of them: deleted with their images, tag removed, skipped. Groups without rows
/// are left out. Two levels; UI thread. Items answer TagModel::DigestGroupRole, too, so that an image has the mark here
/// that it has in its table.
class PlanModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        TagColumn,
        ImageColumn,
        WhatGoesColumn,
        FreesColumn, ///< bytes that nothing else of the repository uses
        ColumnCount
    };
    enum Role
    {
        OutcomeRole = TagTable::RailRole + 1, ///< changes::PlanItem::Outcome as a number, of groups, too
        SummaryRole, ///< of a group: what stands behind its heading
    };
    /// Which mark the table shows for an image that several tags share; -1 for none.
    using MarkOf = std::function<int(const oci::Digest &image)>;

    explicit PlanModel(MarkOf markOf = {}, QObject *parent = nullptr);

    void setPlan(const changes::Plan &plan);
    [[nodiscard]] const changes::PlanItem *itemAt(const QModelIndex &index) const; ///< null for a group

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Group
    {
        changes::PlanItem::Outcome outcome;
        QString summary;
        std::vector<changes::PlanItem> items;
    };

    [[nodiscard]] QVariant ofGroup(const Group &group, int column, int role) const;
    [[nodiscard]] QVariant ofItem(const changes::PlanItem &item, int column, int role) const;

    MarkOf m_markOf;
    std::vector<Group> m_groups;
};

} // namespace models
