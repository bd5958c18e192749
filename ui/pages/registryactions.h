#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include "models/registrytreemodel.h"

class QAction;
class QMenu;
class QWidget;

namespace ui {

/// What can be done with a row of the tree: for its context menus and the window's menus. Which row it is about, and
/// who does it, is the panel's business.
class RegistryActions final : public QObject
{
    Q_OBJECT

public:
    /// The actions are added to @p owner, so that their shortcuts hold in its window.
    explicit RegistryActions(QWidget *owner);

    QAction *refresh;
    QAction *stop;
    QAction *addRepository;
    QAction *copyAddress;
    QAction *edit;
    QAction *duplicate;
    QAction *signIn;
    QAction *docker; ///< may it have this sign-in?
    QAction *errorDetails; ///< of a listing that failed
    QAction *unlock; ///< a read-only connection; locks it where it is unlocked
    QAction *doctor; ///< says why a connection does not work
    QAction *keep;
    QAction *moveUp; ///< in the list of connections
    QAction *moveDown;
    QAction *remove;
    QAction *open; ///< a repository
    QAction *openInBackground;
    QAction *copyReference;
    QAction *refreshRepository;
    QAction *checkRepository; ///< for broken images; its page has the same for the window's menu
    QAction *deleteUntagged; ///< images; hidden where the registry does not list them
    QAction *deleteRepository; ///< hidden where the connection may not be changed

    /// What fits to @p index of @p tree is enabled, the rest is not.
    void setRow(const models::RegistryTreeModel &tree, const QModelIndex &index);
    /// The commands for a row, null for none.
    [[nodiscard]] QMenu *makeMenu(const models::RegistryTreeModel &tree, const QModelIndex &index,
                                  QWidget *parent) const;
    /// Those of a connection, for a menu of the window.
    [[nodiscard]] QList<QAction *> ofConnection() const;
    [[nodiscard]] QList<QAction *> ofRepository() const; ///< also for a menu of the window

private:
    QAction *make(QWidget *owner, const QString &objectName, const QString &text, const QKeySequence &shortcut = {});
};

} // namespace ui
