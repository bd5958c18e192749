#pragma once

#include <functional>

#include <QString>

class QAction;
class QModelIndex;
class QTreeView;

namespace ui {

/// A command of @p view's context menu that copies what @p text makes of its current row. It can be chosen where that
/// is not empty. The view has its model already.
QAction *addCopyAction(QTreeView *view, const QString &objectName, const QString &title,
                       const std::function<QString(const QModelIndex &)> &text);

/// The same for anything else to be done with a current row that @p fits.
QAction *addRowAction(QTreeView *view, const QString &objectName, const QString &title,
                      std::function<bool(const QModelIndex &)> fits, std::function<void(const QModelIndex &)> run);

} // namespace ui
