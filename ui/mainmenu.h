#pragma once

class QMenuBar;
class QMenu;
class QWidget;

namespace ui {

struct Commands;

/// The menus of the window; only menus with entries are there.
struct MainMenu
{
    MainMenu(QMenuBar &bar, const Commands &commands);

    /// Puts the actions of @p page, which may be null, into the menu Repository.
    void showActionsOf(const QWidget *page) const;

    QMenu *file;
    QMenu *edit;
    QMenu *view;
    QMenu *repository;
    QMenu *help;
};

} // namespace ui
