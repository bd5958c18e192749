#include "models/platformmodel.h"

#include "models/artifacttext.h"
#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

void PlatformModel::setImage(std::shared_ptr<const platforms::Image> image)
{
    beginResetModel();
    m_image = std::move(image);
    endResetModel();
}

int PlatformModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_image ? 0 : static_cast<int>(m_image->platforms.size());
}

int PlatformModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlatformModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const platforms::PlatformImage &part = m_image->platforms.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(part, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == PlatformColumn
            ? tr("%1, %2", "platform, size").arg(text(part, PlatformColumn), text(part, SizeColumn))
            : text(part, index.column());
    case Qt::ToolTipRole:
        return index.column() == DigestColumn ? part.descriptor.digest.toString() : text(part, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == SizeColumn ? Qt::AlignRight : Qt::AlignLeft));
    case IconRole:
        return part.failure && index.column() == PlatformColumn ? u"warn"_s : QString();
    case RawRole:
        return index.column() == DigestColumn ? part.descriptor.digest.toString() : text(part, index.column());
    default:
        return {};
    }
}

QString PlatformModel::sizeText(const platforms::PlatformImage &part)
{
    if (part.failure)
        return part.failure->kind == ErrorKind::NotFound ? tr("missing", "part of an image")
                                                         : tr("not read", "part of an image");
    const oci::ImageManifest *image = part.manifest ? part.manifest->image() : nullptr;
    return image ? formatBytes(image->contentSize()) : u"–"_s;
}

QString PlatformModel::text(const platforms::PlatformImage &part, int column)
{
    switch (column) {
    case PlatformColumn:
        return ArtifactText::platform(part.platform);
    case SizeColumn:
        return sizeText(part);
    default:
        return part.descriptor.digest.shortText();
    }
}

} // namespace models
