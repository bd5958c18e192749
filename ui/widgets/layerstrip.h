#pragma once

#include <QPointer>
#include <QWidget>

class QAbstractItemModel;

namespace ui {

/// All layers of an image in one strip, as wide as they are large: filled where only this image has them, outlined
/// where others share them, dashed while not known. A picture of the table beside it, which has the same facts for the
/// keyboard and for screen readers.
class LayerStrip final : public QWidget
{
    Q_OBJECT

public:
    /// Reads the sizes of a models::LayerModel and follows its changes.
    explicit LayerStrip(QAbstractItemModel *layers, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPointer<QAbstractItemModel> m_layers;
};

} // namespace ui
