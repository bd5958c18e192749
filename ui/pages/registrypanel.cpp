#include "ui/pages/registrypanel.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include "models/format.h"
#include "ui/delegates/treedelegate.h"
#include "ui/dialogs/errordialog.h"
#include "ui/pages/registryactions.h"
#include "ui/pages/views.h"
#include "ui/panes.h"
#include "ui/widgets/fieldbuttons.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

RegistryPanel::RegistryPanel(RegistryTreeModel *tree, QWidget *parent)
    : QWidget(parent)
    , m_tree(tree)
    , m_actions(new RegistryActions(this))
    , m_edit(new QLineEdit(this))
    , m_addButton(new QToolButton(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new QTreeView(this))
    , m_placeholder(new Placeholder(this))
{
    m_filter.setSourceModel(tree);
    makeLayout();
    joinActions();
    joinView();
    refreshActions();
    refreshPlaceholder();
}

void RegistryPanel::makeLayout()
{
    m_edit->setObjectName(u"repositoryFilterEdit"_s);
    m_edit->setAccessibleName(tr("Filter repositories"));
    m_edit->setPlaceholderText(tr("Filter repositories"));
    addClearButton(m_edit);
    setFieldIcon(m_edit, u"search"_s, tr("Filter"));
    m_edit->installEventFilter(this);
    m_addButton->setObjectName(u"addConnectionButton"_s);
    m_addButton->setAutoRaise(true);
    m_addButton->setAccessibleName(tr("Add a connection"));

    m_view->setObjectName(u"registryTree"_s);
    m_view->setAccessibleName(tr("Registries", "accessible name"));
    m_view->setModel(&m_filter);
    m_view->setHeaderHidden(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->viewport()->setAttribute(Qt::WA_Hover);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);

    setFocusTarget(this, m_view);
    m_stack->addWidget(m_placeholder); // first, so that it is not laid out once more when it is chosen
    m_stack->addWidget(m_view);
    m_placeholder->beginAtTop();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 7, 8, 7);
    head->setSpacing(4);
    head->addWidget(m_edit);
    head->addWidget(m_addButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeLine(this));
    layout->addWidget(m_stack, 1);
}

void RegistryPanel::joinActions()
{
    const auto forConnection = [this](QAction *action, void (RegistryPanel::*signal)(const QString &)) {
        connect(action, &QAction::triggered, this, [this, signal] { emit(this->*signal)(currentConnection()); });
    };
    const auto forRepository = [this](QAction *action, void (RegistryPanel::*signal)(const models::RepositoryKey &)) {
        connect(action, &QAction::triggered, this, [this, signal] {
            if (const auto key = m_tree->repositoryAt(toTree(m_view->currentIndex())))
                emit(this->*signal)(*key);
        });
    };
    forConnection(m_actions->refresh, &RegistryPanel::refreshRequested);
    forConnection(m_actions->stop, &RegistryPanel::stopRequested);
    forConnection(m_actions->addRepository, &RegistryPanel::addRepositoryRequested);
    forConnection(m_actions->copyAddress, &RegistryPanel::copyAddressRequested);
    forConnection(m_actions->edit, &RegistryPanel::editRequested);
    forConnection(m_actions->duplicate, &RegistryPanel::duplicateRequested);
    connect(m_actions->unlock, &QAction::triggered, this, [this] {
        const models::ConnectionRow *row = m_tree->connectionRow(currentConnection());
        if (row && row->isUnlocked)
            emit lockRequested(row->id);
        else if (row)
            emit unlockRequested(row->id);
    });
    forConnection(m_actions->signIn, &RegistryPanel::signInRequested);
    connect(m_actions->doctor, &QAction::triggered, this, [this] {
        const auto key = m_tree->repositoryAt(toTree(m_view->currentIndex()));
        emit doctorRequested(currentConnection(), key ? key->name.toString() : QString());
    });
    forConnection(m_actions->docker, &RegistryPanel::dockerRequested);
    connect(m_actions->errorDetails, &QAction::triggered, this, &RegistryPanel::showError);
    forConnection(m_actions->keep, &RegistryPanel::keepRequested);
    forConnection(m_actions->remove, &RegistryPanel::removeRequested);
    const auto forPlace = [this](QAction *action, int by) {
        connect(action, &QAction::triggered, this, [this, by] {
            const QString id = currentConnection();
            emit moveRequested(id, m_tree->connectionIndex(id).row() + by);
        });
    };
    forPlace(m_actions->moveUp, -1);
    forPlace(m_actions->moveDown, 1);
    connect(m_tree, &RegistryTreeModel::moveRequested, this, &RegistryPanel::moveRequested, Qt::QueuedConnection);
    forRepository(m_actions->open, &RegistryPanel::repositoryActivated);
    forRepository(m_actions->openInBackground, &RegistryPanel::repositoryInBackgroundRequested);
    forRepository(m_actions->copyReference, &RegistryPanel::copyRequested);
    forRepository(m_actions->checkRepository, &RegistryPanel::checkRepositoryRequested);
    forRepository(m_actions->deleteUntagged, &RegistryPanel::deleteUntaggedRequested);
    forRepository(m_actions->deleteRepository, &RegistryPanel::deleteRepositoryRequested);
    forRepository(m_actions->refreshRepository, &RegistryPanel::refreshRepositoryRequested);
}

