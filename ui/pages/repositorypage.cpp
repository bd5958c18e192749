#include "ui/pages/repositorypage.h"

#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/pages/image/imagedetail.h"
#include "ui/pages/repositorystrip.h"
#include "ui/pages/tagcolumns.h"
#include "ui/pages/tagfilterbar.h"
#include "ui/pages/tagsview.h"
#include "ui/pages/views.h"
#include "ui/widgets/infobar.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

constexpr std::chrono::milliseconds settleTime(150);

bool isOffline(const base::Error &error)
{
    return error.kind == base::ErrorKind::Network || error.kind == base::ErrorKind::Timeout;
}

} // namespace

RepositoryPage::RepositoryPage(models::TagTable *table, Place place, QString registryName, QWidget *parent)
    : Page(std::move(place), parent)
    , m_table(table)
    , m_registryName(std::move(registryName))
    , m_strip(new RepositoryStrip(this))
    , m_list(new QWidget(this))
    , m_view(new TagsView(table, m_list))
    , m_filter(new TagFilterBar(m_view->columns()->menu(), m_list))
    , m_stack(new QStackedWidget(m_list))
    , m_placeholder(new Placeholder(m_stack))
    , m_bar(new InfoBar(m_list))
    , m_detail(new ImageDetail(this))
{
    build();
    connectTable();
    connect(m_filter, &TagFilterBar::textChanged, this, &RepositoryPage::applyFilter);
    connect(m_filter, &TagFilterBar::left, m_list, [this] { m_list->setFocus(Qt::ShortcutFocusReason); });
    connect(m_placeholder, &Placeholder::actionTriggered, this, &RepositoryPage::runPlaceholderAction);
    connect(m_bar, &InfoBar::actionTriggered, this, [this] {
        if (isRunning())
            emit stopRequested();
        else
            emit refreshRequested();
    });
    connect(m_detail, &ImageDetail::tagChosen, this, &RepositoryPage::reveal);
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
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);
    m_list->setFocusProxy(m_view);
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_filter);
    list->addWidget(m_stack, 1);
    list->addWidget(m_bar);

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
    layout->addWidget(m_strip);
    layout->addWidget(makeLine(this));
    layout->addWidget(splitter, 1);
}

void RepositoryPage::connectTable()
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &RepositoryPage::requestSelected);
    connect(m_table->tags(), &TagModel::totalsChanged, this, &RepositoryPage::refreshState);
    connect(m_table, &models::TagTable::arranged, this, &RepositoryPage::refreshState);
    connect(m_view, &TagsView::visibleTagsChanged, this, &RepositoryPage::visibleTagsChanged);
    connect(m_view, &QTreeView::activated, this, &RepositoryPage::openDetail);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { m_settle.start(); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Page::selectionTextChanged);
}

void RepositoryPage::setStatus(const ListingStatus &status)
{
    m_status = status;
    m_view->setAnchored(isRunning());
    refreshState();
    showTagsOfImage();
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
    m_strip->display(m_status, totals, {});
    if (m_table->filter().isEmpty())
        m_filter->setCounts(-1, -1);
    else
        m_filter->setCounts(m_table->rowCount(), totals.tags);
    refreshBar(totals);
    refreshPlaceholder(totals);
    m_view->columns()->refresh();
    emit selectionTextChanged();
}

