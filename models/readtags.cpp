#include "models/readtags.h"

#include <algorithm>
#include <numeric>

#include "models/retagmodel.h"

namespace models {

using changes::RepositoryGraph;

void ReadTags::setReading(std::shared_ptr<const changes::Reading> reading)
{
    beginResetModel();
    m_reading = std::move(reading);
    const std::vector<RepositoryGraph::Tag> &tags = m_reading->graph.tags();
    m_order.resize(tags.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::sort(m_order.begin(), m_order.end(), [&tags](RepositoryGraph::Id left, RepositoryGraph::Id right) {
        return tags[left].name < tags[right].name;
    });
    endResetModel();
}

int ReadTags::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int ReadTags::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ReadTags::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::EditRole))
        return {};
    const RepositoryGraph::Tag &tag = m_reading->graph.tags()[m_order.at(static_cast<std::size_t>(index.row()))];
    if (index.column() == TagColumn)
        return tag.name.toString();
    return tag.manifest ? RetagModel::shortText(m_reading->graph.manifests()[*tag.manifest].digest) : QString();
}

} // namespace models
