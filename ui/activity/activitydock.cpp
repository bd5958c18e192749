#include "ui/activity/activitydock.h"

#include <algorithm>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>

#include "ui/activity/activitydelegate.h"
#include "ui/activity/historyview.h"
#include "ui/dialogs/errordialog.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::ActivityModel;

namespace {

constexpr int historyTab = 3; ///< behind those of the states

} // namespace

ActivityDock::ActivityDock(Activities &activities, models::RunHistoryModel &history, QWidget *parent)
    : QDockWidget(tr("Activity"), parent)
    , m_activities(activities)
    , m_historyModel(history)
    , m_tabs(new QTabBar(this))
{
    setObjectName(u"activityDock"_s);
    setAccessibleName(tr("Activity"));
    setFeatures(DockWidgetClosable);
    setAllowedAreas(Qt::BottomDockWidgetArea);
    makeCommands();
    makeTabs();
    refreshCounts();
    connect(m_activities.model(), &ActivityModel::countsChanged, this, &ActivityDock::refreshCounts);
}

/// The dock starts closed, and what is in it costs more than the page of a start.
void ActivityDock::setVisible(bool isVisible)
{
    if (isVisible && !m_stack)
        fill();
    QDockWidget::setVisible(isVisible);
}

void ActivityDock::fill()
{
    m_rows.setFilterRole(ActivityModel::StateRole);
    m_rows.setAutoAcceptChildRows(true);
    m_rows.setSourceModel(m_activities.model());
    setTitleBarWidget(makeTitle());
    refreshCounts();
    m_stack = new QStackedWidget(this);
    m_view = makeTable(u"activityView"_s, {}, this);
    m_empty = new Placeholder(this);
    makeView();
    makeHistory();
    setWidget(m_stack);
    connect(&m_rows, &QAbstractItemModel::rowsInserted, this, &ActivityDock::rowsCame);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_rows, signal, this, &ActivityDock::refreshCommands);
    connect(&m_rows, &QAbstractItemModel::dataChanged, this, &ActivityDock::refreshCommands);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityDock::refreshCommands);
    connect(m_tabs, &QTabBar::currentChanged, this, &ActivityDock::showList);
    showList(m_tabs->currentIndex());
}

void ActivityDock::makeView()
{
    m_view->setModel(&m_rows);
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(ActivityModel::WhatColumn, new RowDelegate(RowDelegate::Text::Name, m_view));
    m_view->setItemDelegateForColumn(ActivityModel::ResultColumn, new ActivityDelegate(m_view));
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->installEventFilter(this);
    const int em = fontMetrics().horizontalAdvance(u'0');
    m_view->header()->resizeSection(ActivityModel::WhenColumn, em * 21);
    m_view->header()->resizeSection(ActivityModel::WhatColumn, em * 40);
    m_view->header()->resizeSection(ActivityModel::WhereColumn, em * 34);
    m_view->addActions({m_cancel.action, m_pause.action, m_stop.action, m_retry.action, m_details.action,
                        m_doctor.action, m_copy.action, m_remove.action});
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
}

void ActivityDock::makeHistory()
{
    m_history = new HistoryView(m_historyModel, this);
    m_history->showError(m_historyError);
    m_history->setKeptDays(m_keptDays);
    m_history->view()->installEventFilter(this);
    m_stack->addWidget(m_history);
    setTabOrder(m_tabs, m_view);
    setTabOrder(m_view, m_history->view());
    connect(m_history, &HistoryView::restoreRequested, this, &ActivityDock::restoreRequested);
    connect(m_history, &HistoryView::restoreLostRequested, this, &ActivityDock::restoreLostRequested);
    connect(m_history, &HistoryView::goOnRequested, this, &ActivityDock::goOnRequested);
    connect(m_history, &HistoryView::keepRequested, this, &ActivityDock::keepRequested);
    connect(m_history, &HistoryView::exportRequested, this, &ActivityDock::exportRequested);
    connect(m_history, &HistoryView::pauseRequested, this, &ActivityDock::pauseRequested);
    connect(m_history, &HistoryView::stopRequested, this, &ActivityDock::stopRequested);
    for (QAction *action : {m_history->restore, m_history->pause, m_history->goOn, m_history->stop, m_history->copy,
                            m_history->exportAll, m_history->keep}) {
        m_historyButtons.push_back(makeButton(action));
        m_title->insertWidget(m_title->count() - 1, m_historyButtons.back());
        connect(action, &QAction::changed, this, &ActivityDock::refreshCommands);
    }
}

