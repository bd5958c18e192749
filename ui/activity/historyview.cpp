#include "ui/activity/historyview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTreeView>

#include "ui/delegates/icondelegate.h"
#include "ui/pages/views.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using Offer = RunHistoryModel::Offer;

HistoryView::HistoryView(RunHistoryModel &model, QWidget *parent)
    : QStackedWidget(parent)
    , restore(makeCommand(u"restoreRunAction"_s, tr("Restore…")))
    , goOn(makeCommand(u"goOnRunAction"_s, tr("Go on", "with a run that was left")))
    , copy(makeCommand(u"copyHistoryAction"_s, tr("Copy report")))
    , exportAll(makeCommand(u"exportHistoryAction"_s, tr("Export…")))
    , m_model(model)
    , m_view(makeTable(u"historyView"_s, tr("History"), this))
    , m_empty(new Placeholder(this))
{
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(restore, &QAction::triggered, this, [this] { emit restoreRequested(current()); });
    connect(goOn, &QAction::triggered, this, [this] { emit goOnRequested(current()); });
    connect(copy, &QAction::triggered, this, &HistoryView::copyReport);
    connect(exportAll, &QAction::triggered, this, &HistoryView::exportRequested);
    makeView();
    addWidget(m_view);
    addWidget(m_empty);
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &HistoryView::remember);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &HistoryView::reopen);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &HistoryView::refreshCommands);
    reopen();
}

QAction *HistoryView::makeCommand(const QString &objectName, const QString &text)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    addAction(action);
    return action;
}

void HistoryView::makeView()
{
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(RunHistoryModel::WhatColumn, new IconDelegate(RowDelegate::Text::Name, m_view));
    m_view->setItemDelegateForColumn(RunHistoryModel::ResultColumn,
                                     new IconDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(RunHistoryModel::RestoreColumn,
                                     new RowDelegate(RowDelegate::Text::Secondary, m_view));
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({restore, goOn, copy, exportAll});
    const int em = fontMetrics().horizontalAdvance(u'0');
    m_view->header()->resizeSection(RunHistoryModel::WhenColumn, em * 21);
    m_view->header()->resizeSection(RunHistoryModel::WhatColumn, em * 28);
    m_view->header()->resizeSection(RunHistoryModel::WhereColumn, em * 32);
    m_view->header()->resizeSection(RunHistoryModel::ResultColumn, em * 32);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryView::refreshCommands);
    connect(m_view, &QTreeView::activated, this, &HistoryView::activate);
}

qint64 HistoryView::current() const
{
    return m_view->currentIndex().data(RunHistoryModel::RunRole).toLongLong();
}

Offer HistoryView::offer() const
{
    return m_model.offer(current());
}

/// Enter on a run does what it offers; a double click unfolds it, as in every tree.
void HistoryView::activate()
{
    if (QGuiApplication::mouseButtons() != Qt::NoButton)
        return;
    if (offer() == Offer::Restore)
        restore->trigger();
    else if (offer() == Offer::GoOn)
        goOn->trigger();
}

void HistoryView::copyReport() const
{
    std::vector<qint64> runs;
    if (current() != 0)
        runs.push_back(current());
    QGuiApplication::clipboard()->setText(m_model.report(runs));
}

void HistoryView::remember()
{
    m_current = current();
    m_open.clear();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_model.index(row, 0);
        if (m_view->isExpanded(index))
            m_open.insert(index.data(RunHistoryModel::RunRole).toLongLong());
    }
}

void HistoryView::reopen()
{
    for (const qint64 run : m_open) {
        if (const QModelIndex index = m_model.indexOf(run); index.isValid())
            m_view->expand(index);
    }
    const QModelIndex before = m_model.indexOf(m_current);
    m_view->setCurrentIndex(before.isValid() ? before : m_model.index(0, 0));
    showError(m_error);
    refreshCommands();
}

void HistoryView::select(qint64 run)
{
    const QModelIndex index = m_model.indexOf(run);
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    m_view->expand(index);
}

void HistoryView::showError(const std::optional<ErrorText> &error)
{
    m_error = error;
    const bool hasRows = m_model.rowCount() > 0;
    setCurrentWidget(!m_error && hasRows ? static_cast<QWidget *>(m_view) : m_empty);
    if (m_error)
        m_empty->displayError(u"error"_s, *m_error, {});
    else
        m_empty->display(u"activity"_s, tr("Nothing was changed yet"),
                         tr("Every deletion and every new tag is listed here, with what can be put back."));
}

void HistoryView::refreshCommands()
{
    restore->setEnabled(offer() == Offer::Restore);
    goOn->setVisible(offer() == Offer::GoOn);
    copy->setEnabled(current() != 0);
    exportAll->setEnabled(m_model.rowCount() > 0);
}

} // namespace ui
