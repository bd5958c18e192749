#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QCoreApplication>
#include <QHash>
#include <QString>

#include "app/base/error.h"
#include "app/oci/repositoryname.h"

namespace models {

struct RegistryTreeNode;

/// How far the listing of a connection is, and what it found.
struct ConnectionListing
{
    enum class State
    {
        NotAsked,
        Running,
        Complete,
        Incomplete,
        Failed
    };

    State state = State::NotAsked;
    base::Error error; ///< of a listing that failed
    qint64 count = 0;
    int number = 0; ///< of the listing, to find what the last one did not name
    bool isFolder = false;
    QHash<oci::RepositoryName, RegistryTreeNode *> repositories;
    QHash<QString, RegistryTreeNode *> projects;

    /// Without a catalogue there are no projects: every repository shows its whole name.
    [[nodiscard]] bool isFlat() const noexcept { return error.reason == base::ErrorReason::NoCatalog; }
};

/// A row of RegistryTreeModel with the rows below it.
struct RegistryTreeNode
{
    enum class Kind
    {
        Connection,
        Project,
        Repository,
        Note
    };
    enum class Action
    {
        None,
        Retry,
        AddRepository,
        Stop
    };

    Kind kind = Kind::Connection;
    QString text;
    RegistryTreeNode *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<RegistryTreeNode>> children{};
    QString connectionId{}; ///< of a connection
    std::unique_ptr<ConnectionListing> listing{}; ///< of a connection
    std::optional<oci::RepositoryName> repository{};
    int namedBy = 0; ///< the listing that named the repository last; 0: the user did
    int tags = -1; ///< of a repository that was opened
    bool tagsComplete = true;
    QString icon{}; ///< of a note
    Action action = Action::None; ///< of a note

    void renumber(int from);
    [[nodiscard]] RegistryTreeNode *note() const;
    /// The connection that the row belongs to; the row itself where it is one.
    [[nodiscard]] const RegistryTreeNode &connection() const;
};

/// The words of a row.
class RegistryTreeText final
{
    Q_DECLARE_TR_FUNCTIONS(RegistryTreeText)

public:
    /// What stands at the right: a count, or the state of a connection.
    static QString state(const RegistryTreeNode &node);
    static QString stateIcon(const RegistryTreeNode &node);
    static QString action(RegistryTreeNode::Action action);
    /// The row for screen readers.
    static QString sentence(const RegistryTreeNode &node);
    static QString count(qint64 number, bool moreExist);
};

} // namespace models
