#include "ui/look/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/look/colours.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

/// Draws anew for each size, scale and state, with the colours of the palette at that moment.
class Engine final : public QIconEngine
{
public:
    explicit Engine(QString name)
        : m_name(std::move(name))
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        const int size = qMin(rect.width(), rect.height());
        const QPoint corner = rect.center() - QPoint(size / 2 - (size % 2 ? 0 : 1), size / 2 - (size % 2 ? 0 : 1));
        painter->drawPixmap(corner, look::pixmap(m_name, colour(mode), size, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        // The size is in device pixels; QIcon sets the ratio itself.
        return look::pixmap(m_name, colour(mode), qMin(size.width(), size.height()), 1);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new Engine(m_name); }

private:
    [[nodiscard]] static QColor colour(QIcon::Mode mode)
    {
        const Colours &colours = Colours::of(QGuiApplication::palette());
        return mode == QIcon::Disabled ? colours.off : colours.text;
    }

    QString m_name;
};

/// Its lines are a little thinner where it is drawn large.
QByteArray drawing(const QString &name, const QColor &colour, int size)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll().replace("currentColor", colour.name().toLatin1());
    return size < 20 ? svg : svg.replace("stroke-width=\"1.4\"", "stroke-width=\"1.1\"");
}

} // namespace

QIcon icon(const QString &name)
{
    return name.isEmpty() ? QIcon() : QIcon(new Engine(name));
}

QPixmap pixmap(const QString &name, const QColor &colour, int size, qreal scale)
{
    const QString key = u"%1/%2/%3/%4"_s.arg(name, colour.name()).arg(size).arg(scale);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    result = QPixmap((QSizeF(size, size) * scale).toSize());
    result.setDevicePixelRatio(scale);
    result.fill(Qt::transparent);
    QSvgRenderer renderer(drawing(name, colour, size));
    QPainter painter(&result);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

} // namespace look
