#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractItemModel>

#include "app/oci/repositoryname.h"
#include "app/registry/registry.h"
#include "models/describeerror.h"
#include "models/naturalorder.h"
#include "models/registrytreenode.h"
#include "models/roles.h"

namespace models {

/// A repository of one of the connections.
struct RepositoryKey
{
    QString connectionId;
    oci::RepositoryName name;

    friend bool operator==(const RepositoryKey &, const RepositoryKey &) = default;
};

/// Connections › projects › repositories. A connection asks for its listing when it is opened (fetchMore); what is
/// going on, or why there is nothing, stands in a row of its own below it. A repository of one path segment stands
/// directly below its connection, and so do all that were added by name where the registry has no catalogue.
class RegistryTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    using Node = RegistryTreeNode;
    using Kind = Node::Kind; ///< a Note explains its connection and may offer an action
    using Action = Node::Action;

    enum Role
    {
        KindRole = FirstOwnRole, ///< a Kind, as a number
        StateTextRole, ///< what stands at the right: a count, or a word
        StateIconRole, ///< the icon before it
        ActionTextRole, ///< the link of a note
    };

    explicit RegistryTreeModel(DescribeError describe, QObject *parent = nullptr);
    ~RegistryTreeModel() override;

    void addConnection(const QString &id, const QString &name, bool isFolder);
    void removeConnection(const QString &id);
    /// A repository that was named by the user, also before any listing.
    void addRepository(const RepositoryKey &key);

    void beginListing(const QString &id);
    void addRepositories(const QString &id, const std::vector<oci::RepositoryName> &repositories);
    void endListing(const QString &id, const registry::ListingEnd &end);
    /// What was listed so far stays. Cancelled is a listing that the user stopped.
    void failListing(const QString &id, const base::Error &error);
    void setTagCount(const RepositoryKey &key, int tags, bool complete);

    [[nodiscard]] QModelIndex connectionIndex(const QString &id) const;
    [[nodiscard]] QModelIndex repositoryIndex(const RepositoryKey &key) const;
    [[nodiscard]] QString connectionAt(const QModelIndex &index) const; ///< of any row
    [[nodiscard]] std::optional<RepositoryKey> repositoryAt(const QModelIndex &index) const;
    /// The repository of a connection that has exactly one.
    [[nodiscard]] std::optional<RepositoryKey> onlyRepository(const QString &id) const;
    [[nodiscard]] Action actionAt(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

signals:
    void listingRequested(const QString &connectionId);

private:
    using Nodes = std::vector<std::unique_ptr<Node>>;

    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] Node *connectionNode(const QString &id) const;
    [[nodiscard]] Node *repositoryNode(const RepositoryKey &key) const;
    [[nodiscard]] QModelIndex indexOf(const Node *node) const;
    [[nodiscard]] bool isBefore(const Node &left, const Node &right) const;
    [[nodiscard]] std::unique_ptr<Node> makeRepository(Node *connection, const oci::RepositoryName &name) const;
    void insertSorted(Node *parent, Nodes fresh);
    void insertRepositories(Node *connection, const std::vector<oci::RepositoryName> &repositories);
    void forget(const Node &node);
    void removeChild(Node *parent, int row);
    void removeNotNamed(Node *node, int listing);
    void flatten(Node *connection);
    void showNote(Node *connection, const QString &text, const QString &icon, Action action);
    void stateChanged(const Node *connection);

    DescribeError m_describe;
    NaturalOrder m_natural;
    std::unique_ptr<Node> m_root;
};

} // namespace models
