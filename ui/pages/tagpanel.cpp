#include "ui/pages/tagpanel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/errortext.h"
#include "ui/look/icons.h"
#include "ui/pages/pendingbar.h"
#include "ui/pages/runnoticebar.h"
#include "ui/pages/tagactions.h"
#include "ui/pages/tagcolumns.h"
#include "ui/pages/tagfilterbar.h"
#include "ui/pages/tagsview.h"
#include "ui/pages/views.h"
#include "ui/panes.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;

TagPanel::TagPanel(models::TagTable *table, QString repository, const QString &registry, const CopyLines &lines,
                   QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_repository(std::move(repository))
    , m_lines(lines)
    , m_notices(m_repository, registry)
    , m_view(new TagsView(table, this))
    , m_group(new QAction(look::icon(u"group"_s), tr("Group by digest"), this))
    , m_actions(new TagActions(table, m_view, lines, m_group))
    , m_filter(new TagFilterBar(m_view->columns()->menu(), m_group, this))
    , m_stack(new QStackedWidget(this))
    , m_placeholder(new Placeholder(m_stack))
    , m_bar(new InfoBar(this))
    , m_notice(new RunNoticeBar(this))
    , m_pending(new PendingBar(this))
{
    build();
    connectTable();
    connectBars();
    connectActions();
    connectMenu();
    refreshState();
}

void TagPanel::build()
{
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);
    setFocusTarget(this, m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_pending);
}

void TagPanel::connectTable()
{
    connect(m_table->tags(), &TagModel::totalsChanged, this, &TagPanel::refreshState);
    connect(m_table, &models::TagTable::arranged, this, &TagPanel::refreshState);
    connect(m_filter, &TagFilterBar::textChanged, this, [this](const QString &text) {
        m_table->setFilter(text);
        refreshState();
    });
    connect(m_filter, &TagFilterBar::left, this, [this] { focusPane(this); });
    auto *slash = new QShortcut(
        Qt::Key_Slash, m_view, m_filter->field(), [this] { m_filter->field()->setFocus(Qt::ShortcutFocusReason); },
        Qt::WidgetShortcut);
    slash->setObjectName(u"filterShortcut"_s);
    connect(m_view, &TagsView::visibleTagsChanged, this, &TagPanel::visibleTagsChanged);
    connect(m_view, &TagsView::middleClicked, this, [this](const QModelIndex &index) {
        emit openInBackgroundRequested(m_table->tags()->row(m_table->sourceRow(index.row())).tag);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TagPanel::selectionTextChanged);
    connect(m_view->columns(), &TagColumns::changed, this, &TagPanel::arrangementChanged);
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, &TagPanel::arrangementChanged);
}

void TagPanel::connectBars()
{
    connect(m_placeholder, &Placeholder::actionTriggered, this, &TagPanel::runPlaceholderAction);
    connect(m_placeholder, &Placeholder::doctorRequested, this, &TagPanel::doctorRequested);
    connect(m_bar, &InfoBar::doctorRequested, this, &TagPanel::doctorRequested);
    connect(m_bar, &InfoBar::actionTriggered, this, [this] {
        if (isRunning())
            emit stopRequested();
        else
            askAgain();
        focusPane(this); // the button has done its work
    });
    connect(m_notice, &RunNoticeBar::takeBackRequested, this, &TagPanel::takeBackRequested);
    connect(m_notice, &RunNoticeBar::dismissed, this, &TagPanel::noticeDismissed);
    connect(m_notice, &RunNoticeBar::left, this, [this] { focusPane(this); });
    connect(m_pending, &PendingBar::reviewRequested, this, &TagPanel::reviewRequested);
    connect(m_pending, &PendingBar::discardRequested, this, &TagPanel::discardRequested);
}

void TagPanel::connectActions()
{
    addAction(m_actions->stop());
    m_group->setObjectName(u"groupByDigestAction"_s);
    m_group->setCheckable(true);
    addAction(m_group);
    connect(m_group, &QAction::toggled, m_table, &models::TagTable::setGrouped);
    connect(m_group, &QAction::triggered, this, &TagPanel::arrangementChanged);
    connect(m_actions, &TagActions::openRequested, this, &TagPanel::openRequested);
    connect(m_actions, &TagActions::openInTabRequested, this,
            [this] { emit openInTabRequested(m_view->currentTag()->tag); });
    connect(m_actions, &TagActions::exportRequested, this, &TagPanel::exportRequested);
    connect(m_actions, &TagActions::stopRequested, this, &TagPanel::stopRequested);
    connect(m_actions, &TagActions::markRequested, this, &TagPanel::markRequested);
    connect(m_actions, &TagActions::retagRequested, this, &TagPanel::retagRequested);
    addCommand(u"undoMarksAction"_s, tr("Undo the last mark"), {QKeySequence::Undo}, &TagPanel::undoMarksRequested);
    addCommand(u"redoMarksAction"_s, tr("Redo the last mark"), {{u"Ctrl+Shift+Z"_s}}, &TagPanel::redoMarksRequested);
    addCommand(u"reviewChangesAction"_s, tr("Review the changes…"), {{u"Ctrl+Shift+Return"_s}, {u"Ctrl+Shift+Enter"_s}},
               &TagPanel::reviewRequested);
    addCommand(u"discardChangesAction"_s, tr("Discard the changes"), {{u"Ctrl+Shift+Backspace"_s}},
               &TagPanel::discardRequested);
}

void TagPanel::addCommand(const QString &name, const QString &text, const QList<QKeySequence> &keys,
                          void (TagPanel::*requested)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, requested);
    addAction(action);
}

