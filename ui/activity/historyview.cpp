#include "ui/activity/historyview.h"

#include <algorithm>

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QTreeView>

#include "ui/activity/historydelegate.h"
#include "ui/delegates/offerdelegate.h"
#include "ui/pages/views.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using Offer = RunHistoryModel::Offer;

namespace {

struct Fitted
{
    RunHistoryModel::Column column;
    int digits; ///< as wide as so many, where there is room
};

constexpr std::array fitted{Fitted{RunHistoryModel::WhatColumn, 27}, Fitted{RunHistoryModel::WhereColumn, 30},
                            Fitted{RunHistoryModel::ResultColumn, 37}};
constexpr int mostShared = 94; ///< digits, of the three
constexpr int leastShared = 69;
constexpr int wantedForRestore = 54;
constexpr int mostMeasured = 50; ///< runs, the newest

} // namespace

HistoryView::HistoryView(RunHistoryModel &model, QWidget *parent)
    : QStackedWidget(parent)
    , restore(makeCommand(u"restoreRunAction"_s, tr("Restore…")))
    , pause(makeCommand(u"pauseRunAction"_s, tr("Pause", "a run")))
    , goOn(makeCommand(u"goOnRunAction"_s, tr("Go on", "with a run that was left")))
    , stop(makeCommand(u"stopRunAction"_s, tr("Stop…", "a run, for good")))
    , copy(makeCommand(u"copyHistoryAction"_s, tr("Copy report")))
    , exportAll(makeCommand(u"exportHistoryAction"_s, tr("Export…")))
    , keep(makeCommand(u"keepHistoryAction"_s, tr("Keep history for")))
    , m_model(model)
    , m_view(makeTable(u"historyView"_s, tr("History"), this))
    , m_empty(new Placeholder(this))
{
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(restore, &QAction::triggered, this, [this] {
        if (offer() == Offer::RestoreLost)
            emit restoreLostRequested(current());
        else
            emit restoreRequested(current());
    });
    connect(pause, &QAction::triggered, this, [this] { emit pauseRequested(current()); });
    connect(stop, &QAction::triggered, this, [this] { emit stopRequested(current()); });
    connect(goOn, &QAction::triggered, this, [this] { emit goOnRequested(current()); });
    connect(copy, &QAction::triggered, this, &HistoryView::copyReport);
    connect(exportAll, &QAction::triggered, this, &HistoryView::exportRequested);
    makeChoices();
    makeView();
    addWidget(m_view);
    addWidget(m_empty);
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &HistoryView::remember);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &HistoryView::reopen);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &HistoryView::refreshCommands);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &HistoryView::fitColumns);
    reopen();
}

QAction *HistoryView::makeCommand(const QString &objectName, const QString &text)
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    addAction(action);
    return action;
}

void HistoryView::makeChoices()
{
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    for (const int days : {7, changes::keptDays, 90, 365, 0}) {
        QAction *choice = menu->addAction(days > 0 ? tr("%Ln day(s)", nullptr, days) : tr("Other…", "number of days"));
        choice->setObjectName(u"keepHistory%1Action"_s.arg(days));
        choice->setData(days);
        choice->setCheckable(true);
        group->addAction(choice);
    }
    keep->setMenu(menu);
    connect(group, &QActionGroup::triggered, this, [this](const QAction *choice) {
        const int days = choice->data().toInt();
        setKeptDays(m_keptDays); // until it is so
        emit keepRequested(days);
    });
    setKeptDays(m_keptDays);
}

void HistoryView::setKeptDays(int days)
{
    m_keptDays = days;
    QAction *last = nullptr;
    bool isOffered = false;
    for (QAction *choice : keep->menu()->actions()) {
        isOffered = isOffered || choice->data().toInt() == days;
        choice->setChecked(choice->data().toInt() == days);
        last = choice;
    }
    last->setText(isOffered ? tr("Other…", "number of days") : tr("%Ln day(s)…", "another number", days));
    last->setChecked(!isOffered);
}

