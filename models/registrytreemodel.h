#pragma once

#include <optional>
#include <vector>

#include <QAbstractItemModel>

#include "app/oci/repositoryname.h"
#include "app/registry/registry.h"
#include "models/registrytree.h"
#include "models/registrytreetext.h"
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
class RegistryTreeModel final : public QAbstractItemModel, private RegistryTree::Watcher
{
    Q_OBJECT

public:
    using Node = RegistryTreeNode;
    using Kind = Node::Kind; ///< a Note explains its connection and may offer an action
    using Action = RegistryTreeText::Action;

    enum Role
    {
        KindRole = FirstOwnRole, ///< a Kind, as a number
        StateTextRole, ///< what stands at the right: a count, or a word
        StateIconRole, ///< the icon before it
        ActionTextRole, ///< the link of a note
        SecondActionTextRole, ///< the one behind it, if any
        IsDimRole, ///< drawn less loud: what this user may not see
        LevelRole, ///< of the row's connection: a connections::Level, as a number
        LockIconRole, ///< of a connection that is read-only, or unlocked
        DangerRole, ///< of a connection: a word, where others can read or change what is sent
        MarkCountRole, ///< of a repository: how many of its tags are marked for deletion
        IsKeptRole, ///< false for a connection that goes when the program ends
    };

    explicit RegistryTreeModel(DescribeFailure describe, QObject *parent = nullptr);
    ~RegistryTreeModel() override;

    /// At the end, or in place of the connection with the same id. What was listed stays.
    void setConnection(const ConnectionRow &row);
    void removeConnection(const QString &id);
    /// Forgets what was listed: it is another registry now.
    void resetConnection(const QString &id);
    /// A repository that was named by the user, also before any listing.
    void addRepository(const RepositoryKey &key);

    void beginListing(const QString &id);
    void addRepositories(const QString &id, const std::vector<oci::RepositoryName> &repositories);
    void endListing(const QString &id, const registry::ListingEnd &end);
    /// What was listed so far stays. Cancelled is a listing that the user stopped.
    void failListing(const QString &id, const base::Error &error);
    void setTagCount(const RepositoryKey &key, int tags, bool complete);
    void setMarkCount(const RepositoryKey &key, int marks);
    /// Listing the tags of a repository failed: where this user may not see them, its row says so.
    void failTags(const RepositoryKey &key, const base::Error &error);

    [[nodiscard]] QModelIndex connectionIndex(const QString &id) const;
    [[nodiscard]] QModelIndex repositoryIndex(const RepositoryKey &key) const;
    [[nodiscard]] QString connectionAt(const QModelIndex &index) const; ///< of any row
    [[nodiscard]] std::optional<RepositoryKey> repositoryAt(const QModelIndex &index) const;
    /// The repository of a connection that has exactly one.
    [[nodiscard]] std::optional<RepositoryKey> onlyRepository(const QString &id) const;
    /// The repositories of a connection that are called so, with or without their project.
    [[nodiscard]] std::vector<RepositoryKey> repositoriesNamed(const QString &id, const QString &name) const;
    [[nodiscard]] Action actionAt(const QModelIndex &index) const;
    [[nodiscard]] Action secondActionAt(const QModelIndex &index) const;
    /// Puts a connection into a row of the tree; what is below it goes along.
    void moveConnection(const QString &id, int row);
    /// What is shown of a connection; null where there is none.
    [[nodiscard]] const ConnectionRow *connectionRow(const QString &id) const;
    [[nodiscard]] bool isFolder(const QModelIndex &connection) const;
    [[nodiscard]] bool isListing(const QModelIndex &connection) const; ///< now
    /// Why the last listing of the connection of @p index failed; null where it did not.
    [[nodiscard]] const base::Error *errorAt(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// A connection can be dragged to a place between others. Nothing moves by that: see moveRequested().
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                       const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

signals:
    void listingRequested(const QString &connectionId);
    void moveRequested(const QString &connectionId, int row); ///< it was dropped there: the row that it is to have

private:
    void beginInsert(const Node *parent, int first, int last) override;
    void endInsert() override;
    void beginRemove(const Node *parent, int first, int last) override;
    void endRemove() override;
    void beginSort() override;
    void endSort() override;
    void changed(const Node *node) override;

    [[nodiscard]] const Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node *node) const;
    [[nodiscard]] RegistryTreeText::Note noteOf(const Node &node) const;
    [[nodiscard]] QString icon(const Node &node) const;
    void refresh(Node *connection);

    DescribeFailure m_describe;
    RegistryTree m_tree;
};

} // namespace models
