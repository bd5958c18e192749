#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "app/platforms/image.h"
#include "models/roles.h"

namespace models {

/// The labels and annotations of an image, by name, each with where it stands.
class LabelModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        ValueColumn,
        PlaceColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// @p part is the platform that is looked at; null where there is none.
    void setImage(const platforms::Image &image, const platforms::PlatformImage *part);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Label
    {
        QString name;
        QString value; ///< as it is; RawRole
        QString place;
    };

    void add(const oci::Annotations &annotations, const QString &place);

    std::vector<Label> m_labels;
};

} // namespace models
