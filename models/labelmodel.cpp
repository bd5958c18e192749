#include "models/labelmodel.h"

#include <algorithm>

#include "models/format.h"

namespace models {

void LabelModel::setImage(const platforms::Image &image, const platforms::PlatformImage *part)
{
    beginResetModel();
    m_labels.clear();
    if (part && part->config)
        add(part->config->labels, tr("label", "in the configuration of an image"));
    if (part && part->manifest && part->manifest->image())
        add(part->manifest->image()->annotations, tr("annotation of the manifest"));
    if (part && part->descriptor.digest != image.manifest.digest())
        add(part->descriptor.annotations, tr("annotation in the index"));
    if (image.manifest.index())
        add(image.manifest.index()->annotations, tr("annotation of the index"));
    endResetModel();
}

void LabelModel::add(const oci::Annotations &annotations, const QString &place)
{
    const auto known = std::ssize(m_labels);
    for (const auto &[name, value] : annotations)
        m_labels.push_back({name, value, place});
    std::inplace_merge(m_labels.begin(), m_labels.begin() + known, m_labels.end(),
                       [](const Label &left, const Label &right) { return left.name < right.name; });
}

int LabelModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_labels.size());
}

int LabelModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LabelModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name", "column: of a label");
    case ValueColumn:
        return tr("Value", "column: of a label");
    case PlaceColumn:
        return tr("Where", "column: where a label stands");
    default:
        return {};
    }
}

QVariant LabelModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Label &label = m_labels.at(static_cast<std::size_t>(index.row()));
    const QString &text = index.column() == NameColumn ? label.name
        : index.column() == ValueColumn                ? label.value
                                                       : label.place;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return visibleText(text);
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn
            ? tr("%1: %2", "name and value of a label").arg(visibleText(label.name), visibleText(label.value))
            : visibleText(text);
    case RawRole:
        return text;
    default:
        return {};
    }
}

} // namespace models
