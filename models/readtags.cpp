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
    narrow();
    endResetModel();
}

void ReadTags::setPrefix(const QString &prefix)
{
    beginResetModel();
    m_prefix = prefix;
    narrow();
    endResetModel();
}

void ReadTags::narrow()
{
    if (!m_reading)
        return;
    const auto beginning = [this](RepositoryGraph::Id tag) {
        return QStringView(m_reading->graph.tags()[tag].name.toString()).left(m_prefix.size());
    };
    const auto first = std::partition_point(m_order.cbegin(), m_order.cend(),
                                            [&](RepositoryGraph::Id tag) { return beginning(tag) < m_prefix; });
    const auto last = std::partition_point(first, m_order.cend(),
                                           [&](RepositoryGraph::Id tag) { return beginning(tag) == m_prefix; });
    m_first = static_cast<std::size_t>(first - m_order.cbegin());
    m_last = static_cast<std::size_t>(last - m_order.cbegin());
}

int ReadTags::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_last - m_first);
}

int ReadTags::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ReadTags::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const RepositoryGraph::Tag &tag
        = m_reading->graph.tags()[m_order.at(m_first + static_cast<std::size_t>(index.row()))];
    if (index.column() == TagColumn)
        return tag.name.toString();
    return tag.manifest ? RetagModel::shortText(m_reading->graph.manifests()[*tag.manifest].digest) : QString();
}

QVariant ReadTags::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == TagColumn ? tr("Tags that there are") : tr("Point at");
}

} // namespace models
