#include "models/registrytreemodel.h"

#include <algorithm>
#include <map>

namespace models {

using namespace Qt::StringLiterals;

using State = ConnectionListing::State;

RegistryTreeModel::RegistryTreeModel(DescribeError describe, QObject *parent)
    : QAbstractItemModel(parent)
    , m_describe(std::move(describe))
    , m_root(std::make_unique<Node>())
{ }

RegistryTreeModel::~RegistryTreeModel() = default;

void RegistryTreeModel::addConnection(const QString &id, const QString &name, bool isFolder)
{
    auto node = std::make_unique<Node>(Node{.kind = Kind::Connection, .text = name, .parent = m_root.get()});
    node->connectionId = id;
    node->listing = std::make_unique<ConnectionListing>();
    node->listing->isFolder = isFolder;
    const int row = static_cast<int>(m_root->children.size());
    beginInsertRows({}, row, row);
    m_root->children.push_back(std::move(node));
    m_root->renumber(row);
    endInsertRows();
}

void RegistryTreeModel::removeConnection(const QString &id)
{
    if (const Node *node = connectionNode(id))
        removeChild(m_root.get(), node->row);
}

void RegistryTreeModel::addRepository(const RepositoryKey &key)
{
    Node *connection = connectionNode(key.connectionId);
    if (connection && !repositoryNode(key))
        insertRepositories(connection, {key.name});
}

void RegistryTreeModel::beginListing(const QString &id)
{
    Node *connection = connectionNode(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.state = State::Running;
    listing.error = {};
    listing.count = 0;
    ++listing.number;
    showNote(connection, tr("Loading…"), u"wait"_s, Action::Stop);
    stateChanged(connection);
}

void RegistryTreeModel::addRepositories(const QString &id, const std::vector<oci::RepositoryName> &repositories)
{
    Node *connection = connectionNode(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.count += static_cast<qint64>(repositories.size());
    for (const oci::RepositoryName &name : repositories) {
        if (Node *known = listing.repositories.value(name, nullptr))
            known->namedBy = listing.number;
    }
    insertRepositories(connection, repositories);
    showNote(
        connection,
        tr("Loading, %1 so far", "%1 is a number of repositories").arg(RegistryTreeText::count(listing.count, false)),
        u"wait"_s, Action::Stop);
    stateChanged(connection);
}

void RegistryTreeModel::endListing(const QString &id, const registry::ListingEnd &end)
{
    Node *connection = connectionNode(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.state = end.complete ? State::Complete : State::Incomplete;
    if (end.complete)
        removeNotNamed(connection, listing.number);
    if (!end.complete)
        showNote(connection, tr("The registry did not list all of them."), u"warn"_s, Action::Retry);
    else if (listing.count == 0)
        showNote(connection, tr("No repositories yet."), u"info"_s, Action::Retry);
    else
        showNote(connection, {}, {}, Action::None);
    stateChanged(connection);
}

void RegistryTreeModel::failListing(const QString &id, const base::Error &error)
{
    Node *connection = connectionNode(id);
    if (!connection)
        return;
    ConnectionListing &listing = *connection->listing;
    listing.state = error.isCancelled() ? State::Incomplete : State::Failed;
    listing.error = error;
    if (error.isCancelled()) {
        showNote(connection, tr("Stopped."), u"warn"_s, Action::Retry);
    } else if (error.reason == base::ErrorReason::NoCatalog) {
        flatten(connection);
        showNote(connection, tr("Lists no repositories."), u"info"_s, Action::AddRepository);
    } else {
        showNote(connection, m_describe(error), u"warn"_s, Action::Retry);
    }
    stateChanged(connection);
}

void RegistryTreeModel::setTagCount(const RepositoryKey &key, int tags, bool complete)
{
    Node *node = repositoryNode(key);
    if (!node || (node->tags == tags && node->tagsComplete == complete))
        return;
    node->tags = tags;
    node->tagsComplete = complete;
    const QModelIndex index = indexOf(node);
    emit dataChanged(index, index);
}

/// Puts @p fresh, which is sorted, among the children of @p parent: one insertion for each run that stays together.
void RegistryTreeModel::insertSorted(Node *parent, Nodes fresh)
{
    auto next = fresh.begin();
    while (next != fresh.end()) {
        const auto place
            = std::upper_bound(parent->children.begin(), parent->children.end(), *next,
                               [this](const auto &left, const auto &right) { return isBefore(*left, *right); });
        auto runEnd = std::next(next);
        while (runEnd != fresh.end() && (place == parent->children.end() || isBefore(**runEnd, **place)))
            ++runEnd;
        const int row = static_cast<int>(place - parent->children.begin());
        beginInsertRows(indexOf(parent), row, row + static_cast<int>(runEnd - next) - 1);
        parent->children.insert(place, std::make_move_iterator(next), std::make_move_iterator(runEnd));
        parent->renumber(row);
        endInsertRows();
        next = runEnd;
    }
}

std::unique_ptr<RegistryTreeNode> RegistryTreeModel::makeRepository(Node *connection,
                                                                    const oci::RepositoryName &name) const
{
    ConnectionListing &listing = *connection->listing;
    const bool isDirect = listing.isFlat() || name.project() == name.toString();
    auto node = std::make_unique<Node>(Node{
        .kind = Kind::Repository, .text = isDirect ? name.toString() : name.withinProject(), .parent = connection});
    node->repository = name;
    node->namedBy = listing.state == State::Running ? listing.number : 0;
    listing.repositories.insert(name, node.get());
    return node;
}

void RegistryTreeModel::insertRepositories(Node *connection, const std::vector<oci::RepositoryName> &repositories)
{
    ConnectionListing &listing = *connection->listing;
    Nodes direct; // children of the connection: single names, and projects that are new
    std::map<QString, Nodes> ofProject;
    for (const oci::RepositoryName &name : repositories) {
        if (listing.repositories.contains(name))
            continue;
        const bool isDirect = listing.isFlat() || name.project() == name.toString();
        (isDirect ? direct : ofProject[name.project()]).push_back(makeRepository(connection, name));
    }
    const auto inOrder = [this](const auto &left, const auto &right) { return isBefore(*left, *right); };
    for (auto &[name, nodes] : ofProject) {
        std::sort(nodes.begin(), nodes.end(), inOrder);
        Node *project = listing.projects.value(name, nullptr);
        const bool isNew = !project;
        if (isNew) {
            direct.push_back(std::make_unique<Node>(Node{.kind = Kind::Project, .text = name, .parent = connection}));
            project = direct.back().get();
            listing.projects.insert(name, project);
        }
        for (const auto &node : nodes)
            node->parent = project;
        if (isNew) {
            project->children = std::move(nodes);
            project->renumber(0);
        } else {
            insertSorted(project, std::move(nodes));
            emit dataChanged(indexOf(project), indexOf(project)); // its count
        }
    }
    std::sort(direct.begin(), direct.end(), inOrder);
    insertSorted(connection, std::move(direct));
}

/// Notes first, then projects, then repositories; each in natural order.
bool RegistryTreeModel::isBefore(const Node &left, const Node &right) const
{
    const auto rank = [](Kind kind) { return kind == Kind::Note ? 0 : kind == Kind::Project ? 1 : 2; };
    if (rank(left.kind) != rank(right.kind))
        return rank(left.kind) < rank(right.kind);
    return m_natural.isLess(left.text, right.text);
}

/// Takes a row that goes, and those below it, out of the connection's lists.
void RegistryTreeModel::forget(const Node &node)
{
    if (node.kind == Kind::Connection)
        return;
    ConnectionListing &listing = *node.connection().listing;
    if (node.repository)
        listing.repositories.remove(*node.repository);
    if (node.kind == Kind::Project)
        listing.projects.remove(node.text);
    for (const auto &child : node.children)
        forget(*child);
}

void RegistryTreeModel::removeChild(Node *parent, int row)
{
    beginRemoveRows(indexOf(parent), row, row);
    const std::unique_ptr<Node> child = std::move(parent->children.at(static_cast<std::size_t>(row)));
    forget(*child);
    parent->children.erase(parent->children.begin() + row);
    parent->renumber(row);
    endRemoveRows();
}

/// Removes the repositories that @p listing did not name, and projects that are empty then. Those of the user stay.
void RegistryTreeModel::removeNotNamed(Node *node, int listing)
{
    for (int row = static_cast<int>(node->children.size()) - 1; row >= 0; --row) {
        Node *child = node->children.at(static_cast<std::size_t>(row)).get();
        if (child->kind == Kind::Project)
            removeNotNamed(child, listing);
        const bool isGone = child->kind == Kind::Repository && child->namedBy != 0 && child->namedBy != listing;
        if (isGone || (child->kind == Kind::Project && child->children.empty()))
            removeChild(node, row);
    }
}

/// Without a catalogue there are no projects to open: every repository shows its whole name.
void RegistryTreeModel::flatten(Node *connection)
{
    std::vector<oci::RepositoryName> names;
    for (int row = static_cast<int>(connection->children.size()) - 1; row >= 0; --row) {
        const Node *child = connection->children.at(static_cast<std::size_t>(row)).get();
        if (child->kind != Kind::Project)
            continue;
        for (const auto &repository : child->children)
            names.push_back(*repository->repository);
        removeChild(connection, row);
    }
    insertRepositories(connection, names);
}

/// Sets the row that explains @p connection; an empty @p text removes it.
void RegistryTreeModel::showNote(Node *connection, const QString &text, const QString &icon, Action action)
{
    Node *note = connection->note();
    if (text.isEmpty()) {
        if (note)
            removeChild(connection, 0);
        return;
    }
    if (!note) {
        Nodes fresh;
        fresh.push_back(std::make_unique<Node>(Node{.kind = Kind::Note, .text = {}, .parent = connection}));
        note = fresh.front().get();
        note->text = text;
        note->icon = icon;
        note->action = action;
        insertSorted(connection, std::move(fresh));
        return;
    }
    note->text = text;
    note->icon = icon;
    note->action = action;
    emit dataChanged(indexOf(note), indexOf(note));
}

void RegistryTreeModel::stateChanged(const Node *connection)
{
    const QModelIndex index = indexOf(connection);
    emit dataChanged(index, index);
}

RegistryTreeModel::Node *RegistryTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex RegistryTreeModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

RegistryTreeModel::Node *RegistryTreeModel::connectionNode(const QString &id) const
{
    const auto found = std::find_if(m_root->children.begin(), m_root->children.end(),
                                    [&id](const auto &node) { return node->connectionId == id; });
    return found == m_root->children.end() ? nullptr : found->get();
}

RegistryTreeModel::Node *RegistryTreeModel::repositoryNode(const RepositoryKey &key) const
{
    const Node *connection = connectionNode(key.connectionId);
    if (!connection)
        return nullptr;
    return connection->listing->repositories.value(key.name, nullptr);
}

QModelIndex RegistryTreeModel::connectionIndex(const QString &id) const
{
    const Node *node = connectionNode(id);
    return node ? indexOf(node) : QModelIndex();
}

QModelIndex RegistryTreeModel::repositoryIndex(const RepositoryKey &key) const
{
    const Node *node = repositoryNode(key);
    return node ? indexOf(node) : QModelIndex();
}

QString RegistryTreeModel::connectionAt(const QModelIndex &index) const
{
    return index.isValid() ? nodeOf(index)->connection().connectionId : QString();
}

std::optional<RepositoryKey> RegistryTreeModel::repositoryAt(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    if (!node->repository)
        return {};
    return RepositoryKey{node->connection().connectionId, *node->repository};
}

std::optional<RepositoryKey> RegistryTreeModel::onlyRepository(const QString &id) const
{
    const Node *connection = connectionNode(id);
    if (!connection || connection->listing->repositories.size() != 1)
        return {};
    return RepositoryKey{id, connection->listing->repositories.constBegin().key()};
}

RegistryTreeModel::Action RegistryTreeModel::actionAt(const QModelIndex &index) const
{
    return nodeOf(index)->action;
}

QModelIndex RegistryTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children.at(static_cast<std::size_t>(row)).get());
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
        emit listingRequested(nodeOf(parent)->connectionId);
}

QVariant RegistryTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return node.text;
    case Qt::ToolTipRole:
        return node.repository ? node.repository->toString() : node.text;
    case Qt::AccessibleTextRole:
        return RegistryTreeText::sentence(node);
    case RawRole:
        return node.repository ? node.repository->toString() : node.text;
    case IconRole:
        switch (node.kind) {
        case Kind::Connection:
            return node.listing->isFolder ? u"disk"_s : u"server"_s;
        case Kind::Project:
            return u"project"_s;
        case Kind::Repository:
            return u"repository"_s;
        case Kind::Note:
            return node.icon;
        }
        return {};
    case KindRole:
        return static_cast<int>(node.kind);
    case StateTextRole:
        return RegistryTreeText::state(node);
    case StateIconRole:
        return RegistryTreeText::stateIcon(node);
    case ActionTextRole:
        return RegistryTreeText::action(node.action);
    default:
        return {};
    }
}

} // namespace models