void RegistryPanel::joinView()
{
    auto *delegate = new TreeDelegate(m_view);
    m_view->setItemDelegate(delegate);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text.trimmed());
        if (!text.trimmed().isEmpty())
            m_view->expandAll();
        refreshPlaceholder();
    });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (m_tree->repositoryAt(toTree(index)))
            activate(index);
    });
    connect(m_view, &QTreeView::activated, this, &RegistryPanel::activate);
    connect(delegate, &TreeDelegate::actionClicked, this, &RegistryPanel::activate);
    connect(delegate, &TreeDelegate::secondActionClicked, this, [this](const QModelIndex &index) {
        const QModelIndex row = toTree(index);
        run(m_tree->secondActionAt(row), m_tree->connectionAt(row));
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &RegistryPanel::refreshActions);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &RegistryPanel::refreshActions);
    connect(&m_filter, &QAbstractItemModel::dataChanged, this, &RegistryPanel::refreshActions);
    connect(m_placeholder, &Placeholder::actionTriggered, this, [this] {
        if (m_tree->rowCount() == 0)
            m_add->trigger();
        else
            m_edit->clear();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_filter, signal, this, &RegistryPanel::refreshPlaceholder);
        connect(m_tree, signal, this, &RegistryPanel::refreshPlaceholder); // the filter removes its rows earlier
    }
}

void RegistryPanel::setAddCommand(QAction *command)
{
    m_add = command;
    m_addButton->setDefaultAction(command);
}

void RegistryPanel::refreshActions()
{
    m_actions->setRow(*m_tree, toTree(m_view->currentIndex()));
}

