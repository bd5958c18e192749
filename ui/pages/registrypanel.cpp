#include "ui/pages/registrypanel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/delegates/treedelegate.h"
#include "ui/look/icons.h"
#include "ui/pages/views.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;

RegistryPanel::RegistryPanel(RegistryTreeModel *tree, QWidget *parent)
    : QWidget(parent)
    , m_tree(tree)
    , m_edit(new QLineEdit(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new QTreeView(this))
    , m_placeholder(new Placeholder(this))
{
    m_filter.setSourceModel(tree);
    m_edit->setObjectName(u"repositoryFilterEdit"_s);
    m_edit->setAccessibleName(tr("Filter repositories"));
    m_edit->setPlaceholderText(tr("Filter repositories"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(look::icon(u"search"_s), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);

    auto *delegate = new TreeDelegate(m_view);
    m_view->setObjectName(u"registryTree"_s);
    m_view->setAccessibleName(tr("Registries", "accessible name"));
    m_view->setModel(&m_filter);
    m_view->setItemDelegate(delegate);
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->setAttribute(Qt::WA_Hover);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(8, 7, 8, 7);
    head->addWidget(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeLine(this));
    layout->addWidget(m_stack, 1);

    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text.trimmed());
        if (!text.isEmpty())
            m_view->expandAll();
        refreshPlaceholder();
    });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (m_tree->repositoryAt(toTree(index)))
            activate(index);
    });
    connect(m_view, &QTreeView::activated, this, &RegistryPanel::activate);
    connect(delegate, &TreeDelegate::actionClicked, this, &RegistryPanel::activate);
    connect(m_view, &QTreeView::customContextMenuRequested, this, &RegistryPanel::openMenu);
    connect(m_placeholder, &Placeholder::actionTriggered, m_edit, &QLineEdit::clear);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filter, signal, this, &RegistryPanel::refreshPlaceholder);
    refreshPlaceholder();
}

void RegistryPanel::refreshPlaceholder()
{
    if (m_tree->rowCount() == 0)
        m_placeholder->display(u"server"_s, tr("No connections yet"), tr("Registries that you open appear here."));
    else
        m_placeholder->display(u"search"_s, tr("No repository matches"), tr("Only what was loaded is searched."),
                               tr("Clear filter"));
    m_stack->setCurrentIndex(m_filter.rowCount() > 0 ? 0 : 1);
}

void RegistryPanel::activate(const QModelIndex &index)
{
    const QModelIndex row = toTree(index);
    if (const auto key = m_tree->repositoryAt(row))
        emit repositoryActivated(*key);
    else if (const auto action = m_tree->actionAt(row); action != RegistryTreeModel::Action::None)
        emit actionRequested(m_tree->connectionAt(row), action);
}

void RegistryPanel::openMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    const QModelIndex row = toTree(index);
    if (!row.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString connection = m_tree->connectionAt(row);
    if (const auto key = m_tree->repositoryAt(row)) {
        connect(menu->addAction(tr("Open")), &QAction::triggered, this, [this, index] { activate(index); });
        connect(menu->addAction(tr("Copy reference")), &QAction::triggered, this,
                [this, key] { emit copyRequested(*key); });
        menu->addSeparator();
    }
    const auto add = [&](const QString &text, RegistryTreeModel::Action action) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, connection, action] { emit actionRequested(connection, action); });
    };
    add(tr("List repositories again"), RegistryTreeModel::Action::Retry);
    add(tr("Add a repository by name…"), RegistryTreeModel::Action::AddRepository);
    menu->popup(m_view->viewport()->mapToGlobal(position));
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
}

QString RegistryPanel::currentConnection() const
{
    return m_tree->connectionAt(toTree(m_view->currentIndex()));
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

bool RegistryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_edit->text().isEmpty()) {
            m_edit->clear();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            focusTree();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
