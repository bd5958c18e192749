#include "ui/pages/image/layerstab.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/artifacttext.h"
#include "models/format.h"
#include "ui/delegates/tagdelegates.h"
#include "ui/look/theme.h"
#include "ui/pages/image/copyaction.h"
#include "ui/pages/views.h"
#include "ui/widgets/layerstrip.h"
#include "ui/widgets/legendentry.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::LayerModel;

LayersTab::LayersTab(QWidget *parent)
    : ImageTab(parent)
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_shared(new LegendEntry(LegendEntry::Kind::Shared, this))
    , m_onlyHere(new LegendEntry(LegendEntry::Kind::OnlyHere, this))
    , m_table(makeTable(u"layersTable"_s, tr("Layers", "accessible name"), this))
{
    build();
    makeActions();
}

void LayersTab::build()
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
    m_table->setItemDelegateForColumn(LayerModel::SharedWithColumn,
                                      new RowDelegate(RowDelegate::Text::Secondary, m_table));
    setColumnWidths();

    auto *contents = new QWidget(this);
    contents->setAutoFillBackground(true);
    contents->setBackgroundRole(QPalette::Base);
    auto *words = new QHBoxLayout;
    words->setSpacing(14);
    words->addWidget(m_title);
    words->addWidget(m_summary, 1);
    words->addWidget(m_shared);
    words->addWidget(m_onlyHere);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(look::cellPadding, 8, look::cellPadding, 8);
    top->setSpacing(6);
    top->addLayout(words);
    top->addWidget(new LayerStrip(&m_layers, contents));
    auto *page = new QVBoxLayout(contents);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(top);
    page->addWidget(m_table, 1);
    setContents(contents, m_table);
}

void LayersTab::setColumnWidths()
{
    const int em = fontMetrics().horizontalAdvance(u'0');
    QHeaderView *header = m_table->header();
    header->resizeSection(LayerModel::NumberColumn, em * 5);
    header->resizeSection(LayerModel::SizeColumn, em * 13);
    header->resizeSection(LayerModel::BarColumn, em * 22);
    header->resizeSection(LayerModel::SharedWithColumn, em * 16);
    header->resizeSection(LayerModel::DigestColumn, em * 17);
}

void LayersTab::setSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing,
                           models::LayerSharing::TagsOfImage tags)
{
    m_layers.setTagsOfImage(std::move(tags));
    m_layers.setSharing(std::move(sharing), isComing);
    refreshTotals();
}

void LayersTab::refreshTotals()
{
    m_shared->display(m_layers.sharedText());
    m_onlyHere->display(m_layers.onlyHereText());
}

void LayersTab::makeActions()
{
    const auto layerAt = [this](const QModelIndex &index) -> const oci::Layer & {
        return m_layers.layers().at(static_cast<std::size_t>(index.row()));
    };
    QAction *digest
        = addCopyAction(m_table, u"copyLayerDigestAction"_s, tr("Copy digest of the layer"),
                        [layerAt](const QModelIndex &index) { return layerAt(index).descriptor.digest.toString(); });
    digest->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    digest->setShortcutContext(Qt::WidgetShortcut);
    QAction *command = addCopyAction(
        m_table, u"copyLayerCommandAction"_s, tr("Copy command of the layer"), [layerAt](const QModelIndex &index) {
            const oci::Layer &layer = layerAt(index);
            return layer.history ? models::formatCommand(layer.history->createdBy) : QString();
        });
    command->setShortcut(QKeySequence::Copy);
    command->setShortcutContext(Qt::WidgetShortcut);
    addRowAction(
        m_table, u"showLayerRawAction"_s, tr("Show layer in Raw"), [](const QModelIndex &) { return true; },
        [this, layerAt](const QModelIndex &index) { emit rawRequested(layerAt(index).descriptor.digest); });
}

void LayersTab::display(const ShownImage &shown)
{
    m_layers.setLayers({});
    if (displayFailure(shown))
        return;
    const platforms::PlatformImage *part = shown.part();
    if (!part || part->layers.empty()) {
        displayMessage(u"info"_s, tr("%1 has no layers").arg(shown.title()),
                       tr("What it is: %1.").arg(models::ArtifactText::ofImage(*shown.image)));
        return;
    }
    m_layers.setLayers(part->layers, shown.image->manifest.digest());
    refreshTotals();
    m_title->setText(shown.title());
    m_summary->setText(
        tr("%Ln layer(s), %1 compressed", nullptr, m_layers.rowCount()).arg(models::formatBytes(m_layers.totalSize())));
    displayContents();
}

void LayersTab::select(const oci::Digest &layer)
{
    const auto &layers = m_layers.layers();
    for (std::size_t row = 0; row < layers.size(); ++row) {
        if (layers.at(row).descriptor.digest == layer || layers.at(row).diffId == layer)
            m_table->setCurrentIndex(m_layers.index(static_cast<int>(row), 0));
    }
}

} // namespace ui