void ActivityDock::makeCommands()
{
    m_cancel
        = makeCommand(u"cancelActivityAction"_s, tr("Cancel", "the selected work"), {}, &ActivityDock::cancelSelected);
    m_pause = makeCommand(u"pauseActivityAction"_s, tr("Pause", "a change of a registry"), {},
                          &ActivityDock::pauseSelected);
    m_stop = makeCommand(u"stopActivityAction"_s, tr("Stop…", "a change of a registry, for good"), {},
                         &ActivityDock::stopSelected);
    m_retry = makeCommand(u"retryActivityAction"_s, tr("Retry"), {}, &ActivityDock::retrySelected);
    m_details
        = makeCommand(u"activityDetailsAction"_s, tr("Details…", "of failed work"), {}, &ActivityDock::showDetails);
    m_doctor = makeCommand(u"activityDoctorAction"_s, tr("Run Doctor"), {}, &ActivityDock::askDoctor);
    m_remove = makeCommand(u"removeActivityAction"_s, tr("Remove from list"), QKeySequence::Delete,
                           &ActivityDock::removeSelected);
    m_copy
        = makeCommand(u"copyActivityReportAction"_s, tr("Copy report"), QKeySequence::Copy, &ActivityDock::copyReport);
    m_close = makeCommand(u"closeActivityAction"_s, tr("Close Activity"), {}, &ActivityDock::leave);
    m_close.action->setIcon(look::icon(u"close"_s));
}

