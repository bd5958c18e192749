#include "ui/pages/repositorypage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/insight/sharing.h"
#include "ui/errortext.h"
#include "ui/look/icons.h"
#include "ui/pages/image/imagedetail.h"
#include "ui/pages/pendingbar.h"
#include "ui/pages/repositorystrip.h"
#include "ui/pages/tagactions.h"
#include "ui/pages/tagcolumns.h"
#include "ui/pages/tagfilterbar.h"
#include "ui/pages/tagsview.h"
#include "ui/pages/undobar.h"
#include "ui/pages/views.h"
#include "ui/panes.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

constexpr std::chrono::milliseconds settleTime(150);
constexpr int narrowWindow = 180; ///< as wide as so many average characters

} // namespace

RepositoryPage::RepositoryPage(models::TagTable *table, Place place, QString registryName, const CopyLines &lines,
                               QWidget *parent)
    : Page(std::move(place), parent)
    , m_table(table)
    , m_registryName(std::move(registryName))
    , m_lines(lines)
    , m_notices(title(), m_registryName)
    , m_strip(new RepositoryStrip(this))
    , m_list(new QWidget(this))
    , m_view(new TagsView(table, m_list))
    , m_group(new QAction(look::icon(u"group"_s), tr("Group by digest"), this))
    , m_actions(new TagActions(table, m_view, lines, m_group))
    , m_filter(new TagFilterBar(m_view->columns()->menu(), m_group, m_list))
    , m_stack(new QStackedWidget(m_list))
    , m_placeholder(new Placeholder(m_stack))
    , m_bar(new InfoBar(m_list))
    , m_undo(new UndoBar(m_list))
    , m_pending(new PendingBar(m_list))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_detail(new ImageDetail(this))
{
    build();
    connectTable();
    connectActions();
    connectChanges();
    connect(this, &Page::shownFirst, this, &RepositoryPage::beginNarrow);
    connect(m_filter, &TagFilterBar::textChanged, this, &RepositoryPage::applyFilter);
    connect(m_filter, &TagFilterBar::left, m_list, [this] { focusPane(m_list); });
    connect(m_placeholder, &Placeholder::actionTriggered, this, &RepositoryPage::runPlaceholderAction);
    connect(m_bar, &InfoBar::actionTriggered, this, [this] {
        if (isRunning())
            emit stopRequested();
        else
            emit refreshRequested();
        focusPane(m_list); // the button has done its work
    });
    connect(m_detail, &ImageDetail::tagChosen, this, &RepositoryPage::reveal);
    connect(m_placeholder, &Placeholder::doctorRequested, this, &Page::doctorRequested);
    connect(m_bar, &InfoBar::doctorRequested, this, &Page::doctorRequested);
    connect(m_detail, &ImageDetail::doctorRequested, this, &Page::doctorRequested);
    connect(m_detail, &ImageDetail::repairRequested, this, &Page::repairRequested);
    connect(m_detail, &ImageDetail::signInRequested, this, &RepositoryPage::signInRequested);
    connect(m_detail, &ImageDetail::retryRequested, this, [this] {
        if (m_requested)
            emit imageRequested(*m_requested);
    });
    refreshState();
}

ConnectionGuard *RepositoryPage::guard() noexcept
{
    return m_strip->guard();
}

void RepositoryPage::build()
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);
    setFocusTarget(m_list, m_view);
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_filter);
    list->addWidget(m_stack, 1);
    list->addWidget(m_bar);
    list->addWidget(m_undo);
    list->addWidget(m_pending);

    m_splitter->setObjectName(u"detailSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(makeLine(this));
    layout->addWidget(m_splitter, 1);
}

void RepositoryPage::connectTable()
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &RepositoryPage::requestSelected);
    connect(m_table->tags(), &TagModel::totalsChanged, this, &RepositoryPage::refreshState);
    connect(m_table, &models::TagTable::arranged, this, &RepositoryPage::refreshState);
    connect(m_view, &TagsView::visibleTagsChanged, this, &RepositoryPage::visibleTagsChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_detail->isVisibleTo(this))
            m_settle.start();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Page::selectionTextChanged);
}

void RepositoryPage::connectActions()
{
    addAction(m_actions->stop());
    m_group->setObjectName(u"groupByDigestAction"_s);
    m_group->setCheckable(true);
    addAction(m_group);
    connect(m_group, &QAction::toggled, m_table, &models::TagTable::setGrouped);
    connect(m_group, &QAction::triggered, this, &Page::arrangementChanged);
    connect(m_actions, &TagActions::openRequested, this, &RepositoryPage::openDetail);
    connect(m_actions, &TagActions::openInTabRequested, this,
            [this] { emit placeRequested(placeOf(*m_view->currentTag())); });
    connect(m_actions, &TagActions::exportRequested, this, &RepositoryPage::exportRequested);
    connect(m_view, &TagsView::middleClicked, this, [this](const QModelIndex &index) {
        emit placeInBackgroundRequested(placeOf(m_table->tags()->row(m_table->sourceRow(index.row()))));
    });
    connect(m_actions, &TagActions::stopRequested, this, &RepositoryPage::stopRequested);
    connect(m_view, &TagsView::menuRequested, m_actions,
            [this](const QModelIndex &index, const QPoint &position) { m_actions->popUp(index.isValid(), position); });
    m_placeholder->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_placeholder, &QWidget::customContextMenuRequested, m_actions,
            [this](const QPoint &position) { m_actions->popUp(false, m_placeholder->mapToGlobal(position)); });
    auto *slash = new QShortcut(
        Qt::Key_Slash, m_view, m_filter->field(), [this] { m_filter->field()->setFocus(Qt::ShortcutFocusReason); },
        Qt::WidgetShortcut);
    slash->setObjectName(u"filterShortcut"_s);
    connect(m_view->columns(), &TagColumns::changed, this, &Page::arrangementChanged);
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, &Page::arrangementChanged);
}

