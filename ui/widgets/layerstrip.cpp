#include "ui/widgets/layerstrip.h"

#include <QAbstractItemModel>
#include <QPainter>

#include "models/layermodel.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

using models::LayerModel;

LayerStrip::LayerStrip(QAbstractItemModel *layers, QWidget *parent)
    : QWidget(parent)
    , m_layers(layers)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(layers, &QAbstractItemModel::modelReset, this, qOverload<>(&QWidget::update));
    connect(layers, &QAbstractItemModel::dataChanged, this, qOverload<>(&QWidget::update));
}

QSize LayerStrip::sizeHint() const
{
    return {0, fontMetrics().height()};
}

void LayerStrip::paintEvent(QPaintEvent *)
{
    if (!m_layers || m_layers->rowCount() == 0)
        return;
    const int count = m_layers->rowCount();
    std::vector<double> weights;
    double total = 0;
    for (int row = 0; row < count; ++row) {
        weights.push_back(std::max(0.01, m_layers->index(row, 0).data(LayerModel::ShareRole).toDouble()));
        total += weights.back();
    }
    const look::Colours &colours = look::Colours::of(palette());
    QPainter painter(this);
    painter.setFont(look::weighted(look::smallFont(font()), QFont::DemiBold));
    const double scale = (width() - 1) / total;
    double left = 0;
    for (int row = 0; row < count; ++row) {
        const double right = left + weights.at(static_cast<std::size_t>(row)) * scale;
        const QRectF part(qRound(left) + 0.5, 0.5, std::max(1, qRound(right) - qRound(left) - 2), height() - 1);
        const QVariant onlyHere = m_layers->index(row, 0).data(LayerModel::OnlyHereRole);
        const bool filled = onlyHere.toBool();
        if (onlyHere.isValid())
            painter.fillRect(part, filled ? colours.own : colours.shared);
        painter.setPen(
            QPen(filled ? colours.own : colours.sharedEdge, 1, onlyHere.isValid() ? Qt::SolidLine : Qt::DashLine));
        painter.drawRect(part);
        const QString number = QString::number(row + 1);
        if (part.width() > painter.fontMetrics().horizontalAdvance(number) + 8) {
            painter.setPen(filled ? colours.onAccent : colours.text);
            painter.drawText(part, Qt::AlignCenter, number);
        }
        left = right;
    }
}

} // namespace ui
