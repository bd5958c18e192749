#pragma once

#include <memory>

#include "models/layermodel.h"
#include "ui/pages/image/imagetab.h"

class QLabel;
class QTreeView;

namespace ui {

class LegendEntry;

/// The layers of one platform: a strip of all, and a table with the size of each, the images that have it, too, and the
/// command that made it.
class LayersTab final : public ImageTab
{
    Q_OBJECT

public:
    explicit LayersTab(QWidget *parent = nullptr);

    void display(const ShownImage &shown) override;
    /// What the images of the repository have in common, null while nobody knows, and their tags.
    void setSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing,
                    models::LayerSharing::TagsOfImage tags);
    [[nodiscard]] int count() const { return m_layers.rowCount(); }
    void select(const oci::Digest &layer); ///< by its digest, or by that of its contents unpacked

signals:
    void rawRequested(const oci::Digest &digest); ///< shall be shown where the manifest names it

private:
    void build();
    void setColumnWidths();
    void refreshTotals();
    void makeActions();

    models::LayerModel m_layers;
    QLabel *m_title;
    QLabel *m_summary;
    LegendEntry *m_shared;
    LegendEntry *m_onlyHere;
    QTreeView *m_table;
};

} // namespace ui
