#include "models/registrytree.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace models {

using Kind = RegistryTreeNode::Kind;

namespace {

constexpr int manyRuns = 8;

} // namespace

RegistryTree::RegistryTree(Watcher &watcher)
    : m_watcher(watcher)
{ }

RegistryTreeNode *RegistryTree::connection(const QString &id) const
{
    const auto found = std::find_if(m_root.children.begin(), m_root.children.end(),
                                    [&id](const auto &node) { return node->listing->row.id == id; });
    return found == m_root.children.end() ? nullptr : found->get();
}

RegistryTreeNode *RegistryTree::repository(const QString &connectionId, const oci::RepositoryName &name) const
{
    const Node *node = connection(connectionId);
    return node ? node->listing->repositories.value(name, nullptr) : nullptr;
}

RegistryTreeNode *RegistryTree::addConnection(ConnectionRow row)
{
    auto node = std::make_unique<Node>(Node{.kind = Kind::Connection, .text = row.name, .parent = &m_root});
    node->listing = std::make_unique<ConnectionListing>(ConnectionListing{.row = std::move(row)});
    const int number = static_cast<int>(m_root.children.size());
    node->row = number;
    m_watcher.beginInsert(&m_root, number, number);
    m_root.children.push_back(std::move(node));
    m_watcher.endInsert();
    return m_root.children.back().get();
}

void RegistryTree::removeConnection(const Node *connection)
{
    takeRows(&m_root, connection->row, connection->row);
}

void RegistryTree::moveConnection(const Node *connection, int row)
{
    Nodes &nodes = m_root.children;
    const int from = connection->row;
    const int to = std::clamp(row, 0, static_cast<int>(nodes.size()) - 1);
    if (from == to)
        return;
    m_watcher.beginSort();
    const auto first = nodes.begin();
    if (from < to)
        std::rotate(first + from, first + from + 1, first + to + 1);
    else
        std::rotate(first + to, first + from, first + from + 1);
    m_root.renumber(0);
    m_watcher.endSort();
}

void RegistryTree::addRepositories(Node *connection, const std::vector<oci::RepositoryName> &names)
{
    ConnectionListing &listing = *connection->listing;
    const int namedBy = listing.state == ConnectionListing::State::Running ? listing.number : 0;
    Nodes fresh;
    for (const oci::RepositoryName &name : names) {
        if (listing.repositories.contains(name))
            continue;
        auto node = std::make_unique<Node>(Node{.kind = Kind::Repository, .text = {}});
        node->repository = name;
        node->namedBy = namedBy;
        listing.repositories.insert(name, node.get());
        fresh.push_back(std::move(node));
    }
    place(connection, std::move(fresh));
}

/// Puts @p repositories where they belong below @p connection.
void RegistryTree::place(Node *connection, Nodes repositories)
{
    ConnectionListing &listing = *connection->listing;
    Nodes direct; // children of the connection: single names, and projects that are new
    std::map<QString, Nodes> ofProject;
    for (std::unique_ptr<Node> &node : repositories) {
        const oci::RepositoryName &name = *node->repository;
        const bool isDirect = listing.isFlat || name.project() == name.toString();
        node->text = isDirect ? name.toString() : name.withinProject();
        node->parent = connection;
        (isDirect ? direct : ofProject[name.project()]).push_back(std::move(node));
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
            m_watcher.changed(project); // its count
        }
    }
    std::sort(direct.begin(), direct.end(), inOrder);
    insertSorted(connection, std::move(direct));
    mergeAppended();
}

/// Puts @p fresh, which is sorted, among the children of @p parent: one insertion for each run that stays together, or
/// behind them until mergeAppended() where there are many.
void RegistryTree::insertSorted(Node *parent, Nodes fresh)
{
    int runs = 0;
    for (auto old = parent->children.begin(); const auto &node : fresh) {
        const auto place = std::partition_point(old, parent->children.end(),
                                                [this, &node](const auto &left) { return !isBefore(*node, *left); });
        runs += place != old || runs == 0 ? 1 : 0;
        old = place;
    }
    if (runs > manyRuns) {
        append(parent, std::move(fresh));
        return;
    }
    auto next = fresh.begin();
    while (next != fresh.end()) {
        const auto place
            = std::upper_bound(parent->children.begin(), parent->children.end(), *next,
                               [this](const auto &left, const auto &right) { return isBefore(*left, *right); });
        auto runEnd = std::next(next);
        while (runEnd != fresh.end() && (place == parent->children.end() || isBefore(**runEnd, **place)))
            ++runEnd;
        const int row = static_cast<int>(place - parent->children.begin());
        m_watcher.beginInsert(parent, row, row + static_cast<int>(runEnd - next) - 1);
        parent->children.insert(place, std::make_move_iterator(next), std::make_move_iterator(runEnd));
        parent->renumber(row);
        m_watcher.endInsert();
        next = runEnd;
    }
}