ActivityDock::Command ActivityDock::makeCommand(const QString &objectName, const QString &text,
                                                const QKeySequence &shortcut, void (ActivityDock::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return {action, nullptr};
}

QToolButton *ActivityDock::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(action->objectName().replace(u"Action"_s, u"Button"_s));
    button->setAccessibleName(action->text());
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    if (action->menu())
        button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

void ActivityDock::makeTabs()
{
    m_tabs->setObjectName(u"activityTabs"_s);
    m_tabs->setAccessibleName(tr("Lists of work"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true); // or the buttons beside it make a narrow window wider than its screen
    for (int number = 0; number < historyTab; ++number)
        m_tabs->addTab({});
    m_tabs->addTab(tr("History", "a list of work"));
    // Without the numbers: scripts of screen readers rely on them.
    m_tabs->setAccessibleTabName(0, tr("Running", "a list of work"));
    m_tabs->setAccessibleTabName(1, tr("Failed", "a list of work"));
    m_tabs->setAccessibleTabName(2, tr("Done", "a list of work"));
}

QWidget *ActivityDock::makeTitle()
{
    m_icon = new QLabel(this);
    auto *name = new QLabel(windowTitle(), this);
    name->setFont(look::weighted(font(), QFont::DemiBold));
    auto *title = new QWidget(this);
    auto *layout = new QVBoxLayout(title);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeLine(title));
    auto *row = new QHBoxLayout;
    m_title = row;
    layout->addLayout(row);
    row->setContentsMargins(look::cellPadding, 0, 6, 0);
    row->setSpacing(look::iconGap);
    row->addWidget(m_icon);
    row->addWidget(name);
    row->addSpacing(look::cellPadding);
    row->addWidget(m_tabs);
    row->addStretch(1);
    for (Command *command :
         {&m_cancel, &m_pause, &m_stop, &m_retry, &m_details, &m_doctor, &m_remove, &m_copy, &m_close}) {
        command->button = makeButton(command->action);
        row->addWidget(command->button);
    }
    m_close.button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return title;
}

bool ActivityDock::showsHistory() const
{
    return m_tabs->currentIndex() == historyTab;
}

ActivityDock::State ActivityDock::state() const
{
    return static_cast<State>(std::max(m_tabs->currentIndex(), 0)); // the tabs are in the order of the states
}

void ActivityDock::open(State state)
{
    openList(static_cast<int>(state));
    if (selected().empty())
        selectFirst();
}

void ActivityDock::openHistory(qint64 run)
{
    openList(historyTab);
    m_history->select(run);
}

void ActivityDock::showHistoryError(const std::optional<ErrorText> &error)
{
    m_historyError = error;
    if (m_history)
        m_history->showError(error);
}

void ActivityDock::setKeptDays(int days)
{
    m_keptDays = days;
    if (m_history)
        m_history->setKeptDays(days);
}

void ActivityDock::openList(int number)
{
    show();
    m_tabs->setCurrentIndex(number);
    raise();
    QWidget *target = m_tabs;
    if (m_stack->currentWidget() == m_view)
        target = m_view;
    else if (showsHistory() && m_history->currentWidget() == m_history->view())
        target = m_history->view();
    target->setFocus(Qt::ShortcutFocusReason);
}

void ActivityDock::toggle()
{
    const QWidget *focus = focusWidget();
    if (isVisible() && focus && focus->hasFocus())
        leave();
    else if (!isVisible() && m_activities.model()->counts().failed > 0)
        open(State::Failed);
    else
        openList(std::max(m_tabs->currentIndex(), 0));
}

void ActivityDock::leave()
{
    close();
    emit left();
}

void ActivityDock::showList(int)
{
    if (showsHistory())
        m_history->refreshCommands();
    for (QToolButton *button : m_historyButtons)
        button->setVisible(showsHistory());
    for (const Command &command : {m_cancel, m_pause, m_stop})
        command.button->setVisible(!showsHistory() && state() == State::Running);
    for (const Command &command : {m_retry, m_details, m_doctor})
        command.button->setVisible(!showsHistory() && state() == State::Failed);
    m_remove.button->setVisible(!showsHistory() && state() != State::Running);
    m_copy.button->setVisible(!showsHistory());
    if (!showsHistory())
        showState();
    refreshCommands();
}

void ActivityDock::showState()
{
    m_rows.setFilterRegularExpression(u"^%1$"_s.arg(static_cast<int>(state())));
    switch (state()) {
    case State::Running:
        m_view->setAccessibleName(tr("Running work"));
        m_empty->display(u"activity"_s, tr("Nothing running"), {});
        break;
    case State::Failed:
        m_view->setAccessibleName(tr("Failed work"));
        m_empty->display(u"ok"_s, tr("Nothing has failed"), {});
        break;
    case State::Done:
        m_view->setAccessibleName(tr("Finished work"));
        m_empty->display(u"activity"_s, tr("Nothing is done yet"), {});
        break;
    }
    m_view->expandAll();
    selectFirst();
}

/// What failed shows why at once; and there is always a row for the keyboard.
void ActivityDock::rowsCame(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid())
        return;
    for (int row = first; row <= last; ++row)
        m_view->expand(m_rows.index(row, 0));
    if (!m_view->currentIndex().isValid())
        selectFirst();
}

