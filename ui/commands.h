#pragma once

#include <QAction>

class QActionGroup;

namespace ui {

/// What @p command is called, without mnemonics, as `&File` or `文件(&F)` have them.
[[nodiscard]] QString plainText(const QAction &command);

/// The commands of the window, each a QAction: who does what one says connects to it. Menus, tool bar, locator and the
/// sheet of shortcuts show them. What belongs to one page is an action of that page.
struct Commands
{
    /// All are children of @p window.
    explicit Commands(QWidget &window);

    QAction *newTab;
    QAction *addConnection;
    QAction *importConnections; ///< of docker and podman
    QAction *removeLeftovers; ///< secrets of removed connections; hidden where there are none
    QAction *openAddress;
    QAction *openFolder;
    QAction *openPlan; ///< that was saved in its review
    QAction *openSample;
    QAction *resetSample;
    QAction *closeTab;
    QAction *quit;

    QAction *copyAddress;
    QAction *search; ///< for everything that is loaded, and every command
    QAction *searchCommands;
    QAction *filterTags;
    QAction *filterRepositories;

    QAction *back;
    QAction *forward;
    QAction *up;
    QAction *refresh;
    QAction *goToTree;
    QAction *goToTable;
    QAction *goToDetail;
    QAction *activity;
    QAction *nextPane;
    QAction *previousPane;
    QAction *nextTab;
    QAction *previousTab;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *zoomReset;
    QActionGroup *theme; ///< the data of each is a look::Theme, as a number
    QActionGroup *language; ///< the data of each is a code; empty for the system's

    QAction *shortcuts; ///< shows the keys of all commands
    QAction *about;
};

} // namespace ui
