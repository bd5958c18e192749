#include "ui/pages/repositorypage.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/delegates/tagdelegates.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/pages/imagedetail.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;
using Phase = ListingStatus::Phase;

namespace {

constexpr std::chrono::milliseconds settleTime(150);
constexpr std::chrono::milliseconds scrollTime(50);

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value); // the same in every language
}

} // namespace

RepositoryPage::RepositoryPage(models::TagTable *table, Place place, QString registryName, QWidget *parent)
    : Page(std::move(place), parent)
    , m_table(table)
    , m_registryName(std::move(registryName))
    , m_totals(new QLabel(this))
    , m_updated(new QLabel(this))
    , m_completeIcon(new QLabel(this))
    , m_complete(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_list(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_view(makeTable(u"tagsTable"_s, tr("Tags", "accessible name"), this))
    , m_placeholder(new Placeholder(this))
    , m_bar(new InfoBar(this))
    , m_detail(new ImageDetail(this))
{
    build();
    connectTable();
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_table->setFilter(text.trimmed());
        refreshState();
    });
    connect(m_placeholder, &Placeholder::actionTriggered, this, &RepositoryPage::runPlaceholderAction);
    connect(m_bar, &InfoBar::actionTriggered, this, [this] {
        if (m_status.phase == Phase::Running)
            emit stopRequested();
        else
            emit refreshRequested();
    });
    connect(m_detail, &ImageDetail::retryRequested, this, [this] {
        if (m_requested)
            emit imageRequested(*m_requested);
    });
    refreshState();
}

