#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "app/changes/reading.h"

namespace models {

/// The tags that a reading found, in the order of their names, each with what it points at: those that begin with what
/// somebody types. UI thread.
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
    void setPrefix(const QString &prefix);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void narrow();

    std::shared_ptr<const changes::Reading> m_reading;
    QString m_prefix;
    std::vector<changes::RepositoryGraph::Id> m_order; ///< all tags by name …
    std::size_t m_first = 0; ///< … of which those from here …
    std::size_t m_last = 0; ///< … to before this begin with the prefix
};

} // namespace models
