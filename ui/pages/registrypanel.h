#pragma once

#include <QWidget>

#include "models/registrytreemodel.h"
#include "models/repositoryfilter.h"

class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace ui {

class Placeholder;

/// The tree of connections with its filter, at the left of the window.
class RegistryPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RegistryPanel(models::RegistryTreeModel *tree, QWidget *parent = nullptr);

    /// Opens the rows above the repository and makes it the current one, without activating it.
    void showRepository(const models::RepositoryKey &key);
    void showConnection(const QString &id); ///< and opens it
    [[nodiscard]] QString currentConnection() const; ///< empty where there is none
    void focusTree();
    void focusFilter();

signals:
    void repositoryActivated(const models::RepositoryKey &key);
    void actionRequested(const QString &connectionId, models::RegistryTreeModel::Action action);
    void copyRequested(const models::RepositoryKey &key); ///< its reference

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void activate(const QModelIndex &index);
    void openMenu(const QPoint &position);
    void refreshPlaceholder();
    [[nodiscard]] QModelIndex toTree(const QModelIndex &index) const { return m_filter.mapToSource(index); }

    models::RegistryTreeModel *m_tree;
    models::RepositoryFilter m_filter;
    QLineEdit *m_edit;
    QStackedWidget *m_stack;
    QTreeView *m_view;
    Placeholder *m_placeholder;
};

} // namespace ui