void RepositoryPage::build()
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *strip = new QFrame(this);
    strip->setAutoFillBackground(true);
    strip->setBackgroundRole(QPalette::AlternateBase);
    strip->setFixedHeight(look::stripHeight(fontMetrics()));
    auto *stripLayout = new QHBoxLayout(strip);
    stripLayout->setContentsMargins(look::cellPadding, 0, look::cellPadding, 0);
    stripLayout->addStretch(1);
    for (QLabel *label : {m_totals, m_updated, m_completeIcon, m_complete}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
        stripLayout->addWidget(label);
    }
    stripLayout->insertSpacing(2, 10);
    stripLayout->insertSpacing(4, 10);
    m_totals->setObjectName(u"tagsTotals"_s);
    m_complete->setObjectName(u"tagsCompleteness"_s);

    m_filter->setObjectName(u"tagFilterEdit"_s);
    m_filter->setAccessibleName(tr("Filter tags"));
    m_filter->setPlaceholderText(tr("Filter tags"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(look::icon(u"filter"_s), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(look::cellPadding, 7, look::cellPadding, 7);
    filterRow->addWidget(m_filter);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);
    m_list->setFocusProxy(m_view);
    auto *upperLayout = new QVBoxLayout(m_list);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(0);
    upperLayout->addLayout(filterRow);
    upperLayout->addWidget(m_stack, 1);
    upperLayout->addWidget(m_bar);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"detailSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addWidget(makeLine(this));
    layout->addWidget(splitter, 1);
}

void RepositoryPage::connectTable()
{
    m_view->setModel(m_table);
    m_view->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_view));
    m_view->setItemDelegateForColumn(TagModel::TagColumn, new TagNameDelegate(m_view));
    m_view->setItemDelegateForColumn(TagModel::DigestColumn, new DigestDelegate(m_view));
    m_view->setItemDelegateForColumn(TagModel::SizeColumn, new SizeDelegate(m_view));
    m_view->setItemDelegateForColumn(TagModel::CreatedColumn, new RowDelegate(RowDelegate::Text::Secondary, m_view));
    QHeaderView *header = m_view->header();
    header->setSortIndicator(m_table->sortColumn(), m_table->sortOrder());
    m_view->setSortingEnabled(true); // which sorts by the indicator
    const int em = fontMetrics().averageCharWidth();
    header->resizeSection(TagModel::TagColumn, em * 26);
    header->resizeSection(TagModel::DigestColumn, em * 27);
    header->resizeSection(TagModel::PlatformsColumn, em * 36);
    header->resizeSection(TagModel::SizeColumn, em * 28);
    header->resizeSection(TagModel::CreatedColumn, em * 23);

    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &RepositoryPage::requestSelected);
    m_visible.setSingleShot(true);
    m_visible.setInterval(scrollTime);
    connect(&m_visible, &QTimer::timeout, this, &RepositoryPage::reportVisible);
    const auto lookSoon = [this] {
        if (!m_visible.isActive())
            m_visible.start();
    };
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, &m_visible, lookSoon);
    connect(m_table, &QAbstractItemModel::layoutChanged, &m_visible, lookSoon);
    connect(m_table, &QAbstractItemModel::rowsInserted, &m_visible, lookSoon);
    connect(m_table->tags(), &TagModel::totalsChanged, this, &RepositoryPage::refreshState);
    connect(m_view, &QTreeView::activated, this, [this] {
        requestSelected();
        m_detail->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { m_settle.start(); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RepositoryPage::selectionTextChanged);
}

void RepositoryPage::setStatus(const ListingStatus &status)
{
    m_status = status;
    refreshState();
}

void RepositoryPage::refreshState()
{
    const TagModel::Totals totals = m_table->tags()->totals();
    selectAwaited();
    refreshStrip(totals);
    refreshBar(totals);
    showPlaceholder(totals);
    m_view->setColumnHidden(TagModel::PushedColumn, !m_table->tags()->hasData(TagModel::PushedColumn));
    emit selectionTextChanged();
}

void RepositoryPage::refreshStrip(const TagModel::Totals &totals)
{
    const bool isListed = m_status.phase == Phase::Ended && m_status.complete;
    const QString tags = number(totals.tags) + (isListed ? QString() : u"+"_s);
    if (totals.tags == 1 && isListed)
        m_totals->setText(tr("1 tag"));
    else if (totals.images == 1)
        m_totals->setText(tr("%1 tags on 1 image", "%1 is a number, with + where there are more").arg(tags));
    else
        m_totals->setText(tr("%1 tags on %2 images").arg(tags, number(totals.images)));
    m_totals->setVisible(totals.tags > 0);
    m_updated->setText(tr("Updated %1", "%1 is a time").arg(m_status.updated.time().toString(u"HH:mm:ss"_s)));
    m_updated->setVisible(m_status.updated.isValid());
    const look::Colours &colours = look::Colours::of(palette());
    m_completeIcon->setPixmap(look::pixmap(isListed ? u"ok"_s : u"warn"_s, isListed ? colours.ok : colours.warn,
                                           look::iconSize, devicePixelRatioF()));
    m_complete->setText(isListed ? tr("complete", "a list of tags") : tr("not complete", "a list of tags"));
    m_complete->setVisible(m_status.phase == Phase::Ended);
    m_completeIcon->setVisible(m_status.phase == Phase::Ended);
}

void RepositoryPage::refreshBar(const TagModel::Totals &totals)
{
    m_bar->setProgress(0, 0);
    if (m_status.phase == Phase::Running) {
        m_bar->display(InfoBar::Tone::Running,
                       totals.tags == 0
                           ? tr("Listing tags…")
                           : tr("%1 tags, details for %2 so far").arg(number(totals.tags), number(totals.detailed)),
                       tr("Stop"));
        m_bar->setProgress(totals.detailed, totals.tags);
        return;
    }
    if (m_status.phase == Phase::Ended && totals.tags > 0) {
        const QString shown = tr("%1 tags are shown, more may exist.").arg(number(totals.tags));
        if (m_status.error && !m_status.error->isCancelled()) {
            const ErrorText text = ErrorWords::explain(*m_status.error, m_registryName);
            m_bar->display(InfoBar::Tone::Failure, tr("%1 %2", "two sentences").arg(text.headline, shown),
                           tr("Try again"), tr("%1 %2", "two sentences").arg(text.why, text.advice));
            return;
        }
        if (m_status.error || !m_status.complete) {
            const QString why = m_status.error ? tr("Stopped.") : tr("The registry did not list everything.");
            m_bar->display(InfoBar::Tone::Warning, tr("%1 %2", "two sentences").arg(why, shown), tr("Continue"));
            return;
        }
        if (totals.failed > 0) {
            m_bar->display(InfoBar::Tone::Warning,
                           tr("The details of %n tag(s) could not be read.", nullptr, totals.failed), tr("Try again"));
            return;
        }
    }
    m_bar->hide();
}

void RepositoryPage::showPlaceholder(const TagModel::Totals &totals)
{
    if (m_table->rowCount() > 0 || (m_status.phase != Phase::Ended && totals.tags == 0)) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (totals.tags > 0) {
        m_placeholder->display(u"filter"_s, tr("No tag matches"),
                               tr("The filter %1 hides all %n tag(s).", nullptr, totals.tags).arg(m_table->filter()),
                               tr("Clear filter"));
    } else if (m_status.error && m_status.error->isCancelled()) {
        m_placeholder->display(u"stop"_s, tr("Stopped"), tr("Nothing was listed yet."), tr("Continue"));
    } else if (m_status.error) {
        const ErrorText text = ErrorWords::explain(*m_status.error, m_registryName);
        const bool isForbidden = m_status.error->kind == base::ErrorKind::Forbidden;
        m_placeholder->displayError(isForbidden ? u"no"_s : u"error"_s, text, tr("Try again"));
    } else {
        m_placeholder->display(u"tag"_s, tr("No tags in %1").arg(title()),
                               tr("Nothing has been pushed to it, or everything was deleted."), tr("Refresh"));
    }
    m_stack->setCurrentWidget(m_placeholder);
}

void RepositoryPage::runPlaceholderAction()
{
    if (m_table->tags()->rowCount() > 0)
        m_filter->clear();
    else
        emit refreshRequested();
}

void RepositoryPage::reveal(const oci::TagOrDigest &reference)
{
    m_awaited = reference;
    m_requested = reference;
    emit imageRequested(reference);
    selectAwaited();
}

void RepositoryPage::selectAwaited()
{
    if (!m_awaited)
        return;
    const TagModel &tags = *m_table->tags();
    int row = -1;
    if (const auto *tag = std::get_if<oci::TagName>(&*m_awaited)) {
        row = tags.rowOf(*tag);
    } else {
        for (int candidate = 0; candidate < tags.rowCount() && row < 0; ++candidate) {
            if (tags.row(candidate).digest == std::get<oci::Digest>(*m_awaited))
                row = candidate;
        }
    }
    const QModelIndex index = row < 0 ? QModelIndex() : m_table->mapFromSource(tags.index(row, 0));
    if (!index.isValid())
        return;
    m_awaited.reset();
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_settle.stop(); // its image was requested already
}

std::optional<oci::TagOrDigest> RepositoryPage::selectedReference() const
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return {};
    const models::TagRow &row = m_table->tags()->row(m_table->sourceRow(current.row()));
    return row.digest ? oci::TagOrDigest(*row.digest) : oci::TagOrDigest(row.tag);
}