void RegistryTree::append(Node *parent, Nodes fresh)
{
    const auto first = static_cast<int>(parent->children.size());
    m_watcher.beginInsert(parent, first, first + static_cast<int>(fresh.size()) - 1);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(parent->children));
    parent->renumber(first);
    m_watcher.endInsert();
    m_appended.emplace_back(parent, first);
}

/// Every insertion costs the views a look at all rows: beyond a few, appending and one sorting of all are quicker.
void RegistryTree::mergeAppended()
{
    if (m_appended.empty())
        return;
    m_watcher.beginSort();
    for (const auto &[parent, first] : m_appended) {
        std::inplace_merge(parent->children.begin(), parent->children.begin() + first, parent->children.end(),
                           [this](const auto &left, const auto &right) { return isBefore(*left, *right); });
        parent->renumber(0);
    }
    m_appended.clear();
    m_watcher.endSort();
}

bool RegistryTree::isBefore(const Node &left, const Node &right) const
{
    const auto rank = [](Kind kind) { return kind == Kind::Note ? 0 : kind == Kind::Project ? 1 : 2; };
    if (rank(left.kind) != rank(right.kind))
        return rank(left.kind) < rank(right.kind);
    return m_natural.isLess(left.text, right.text);
}

RegistryTree::Nodes RegistryTree::takeRows(Node *parent, int first, int last)
{
    Nodes taken;
    m_watcher.beginRemove(parent, first, last);
    const auto begin = parent->children.begin() + first;
    const auto end = parent->children.begin() + last + 1;
    taken.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
    parent->children.erase(begin, end);
    parent->renumber(first);
    m_watcher.endRemove();
    return taken;
}

void RegistryTree::removeNotNamed(Node *connection)
{
    removeNotNamed(connection, *connection->listing);
}

void RegistryTree::removeNotNamed(Node *parent, ConnectionListing &listing)
{
    for (int row = static_cast<int>(parent->children.size()) - 1; row >= 0; --row) {
        Node *child = parent->children[static_cast<std::size_t>(row)].get();
        if (child->kind == Kind::Project) {
            removeNotNamed(child, listing);
            m_watcher.changed(child);
        }
        const bool isGone = child->kind == Kind::Repository && child->namedBy != 0 && child->namedBy != listing.number;
        if (!isGone && !(child->kind == Kind::Project && child->children.empty()))
            continue;
        for (const std::unique_ptr<Node> &gone : takeRows(parent, row, row)) {
            if (gone->repository)
                listing.repositories.remove(*gone->repository);
            else
                listing.projects.remove(gone->text);
        }
    }
}

void RegistryTree::clear(Node *connection)
{
    if (!connection->children.empty())
        takeRows(connection, 0, static_cast<int>(connection->children.size()) - 1);
    connection->listing->repositories.clear();
    connection->listing->projects.clear();
}

void RegistryTree::setFlat(Node *connection, bool isFlat)
{
    ConnectionListing &listing = *connection->listing;
    if (listing.isFlat == isFlat)
        return;
    listing.isFlat = isFlat;
    const int first = connection->note() ? 1 : 0;
    const int last = static_cast<int>(connection->children.size()) - 1;
    if (last < first)
        return;
    Nodes repositories;
    for (std::unique_ptr<Node> &node : takeRows(connection, first, last)) {
        if (node->kind == Kind::Repository)
            repositories.push_back(std::move(node));
        else
            std::move(node->children.begin(), node->children.end(), std::back_inserter(repositories));
    }
    listing.projects.clear();
    place(connection, std::move(repositories));
}

void RegistryTree::setNote(Node *connection, bool isThere)
{
    const Node *note = connection->note();
    if (note && isThere) {
        m_watcher.changed(note);
    } else if (note) {
        takeRows(connection, 0, 0);
    } else if (isThere) {
        Nodes fresh;
        fresh.push_back(std::make_unique<Node>(Node{.kind = Kind::Note, .text = {}, .parent = connection}));
        insertSorted(connection, std::move(fresh));
    }
}

} // namespace models
