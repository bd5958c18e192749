#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QHash>
#include <QString>

#include "app/base/error.h"
#include "app/connections/connection.h"
#include "app/oci/repositoryname.h"

namespace models {

struct RegistryTreeNode;

/// What the tree shows of a connection itself.
struct ConnectionRow
{
    QString id;
    QString name;
    QString address{};
    QString user{}; ///< empty: anonymous
    bool isFolder = false;
    bool isKept = true; ///< in the profile; false: it goes when the program ends
    connections::Level level = connections::Level::None;
    bool isReadOnly = false; ///< as it is saved
    bool isUnlocked = false; ///< changes are allowed for now …
    QDateTime unlockedUntil{}; ///< … until then, in local time; invalid: until it is locked
    bool isPlainHttp = false; ///< not encrypted
    bool isUnverified = false; ///< nobody looks who answers
};

/// How far the listing of a connection is, and what it found.
struct ConnectionListing
{
    enum class State
    {
        NotAsked,
        Running,
        Complete,
        Incomplete, ///< the registry did not tell everything, or the user stopped it
        Failed
    };

    ConnectionRow row;
    State state = State::NotAsked;
    base::Error error{}; ///< of the last listing that failed
    std::optional<QDateTime> silentSince{}; ///< local time of the first of several failures to get an answer
    qint64 count = 0;
    int number = 0; ///< of the listing, to find what the last one did not name
    bool isFlat = false; ///< without a catalogue there are no projects: every repository shows its whole name
    QHash<oci::RepositoryName, RegistryTreeNode *> repositories{};
    QHash<QString, RegistryTreeNode *> projects{};
    QHash<oci::RepositoryName, int> marks{}; ///< also of repositories that are not listed now
};

/// A row of RegistryTreeModel with the rows below it.
struct RegistryTreeNode
{
    enum class Kind
    {
        Connection,
        Project,
        Repository,
        Note ///< explains its connection and may offer an action
    };
    Kind kind = Kind::Connection;
    QString text; ///< none for a note: its words come from its connection
    RegistryTreeNode *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<RegistryTreeNode>> children{};
    std::unique_ptr<ConnectionListing> listing{}; ///< of a connection
    std::optional<oci::RepositoryName> repository{};
    int namedBy = 0; ///< the listing that named the repository last; 0: the user did
    int tags = -1; ///< of a repository that was opened
    bool tagsComplete = true;
    bool isRefused = false; ///< a repository that this user may not see

    [[nodiscard]] int marks() const; ///< of a repository: changes that wait for their review
    void renumber(int from);
    [[nodiscard]] RegistryTreeNode *note() const;
    /// The connection that the row belongs to; the row itself where it is one.
    [[nodiscard]] const RegistryTreeNode &connection() const;
    /// A repository that was refused, or a project with nothing else.
    [[nodiscard]] bool isNotAllowed() const;
};

} // namespace models
