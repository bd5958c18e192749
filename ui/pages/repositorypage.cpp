#include "ui/pages/repositorypage.h"

#include <QAction>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/insight/sharing.h"
#include "ui/pages/image/imagedetail.h"
#include "ui/pages/repositorystrip.h"
#include "ui/pages/tagcolumns.h"
#include "ui/pages/tagpanel.h"
#include "ui/pages/tagsview.h"
#include "ui/pages/views.h"
#include "ui/panes.h"

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
    , m_strip(new RepositoryStrip(this))
    , m_tags(new TagPanel(table, title(), m_registryName, lines, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_detail(new ImageDetail(this))
{
    build();
    connectTags();
    connectDetail();
    connect(this, &Page::shownFirst, this, &RepositoryPage::beginNarrow);
    refreshStrip();
}

ConnectionGuard *RepositoryPage::guard() noexcept
{
    return m_strip->guard();
}

void RepositoryPage::build()
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    addActions(m_tags->actions()); // also while the detail has the focus
    m_splitter->setObjectName(u"detailSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tags);
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

void RepositoryPage::connectTags()
{
    connect(m_table->tags(), &TagModel::totalsChanged, this, &RepositoryPage::refreshStrip);
    connect(m_table->tags(), &TagModel::sharingChanged, this, &RepositoryPage::refreshStrip);
    connect(m_table->tags(), &TagModel::totalsChanged, this, &RepositoryPage::selectAwaited);
    connect(m_table, &models::TagTable::arranged, this, &RepositoryPage::selectAwaited);
    connect(m_tags, &TagPanel::refreshRequested, this, &RepositoryPage::refreshRequested);
    connect(m_tags, &TagPanel::stopRequested, this, &RepositoryPage::stopRequested);
    connect(m_tags, &TagPanel::signInRequested, this, &RepositoryPage::signInRequested);
    connect(m_tags, &TagPanel::doctorRequested, this, &Page::doctorRequested);
    connect(m_tags, &TagPanel::selectionTextChanged, this, &Page::selectionTextChanged);
    connect(m_tags, &TagPanel::arrangementChanged, this, &Page::arrangementChanged);
    connect(m_tags, &TagPanel::openRequested, this, &RepositoryPage::openDetail);
    connect(m_tags, &TagPanel::openInTabRequested, this,
            [this](const oci::TagName &tag) { emit placeRequested(placeOf(tag)); });
    connect(m_tags, &TagPanel::openInBackgroundRequested, this,
            [this](const oci::TagName &tag) { emit placeInBackgroundRequested(placeOf(tag)); });
}

void RepositoryPage::connectDetail()
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &RepositoryPage::requestSelected);
    connect(m_tags->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_detail->isVisibleTo(this))
            m_settle.start();
    });
    connect(m_detail, &ImageDetail::tagChosen, this, &RepositoryPage::reveal);
    connect(m_detail, &ImageDetail::doctorRequested, this, &Page::doctorRequested);
    connect(m_detail, &ImageDetail::repairRequested, this, &Page::repairRequested);
    connect(m_detail, &ImageDetail::signInRequested, this, &RepositoryPage::signInRequested);
    connect(m_detail, &ImageDetail::retryRequested, this, [this] {
        if (m_requested)
            emit imageRequested(*m_requested);
    });
}

/// In a small window the table comes first: the detail waits for Enter.
void RepositoryPage::beginNarrow()
{
    m_isNarrow = window()->width() < narrowWindow * fontMetrics().averageCharWidth();
    if (!m_isNarrow)
        return;
    m_tags->view()->columns()->startNarrow();
    m_detail->setVisible(m_requested.has_value());
}

void RepositoryPage::setStatus(const ListingStatus &status)
{
    m_status = status;
    m_tags->setStatus(status);
    selectAwaited();
    leaveGone();
    refreshStrip();
}

void RepositoryPage::refreshStrip()
{
    const auto &sharing = m_table->tags()->sharing();
    m_strip->display(m_status, m_table->tags()->totals(),
                     sharing && sharing->isWhole() ? std::optional(sharing->totalBytes()) : std::nullopt);
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
    if (!m_awaited || !m_tags->view()->showImage(*m_awaited))
        return;
    if (m_awaited == m_requested)
        m_settle.stop(); // its image was requested already
    m_awaited.reset();
}

void RepositoryPage::requestSelected()
{
    m_settle.stop();
    const models::TagRow *row = m_tags->view()->currentTag();
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

/// What the whole list does not have any more is not shown any longer.
void RepositoryPage::leaveGone()
{
    const bool isWhole = m_status.phase == ListingStatus::Phase::Ended && m_status.allNames;
    if (!isWhole || !m_requested || m_awaited)
        return;
    const TagModel &tags = *m_table->tags();
    const auto *tag = std::get_if<oci::TagName>(&*m_requested);
    if (tag ? tags.rowOf(*tag) < 0 : tags.rowsOf(std::get<oci::Digest>(*m_requested)).empty())
        requestSelected();
}

/// What the detail calls an image: the selected tag where it is this image's.
oci::TagOrDigest RepositoryPage::nameOf(const oci::TagOrDigest &reference) const
{
    const auto *digest = std::get_if<oci::Digest>(&reference);
    const models::TagRow *row = digest ? m_tags->view()->currentTag() : nullptr;
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

Place RepositoryPage::placeOf(const oci::TagName &tag) const
{
    Place image = place();
    image.image = tag;
    return image;
}

void RepositoryPage::leaveDetail()
{
    focusPane(m_tags);
    if (m_isNarrow)
        m_detail->hide();
}

/// One thing at a time: what is left, what is filtered, what is loading.
void RepositoryPage::giveWay()
{
    if (m_detail->isAncestorOf(focusWidget()))
        leaveDetail();
    else
        m_tags->giveWay();
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
    QJsonObject state{{u"filter"_s, m_tags->filterField()->text()}};
    if (const models::TagRow *row = m_tags->view()->currentTag())
        state.insert(u"tag"_s, row->tag.toString());
    if (m_detail->isVisibleTo(this))
        state.insert(u"parts"_s, QJsonArray{m_splitter->sizes().value(0), m_splitter->sizes().value(1)});
    return state;
}

void RepositoryPage::restore(const QJsonObject &state)
{
    m_tags->filterField()->setText(state.value("filter"_L1).toString());
    if (const auto tag = oci::TagName::parse(state.value("tag"_L1).toString()))
        m_awaited = *tag; // asks for nothing before the page is shown
    const QJsonArray parts = state.value("parts"_L1).toArray();
    if (parts.size() == 2 && parts.at(0).toInt() > 0 && parts.at(1).toInt() > 0)
        m_splitter->setSizes({parts.at(0).toInt(), parts.at(1).toInt()});
}

QJsonObject RepositoryPage::arrangement() const
{
    return m_tags->arrangement();
}

void RepositoryPage::arrange(const QJsonObject &arrangement)
{
    m_tags->arrange(arrangement);
}

QString RepositoryPage::selectionText() const
{
    return m_tags->selectionText();
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
    m_tags->setRegistryName(name);
    emit titleChanged();
}

QList<QWidget *> RepositoryPage::panes() const
{
    return {m_tags, m_detail};
}

QWidget *RepositoryPage::filterField() const
{
    return m_tags->filterField();
}

} // namespace ui
