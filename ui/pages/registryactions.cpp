#include "ui/pages/registryactions.h"

#include <QAction>
#include <QMenu>

namespace ui {

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

RegistryActions::RegistryActions(QWidget *owner)
    : QObject(owner)
    , refresh(make(owner, u"refreshConnectionAction"_s, tr("List repositories &again"), {u"Shift+F5"_s}))
    , stop(make(owner, u"stopConnectionAction"_s, tr("&Stop listing")))
    , addRepository(make(owner, u"addRepositoryAction"_s, tr("Add &repository by name…")))
    , copyAddress(make(owner, u"copyConnectionAddressAction"_s, tr("&Copy address")))
    , edit(make(owner, u"editConnectionAction"_s, tr("&Edit…", "a connection")))
    , duplicate(make(owner, u"duplicateConnectionAction"_s, tr("Duplica&te…", "a connection")))
    , signIn(make(owner, u"signInAction"_s, tr("S&ign in…")))
    , docker(make(owner, u"dockerSignInAction"_s, tr("Sign-in for Docker and &Podman…")))
    , errorDetails(make(owner, u"errorDetailsAction"_s, tr("What &failed…", "shows the error of a connection")))
    , unlock(make(owner, u"unlockAction"_s, tr("Un&lock…"), {u"Ctrl+Shift+L"_s}))
    , doctor(make(owner, u"runDoctorAction"_s, tr("Run &Doctor…")))
    , keep(make(owner, u"keepConnectionAction"_s, tr("&Keep this connection")))
    , moveUp(make(owner, u"moveConnectionUpAction"_s, tr("Move &up", "a connection"), {u"Alt+Shift+Up"_s}))
    , moveDown(make(owner, u"moveConnectionDownAction"_s, tr("Move do&wn", "a connection"), {u"Alt+Shift+Down"_s}))
    , remove(make(owner, u"removeConnectionAction"_s, tr("Re&move…", "a connection")))
    , open(make(owner, u"openRepositoryAction"_s, tr("&Open")))
    , openInBackground(make(owner, u"openRepositoryInTabAction"_s, tr("Open in a &background tab")))
    , copyReference(make(owner, u"copyRepositoryReferenceAction"_s, tr("&Copy reference")))
    , refreshRepository(make(owner, u"refreshRepositoryAction"_s, tr("&Refresh")))
    , checkRepository(make(owner, u"checkRepositoryAction"_s, tr("Check for bro&ken images…")))
    , deleteUntagged(make(owner, u"deleteUntaggedAction"_s, tr("Delete images &without a tag…")))
    , deleteRepository(make(owner, u"deleteRepositoryAction"_s, tr("&Delete repository…")))
{ }

QAction *RegistryActions::make(QWidget *owner, const QString &objectName, const QString &text,
                               const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    owner->addAction(action);
    return action;
}

void RegistryActions::setRow(const RegistryTreeModel &tree, const QModelIndex &index)
{
    const QModelIndex connection = tree.connectionIndex(tree.connectionAt(index));
    const bool isAny = connection.isValid();
    const bool isFolder = isAny && tree.isFolder(connection);
    const bool isListing = isAny && tree.isListing(connection);
    const bool isRepository = tree.repositoryAt(index).has_value();
    refresh->setEnabled(isAny && !isListing);
    stop->setEnabled(isListing);
    addRepository->setEnabled(isAny && !isFolder);
    copyAddress->setEnabled(isAny);
    edit->setEnabled(isAny);
    duplicate->setEnabled(isAny);
    signIn->setEnabled(isAny && !isFolder);
    docker->setEnabled(isAny && !isFolder);
    errorDetails->setVisible(isAny && tree.errorAt(connection)); // and so enabled
    const models::ConnectionRow *row = tree.connectionRow(tree.connectionAt(index));
    unlock->setVisible(row && row->isReadOnly); // and so enabled
    unlock->setText(row && row->isUnlocked ? tr("&Lock now") : tr("Un&lock…"));
    doctor->setEnabled(isAny && !isFolder);
    keep->setVisible(isAny && !connection.data(RegistryTreeModel::IsKeptRole).toBool()); // and so enabled
    moveUp->setEnabled(isAny && connection.row() > 0);
    moveDown->setEnabled(isAny && connection.row() + 1 < tree.rowCount());
    remove->setEnabled(isAny);
    for (QAction *action : ofRepository())
        action->setEnabled(isRepository);
    checkRepository->setEnabled(isRepository);
    const bool mayChange = row && (!row->isReadOnly || row->isUnlocked);
    deleteRepository->setVisible(isRepository && mayChange); // and so enabled
    deleteUntagged->setVisible(isRepository && mayChange && isFolder); // nobody else lists them
}

QList<QAction *> RegistryActions::ofConnection() const
{
    return {refresh,      stop,   addRepository, copyAddress, edit,   duplicate, signIn, docker,
            errorDetails, unlock, doctor,        keep,        moveUp, moveDown,  remove};
}

QList<QAction *> RegistryActions::ofRepository() const
{
    return {open, openInBackground, copyReference, refreshRepository, deleteUntagged, deleteRepository};
}

QMenu *RegistryActions::makeMenu(const RegistryTreeModel &tree, const QModelIndex &index, QWidget *parent) const
{
    if (!index.isValid())
        return nullptr;
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto kind = static_cast<RegistryTreeModel::Kind>(index.data(RegistryTreeModel::KindRole).toInt());
    if (kind == RegistryTreeModel::Kind::Repository) {
        menu->addActions(ofRepository());
        menu->insertAction(deleteUntagged, checkRepository);
        menu->setDefaultAction(open);
        return menu;
    }
    const bool isListing = tree.isListing(tree.connectionIndex(tree.connectionAt(index)));
    menu->addAction(isListing ? stop : refresh);
    menu->addAction(addRepository);
    if (kind == RegistryTreeModel::Kind::Project)
        return menu;
    menu->addAction(copyAddress);
    menu->addSeparator();
    menu->addActions({edit, duplicate, signIn, docker, errorDetails, unlock, doctor, keep});
    menu->addSeparator();
    menu->addActions({moveUp, moveDown});
    menu->addSeparator();
    menu->addAction(remove);
    return menu;
}

} // namespace ui
