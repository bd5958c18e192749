#include "models/layersharing.h"

#include <utility>

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr int namedImages = 12; ///< in a tooltip
constexpr int namedTags = 6; ///< of each

} // namespace

LayerSharing::LayerSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing,
                           std::optional<oci::Digest> image)
    : m_sharing(std::move(sharing))
    , m_isComing(isComing)
    , m_image(image)
{ }

LayerSharing::Others LayerSharing::othersWith(const oci::Digest &layer) const
{
    if (!m_sharing)
        return {};
    const bool isCounted = m_image && m_sharing->contains(*m_image);
    const qsizetype count = m_sharing->imagesWith(layer);
    if (isCounted && count <= 1)
        return {0, m_sharing->isWhole()};
    return {count - (isCounted ? 1 : 0), false};
}

QString LayerSharing::text(const oci::Digest &layer) const
{
    if (!m_sharing && m_isComing)
        return u"…"_s;
    const Others others = othersWith(layer);
    if (others.none)
        return tr("only here", "a layer that no other image has");
    if (others.count == 0)
        return tr("unknown", "which other images have a layer");
    const int count = static_cast<int>(others.count);
    return m_sharing->isWhole() ? tr("%Ln image(s)", "other images that have a layer", count)
                                : tr("%Ln image(s) or more", "other images that have a layer", count);
}

QString LayerSharing::toolTip(const oci::Digest &layer, const TagsOfImage &tagsOfImage) const
{
    if (!m_sharing)
        return tr("Known when all images of the repository have been read.");
    const Others others = othersWith(layer);
    if (others.none)
        return tr("No other image of the repository has this layer.");
    if (others.count > 0)
        return namesOfOthers(layer, tagsOfImage);
    return m_sharing->isWhole() ? tr("No tag of the repository points at this image: it was not compared.")
                                : tr("Not all images of the repository could be read: others may have this layer.");
}

QString LayerSharing::namesOfOthers(const oci::Digest &layer, const TagsOfImage &tagsOfImage) const
{
    const int count = static_cast<int>(othersWith(layer).count);
    QStringList lines{tr("In %Ln other image(s) of the repository, too:", nullptr, count)};
    for (const oci::Digest &image : m_sharing->imagesWithBlob(layer)) {
        if (image == m_image)
            continue;
        if (lines.size() > namedImages) {
            lines.append(tr("and %Ln more", "images", count - namedImages));
            break;
        }
        lines.append(nameOf(image, tagsOfImage ? tagsOfImage(image) : QStringList()));
    }
    return lines.join(u'\n');
}

QString LayerSharing::nameOf(const oci::Digest &image, const QStringList &tags)
{
    if (tags.isEmpty())
        return image.shortText();
    const QString first = tags.mid(0, namedTags).join(u", "_s);
    const auto more = static_cast<int>(tags.size()) - namedTags;
    return more > 0 ? tr("%1 and %Ln more", "tags of an image", more).arg(first) : first;
}

} // namespace models
