#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "app/oci/imageconfig.h"
#include "models/roles.h"

namespace models {

/// The layers of one image, the lowest first.
class LayerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NumberColumn,
        SizeColumn,
        BarColumn, ///< drawn from ShareRole; has no text
        DigestColumn,
        CreatedByColumn,
        ColumnCount
    };
    enum Role
    {
        ShareRole = FirstOwnRole, ///< the size against the largest layer, 0 to 1
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setLayers(std::vector<oci::Layer> layers);
    [[nodiscard]] const std::vector<oci::Layer> &layers() const noexcept { return m_layers; }
    [[nodiscard]] qint64 totalSize() const noexcept { return m_total; } ///< bytes, compressed

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString toolTip(int row, int column) const;
    [[nodiscard]] QVariant raw(int row, int column) const;

    std::vector<oci::Layer> m_layers;
    qint64 m_total = 0;
    qint64 m_largest = 0;
};

} // namespace models
