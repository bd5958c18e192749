#include "ui/delegates/levelmark.h"

#include <algorithm>

namespace ui {

using connections::Level;

namespace {

constexpr int stripeWidth = 4;
constexpr qreal radius = 2;

} // namespace

void LevelMark::drawStripe(QPainter &painter, const QRect &rect, Level level, const look::Colours &colours)
{
    if (level == Level::Production)
        painter.fillRect(QRect(rect.left(), rect.top(), stripeWidth, rect.height()), colours.production);
    const int bottom = rect.top() + rect.height();
    for (int y = rect.top(); level == Level::Test && y < bottom; y += 2 * stripeWidth)
        painter.fillRect(QRect(rect.left(), y, stripeWidth, std::min(stripeWidth, bottom - y)), colours.test);
}

void LevelMark::drawBadge(QPainter &painter, const QRect &rect, Level level, const look::Colours &colours)
{
    if (level == Level::None)
        return;
    const bool isFilled = level == Level::Production;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isFilled ? QPen(Qt::NoPen) : QPen(colours.test, 1));
    painter.setBrush(isFilled ? QBrush(colours.productionFill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

QColor LevelMark::textColour(Level level, const look::Colours &colours)
{
    return level == Level::Production ? QColor(Qt::white) : colours.test;
}

} // namespace ui
