#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "app/changes/reading.h"

namespace models {

/// The tags that a reading found, in the order of their names, each with what it points at: to complete a name from.
/// UI thread.
class ReadTags final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TagColumn,
        ImageColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setReading(std::shared_ptr<const changes::Reading> reading);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const changes::Reading> m_reading;
    std::vector<changes::RepositoryGraph::Id> m_order;
};

} // namespace models