void RepositoryPage::connectChanges()
{
    connect(m_actions, &TagActions::markRequested, this, &RepositoryPage::markRequested);
    connect(m_actions, &TagActions::retagRequested, this, &RepositoryPage::retagRequested);
    connect(m_undo, &UndoBar::undoRequested, this, &RepositoryPage::undoRequested);
    connect(m_undo, &UndoBar::dismissed, this, &RepositoryPage::noticeDismissed);
    connect(m_undo, &UndoBar::left, m_list, [this] { focusPane(m_list); });
    connect(m_pending, &PendingBar::reviewRequested, this, &RepositoryPage::reviewRequested);
    connect(m_pending, &PendingBar::discardRequested, this, &RepositoryPage::discardRequested);
    const auto add = [this](const QString &name, const QString &text, const QList<QKeySequence> &keys, auto signal) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, signal);
        addAction(action);
    };
    add(u"undoMarksAction"_s, tr("Undo the last mark"), {QKeySequence::Undo}, &RepositoryPage::undoMarksRequested);
    add(u"redoMarksAction"_s, tr("Redo the last mark"), {{u"Ctrl+Shift+Z"_s}}, &RepositoryPage::redoMarksRequested);
    add(u"reviewChangesAction"_s, tr("Review the changes…"), {{u"Ctrl+Shift+Return"_s}, {u"Ctrl+Shift+Enter"_s}},
        &RepositoryPage::reviewRequested);
    add(u"discardChangesAction"_s, tr("Discard the changes"), {{u"Ctrl+Shift+Backspace"_s}},
        &RepositoryPage::discardRequested);
}

void RepositoryPage::setChangesAllowed(bool allowed)
{
    m_actions->setChangesAllowed(allowed);
    m_undo->setUndoAllowed(allowed);
}

void RepositoryPage::showNotice(const QString &words, bool canUndo)
{
    m_undo->display(words, canUndo);
}

void RepositoryPage::showMarks(const QSet<oci::TagName> &marked, int images, bool running)
{
    m_table->tags()->setMarked(marked);
    m_pending->display(static_cast<int>(marked.size()) + images, m_table->tags()->affected(), running);
}

/// In a small window the table comes first: the detail waits for Enter.
void RepositoryPage::beginNarrow()
{
    m_isNarrow = window()->width() < narrowWindow * fontMetrics().averageCharWidth();
    if (!m_isNarrow)
        return;
    m_view->columns()->startNarrow();
    m_detail->setVisible(m_requested.has_value());
}

void RepositoryPage::setStatus(const ListingStatus &status)
{
    m_status = status;
    m_actions->stop()->setEnabled(isRunning());
    m_view->setFaded(m_status.isStale);
    refreshState();
}

void RepositoryPage::applyFilter(const QString &text)
{
    m_table->setFilter(text);
    refreshState();
}

void RepositoryPage::refreshState()
{
    const TagModel::Totals totals = m_table->tags()->totals();
    selectAwaited();
    const auto &sharing = m_table->tags()->sharing();
    m_strip->display(m_status, totals,
                     sharing && sharing->isWhole() ? std::optional(sharing->totalBytes()) : std::nullopt);
    refreshFilter(totals);
    m_notices.fill(*m_bar, m_status, totals);
    refreshPlaceholder(totals);
    m_view->columns()->refresh();
    emit selectionTextChanged();
}

void RepositoryPage::refreshFilter(const TagModel::Totals &totals)
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

void RepositoryPage::refreshPlaceholder(const TagModel::Totals &totals)
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

void RepositoryPage::showInStack(QWidget *widget)
{
    if (widget == m_stack->currentWidget())
        return;
    const bool hadFocus = m_stack->isAncestorOf(focusWidget()) && window()->focusWidget() == focusWidget();
    m_stack->setCurrentWidget(widget);
    setFocusTarget(m_list, widget);
    if (hadFocus)
        focusPane(widget);
}

void RepositoryPage::runPlaceholderAction()
{
    if (m_table->tags()->rowCount() > 0)
        m_filter->clear();
    else if (m_status.error && ErrorWords::asksToSignIn(*m_status.error))
        emit signInRequested();
    else if (m_status.error || m_lines.isOnDisk())
        emit refreshRequested();
    else
        QGuiApplication::clipboard()->setText(m_lines.pushLine());
}

