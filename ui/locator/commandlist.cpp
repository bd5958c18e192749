#include "ui/locator/commandlist.h"

#include <algorithm>

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "ui/commands.h"
#include "ui/pages/page.h"
#include "ui/pages/registrypanel.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CommandList)
};

bool isCommand(const QAction &action)
{
    return action.objectName().endsWith(u"Action"_s) && !action.text().isEmpty() && action.isVisible()
        && !action.isSeparator();
}

/// The widget that an action belongs to: what it was made for.
const QWidget *ownerOf(const QAction &action)
{
    for (const QObject *parent = action.parent(); parent; parent = parent->parent()) {
        if (const auto *widget = qobject_cast<const QWidget *>(parent))
            return widget;
    }
    return nullptr;
}

/// Lists the commands of one window.
class Lister final
{
public:
    void addMenu(const QMenu &menu, const QString &group)
    {
        for (QAction *action : menu.actions()) {
            if (const QMenu *submenu = action->menu())
                addMenu(*submenu,
                        Text::tr("%1 › %2", "a menu, a menu in it").arg(group, plainText(*submenu->menuAction())));
            else if (isCommand(*action))
                add(action, group, ownerOf(*action), true);
        }
    }

    void addOthers(const QMainWindow &window, const Page *page)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            const QWidget *owner = ownerOf(*action);
            if (!isCommand(*action) || !owner || isOfOtherPage(*owner, page))
                continue;
            add(action, nameOf(*owner), owner, owner->isVisible());
        }
    }

    [[nodiscard]] std::vector<ListedCommand> take() { return std::move(m_commands); }

private:
    /// A page and the tree may have a command of one name: it is listed once where both work on the same.
    void add(QAction *action, const QString &group, const QWidget *owner, bool isHere)
    {
        const QString name = plainText(*action);
        const QString target = owner ? targetOf(*owner) : QString();
        const bool isWhole = qobject_cast<const Page *>(owner) || qobject_cast<const RegistryPanel *>(owner);
        const bool isKnown = std::any_of(m_commands.begin(), m_commands.end(), [&](const ListedCommand &other) {
            return other.action == action || (isWhole && other.name == name && other.target == target);
        });
        if (!isKnown)
            m_commands.push_back({action, name, group, target, isHere});
    }

    static bool isOfOtherPage(const QWidget &owner, const Page *page)
    {
        for (const QWidget *widget = &owner; widget; widget = widget->parentWidget()) {
            if (const auto *its = qobject_cast<const Page *>(widget))
                return its != page;
        }
        return false;
    }

    /// What the nearest part of the window with a name is called.
    static QString nameOf(const QWidget &owner)
    {
        for (const QWidget *widget = &owner; widget && !widget->isWindow(); widget = widget->parentWidget()) {
            if (!widget->accessibleName().isEmpty())
                return widget->accessibleName();
        }
        return Text::tr("Window");
    }

    static QString targetOf(const QWidget &owner)
    {
        for (const QWidget *widget = &owner; widget; widget = widget->parentWidget()) {
            if (const auto *page = qobject_cast<const Page *>(widget))
                return page->longTitle();
            if (const auto *panel = qobject_cast<const RegistryPanel *>(widget))
                return panel->currentTitle();
        }
        return {};
    }

    std::vector<ListedCommand> m_commands;
};

} // namespace

std::vector<ListedCommand> listCommands(const QMainWindow &window, const Page *page)
{
    Lister lister;
    if (const auto *bar = qobject_cast<const QMenuBar *>(window.menuWidget())) {
        for (const QAction *action : bar->actions()) {
            if (const QMenu *menu = action->menu())
                lister.addMenu(*menu, plainText(*menu->menuAction()));
        }
    }
    lister.addOthers(window, page);
    return lister.take();
}

} // namespace ui
