#include "ui/pages/image/copyaction.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTreeView>

namespace ui {

QAction *addRowAction(QTreeView *view, const QString &objectName, const QString &title,
                      std::function<bool(const QModelIndex &)> fits, std::function<void(const QModelIndex &)> run)
{
    auto *action = new QAction(title, view);
    action->setObjectName(objectName);
    const auto look = [action, view, fits = std::move(fits)] {
        const QModelIndex index = view->currentIndex();
        action->setEnabled(index.isValid() && fits(index));
    };
    QObject::connect(view->selectionModel(), &QItemSelectionModel::currentChanged, action, look);
    QObject::connect(view->model(), &QAbstractItemModel::modelReset, action, look);
    look();
    QObject::connect(action, &QAction::triggered, view, [view, run = std::move(run)] {
        if (const QModelIndex index = view->currentIndex(); index.isValid())
            run(index);
    });
    view->addAction(action);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    return action;
}

QAction *addCopyAction(QTreeView *view, const QString &objectName, const QString &title,
                       const std::function<QString(const QModelIndex &)> &text)
{
    return addRowAction(
        view, objectName, title, [text](const QModelIndex &index) { return !text(index).isEmpty(); },
        [text](const QModelIndex &index) { QGuiApplication::clipboard()->setText(text(index)); });
}

} // namespace ui
