#include "ui/pages/imagedetail.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/format.h"
#include "ui/delegates/tagdelegates.h"
#include "ui/look/theme.h"
#include "ui/pages/views.h"
#include "ui/widgets/layerstrip.h"
#include "ui/widgets/placeholder.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::LayerModel;

ImageDetail::ImageDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_platform(new QComboBox(this))
    , m_stack(new QStackedWidget(this))
    , m_layersPage(new QWidget(this))
    , m_title(new QLabel(m_layersPage))
    , m_summary(new QLabel(m_layersPage))
    , m_table(makeTable(u"layersTable"_s, tr("Layers", "accessible name"), m_layersPage))
    , m_placeholder(new Placeholder(this))
{
    build();
    connect(m_platform, &QComboBox::activated, this, &ImageDetail::choosePlatform);
    connect(m_placeholder, &Placeholder::actionTriggered, this, &ImageDetail::retryRequested);
    clear();
}

void ImageDetail::build()
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(look::weighted(font(), QFont::DemiBold));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(u"layersSummary"_s);

    m_table->setModel(&m_layers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new RowDelegate(RowDelegate::Text::Primary, m_table));
    m_table->setItemDelegateForColumn(LayerModel::NumberColumn, new RowDelegate(RowDelegate::Text::Secondary, m_table));
    m_table->setItemDelegateForColumn(LayerModel::BarColumn, new LayerBarDelegate(m_table));
    m_table->setItemDelegateForColumn(LayerModel::DigestColumn, new RowDelegate(RowDelegate::Text::Fixed, m_table));
    m_table->setItemDelegateForColumn(LayerModel::CreatedByColumn, new RowDelegate(RowDelegate::Text::Fixed, m_table));
    const int em = fontMetrics().averageCharWidth();
    QHeaderView *header = m_table->header();
    header->resizeSection(LayerModel::NumberColumn, em * 6);
    header->resizeSection(LayerModel::SizeColumn, em * 15);
    header->resizeSection(LayerModel::BarColumn, em * 28);
    header->resizeSection(LayerModel::DigestColumn, em * 24);

    auto *words = new QHBoxLayout;
    words->setSpacing(14);
    words->addWidget(m_title);
    words->addWidget(m_summary, 1);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(look::cellPadding, 8, look::cellPadding, 8);
    top->setSpacing(6);
    top->addLayout(words);
    top->addWidget(new LayerStrip(&m_layers, m_layersPage));
    auto *page = new QVBoxLayout(m_layersPage);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(top);
    page->addWidget(m_table, 1);
    m_layersPage->setAutoFillBackground(true);
    m_layersPage->setBackgroundRole(QPalette::Base);

    m_stack->addWidget(m_layersPage);
    m_stack->addWidget(m_placeholder);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the image"));
    m_tabs->tabBar()->setObjectName(u"detailTabBar"_s);
    m_tabs->addTab(m_stack, tr("Layers"));
    m_platform->setObjectName(u"platformBox"_s);
    m_platform->setAccessibleName(tr("Platform"));
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
    setFocusProxy(m_table);
}

void ImageDetail::clear()
{
    m_platforms.clear();
    showMessage(u"layers"_s, tr("No image selected"), tr("Select a tag to see what its image is made of."));
}

void ImageDetail::showLoading(const QString &name)
{
    m_name = name;
    showMessage(u"wait"_s, tr("Loading %1…").arg(name), {});
}

void ImageDetail::showError(const QString &name, const ErrorText &error)
{
    m_name = name;
    showMessage({}, {}, {});
    m_placeholder->displayError(u"error"_s, error, tr("Try again"));
}

void ImageDetail::showMessage(const QString &icon, const QString &headline, const QString &text)
{
    m_placeholder->display(icon, headline, text);
    m_stack->setCurrentWidget(m_placeholder);
    m_platform->setVisible(false);
    m_layers.setLayers({});
}

void ImageDetail::showImage(const QString &name, const platforms::Image &image)
{
    m_name = name;
    const QString chosen = m_platform->currentText(); // the same platform is looked at from tag to tag
    m_platforms = image.platforms;
    m_platform->clear();
    for (const platforms::PlatformImage &entry : m_platforms)
        m_platform->addItem(models::visibleText(entry.platform.toString()));
    if (m_platforms.empty()) {
        showMessage(u"info"_s, tr("%1 is not an image").arg(name),
                    tr("It has no layers of a file system. Its type is %1.")
                        .arg(models::visibleText(image.manifest.mediaType().toString())));
        return;
    }
    m_platform->setCurrentIndex(std::max(0, m_platform->findText(chosen)));
    m_platform->setVisible(true);
    choosePlatform(m_platform->currentIndex());
}

void ImageDetail::choosePlatform(int number)
{
    const platforms::PlatformImage &chosen = m_platforms.at(static_cast<std::size_t>(number));
    if (chosen.failure) {
        showMessage(u"warn"_s, tr("%1 is incomplete").arg(m_name),
                    tr("Its part for %1 is missing on the registry or cannot be read. Push it again to repair it.")
                        .arg(m_platform->itemText(number)));
        m_platform->setVisible(true);
        return;
    }
    m_layers.setLayers(chosen.layers);
    m_title->setText(m_name);
    m_summary->setText(
        tr("%n layer(s), %1 compressed", nullptr, m_layers.rowCount()).arg(models::formatBytes(m_layers.totalSize())));
    m_stack->setCurrentWidget(m_layersPage);
}

} // namespace ui