/// Not by setCurrentIndex(), which looks at the keys that are held.
void ActivityDock::selectFirst()
{
    m_view->selectionModel()->setCurrentIndex(m_rows.index(0, 0),
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void ActivityDock::refreshCounts()
{
    const ActivityModel::Counts counts = m_activities.model()->counts();
    const auto number = [](int count) { return QLocale(QLocale::English).toString(count); };
    m_tabs->setTabText(0, tr("Running %1", "a list of work, how many").arg(number(counts.running)));
    m_tabs->setTabText(1, tr("Failed %1", "a list of work, how many").arg(number(counts.failed)));
    m_tabs->setTabText(2, tr("Done %1", "a list of work, how many").arg(number(counts.done)));
    m_tabs->updateGeometry(); // which it forgets while it is hidden
    const look::Colours &colours = look::Colours::of(palette());
    if (m_icon)
        m_icon->setPixmap(look::pixmap(u"activity"_s, colours.text, look::iconSize, devicePixelRatioF()));
    m_tabs->setTabTextColor(1, counts.failed > 0 ? colours.danger : QColor());
}

void ActivityDock::refreshCommands()
{
    if (showsHistory()) {
        m_stack->setCurrentWidget(m_history);
        for (QToolButton *button : m_historyButtons)
            button->setVisible(button->defaultAction()->isVisible());
        return;
    }
    m_stack->setCurrentWidget(m_rows.rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
    const std::vector<Activities::Id> ids = selected();
    const auto any = [&](bool (Activities::*can)(Activities::Id) const) {
        return std::any_of(ids.begin(), ids.end(), [&](Activities::Id id) { return (m_activities.*can)(id); });
    };
    m_cancel.action->setEnabled(any(&Activities::canCancel));
    m_pause.action->setEnabled(any(&Activities::canPause));
    const bool isRun = any(&Activities::canStop) || any(&Activities::canPause);
    m_cancel.action->setVisible(m_cancel.action->isEnabled() || !isRun);
    for (const Command &command : {m_pause, m_stop})
        command.action->setVisible(isRun);
    for (const Command &command : {m_cancel, m_pause, m_stop})
        command.button->setVisible(state() == State::Running && command.action->isVisible());
    m_stop.action->setEnabled(any(&Activities::canStop));
    m_retry.action->setEnabled(any(&Activities::canRetry));
    const Activities::Id failure = selectedFailure();
    m_details.action->setEnabled(m_activities.errorOf(failure));
    m_doctor.action->setEnabled(!m_activities.patientOf(failure).connectionId.isEmpty());
    m_remove.action->setEnabled(state() != State::Running && !ids.empty());
    m_copy.action->setEnabled(m_rows.rowCount() > 0);
}

std::vector<Activities::Id> ActivityDock::selected() const
{
    std::vector<Activities::Id> ids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows()) {
        const QModelIndex row = index.parent().isValid() ? index.parent() : index;
        const Activities::Id id = row.data(ActivityModel::IdRole).toInt();
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    }
    return ids;
}

void ActivityDock::cancelSelected()
{
    for (const Activities::Id id : selected())
        m_activities.cancel(id);
}

void ActivityDock::pauseSelected()
{
    for (const Activities::Id id : selected())
        m_activities.pause(id);
}

void ActivityDock::stopSelected()
{
    for (const Activities::Id id : selected())
        m_activities.stop(id);
}

void ActivityDock::retrySelected()
{
    for (const Activities::Id id : selected())
        m_activities.retry(id);
}

Activities::Id ActivityDock::selectedFailure() const
{
    const std::vector<Activities::Id> ids = selected();
    return state() == State::Failed && ids.size() == 1 ? ids.front() : 0;
}

void ActivityDock::showDetails()
{
    const Activities::Id id = selectedFailure();
    const ErrorText *error = m_activities.errorOf(id);
    if (!error)
        return;
    auto *dialog = new ErrorDialog(*error, m_activities.canRetry(id), window());
    connect(dialog, &ErrorDialog::retryRequested, this, [this, id] { m_activities.retry(id); });
    connect(dialog, &ErrorDialog::doctorRequested, this, [this, patient = m_activities.patientOf(id)] {
        emit doctorRequested(patient.connectionId, patient.repository);
    });
    dialog->open();
}

void ActivityDock::askDoctor()
{
    const Activities::Patient patient = m_activities.patientOf(selectedFailure());
    emit doctorRequested(patient.connectionId, patient.repository);
}

void ActivityDock::removeSelected()
{
    for (const Activities::Id id : selected())
        m_activities.model()->remove(id);
}

/// Of what is selected, or of the whole list.
void ActivityDock::copyReport()
{
    std::vector<Activities::Id> ids = selected();
    for (int row = 0; selected().empty() && row < m_rows.rowCount(); ++row)
        ids.push_back(m_rows.index(row, 0).data(ActivityModel::IdRole).toInt());
    QGuiApplication::clipboard()->setText(m_activities.model()->report(ids));
}

bool ActivityDock::eventFilter(QObject *watched, QEvent *event)
{
    if ((watched == m_view || (m_history && watched == m_history->view())) && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        emit left();
        return true;
    }
    return QDockWidget::eventFilter(watched, event);
}

void ActivityDock::changeEvent(QEvent *event)
{
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshCounts();
}

} // namespace ui
