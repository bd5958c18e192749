#pragma once

#include <memory>
#include <vector>

#include "models/naturalorder.h"
#include "models/registrytreenode.h"

namespace models {

/// Where the rows of the tree belong: notes first, then projects, then repositories, each in natural order. Tells its
/// owner before and after each change, one call for each run of rows that stay together, and few calls for
/// many runs.
class RegistryTree final
{
public:
    using Node = RegistryTreeNode;

    class Watcher
    {
    public:
        virtual ~Watcher() = default;
        virtual void beginInsert(const Node *parent, int first, int last) = 0;
        virtual void endInsert() = 0;
        virtual void beginRemove(const Node *parent, int first, int last) = 0;
        virtual void endRemove() = 0;
        virtual void beginSort() = 0; ///< nodes get other rows below the same parents
        virtual void endSort() = 0;
        virtual void changed(const Node *node) = 0;
    };

    explicit RegistryTree(Watcher &watcher);

    [[nodiscard]] const Node &root() const noexcept { return m_root; }
    [[nodiscard]] Node *connection(const QString &id) const;
    [[nodiscard]] Node *repository(const QString &connectionId, const oci::RepositoryName &name) const;

    Node *addConnection(ConnectionRow row); ///< at the end
    void removeConnection(const Node *connection);
    void moveConnection(const Node *connection, int row); ///< to be the one in that row
    /// Those that are there already stay as they are.
    void addRepositories(Node *connection, const std::vector<oci::RepositoryName> &names);
    /// Removes the repositories that the listing with the last number did not name; those of the user stay.
    void removeNotNamed(Node *connection);
    /// Everything below it.
    void clear(Node *connection);
    /// Puts every repository directly below its connection, with its whole name, or back into its project.
    void setFlat(Node *connection, bool isFlat);
    /// Whether @p connection has a row that explains it.
    void setNote(Node *connection, bool isThere);

private:
    using Nodes = std::vector<std::unique_ptr<Node>>;

    [[nodiscard]] bool isBefore(const Node &left, const Node &right) const;
    void place(Node *connection, Nodes repositories);
    void insertSorted(Node *parent, Nodes fresh);
    void append(Node *parent, Nodes fresh);
    void mergeAppended();
    void removeNotNamed(Node *parent, ConnectionListing &listing);
    Nodes takeRows(Node *parent, int first, int last);

    Watcher &m_watcher;
    NaturalOrder m_natural;
    Node m_root;
    std::vector<std::pair<Node *, int>> m_appended; ///< parents whose children from a row on are not merged yet
};

} // namespace models
