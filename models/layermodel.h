#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "app/oci/imageconfig.h"
#include "models/layersharing.h"
#include "models/roles.h"

namespace models {

/// The layers of one image, the lowest first, and which other images of its repository have them, too.
class LayerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NumberColumn,
        SizeColumn,
        BarColumn, ///< drawn from ShareRole and OnlyHereRole; has no text
        SharedWithColumn,
        DigestColumn,
        CreatedByColumn,
        ColumnCount
    };
    enum Role
    {
        ShareRole = FirstOwnRole, ///< the size against the largest layer, 0 to 1
        OnlyHereRole, ///< bool: no other image of the repository has the layer; invalid while that is not known
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// @p image is what the tag points at: the index where there is one, not the manifest of the platform.
    void setLayers(std::vector<oci::Layer> layers, std::optional<oci::Digest> image = {});
    /// Of the image's repository; null until it is known, @p isComing while that is being read.
    void setSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing = false);
    void setTagsOfImage(LayerSharing::TagsOfImage tags) { m_tagsOfImage = std::move(tags); }
    [[nodiscard]] const std::vector<oci::Layer> &layers() const noexcept { return m_layers; }
    [[nodiscard]] qint64 totalSize() const noexcept { return m_total; } ///< bytes, compressed
    /// "60.7 MiB shared with other images here", and "9.4 MiB only in this image"; empty unless known of every layer.
    [[nodiscard]] QString sharedText() const;
    [[nodiscard]] QString onlyHereText() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] const oci::Digest &digestOf(int row) const;
    /// The bytes of the layers that are in this image only, or of all others; nothing unless each is known.
    [[nodiscard]] std::optional<qint64> bytesOf(bool onlyHere) const;
    [[nodiscard]] QString accessibleText(int row) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString toolTip(int row, int column) const;
    [[nodiscard]] QVariant raw(int row, int column) const;

    std::vector<oci::Layer> m_layers;
    std::optional<oci::Digest> m_image;
    std::shared_ptr<const insight::Sharing> m_sharing;
    bool m_isSharingComing = false;
    LayerSharing m_others; ///< of the two above and m_image
    LayerSharing::TagsOfImage m_tagsOfImage;
    qint64 m_total = 0;
    qint64 m_largest = 0;
};

} // namespace models
