#include "ui/locator/locatorcontroller.h"

#include <algorithm>

#include "ui/controllers/repositorycontroller.h"
#include "ui/mainwindow.h"
#include "ui/navigator.h"
#include "ui/pages/page.h"
#include "ui/tabs.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::LocatorKind;

namespace {

/// What tells @p command from the others of its name: where it is, or what it works on.
QString contextOf(const ListedCommand &command, const std::vector<const ListedCommand *> &namesakes)
{
    const auto any = [&](QString ListedCommand::*part) {
        return std::any_of(namesakes.begin(), namesakes.end(),
                           [&](const ListedCommand *other) { return other->*part != command.*part; });
    };
    if (command.target.isEmpty() || !any(&ListedCommand::target))
        return command.group;
    return any(&ListedCommand::group) ? command.group + u" · "_s + command.target : command.target;
}

/// Another of the same name can be run now, and this one cannot.
bool isNeedless(const ListedCommand &command, const std::vector<const ListedCommand *> &namesakes)
{
    return !command.action->isEnabled()
        && std::any_of(namesakes.begin(), namesakes.end(),
                       [](const ListedCommand *other) { return other->action->isEnabled(); });
}

} // namespace

LocatorController::LocatorController(MainWindow &window, Navigator &navigator, const models::RegistryTreeModel &tree,
                                     const Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_navigator(navigator)
    , m_tree(tree)
    , m_sessions(sessions)
{
    connect(window.commands().search, &QAction::triggered, this, [this] { open({}); });
    connect(window.commands().searchCommands, &QAction::triggered, this, [this] { open(u">"_s); });
    m_renewal.setSingleShot(true);
    m_renewal.setInterval(200); // a listing brings something with every event
    m_renewal.callOnTimeout(this, &LocatorController::renew);
}

void LocatorController::open(const QString &text)
{
    m_commands = listCommands(m_window, m_window.tabs().currentPage());
    locator().open(sources(), text);
}

Locator &LocatorController::locator()
{
    if (!m_locator) {
        m_locator = new Locator(&m_window);
        connect(m_locator, &Locator::chosen, this, &LocatorController::go);
    }
    return *m_locator;
}

void LocatorController::renew()
{
    if (!m_locator->isVisible())
        m_watch.reset();
    else if (m_locator->isSearching())
        m_renewal.start();
    else
        m_locator->renew(sources());
}

void LocatorController::watch(const QAbstractItemModel *model)
{
    const auto renewSoon = [this] {
        if (!m_renewal.isActive())
            m_renewal.start();
    };
    connect(model, &QAbstractItemModel::rowsInserted, m_watch.get(), renewSoon);
    connect(model, &QAbstractItemModel::rowsRemoved, m_watch.get(), renewSoon);
    connect(model, &QAbstractItemModel::dataChanged, m_watch.get(), renewSoon);
    connect(model, &QAbstractItemModel::layoutChanged, m_watch.get(), renewSoon);
    connect(model, &QAbstractItemModel::modelReset, m_watch.get(), renewSoon);
}

models::LocatorModel::Sources LocatorController::sources()
{
    m_watch = std::make_unique<QObject>();
    watch(&m_tree);
    models::LocatorModel::Sources sources;
    const auto add = [&sources](LocatorKind kind, std::vector<models::LocatorItem> items) {
        sources.push_back(std::make_unique<models::LocatorList>(kind, std::move(items)));
    };
    add(LocatorKind::Repository, models::locatorRepositories(m_tree));
    add(LocatorKind::Connection, models::locatorConnections(m_tree));
    add(LocatorKind::Command, commands());
    for (const Page *page : m_window.tabs().pages()) {
        auto *controller = page->findChild<RepositoryController *>(QString(), Qt::FindDirectChildrenOnly);
        if (!controller)
            continue;
        watch(controller->table()->tags());
        for (const LocatorKind kind : {LocatorKind::Tag, LocatorKind::Digest}) {
            sources.push_back(std::make_unique<models::LocatorTags>(kind, controller->table()->tags(),
                                                                    controller->key(),
                                                                    m_sessions.nameOf(controller->key().connectionId)));
        }
    }
    return sources;
}

std::vector<models::LocatorItem> LocatorController::commands() const
{
    const auto isListed = [this](const ListedCommand &command) {
        return command.isHere && command.action && command.action != m_window.commands().search;
    };
    std::vector<models::LocatorItem> items;
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const ListedCommand &command = m_commands.at(i);
        if (!isListed(command))
            continue;
        std::vector<const ListedCommand *> namesakes;
        for (const ListedCommand &other : m_commands) {
            if (&other != &command && other.name == command.name && isListed(other))
                namesakes.push_back(&other);
        }
        if (isNeedless(command, namesakes))
            continue;
        const bool isOff = !command.action->isEnabled();
        items.push_back({.kind = LocatorKind::Command,
                         .name = command.name,
                         .context = contextOf(command, namesakes),
                         .note = isOff ? command.action->statusTip() : QString(), // which says why, where it is known
                         .shortcut = command.action->shortcut().toString(QKeySequence::NativeText),
                         .isOff = isOff,
                         .target = {.connectionId = {}, .command = static_cast<int>(i)}});
    }
    return items;
}

void LocatorController::go(const models::LocatorTarget &target, bool inNewTab)
{
    if (target.command >= 0) {
        if (QAction *action = m_commands.at(static_cast<std::size_t>(target.command)).action)
            action->trigger();
        return;
    }
    if (target.image && inNewTab) {
        m_navigator.go({target.connectionId, target.repository, target.image});
        return;
    }
    m_navigator.go({target.connectionId, target.repository});
    if (Page *page = m_window.tabs().currentPage(); page && target.image)
        page->reveal(*target.image);
}

} // namespace ui