void RepositoryPage::requestSelected()
{
    m_settle.stop();
    const std::optional<oci::TagOrDigest> reference = selectedReference();
    if (!reference) {
        m_requested.reset();
        m_detail->clear();
    } else if (reference != m_requested) {
        m_awaited.reset();
        m_requested = reference;
        emit imageRequested(*reference);
    }
}

/// What the detail calls an image: the selected tag where it is this image's.
QString RepositoryPage::nameOf(const oci::TagOrDigest &reference) const
{
    if (const auto *digest = std::get_if<oci::Digest>(&reference)) {
        const QModelIndex current = m_view->currentIndex();
        if (current.isValid() && m_table->tags()->row(m_table->sourceRow(current.row())).digest == *digest)
            return current.siblingAtColumn(TagModel::TagColumn).data().toString();
        return digest->shortText();
    }
    return oci::toString(reference);
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
    m_detail->showError(nameOf(reference), ErrorWords::explain(error, m_registryName));
}

/// Tells which rows are on the screen and still wait for their details.
void RepositoryPage::reportVisible()
{
    std::vector<oci::TagName> waiting;
    const QRect area = m_view->viewport()->rect();
    for (QModelIndex index = m_view->indexAt(area.topLeft());
         index.isValid() && m_view->visualRect(index).top() <= area.bottom(); index = m_view->indexBelow(index)) {
        const models::TagRow &row = m_table->tags()->row(m_table->sourceRow(index.row()));
        if (!row.detailed)
            waiting.push_back(row.tag);
    }
    if (!waiting.empty())
        emit visibleTagsChanged(waiting);
}

QString RepositoryPage::selectionText() const
{
    const auto selected = m_view->selectionModel()->selectedRows().size();
    if (selected == 0)
        return {};
    QString text = tr("%1 of %2 selected").arg(number(selected), number(m_table->rowCount()));
    const int sharing = m_view->currentIndex().data(TagModel::DigestCountRole).toInt();
    if (selected > 1 || sharing < 2)
        return text;
    return tr("%1, %n tags share its digest", "%1 is '1 of 312 selected'", sharing).arg(text);
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

QList<QWidget *> RepositoryPage::panes() const
{
    return {m_list, m_detail};
}

QWidget *RepositoryPage::filterField() const
{
    return m_filter;
}

bool RepositoryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_list->setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace ui
