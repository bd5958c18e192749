#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "app/changes/restore.h"
#include "models/roles.h"

namespace models {

/// What a restore puts back, and below that what it cannot put back and why. UI thread.
class RestoreModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TagColumn,
        ImageColumn,
        ResultColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRestore(const changes::Restore &restore);
    [[nodiscard]] int refused() const; ///< rows that are not put back

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString tag;
        oci::Digest digest;
        QString result;
        bool isRefused = false;
    };

    [[nodiscard]] static QString text(const Row &row, int column);

    std::vector<Row> m_rows;
};

} // namespace models
