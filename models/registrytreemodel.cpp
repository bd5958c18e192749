#include "models/registrytreemodel.h"

#include <utility>

#include <QMimeData>

namespace models {

using namespace Qt::StringLiterals;

using State = ConnectionListing::State;

namespace {

const QString connectionType = u"application/x-portolan-connection"_s; ///< what is dragged: its id

} // namespace

RegistryTreeModel::RegistryTreeModel(DescribeFailure describe, QObject *parent)
    : QAbstractItemModel(parent)
    , m_describe(std::move(describe))
    , m_tree(*this)
{ }

RegistryTreeModel::~RegistryTreeModel() = default;

void RegistryTreeModel::setConnection(const ConnectionRow &row)
{
    Node *connection = m_tree.connection(row.id);
    if (!connection) {
        m_tree.addConnection(row);
        return;
    }
    connection->text = row.name;
    connection->listing->row = row;
    refresh(connection);
}

const ConnectionRow *RegistryTreeModel::connectionRow(const QString &id) const
{
    const Node *connection = m_tree.connection(id);
    return connection ? &connection->listing->row : nullptr;
}

void RegistryTreeModel::removeConnection(const QString &id)
{
    if (const Node *connection = m_tree.connection(id))
        m_tree.removeConnection(connection);
}

void RegistryTreeModel::moveConnection(const QString &id, int row)
{
    if (const Node *connection = m_tree.connection(id))
        m_tree.moveConnection(connection, row);
}

void RegistryTreeModel::resetConnection(const QString &id)
{
    Node *connection = m_tree.connection(id);
    if (!connection)
        return;
    m_tree.clear(connection);
    ConnectionListing &listing = *connection->listing;
    listing = ConnectionListing{.row = listing.row, .number = listing.number, .marks = listing.marks};
    changed(connection);
}

void RegistryTreeModel::addRepository(const RepositoryKey &key)
{
    Node *connection = m_tree.connection(key.connectionId);
    if (!connection || m_tree.repository(key.connectionId, key.name))
        return;
    m_tree.addRepositories(connection, {key.name});
    refresh(connection);
}

void RegistryTreeModel::beginListing(const QString &id)
{
    Node *connection = m_tree.connection(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.state = State::Running;
    listing.count = 0;
    ++listing.number;
    refresh(connection);
}

void RegistryTreeModel::addRepositories(const QString &id, const std::vector<oci::RepositoryName> &repositories)
{
    Node *connection = m_tree.connection(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    m_tree.setFlat(connection, false);
    listing.count += static_cast<qint64>(repositories.size());
    for (const oci::RepositoryName &name : repositories) {
        if (Node *known = listing.repositories.value(name, nullptr))
            known->namedBy = listing.number;
    }
    m_tree.addRepositories(connection, repositories);
    refresh(connection);
}

void RegistryTreeModel::endListing(const QString &id, const registry::ListingEnd &end)
{
    Node *connection = m_tree.connection(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.state = end.complete ? State::Complete : State::Incomplete;
    listing.error = {};
    listing.silentSince.reset();
    m_tree.setFlat(connection, false);
    if (end.complete)
        m_tree.removeNotNamed(connection);
    refresh(connection);
}

void RegistryTreeModel::failListing(const QString &id, const base::Error &error)
{
    Node *connection = m_tree.connection(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.state = error.isCancelled() ? State::Incomplete : State::Failed;
    listing.error = error;
    const bool isSilent = error.kind == base::ErrorKind::Network || error.kind == base::ErrorKind::Timeout;
    if (!isSilent)
        listing.silentSince.reset();
    else if (!listing.silentSince)
        listing.silentSince = QDateTime::currentDateTime();
    if (!error.isCancelled())
        m_tree.setFlat(connection, error.reason == base::ErrorReason::NoCatalog);
    refresh(connection);
}

void RegistryTreeModel::setTagCount(const RepositoryKey &key, int tags, bool complete)
{
    Node *node = m_tree.repository(key.connectionId, key.name);
    if (!node || (node->tags == tags && node->tagsComplete == complete && !node->isRefused))
        return;
    node->tags = tags;
    node->tagsComplete = complete;
    node->isRefused = false;
    changed(node);
    changed(node->parent);
}

void RegistryTreeModel::setMarkCount(const RepositoryKey &key, int marks)
{
    Node *connection = m_tree.connection(key.connectionId);
    if (!connection || std::exchange(connection->listing->marks[key.name], marks) == marks)
        return;
    if (const Node *node = m_tree.repository(key.connectionId, key.name))
        changed(node);
}

void RegistryTreeModel::failTags(const RepositoryKey &key, const base::Error &error)
{
    Node *node = m_tree.repository(key.connectionId, key.name);
    if (!node || error.kind != base::ErrorKind::Forbidden || node->isRefused)
        return;
    node->isRefused = true;
    changed(node);
    changed(node->parent);
}

/// Its words after a change of its state.
void RegistryTreeModel::refresh(Node *connection)
{
    m_tree.setNote(connection, !RegistryTreeText::note(*connection->listing, m_describe).text.isEmpty());
    changed(connection);
}

/// What a row that explains says; nothing for others.
RegistryTreeText::Note RegistryTreeModel::noteOf(const Node &node) const
{
    return node.kind == Kind::Note ? RegistryTreeText::note(*node.connection().listing, m_describe)
                                   : RegistryTreeText::Note();
}

void RegistryTreeModel::beginInsert(const Node *parent, int first, int last)
{
    beginInsertRows(indexOf(parent), first, last);
}

void RegistryTreeModel::endInsert()
{
    endInsertRows();
}

void RegistryTreeModel::beginRemove(const Node *parent, int first, int last)
{
    beginRemoveRows(indexOf(parent), first, last);
}

void RegistryTreeModel::endRemove()
{
    endRemoveRows();
}

void RegistryTreeModel::beginSort()
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
}

void RegistryTreeModel::endSort()
{
    for (const QModelIndex &before : persistentIndexList())
        changePersistentIndex(before, indexOf(nodeOf(before)));
    emit layoutChanged({}, VerticalSortHint);
}

void RegistryTreeModel::changed(const Node *node)
{
    const QModelIndex index = indexOf(node);
    emit dataChanged(index, index);
}

const RegistryTreeNode *RegistryTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : &m_tree.root();
}

QModelIndex RegistryTreeModel::indexOf(const Node *node) const
{
    return !node || node == &m_tree.root() ? QModelIndex() : createIndex(node->row, 0, node);
}

QModelIndex RegistryTreeModel::connectionIndex(const QString &id) const
{
    return indexOf(m_tree.connection(id));
}

QModelIndex RegistryTreeModel::repositoryIndex(const RepositoryKey &key) const
{
    return indexOf(m_tree.repository(key.connectionId, key.name));
}

QString RegistryTreeModel::connectionAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeOf(index)->connection().listing->row.id : QString();
}

std::optional<RepositoryKey> RegistryTreeModel::repositoryAt(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    if (!node->repository)
        return {};
    return RepositoryKey{connectionAt(index), *node->repository};
}

std::optional<RepositoryKey> RegistryTreeModel::onlyRepository(const QString &id) const
{
    const Node *connection = m_tree.connection(id);
    if (!connection || connection->listing->repositories.size() != 1)
        return {};
    return RepositoryKey{id, connection->listing->repositories.constBegin().key()};
}

std::vector<RepositoryKey> RegistryTreeModel::repositoriesNamed(const QString &id, const QString &name) const
{
    std::vector<RepositoryKey> found;
    if (const Node *connection = m_tree.connection(id)) {
        const auto &repositories = connection->listing->repositories;
        for (auto each = repositories.keyBegin(); each != repositories.keyEnd(); ++each) {
            if (each->toString() == name || each->withinProject() == name)
                found.push_back({id, *each});
        }
    }
    return found;
}

RegistryTreeModel::Action RegistryTreeModel::actionAt(const QModelIndex &index) const
{
    return index.isValid() ? noteOf(*nodeOf(index)).action : Action::None;
}

RegistryTreeModel::Action RegistryTreeModel::secondActionAt(const QModelIndex &index) const
{
    return index.isValid() ? noteOf(*nodeOf(index)).secondAction : Action::None;
}

bool RegistryTreeModel::isFolder(const QModelIndex &connection) const
{
    const Node *node = nodeOf(connection);
    return node->listing && node->listing->row.isFolder;
}

bool RegistryTreeModel::isListing(const QModelIndex &connection) const
{
    const Node *node = nodeOf(connection);
    return node->listing && node->listing->state == State::Running;
}

const base::Error *RegistryTreeModel::errorAt(const QModelIndex &index) const
{
    const Node *node = index.isValid() ? nodeOf(index) : nullptr;
    if (!node)
        return nullptr;
    const ConnectionListing &listing = *node->connection().listing;
    return listing.state == State::Failed && !listing.isFlat ? &listing.error : nullptr;
}

QModelIndex RegistryTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex RegistryTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int RegistryTreeModel::rowCount(const QModelIndex &parent) const
{
    return static_cast<int>(nodeOf(parent)->children.size());
}

int RegistryTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool RegistryTreeModel::hasChildren(const QModelIndex &parent) const
{
    return canFetchMore(parent) || rowCount(parent) > 0;
}

bool RegistryTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return node->listing && node->listing->state == State::NotAsked;
}

void RegistryTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        emit listingRequested(connectionAt(parent));
}

