#pragma once

#include <vector>

#include <QPointer>

#include "models/locatorquery.h"
#include "models/registrytreemodel.h"
#include "models/tagmodel.h"

namespace models {

/// Where a row of the locator leads: to a place, or to a command by its number.
struct LocatorTarget
{
    QString connectionId;
    std::optional<oci::RepositoryName> repository{};
    std::optional<oci::TagOrDigest> image{};
    int command = -1;

    friend bool operator==(const LocatorTarget &, const LocatorTarget &) = default;
};

/// One thing that can be found.
struct LocatorItem
{
    LocatorKind kind = LocatorKind::Command;
    QString name;
    QString context{}; ///< where it is; searched, too
    QString note{}; ///< shown behind the context and not searched
    QString shortcut{}; ///< of a command
    bool isOff = false; ///< a command that is switched off; the note may say why
    LocatorTarget target{};
};

/// Things of the locator by number. The texts of one are asked for when it is compared, the rest when it is shown.
class LocatorSource
{
public:
    virtual ~LocatorSource() = default;

    [[nodiscard]] virtual LocatorKind kind() const = 0; ///< of all its items
    [[nodiscard]] virtual int count() const = 0; ///< may change between two turns of the event loop
    [[nodiscard]] virtual QString name(int number) const = 0;
    [[nodiscard]] virtual QString context(int number) const = 0;
    [[nodiscard]] virtual LocatorItem item(int number) const = 0;
};

/// A few things, as they were when the locator was opened.
class LocatorList final : public LocatorSource
{
public:
    LocatorList(LocatorKind kind, std::vector<LocatorItem> items);

    [[nodiscard]] LocatorKind kind() const override { return m_kind; }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QString name(int number) const override { return at(number).name; }
    [[nodiscard]] QString context(int number) const override { return at(number).context; }
    [[nodiscard]] LocatorItem item(int number) const override { return at(number); }

private:
    [[nodiscard]] const LocatorItem &at(int number) const { return m_items.at(static_cast<std::size_t>(number)); }

    LocatorKind m_kind;
    std::vector<LocatorItem> m_items;
};

/// The tags of a repository that are loaded, or their digests. Empty once the model is gone.
class LocatorTags final : public LocatorSource
{
public:
    /// @p kind is Tag or Digest; @p connectionName is what the user calls the connection of @p repository.
    LocatorTags(LocatorKind kind, const TagModel *tags, RepositoryKey repository, const QString &connectionName);

    [[nodiscard]] LocatorKind kind() const override { return m_kind; }
    [[nodiscard]] int count() const override { return m_tags ? m_tags->rowCount() : 0; }
    [[nodiscard]] QString name(int number) const override;
    [[nodiscard]] QString context(int) const override { return m_context; }
    [[nodiscard]] LocatorItem item(int number) const override;

private:
    LocatorKind m_kind;
    QPointer<const TagModel> m_tags;
    RepositoryKey m_repository;
    QString m_context;
};

/// The connections of a tree, and the repositories below them.
[[nodiscard]] std::vector<LocatorItem> locatorConnections(const RegistryTreeModel &tree);
[[nodiscard]] std::vector<LocatorItem> locatorRepositories(const RegistryTreeModel &tree);

} // namespace models