void HistoryView::makeView()
{
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(RunHistoryModel::WhatColumn, new HistoryDelegate(RowDelegate::Text::Name, m_view));
    for (const int column : {RunHistoryModel::WhereColumn, RunHistoryModel::ResultColumn})
        m_view->setItemDelegateForColumn(column, new HistoryDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(RunHistoryModel::RestoreColumn,
                                     new HistoryDelegate(RowDelegate::Text::Secondary, m_view));
    auto *offers = new OfferDelegate(m_view);
    m_view->setItemDelegateForColumn(RunHistoryModel::OfferColumn, offers);
    connect(offers, &OfferDelegate::clicked, this, &HistoryView::carryOut);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({restore, pause, goOn, stop, copy, exportAll, keep});
    const int em = fontMetrics().horizontalAdvance(u'0');
    m_view->header()->resizeSection(RunHistoryModel::WhenColumn, em * 20);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(RunHistoryModel::RestoreColumn, QHeaderView::Stretch);
    int widest = 0; // of what a row may offer
    for (const QAction *action : {restore, goOn, pause})
        widest = std::max(widest, fontMetrics().horizontalAdvance(action->text()));
    m_view->header()->setSectionResizeMode(RunHistoryModel::OfferColumn, QHeaderView::Fixed);
    m_view->header()->resizeSection(RunHistoryModel::OfferColumn, widest + em * 7);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryView::refreshCommands);
    connect(m_view, &QTreeView::activated, this, &HistoryView::activate);
}

HistoryView::Widths HistoryView::widths() const
{
    Widths widths{};
    for (std::size_t i = 0; i < fitted.size(); ++i)
        widths[i] = m_view->columnWidth(fitted[i].column);
    return widths;
}

/// What the texts of the runs need in @p column.
int HistoryView::needed(int column) const
{
    QStyleOptionViewItem option;
    option.font = m_view->font();
    option.fontMetrics = m_view->fontMetrics();
    int needed = m_view->header()->sectionSizeHint(column);
    for (int row = 0; row < std::min(m_model.rowCount(), mostMeasured); ++row) {
        const QModelIndex index = m_model.index(row, column);
        needed = std::max(needed, m_view->itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return needed;
}

/// Three columns share what the last one can spare, until somebody drags one. Where a text is cut then, its column
/// takes what others do not need, from the right.
void HistoryView::fitColumns()
{
    if (m_fitted && *m_fitted != widths())
        return;
    const int em = fontMetrics().horizontalAdvance(u'0');
    const int room = width() - m_view->columnWidth(RunHistoryModel::WhenColumn)
        - m_view->columnWidth(RunHistoryModel::OfferColumn);
    const int shared = std::clamp(room - em * wantedForRestore, em * leastShared, em * mostShared);
    Widths needs{};
    std::array<int, fitted.size() + 1> spare{}; // of each column; negative where it lacks room
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        needs[i] = needed(fitted[i].column);
        spare[i] = shared * fitted[i].digits / mostShared - needs[i];
    }
    spare.back()
        = room - m_view->verticalScrollBar()->sizeHint().width() - shared - needed(RunHistoryModel::RestoreColumn);
    for (int &lacking : spare) {
        for (auto other = spare.rbegin(); other != spare.rend() && lacking < 0; ++other) {
            const int given = std::clamp(-lacking, 0, std::max(0, *other));
            *other -= given;
            lacking += given;
        }
    }
    for (std::size_t i = 0; i < fitted.size(); ++i)
        m_view->setColumnWidth(fitted[i].column, needs[i] + spare[i]);
    m_fitted = widths();
}

void HistoryView::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    fitColumns();
}

qint64 HistoryView::current() const
{
    return m_view->currentIndex().data(RunHistoryModel::RunRole).toLongLong();
}

Offer HistoryView::offer() const
{
    return static_cast<Offer>(m_view->currentIndex().data(RunHistoryModel::OfferRole).toInt());
}

/// Enter on a run does what it offers; a double click unfolds it, as in every tree.
void HistoryView::activate()
{
    if (QGuiApplication::mouseButtons() == Qt::NoButton && offer() != Offer::Pause)
        carryOut();
}

void HistoryView::carryOut()
{
    if (offer() == Offer::Restore || offer() == Offer::RestoreLost)
        restore->trigger();
    else if (offer() == Offer::GoOn)
        goOn->trigger();
    else if (offer() == Offer::Pause)
        pause->trigger();
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
    fitColumns();
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
    restore->setEnabled(offer() == Offer::Restore || offer() == Offer::RestoreLost);
    goOn->setVisible(offer() == Offer::GoOn);
    pause->setVisible(offer() == Offer::Pause);
    stop->setVisible(m_model.canStop(current()));
    copy->setEnabled(current() != 0);
    exportAll->setEnabled(m_model.rowCount() > 0);
}

} // namespace ui
