#include "models/repositoryfilter.h"

#include "models/registrytreemodel.h"

namespace models {

RepositoryFilter::RepositoryFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void RepositoryFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

bool RepositoryFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    return index.data(RegistryTreeModel::KindRole).toInt() == static_cast<int>(RegistryTreeModel::Kind::Repository)
        && index.data(RawRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace models
