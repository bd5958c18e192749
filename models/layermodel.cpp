#include "models/layermodel.h"

#include <algorithm>
#include <utility>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::AlignVCenter | (column == LayerModel::SizeColumn ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

void LayerModel::setLayers(std::vector<oci::Layer> layers, std::optional<oci::Digest> image)
{
    beginResetModel();
    m_layers = std::move(layers);
    m_image = image;
    m_others = LayerSharing(m_sharing, m_isSharingComing, m_image);
    m_total = 0;
    m_largest = 0;
    for (const oci::Layer &layer : m_layers) {
        m_total += layer.descriptor.size;
        m_largest = std::max(m_largest, layer.descriptor.size);
    }
    endResetModel();
}

void LayerModel::setSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing)
{
    m_sharing = std::move(sharing);
    m_isSharingComing = isComing;
    m_others = LayerSharing(m_sharing, m_isSharingComing, m_image);
    if (!m_layers.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const oci::Digest &LayerModel::digestOf(int row) const
{
    return m_layers.at(static_cast<std::size_t>(row)).descriptor.digest;
}

std::optional<qint64> LayerModel::bytesOf(bool onlyHere) const
{
    qint64 sum = 0;
    for (const oci::Layer &layer : m_layers) {
        const LayerSharing::Others others = m_others.othersWith(layer.descriptor.digest);
        if (!others.areKnown())
            return {};
        if (others.none == onlyHere)
            sum += layer.descriptor.size;
    }
    return sum;
}

QString LayerModel::sharedText() const
{
    const std::optional<qint64> bytes = bytesOf(false);
    return bytes ? tr("%1 shared with other images here", "size").arg(formatBytes(*bytes)) : QString();
}

QString LayerModel::onlyHereText() const
{
    const std::optional<qint64> bytes = bytesOf(true);
    return bytes ? tr("%1 only in this image", "size").arg(formatBytes(*bytes)) : QString();
}

int LayerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_layers.size());
}

int LayerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LayerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return u"#"_s;
    case SizeColumn:
        return tr("Size", "column");
    case SharedWithColumn:
        return tr("Shared with", "column: other images that have the layer");
    case DigestColumn:
        return tr("Digest", "column");
    case CreatedByColumn:
        return tr("Created by", "column: the command that made the layer");
    default:
        return {};
    }
}

QVariant LayerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case Qt::AccessibleTextRole:
        if (index.column() != NumberColumn)
            return text(index.row(), index.column());
        return accessibleText(index.row());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return raw(index.row(), index.column());
    case ShareRole:
        if (m_largest == 0)
            return 0.0;
        return static_cast<double>(m_layers.at(static_cast<std::size_t>(index.row())).descriptor.size)
            / static_cast<double>(m_largest);
    case OnlyHereRole: {
        const LayerSharing::Others others = m_others.othersWith(digestOf(index.row()));
        return others.areKnown() ? QVariant(others.none) : QVariant();
    }
    default:
        return {};
    }
}

QString LayerModel::accessibleText(int row) const
{
    const LayerSharing::Others others = m_others.othersWith(digestOf(row));
    const QString number = text(row, NumberColumn);
    const QString size = text(row, SizeColumn);
    const QString command = text(row, CreatedByColumn);
    if (others.count > 0)
        return tr("layer %1, %2, shared with %3, %4", "number, size, other images, command")
            .arg(number, size, text(row, SharedWithColumn), command);
    if (others.none)
        return tr("layer %1, %2, only here, %3", "number, size, command").arg(number, size, command);
    return tr("layer %1, %2, %3", "number, size, command").arg(number, size, command);
}

QVariant LayerModel::raw(int row, int column) const
{
    const oci::Layer &layer = m_layers.at(static_cast<std::size_t>(row));
    switch (column) {
    case NumberColumn:
        return row + 1;
    case SizeColumn:
    case BarColumn:
        return layer.descriptor.size;
    case SharedWithColumn: {
        const LayerSharing::Others others = m_others.othersWith(layer.descriptor.digest);
        return others.areKnown() ? QVariant(static_cast<qint64>(others.count)) : QVariant();
    }
    case DigestColumn:
        return layer.descriptor.digest.toString();
    default:
        return layer.history ? QVariant(layer.history->createdBy) : QVariant();
    }
}

QString LayerModel::text(int row, int column) const
{
    const oci::Layer &layer = m_layers.at(static_cast<std::size_t>(row));
    switch (column) {
    case NumberColumn:
        return QString::number(row + 1);
    case SizeColumn:
        return formatBytes(layer.descriptor.size);
    case SharedWithColumn:
        return m_others.text(layer.descriptor.digest);
    case DigestColumn:
        return layer.descriptor.digest.shortText();
    case CreatedByColumn: {
        const QString command = layer.history ? formatCommand(layer.history->createdBy) : QString();
        return command.isEmpty() ? tr("not recorded", "the command that made a layer") : command;
    }
    default:
        return {};
    }
}

QString LayerModel::toolTip(int row, int column) const
{
    const oci::Layer &layer = m_layers.at(static_cast<std::size_t>(row));
    switch (column) {
    case SizeColumn:
        return tr("%1 bytes").arg(layer.descriptor.size);
    case BarColumn:
    case SharedWithColumn:
        return m_others.toolTip(layer.descriptor.digest, m_tagsOfImage);
    case DigestColumn:
        return layer.descriptor.digest.toString() + u'\n' + visibleText(layer.descriptor.mediaType.toString());
    case CreatedByColumn:
        return text(row, column);
    default:
        return {};
    }
}

} // namespace models