void RegistryPanel::refreshPlaceholder()
{
    if (m_filter.rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (m_tree->rowCount() == 0)
        m_placeholder->display(u"server"_s, tr("No connections yet"), tr("Registries that you add appear here."),
                               tr("Add a connection…"));
    else
        m_placeholder->display(u"search"_s,
                               tr("No repository matches “%1”").arg(models::visibleText(m_edit->text().trimmed())),
                               tr("Only what was loaded is searched."), tr("Clear filter"));
    m_stack->setCurrentWidget(m_placeholder);
}

void RegistryPanel::activate(const QModelIndex &index)
{
    const QModelIndex row = toTree(index);
    if (const auto key = m_tree->repositoryAt(row))
        emit repositoryActivated(*key);
    else
        run(m_tree->actionAt(row), m_tree->connectionAt(row));
}

void RegistryPanel::run(RegistryTreeModel::Action action, const QString &connectionId)
{
    switch (action) {
    case RegistryTreeModel::Action::Retry:
    case RegistryTreeModel::Action::Continue:
    case RegistryTreeModel::Action::Refresh:
        emit refreshRequested(connectionId);
        break;
    case RegistryTreeModel::Action::Stop:
        emit stopRequested(connectionId);
        break;
    case RegistryTreeModel::Action::AddRepository:
        emit addRepositoryRequested(connectionId);
        break;
    case RegistryTreeModel::Action::SignIn:
        emit signInRequested(connectionId);
        break;
    case RegistryTreeModel::Action::Doctor:
        emit doctorRequested(connectionId, {});
        break;
    case RegistryTreeModel::Action::None:
        break;
    }
}

/// By the mouse for the row below it, by the keyboard for the current one.
void RegistryPanel::openMenu(const QContextMenuEvent &event)
{
    QPoint position = m_view->viewport()->mapFromGlobal(event.globalPos());
    QModelIndex index = m_view->indexAt(position);
    if (event.reason() == QContextMenuEvent::Keyboard) {
        index = m_view->currentIndex();
        position = m_view->visualRect(index).center();
    }
    if (index.isValid())
        m_view->setCurrentIndex(index);
    QMenu *menu = m_actions->makeMenu(*m_tree, toTree(index), this);
    if (!menu)
        return;
    menu->setObjectName(u"registryMenu"_s);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

/// All that is known of the error in a row, which has no room for it.
void RegistryPanel::showError()
{
    const QString id = currentConnection();
    const QModelIndex connection = m_tree->connectionIndex(id);
    const base::Error *error = m_tree->errorAt(connection);
    if (!error)
        return;
    auto *dialog = new ErrorDialog(ErrorWords::explain(*error, connection.data().toString()), true, window());
    connect(dialog, &ErrorDialog::retryRequested, this, [this, id] { emit refreshRequested(id); });
    connect(dialog, &ErrorDialog::doctorRequested, this, [this, id] { emit doctorRequested(id, {}); });
    dialog->open();
}

void RegistryPanel::showRepository(const models::RepositoryKey &key)
{
    const QModelIndex index = m_filter.mapFromSource(m_tree->repositoryIndex(key));
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        m_view->expand(above);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void RegistryPanel::showConnection(const QString &id)
{
    const QModelIndex index = m_filter.mapFromSource(m_tree->connectionIndex(id));
    m_view->expand(index);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

QList<QPersistentModelIndex> RegistryPanel::expandedRows() const
{
    QList<QPersistentModelIndex> rows;
    for (QModelIndex index = m_filter.index(0, 0); index.isValid(); index = m_view->indexBelow(index)) {
        if (m_view->isExpanded(index))
            rows.append(toTree(index));
    }
    return rows;
}

void RegistryPanel::expandRows(const QList<QPersistentModelIndex> &rows)
{
    for (const QPersistentModelIndex &row : rows)
        m_view->expand(m_filter.mapFromSource(row));
}

void RegistryPanel::setFilter(const QString &text)
{
    m_edit->setText(text);
}

QString RegistryPanel::currentConnection() const
{
    return m_tree->connectionAt(toTree(m_view->currentIndex()));
}

QString RegistryPanel::currentTitle() const
{
    const QModelIndex row = toTree(m_view->currentIndex());
    const QString connection = m_tree->connectionIndex(m_tree->connectionAt(row)).data().toString();
    const auto key = m_tree->repositoryAt(row);
    return key ? tr("%1 — %2", "repository, registry").arg(key->name.toString(), connection) : connection;
}

void RegistryPanel::focusTree()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void RegistryPanel::focusFilter()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

bool RegistryPanel::filterKey(int key)
{
    if (key == Qt::Key_Escape && !m_edit->text().isEmpty()) {
        m_edit->clear();
        return true;
    }
    if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
        focusTree();
        return true;
    }
    return false;
}

bool RegistryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu && watched != m_edit) {
        openMenu(*static_cast<QContextMenuEvent *>(event));
        return true;
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress && filterKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const auto key = m_tree->repositoryAt(toTree(m_view->indexAt(mouse->position().toPoint())));
        if (key && mouse->button() == Qt::MiddleButton) {
            emit repositoryInBackgroundRequested(*key);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
