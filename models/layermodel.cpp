#include "models/layermodel.h"

#include <algorithm>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::AlignVCenter | (column == LayerModel::SizeColumn ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

void LayerModel::setLayers(std::vector<oci::Layer> layers)
{
    beginResetModel();
    m_layers = std::move(layers);
    m_total = 0;
    m_largest = 0;
    for (const oci::Layer &layer : m_layers) {
        m_total += layer.descriptor.size;
        m_largest = std::max(m_largest, layer.descriptor.size);
    }
    endResetModel();
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
        return tr("layer %1, %2, %3", "number, size, command")
            .arg(text(index.row(), NumberColumn), text(index.row(), SizeColumn), text(index.row(), CreatedByColumn));
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return raw(index.row(), index.column());
    case ShareRole:
        if (m_largest == 0)
            return 0.0;
        return static_cast<double>(m_layers.at(static_cast<std::size_t>(index.row())).descriptor.size)
            / static_cast<double>(m_largest);
    default:
        return {};
    }
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
    case BarColumn:
        return tr("%1 bytes").arg(layer.descriptor.size);
    case DigestColumn:
        return layer.descriptor.digest.toString() + u'\n' + visibleText(layer.descriptor.mediaType.toString());
    case CreatedByColumn:
        return text(row, column);
    default:
        return {};
    }
}

} // namespace models