QString RegistryTreeModel::icon(const Node &node) const
{
    switch (node.kind) {
    case Kind::Connection:
        return node.listing->row.isFolder ? u"disk"_s : u"server"_s;
    case Kind::Project:
        return u"project"_s;
    case Kind::Repository:
        return u"repository"_s;
    case Kind::Note:
        break;
    }
    return noteOf(node).icon;
}

QVariant RegistryTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return node.kind == Kind::Note ? noteOf(node).text : node.text;
    case Qt::ToolTipRole:
        return RegistryTreeText::toolTip(node, m_describe);
    case Qt::AccessibleTextRole:
        return RegistryTreeText::sentence(node, m_describe);
    case RawRole:
        return node.repository ? node.repository->toString() : node.text;
    case IconRole:
        return icon(node);
    case KindRole:
        return static_cast<int>(node.kind);
    case StateTextRole:
        return RegistryTreeText::state(node);
    case MarkCountRole:
        return node.marks();
    case StateIconRole:
        return RegistryTreeText::stateIcon(node);
    case ActionTextRole:
        return RegistryTreeText::action(noteOf(node).action);
    case SecondActionTextRole:
        return RegistryTreeText::action(noteOf(node).secondAction);
    case IsDimRole:
        return node.kind != Kind::Note && node.kind != Kind::Connection && node.isNotAllowed();
    case LevelRole:
        return static_cast<int>(node.connection().listing->row.level);
    case LockIconRole:
        return node.listing ? RegistryTreeText::lockIcon(node.listing->row) : QString();
    case DangerRole:
        return node.listing ? RegistryTreeText::danger(node.listing->row) : QString();
    case IsKeptRole:
        return !node.listing || node.listing->row.isKept;
    default:
        return {};
    }
}

Qt::ItemFlags RegistryTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the connections
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return nodeOf(index)->listing ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList RegistryTreeModel::mimeTypes() const
{
    return {connectionType};
}

QMimeData *RegistryTreeModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(connectionType, connectionAt(indexes.constFirst()).toUtf8());
    return data;
}

bool RegistryTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                        const QModelIndex &parent) const
{
    return action == Qt::MoveAction && !parent.isValid() && data->hasFormat(connectionType)
        && m_tree.connection(QString::fromUtf8(data->data(connectionType)));
}

bool RegistryTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                     const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QString id = QString::fromUtf8(data->data(connectionType));
    const int from = m_tree.connection(id)->row;
    const int before = row < 0 ? rowCount() : row; // below the last one
    const int to = before > from ? before - 1 : before;
    if (to != from)
        emit moveRequested(id, to);
    return true;
}

} // namespace models
