#include "models/locatorsource.h"

#include <utility>

#include <QCoreApplication>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Locator)
};

void addRepositories(const RegistryTreeModel &tree, const QModelIndex &parent, const QString &connection,
                     std::vector<LocatorItem> &items)
{
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        if (const auto key = tree.repositoryAt(index)) {
            const QString count = index.data(RegistryTreeModel::StateTextRole).toString();
            items.push_back({.kind = LocatorKind::Repository,
                             .name = key->name.toString(),
                             .context = connection,
                             .note = count.isEmpty() ? QString() : Text::tr("tags: %1", "a number").arg(count),
                             .target = {.connectionId = key->connectionId, .repository = key->name}});
        } else {
            addRepositories(tree, index, connection, items);
        }
    }
}

} // namespace

LocatorList::LocatorList(LocatorKind kind, std::vector<LocatorItem> items)
    : m_kind(kind)
    , m_items(std::move(items))
{ }

LocatorTags::LocatorTags(LocatorKind kind, const TagModel *tags, RepositoryKey repository,
                         const QString &connectionName)
    : m_kind(kind)
    , m_tags(tags)
    , m_repository(std::move(repository))
    , m_context(Text::tr("%1 in %2", "repository, connection").arg(m_repository.name.toString(), connectionName))
{ }

QString LocatorTags::name(int number) const
{
    const TagRow &row = m_tags->row(number);
    if (m_kind == LocatorKind::Tag)
        return row.tag.toString();
    return row.digest ? row.digest->hex() : QString();
}

LocatorItem LocatorTags::item(int number) const
{
    const TagRow &row = m_tags->row(number);
    LocatorItem item{.kind = m_kind,
                     .name = name(number),
                     .context = m_context,
                     .target = {.connectionId = m_repository.connectionId,
                                .repository = m_repository.name,
                                .image = oci::TagOrDigest(row.tag)}};
    if (m_kind == LocatorKind::Digest)
        item.note = Text::tr("tag %1").arg(row.tag.toString());
    return item;
}

std::vector<LocatorItem> locatorConnections(const RegistryTreeModel &tree)
{
    std::vector<LocatorItem> items;
    for (int row = 0; row < tree.rowCount(); ++row) {
        const QModelIndex index = tree.index(row, 0);
        const QString state = index.data(RegistryTreeModel::StateTextRole).toString();
        const bool isCount = !state.isEmpty() && state.front().isDigit();
        items.push_back({.kind = LocatorKind::Connection,
                         .name = index.data().toString(),
                         .note = isCount ? Text::tr("repositories: %1", "a number").arg(state) : state,
                         .target = {.connectionId = tree.connectionAt(index)}});
    }
    return items;
}

std::vector<LocatorItem> locatorRepositories(const RegistryTreeModel &tree)
{
    std::vector<LocatorItem> items;
    for (int row = 0; row < tree.rowCount(); ++row) {
        const QModelIndex connection = tree.index(row, 0);
        addRepositories(tree, connection, connection.data().toString(), items);
    }
    return items;
}

} // namespace models
