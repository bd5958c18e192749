#pragma once

#include <QPersistentModelIndex>
#include <QWidget>

#include "models/registrytreemodel.h"
#include "models/repositoryfilter.h"

class QAction;
class QContextMenuEvent;
class QLineEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace ui {

class Placeholder;
class RegistryActions;

/// The tree of connections with its filter, at the left of the window.
class RegistryPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RegistryPanel(models::RegistryTreeModel *tree, QWidget *parent = nullptr);

    /// What the button beside the filter and the placeholder do: adds a connection.
    void setAddCommand(QAction *command);
    /// Opens the rows above the repository and makes it the current one, without activating it.
    void showRepository(const models::RepositoryKey &key);
    void showConnection(const QString &id); ///< and opens it
    void setFilter(const QString &text);
    [[nodiscard]] QList<QPersistentModelIndex> expandedRows() const; ///< of the tree's model
    void expandRows(const QList<QPersistentModelIndex> &rows);
    [[nodiscard]] QString currentConnection() const; ///< empty where there is none
    [[nodiscard]] QString currentTitle() const; ///< what the current row is called: as the page of its repository is
    [[nodiscard]] const RegistryActions &commands() const noexcept { return *m_actions; } ///< of the current row
    void focusTree();
    void focusFilter();

signals:
    void repositoryActivated(const models::RepositoryKey &key);
    void repositoryInBackgroundRequested(const models::RepositoryKey &key);
    void refreshRepositoryRequested(const models::RepositoryKey &key);
    void checkRepositoryRequested(const models::RepositoryKey &key); ///< for broken images
    void deleteUntaggedRequested(const models::RepositoryKey &key);
    void deleteRepositoryRequested(const models::RepositoryKey &key); ///< with all that is in it
    void copyRequested(const models::RepositoryKey &key); ///< its reference
    void refreshRequested(const QString &connectionId);
    void stopRequested(const QString &connectionId);
    void addRepositoryRequested(const QString &connectionId);
    void copyAddressRequested(const QString &connectionId);
    void editRequested(const QString &connectionId);
    void duplicateRequested(const QString &connectionId);
    void signInRequested(const QString &connectionId);
    void unlockRequested(const QString &connectionId);
    void lockRequested(const QString &connectionId);
    void doctorRequested(const QString &connectionId, const QString &repository); ///< of the current row, if any
    void dockerRequested(const QString &connectionId);
    void keepRequested(const QString &connectionId);
    void removeRequested(const QString &connectionId);
    void moveRequested(const QString &connectionId, int row); ///< of the list

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeLayout();
    void joinActions();
    void joinView();
    void activate(const QModelIndex &index);
    void run(models::RegistryTreeModel::Action action, const QString &connectionId);
    void openMenu(const QContextMenuEvent &event);
    void showError();
    bool filterKey(int key);
    void refreshActions();
    void refreshPlaceholder();
    [[nodiscard]] QModelIndex toTree(const QModelIndex &index) const { return m_filter.mapToSource(index); }

    models::RegistryTreeModel *m_tree;
    models::RepositoryFilter m_filter;
    RegistryActions *m_actions;
    QAction *m_add = nullptr;
    QLineEdit *m_edit;
    QToolButton *m_addButton;
    QStackedWidget *m_stack;
    QTreeView *m_view;
    Placeholder *m_placeholder;
};

} // namespace ui
