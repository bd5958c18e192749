#pragma once

#include <memory>

#include <QAbstractTableModel>

#include "app/platforms/image.h"
#include "models/roles.h"

namespace models {

/// The platforms of an image with their sizes, in the order of its index.
class PlatformModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        PlatformColumn,
        SizeColumn,
        DigestColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setImage(std::shared_ptr<const platforms::Image> image); ///< may be null

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] static QString text(const platforms::PlatformImage &part, int column);
    [[nodiscard]] static QString sizeText(const platforms::PlatformImage &part);

    std::shared_ptr<const platforms::Image> m_image;
};

} // namespace models