void RepositoryPage::readAgain()
{
    Page::readAgain();
    if (m_requested)
        emit imageRequested(*m_requested);
}

void RepositoryPage::reveal(const oci::TagOrDigest &reference)
{
    m_settle.stop(); // the row that was come to before is not asked for any more
    m_awaited = reference;
    m_requested = reference;
    emit imageRequested(reference);
    selectAwaited();
}

void RepositoryPage::selectAwaited()
{
    if (!m_awaited || !m_view->showImage(*m_awaited))
        return;
    if (m_awaited == m_requested)
        m_settle.stop(); // its image was requested already
    m_awaited.reset();
}

void RepositoryPage::requestSelected()
{
    m_settle.stop();
    const models::TagRow *row = m_view->currentTag();
    if (!row) {
        m_requested.reset();
        m_detail->clear();
        return;
    }
    const auto reference = row->digest ? oci::TagOrDigest(*row->digest) : oci::TagOrDigest(row->tag);
    if (reference == m_requested)
        return;
    m_awaited.reset();
    m_requested = reference;
    emit imageRequested(reference);
}

/// What the detail calls an image: the selected tag where it is this image's.
oci::TagOrDigest RepositoryPage::nameOf(const oci::TagOrDigest &reference) const
{
    const auto *digest = std::get_if<oci::Digest>(&reference);
    const models::TagRow *row = digest ? m_view->currentTag() : nullptr;
    return row && row->digest == *digest ? oci::TagOrDigest(row->tag) : reference;
}

void RepositoryPage::showImageLoading(const oci::TagOrDigest &reference)
{
    m_detail->showLoading(nameOf(reference));
}

void RepositoryPage::showImage(const oci::TagOrDigest &reference, const platforms::Image &image)
{
    m_detail->showImage(nameOf(reference), image);
}

void RepositoryPage::showImageError(const oci::TagOrDigest &reference, const base::Error &error)
{
    m_detail->showError(nameOf(reference), error, m_registryName);
}

void RepositoryPage::openDetail()
{
    m_detail->show();
    requestSelected();
    focusPane(m_detail);
}

Place RepositoryPage::placeOf(const models::TagRow &row) const
{
    Place image = place();
    image.image = row.tag;
    return image;
}

void RepositoryPage::leaveDetail()
{
    focusPane(m_list);
    if (m_isNarrow)
        m_detail->hide();
}

/// One thing at a time: what is left, what is filtered, what is loading.
void RepositoryPage::giveWay()
{
    if (m_detail->isAncestorOf(focusWidget()))
        leaveDetail();
    else if (!m_filter->text().isEmpty())
        m_filter->clear();
    else if (isRunning())
        emit stopRequested();
}

void RepositoryPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        giveWay();
    else
        Page::keyPressEvent(event);
}

QJsonObject RepositoryPage::state() const
{
    QJsonObject state{{u"filter"_s, m_filter->field()->text()}};
    if (const models::TagRow *row = m_view->currentTag())
        state.insert(u"tag"_s, row->tag.toString());
    if (m_detail->isVisibleTo(this))
        state.insert(u"parts"_s, QJsonArray{m_splitter->sizes().value(0), m_splitter->sizes().value(1)});
    return state;
}

void RepositoryPage::restore(const QJsonObject &state)
{
    m_filter->field()->setText(state.value("filter"_L1).toString());
    if (const auto tag = oci::TagName::parse(state.value("tag"_L1).toString()))
        m_awaited = *tag; // asks for nothing before the page is shown
    const QJsonArray parts = state.value("parts"_L1).toArray();
    if (parts.size() == 2 && parts.at(0).toInt() > 0 && parts.at(1).toInt() > 0)
        m_splitter->setSizes({parts.at(0).toInt(), parts.at(1).toInt()});
}

QJsonObject RepositoryPage::arrangement() const
{
    QJsonObject arrangement = m_view->columns()->state();
    arrangement.insert(u"sortedBy"_s, TagColumns::keyOf(m_table->sortColumn()));
    arrangement.insert(u"grouped"_s, m_table->isGrouped());
    arrangement.insert(u"descending"_s, m_table->sortOrder() == Qt::DescendingOrder);
    return arrangement;
}

void RepositoryPage::arrange(const QJsonObject &arrangement)
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

QString RepositoryPage::selectionText() const
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

QString RepositoryPage::iconName() const
{
    return u"repository"_s;
}

QString RepositoryPage::title() const
{
    return place().repository->toString();
}

QString RepositoryPage::longTitle() const
{
    return tr("%1 — %2", "repository, registry").arg(title(), m_registryName);
}

void RepositoryPage::setRegistryName(const QString &name)
{
    m_registryName = name;
    m_notices = ListingNotices(place().repository->toString(), name);
    emit titleChanged();
    refreshState();
}

QList<QWidget *> RepositoryPage::panes() const
{
    return {m_list, m_detail};
}

QWidget *RepositoryPage::filterField() const
{
    return m_filter->field();
}

} // namespace ui