void RepositoryPage::refreshBar(const TagModel::Totals &totals)
{
    m_bar->setProgress(0, 0);
    if (isRunning()) {
        m_bar->display(
            InfoBar::Tone::Running,
            totals.tags == 0
                ? tr("Listing tags…")
                : tr("%1 tags, details for %2 so far").arg(countText(totals.tags), countText(totals.detailed)),
            tr("Stop"));
        m_bar->setProgress(totals.detailed, totals.tags);
        return;
    }
    if (m_status.phase != ListingStatus::Phase::Ended || totals.tags == 0) {
        m_bar->hide();
        return;
    }
    const bool isFailure = m_status.error && !m_status.error->isCancelled();
    const ErrorText error = isFailure ? ErrorWords::explain(*m_status.error, m_registryName) : ErrorText();
    const QString why = isFailure ? tr("%1 %2", "two sentences").arg(error.why, error.advice) : QString();
    if (m_status.isStale) {
        m_bar->display(InfoBar::Tone::Offline,
                       tr("%1 %2", "two sentences")
                           .arg(isOffline(*m_status.error) ? tr("%1 is offline.").arg(m_registryName) : error.headline,
                                tr("Shown as of %1.", "%1 is a time or a date").arg(timeText(m_status.updated))),
                       tr("Try again"), why);
    } else if (m_status.error || !m_status.complete) {
        m_bar->display(InfoBar::Tone::Warning,
                       isFailure            ? error.headline
                           : m_status.error ? tr("Stopped.")
                                            : tr("The registry did not list everything."),
                       tr("Continue"), why);
        m_bar->setEmphasis(tr("%n tag(s) shown, more may exist.", nullptr, totals.tags));
    } else if (totals.failed > 0) {
        m_bar->display(InfoBar::Tone::Warning,
                       tr("The details of %n tag(s) could not be read.", nullptr, totals.failed), tr("Try again"));
    } else {
        m_bar->hide();
    }
}

void RepositoryPage::refreshPlaceholder(const TagModel::Totals &totals)
{
    const bool isOver = m_status.phase == ListingStatus::Phase::Ended;
    if (m_table->rowCount() > 0 || (!isOver && totals.tags == 0)) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (totals.tags > 0) {
        m_placeholder->display(
            u"filter"_s, tr("No tag matches"),
            tr("The filter %1 hides all %n tag(s).", nullptr, totals.tags).arg(models::visibleText(m_table->filter())),
            tr("Clear filter (Esc)"));
    } else if (m_status.error && m_status.error->isCancelled()) {
        m_placeholder->display(u"stop"_s, tr("Stopped"), tr("Nothing was listed yet."), tr("Continue"));
    } else if (m_status.error) {
        ErrorText text = ErrorWords::explain(*m_status.error, m_registryName);
        const bool isForbidden = m_status.error->kind == base::ErrorKind::Forbidden;
        if (isForbidden)
            text.headline = tr("You may not list the tags of %1").arg(title());
        m_placeholder->displayError(isForbidden                      ? u"no"_s
                                        : isOffline(*m_status.error) ? u"plug"_s
                                                                     : u"error"_s,
                                    text, tr("Try again"));
    } else {
        m_placeholder->display(
            u"tag"_s, tr("No tags in %1").arg(title()),
            tr("The repository exists, but nothing has been pushed to it, or everything was deleted."), tr("Refresh"));
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
    if (!m_awaited || !m_view->showImage(*m_awaited))
        return;
    m_awaited.reset();
    m_settle.stop(); // its image was requested already
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
    showTagsOfImage();
}

void RepositoryPage::showImageError(const oci::TagOrDigest &reference, const base::Error &error)
{
    m_detail->showError(nameOf(reference), ErrorWords::explain(error, m_registryName));
}

/// Which tags the listing knows to point at the image that is shown.
void RepositoryPage::showTagsOfImage()
{
    const std::optional<oci::Digest> digest = m_detail->digest();
    if (!digest)
        return;
    const TagModel &tags = *m_table->tags();
    QStringList names;
    for (int row = 0; row < tags.rowCount(); ++row) {
        if (tags.row(row).digest == digest)
            names.append(tags.row(row).tag.toString());
    }
    m_detail->setTags(names);
}

void RepositoryPage::openDetail()
{
    requestSelected();
    m_detail->setFocus(Qt::ShortcutFocusReason);
}

QString RepositoryPage::selectionText() const
{
    const int selected = m_view->selectedCount();
    if (selected == 0)
        return {};
    const QString text = tr("%1 of %2 selected").arg(countText(selected), countText(m_table->rowCount()));
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
    return m_filter->field();
}

} // namespace ui
