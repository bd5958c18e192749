#pragma once

#include <vector>

#include <QPointer>
#include <QString>

class QAction;
class QMainWindow;

namespace ui {

class Page;

/// A command of the window as lists of commands show it.
struct ListedCommand
{
    QPointer<QAction> action;
    QString name; ///< its text without the mark of a key
    QString group; ///< the menu it is in, or what it belongs to
    QString target; ///< the page or the row of the tree that it works on; empty for one of the window
    bool isHere = true; ///< false for one of a widget that does not show now
};

/// Every command that has a name: of the menus in their order, then those of docks and of @p page. There is no other
/// register of commands than the actions themselves.
[[nodiscard]] std::vector<ListedCommand> listCommands(const QMainWindow &window, const Page *page);

} // namespace ui