void TagPanel::connectMenu()
{
    connect(m_view, &TagsView::menuRequested, m_actions,
            [this](const QModelIndex &index, const QPoint &position) { m_actions->popUp(index.isValid(), position); });
    m_placeholder->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_placeholder, &QWidget::customContextMenuRequested, m_actions,
            [this](const QPoint &position) { m_actions->popUp(false, m_placeholder->mapToGlobal(position)); });
}

void TagPanel::setRegistryName(const QString &name)
{
    m_notices = ListingNotices(m_repository, name);
    refreshState();
}

void TagPanel::setStatus(const ListingStatus &status)
{
    m_status = status;
    m_actions->stop()->setEnabled(isRunning());
    m_view->setFaded(m_status.isStale);
    refreshState();
}

void TagPanel::setChangesAllowed(bool allowed)
{
    m_actions->setChangesAllowed(allowed);
    m_notice->setTakeBackAllowed(allowed);
}

void TagPanel::showMarks(const QSet<oci::TagName> &marked, int images, bool running)
{
    m_table->tags()->setMarked(marked);
    m_pending->display(static_cast<int>(marked.size()) + images, m_table->tags()->affected(), running);
}

void TagPanel::showNotice(const QString &icon, const QString &words, const QString &wayBack)
{
    m_notice->display(icon, words, wayBack);
}

void TagPanel::giveWay()
{
    if (!m_filter->text().isEmpty())
        m_filter->clear();
    else if (isRunning())
        emit stopRequested();
}

void TagPanel::refreshState()
{
    const TagModel::Totals totals = m_table->tags()->totals();
    refreshFilter(totals);
    m_notices.fill(*m_bar, m_status, totals);
    refreshPlaceholder(totals);
    m_view->columns()->refresh();
    emit selectionTextChanged();
}

void TagPanel::refreshFilter(const TagModel::Totals &totals)
{
    if (m_table->filter().isEmpty())
        m_filter->setCounts(-1, -1);
    else
        m_filter->setCounts(m_table->rowCount(), totals.tags);
    const auto &mistake = m_table->filterMistake();
    QString problem;
    if (mistake)
        problem = tr("Character %2: %1", "%1 is what is wrong in a filter there")
                      .arg(mistake->words, countText(mistake->offset + 1));
    else if (m_table->undecided() > 0)
        problem
            = tr("%Ln tag(s) left out: what the filter asks for is not known of them.", nullptr, m_table->undecided());
    m_filter->setProblem(problem,
                         mistake.has_value() ? TagFilterBar::Problem::Mistake : TagFilterBar::Problem::Partial);
}

void TagPanel::refreshPlaceholder(const TagModel::Totals &totals)
{
    const bool isOver = m_status.phase == ListingStatus::Phase::Ended;
    const bool isFiltered = totals.tags > 0 && !m_filter->text().isEmpty();
    if (m_table->rowCount() > 0 || (totals.tags > 0 && !isFiltered) || (totals.tags == 0 && !isOver)) {
        showInStack(m_view);
        return;
    }
    if (isFiltered && m_table->filterMistake())
        ListingNotices::fillMistaken(*m_placeholder, m_table->filterMistake()->words);
    else if (isFiltered)
        ListingNotices::fillFiltered(*m_placeholder, m_table->filter(), totals.tags);
    else
        m_notices.fill(*m_placeholder, m_status, !m_lines.isOnDisk());
    showInStack(m_placeholder);
}

void TagPanel::showInStack(QWidget *widget)
{
    if (widget == m_stack->currentWidget())
        return;
    const bool hadFocus = m_stack->isAncestorOf(focusWidget()) && window()->focusWidget() == focusWidget();
    m_stack->setCurrentWidget(widget);
    setFocusTarget(this, widget);
    if (hadFocus)
        focusPane(widget);
}

void TagPanel::runPlaceholderAction()
{
    if (m_table->tags()->rowCount() > 0)
        m_filter->clear();
    else if (m_status.error || m_lines.isOnDisk())
        askAgain();
    else
        QGuiApplication::clipboard()->setText(m_lines.pushLine());
}

void TagPanel::askAgain()
{
    if (m_status.error && ErrorWords::asksToSignIn(*m_status.error))
        emit signInRequested();
    else
        emit refreshRequested();
}

QLineEdit *TagPanel::filterField() const
{
    return m_filter->field();
}

QString TagPanel::selectionText() const
{
    const int selected = m_view->selectedCount();
    if (selected == 0)
        return {};
    QString text = tr("%1 of %2 selected").arg(countText(selected), countText(m_table->rowCount()));
    const int sharing = m_view->currentIndex().data(TagModel::DigestCountRole).toInt();
    if (selected > 1 || sharing < 2)
        return text;
    return tr("%1, %Ln tags share its digest", "%1 is '1 of 312 selected'", sharing).arg(text);
}

QJsonObject TagPanel::arrangement() const
{
    QJsonObject arrangement = m_view->columns()->state();
    arrangement.insert(u"sortedBy"_s, TagColumns::keyOf(m_table->sortColumn()));
    arrangement.insert(u"grouped"_s, m_table->isGrouped());
    arrangement.insert(u"descending"_s, m_table->sortOrder() == Qt::DescendingOrder);
    return arrangement;
}

void TagPanel::arrange(const QJsonObject &arrangement)
{
    if (arrangement.isEmpty())
        return;
    m_view->columns()->restore(arrangement);
    m_group->setChecked(arrangement.value("grouped"_L1).toBool());
    const std::optional<int> column = TagColumns::columnOf(arrangement.value("sortedBy"_L1).toString());
    if (column)
        m_view->sortByColumn(*column,
                             arrangement.value("descending"_L1).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
}

} // namespace ui
