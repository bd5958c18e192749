#pragma once

#include <QtGlobal>

class QMenuBar;
class QMenu;
class QWidget;

namespace ui {

class RegistryPanel;
struct Commands;

/// The menus of the window; only menus with entries are there.
struct MainMenu
{
    MainMenu(QMenuBar &bar, const Commands &commands);

    /// Puts the actions of @p panel into the menus: they are about the row of the tree that is the current one.
    void showActionsOf(const RegistryPanel &panel);
    /// Puts the actions of @p page, which may be null, into the menu Repository.
    void showActionsOf(const QWidget *page) const;

    QMenu *file;
    QMenu *connection; ///< in the menu File
    QMenu *edit;
    QMenu *view;
    QMenu *repository;
    QMenu *help;
    qsizetype ofPanel = 0; ///< how many entries of the menu Repository are not the page's
};

} // namespace ui
