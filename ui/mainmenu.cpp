#include "ui/mainmenu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenuBar>

#include "ui/commands.h"
#include "ui/pages/registryactions.h"
#include "ui/pages/registrypanel.h"

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MainMenu)
};

} // namespace

MainMenu::MainMenu(QMenuBar &bar, const Commands &commands)
    : file(bar.addMenu(Text::tr("&File")))
    , edit(bar.addMenu(Text::tr("&Edit")))
    , view(bar.addMenu(Text::tr("&View")))
    , repository(bar.addMenu(Text::tr("&Repository")))
    , help(bar.addMenu(Text::tr("&Help")))
{
    file->addActions({commands.addConnection, commands.importConnections});
    connection = file->addMenu(Text::tr("&Connection"));
    file->addAction(commands.removeLeftovers);
    file->addSeparator();
    file->addActions({commands.newTab, commands.openAddress, commands.openFolder, commands.openPlan});
    file->addSeparator();
    file->addActions({commands.openSample, commands.resetSample});
    file->addSeparator();
    file->addActions({commands.closeTab, commands.quit});

    edit->addAction(commands.copyAddress);
    edit->addSeparator();
    edit->addActions({commands.search, commands.searchCommands, commands.filterTags, commands.filterRepositories});

    view->addActions({commands.back, commands.forward, commands.up, commands.refresh});
    view->addSeparator();
    view->addActions({commands.goToTree, commands.goToTable, commands.goToDetail, commands.activity, commands.nextPane,
                      commands.previousPane, commands.nextTab, commands.previousTab});
    view->addSeparator();
    view->addActions({commands.zoomIn, commands.zoomOut, commands.zoomReset});
    view->addSeparator();
    view->addMenu(Text::tr("T&heme"))->addActions(commands.theme->actions());
    view->addMenu(Text::tr("Lan&guage"))->addActions(commands.language->actions());

    help->addActions({commands.shortcuts, commands.about});
}

void MainMenu::showActionsOf(const RegistryPanel &panel)
{
    connection->addActions(panel.commands().ofConnection());
    repository->addActions(panel.commands().ofRepository());
    repository->addSeparator();
    ofPanel = repository->actions().size();
}

void MainMenu::showActionsOf(const QWidget *page) const
{
    const QList<QAction *> shown = repository->actions();
    for (QAction *action : shown.mid(ofPanel))
        repository->removeAction(action);
    if (page)
        repository->addActions(page->actions());
}

} // namespace ui
