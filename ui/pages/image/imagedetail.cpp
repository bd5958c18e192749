#include "ui/pages/image/imagedetail.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QTabBar>
#include <QTabWidget>

#include "models/artifacttext.h"
#include "ui/look/theme.h"
#include "ui/pages/image/historytab.h"
#include "ui/pages/image/layerstab.h"
#include "ui/pages/image/overviewtab.h"
#include "ui/pages/image/rawtab.h"
#include "ui/pages/image/referrerstab.h"
#include "ui/panes.h"

namespace ui {

using namespace Qt::StringLiterals;

ImageDetail::ImageDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_platform(new QComboBox(this))
    , m_overview(new OverviewTab(this))
    , m_layers(new LayersTab(this))
    , m_history(new HistoryTab(this))
    , m_raw(new RawTab(this))
    , m_referrers(new ReferrersTab(this))
{
    build();
    joinTabs();
    clear();
}

std::array<ImageTab *, 5> ImageDetail::tabs() const
{
    return {m_overview, m_layers, m_history, m_raw, m_referrers};
}

void ImageDetail::build()
{
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the image"));
    m_tabs->tabBar()->setObjectName(u"detailTabBar"_s);
    m_tabs->tabBar()->setFont(look::weighted(m_tabs->tabBar()->font(), QFont::DemiBold)); // as Tabs does
    m_tabs->addTab(m_overview, tr("Overview"));
    m_tabs->addTab(m_layers, tr("Layers"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->addTab(m_raw, tr("Raw", "the documents of an image as they are stored"));
    m_tabs->addTab(m_referrers, tr("Referrers"));
    for (int number = 0; number < m_tabs->count(); ++number)
        m_tabs->tabBar()->setAccessibleTabName(number, m_tabs->tabText(number)); // without a count
    m_overview->setObjectName(u"overviewTab"_s);
    m_layers->setObjectName(u"layersTab"_s);
    m_history->setObjectName(u"historyTab"_s);
    m_raw->setObjectName(u"rawTab"_s);
    m_referrers->setObjectName(u"referrersTab"_s);
    m_tabs->setCurrentWidget(m_layers);
    m_platform->setObjectName(u"platformBox"_s);
    m_platform->setAccessibleName(tr("Platform"));
    m_platform->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *corner = new QWidget(m_tabs);
    auto *cornerLayout = new QHBoxLayout(corner);
    cornerLayout->setContentsMargins(0, 2, look::cellPadding, 2);
    cornerLayout->addWidget(m_platform);
    m_tabs->setCornerWidget(corner);
    m_tabs->setAutoFillBackground(true);
    m_tabs->setBackgroundRole(QPalette::Window);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
}

void ImageDetail::joinTabs()
{
    connect(m_platform, &QComboBox::activated, this, [this](int number) {
        m_wantedPlatform = m_platform->itemText(number);
        choosePlatform(number);
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &ImageDetail::refreshFocus);
    for (ImageTab *tab : tabs()) {
        connect(tab, &ImageTab::retryRequested, this, &ImageDetail::retryRequested);
        connect(tab, &ImageTab::doctorRequested, this, &ImageDetail::doctorRequested);
        connect(tab, &ImageTab::signInRequested, this, &ImageDetail::signInRequested);
    }
    connect(m_overview, &OverviewTab::platformChosen, this, [this](int number) {
        m_platform->setCurrentIndex(number);
        emit m_platform->activated(number);
    });
    connect(m_overview, &OverviewTab::repairRequested, this, &ImageDetail::repairRequested);
    connect(m_overview, &OverviewTab::tagChosen, this, [this](const QString &tag) {
        if (const auto name = oci::TagName::parse(tag))
            emit tagChosen(*name);
    });
    connect(m_layers, &LayersTab::rawRequested, this, [this](const oci::Digest &digest) {
        m_tabs->setCurrentWidget(m_raw);
        m_raw->showPlaceOf(digest);
        focusPane(m_raw);
    });
    connect(m_raw, &RawTab::layerRequested, this, [this](const oci::Digest &digest) {
        m_tabs->setCurrentWidget(m_layers);
        m_layers->select(digest);
        focusPane(m_layers);
    });
    connect(m_referrers, &ReferrersTab::documentChosen, this, [this](const oci::Descriptor &descriptor) {
        m_tabs->setCurrentWidget(m_raw);
        m_raw->follow(descriptor);
        focusPane(m_raw);
    });
    connect(m_referrers, &ReferrersTab::countChanged, this, &ImageDetail::refreshTitles);
}

void ImageDetail::setLines(const CopyLines &lines)
{
    m_overview->setLines(lines);
}

void ImageDetail::setSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing,
                             models::LayerSharing::TagsOfImage tags)
{
    m_sharing = std::move(sharing);
    m_tagsOfImage = tags;
    m_layers->setSharing(m_sharing, isComing, std::move(tags));
    refreshTags();
}

void ImageDetail::endSharing()
{
    m_tagsOfImage = nullptr; // the overview keeps those that it shows
    m_layers->setSharing(m_sharing, false, nullptr);
}

/// A listing that is not through yet may not have come to this image.
void ImageDetail::refreshTags()
{
    std::optional<QStringList> tags;
    if (m_shown && m_tagsOfImage)
        tags = m_tagsOfImage(m_shown->image->manifest.digest());
    if (tags && tags->isEmpty() && !m_sharing)
        tags.reset();
    m_overview->setTags(tags);
}

QJsonObject ImageDetail::state() const
{
    return {{u"tab"_s, m_tabs->currentWidget()->objectName()}, {u"platform"_s, m_wantedPlatform}};
}

void ImageDetail::restore(const QJsonObject &state)
{
    m_wantedPlatform = state.value("platform"_L1).toString();
    for (ImageTab *tab : tabs()) {
        if (tab->objectName() == state.value("tab"_L1).toString())
            m_tabs->setCurrentWidget(tab);
    }
}

void ImageDetail::clear()
{
    m_shown.reset();
    for (ImageTab *tab : tabs())
        tab->displayMessage(u"layers"_s, tr("No image selected"), tr("Select a tag to see what its image is made of."));
    refreshTitles();
}

void ImageDetail::showLoading(const oci::TagOrDigest &name)
{
    m_shown.reset();
    for (ImageTab *tab : tabs())
        tab->displayMessage(u"wait"_s, tr("Loading %1…").arg(ShownImage::titleOf(name)), {});
    refreshTitles();
}

void ImageDetail::showError(const oci::TagOrDigest &, const base::Error &error, const QString &registry)
{
    m_shown.reset();
    for (ImageTab *tab : tabs())
        tab->displayError(error, registry);
    refreshTitles();
}

void ImageDetail::showImage(const oci::TagOrDigest &name, const platforms::Image &image)
{
    m_shown = ShownImage{name, std::make_shared<const platforms::Image>(image)};
    refreshTags();
    m_platform->clear();
    for (const platforms::PlatformImage &part : image.platforms)
        m_platform->addItem(models::ArtifactText::platform(part.platform));
    m_platform->setCurrentIndex(image.platforms.empty() ? -1 : std::max(0, m_platform->findText(m_wantedPlatform)));
    choosePlatform(m_platform->currentIndex());
}

void ImageDetail::choosePlatform(int number)
{
    m_shown->platform = number;
    for (ImageTab *tab : tabs())
        tab->display(*m_shown);
    refreshTitles();
}

void ImageDetail::refreshTitles()
{
    m_platform->setVisible(m_shown && models::ArtifactText::isImage(*m_shown->image));
    const auto title = [this](QWidget *tab, const QString &word, int count) {
        const int number = m_tabs->indexOf(tab);
        m_tabs->setTabText(number, count > 0 ? tr("%1  %2", "title and count of a tab").arg(word).arg(count) : word);
    };
    title(m_layers, tr("Layers"), m_shown ? m_layers->count() : 0);
    title(m_referrers, tr("Referrers"), m_shown ? m_referrers->count() : 0);
    refreshFocus();
}

/// Whoever goes to this pane goes to the view of the tab that is shown; who is in it stays in it.
void ImageDetail::refreshFocus()
{
    QWidget *tab = m_tabs->currentWidget();
    setFocusTarget(this, focusTarget(tab) ? tab : m_tabs->tabBar());
    const QWidget *focus = window()->focusWidget();
    if (focus && m_tabs->isAncestorOf(focus) && !tab->isAncestorOf(focus) && focus != m_tabs->tabBar()
        && focus != m_platform)
        focusPane(this);
}

} // namespace ui
