#pragma once

#include <functional>

#include <QCoreApplication>

#include "models/registrytreenode.h"

namespace models {

/// Tells why something failed, in whole sentences; the second argument is what the user calls the registry.
using DescribeFailure = std::function<QString(const base::Error &, const QString &)>;

/// The words of the rows.
class RegistryTreeText final
{
    Q_DECLARE_TR_FUNCTIONS(RegistryTreeText)

public:
    /// What the link of a note does.
    enum class Action
    {
        None,
        Retry,
        Continue,
        Refresh,
        AddRepository,
        Stop,
        SignIn,
        Doctor
    };
    /// A row that explains its connection: short, because the tree is narrow. Without a text there is none.
    struct Note
    {
        QString text{};
        QString icon{};
        Action action = Action::None;
        Action secondAction = Action::None; ///< shown where there is room
    };

    static Note note(const ConnectionListing &listing, const DescribeFailure &describe);
    /// What stands at the right: a count, or the state in a word.
    static QString state(const RegistryTreeNode &node);
    static QString stateIcon(const RegistryTreeNode &node);
    static QString action(Action action);
    static QString level(connections::Level level); ///< the word of its badge; none where there is none
    static QString lockIcon(const ConnectionRow &row);
    static QString lock(const ConnectionRow &row); ///< in words; none where it was never read-only
    static QString danger(const ConnectionRow &row);
    /// What there was no room for.
    static QString toolTip(const RegistryTreeNode &node, const DescribeFailure &describe);
    /// The row for screen readers.
    static QString sentence(const RegistryTreeNode &node, const DescribeFailure &describe);

private:
    static Note failure(const ConnectionListing &listing, const DescribeFailure &describe);
    static QString connectionState(const ConnectionListing &listing);
    static QString count(qint64 number, bool moreExist);
};

} // namespace models
