#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QCoreApplication>
#include <QStringList>

#include "app/insight/sharing.h"

namespace models {

/// What is known of the other images of a repository that have the layers of one image, and the words for it. A value.
class LayerSharing final
{
    Q_DECLARE_TR_FUNCTIONS(models::LayerSharing)

public:
    /// The tags of the repository that point at an image.
    using TagsOfImage = std::function<QStringList(const oci::Digest &)>;

    struct Others
    {
        qsizetype count = 0;
        bool none = false; ///< for certain; a count of 0 alone says nothing

        [[nodiscard]] bool areKnown() const noexcept { return none || count > 0; }
    };

    LayerSharing() = default;
    /// @p sharing is null until it is known, @p isComing while it is being read. @p image is what the tag points at:
    /// the index where there is one.
    LayerSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing, std::optional<oci::Digest> image);

    [[nodiscard]] Others othersWith(const oci::Digest &layer) const;
    /// For a cell: "214 images", "only here".
    [[nodiscard]] QString text(const oci::Digest &layer) const;
    /// The other images by their tags, the first dozen, or why they are not known.
    [[nodiscard]] QString toolTip(const oci::Digest &layer, const TagsOfImage &tagsOfImage) const;

private:
    [[nodiscard]] QString namesOfOthers(const oci::Digest &layer, const TagsOfImage &tagsOfImage) const;
    static QString nameOf(const oci::Digest &image, const QStringList &tags);

    std::shared_ptr<const insight::Sharing> m_sharing;
    bool m_isComing = false;
    std::optional<oci::Digest> m_image;
};

} // namespace models
