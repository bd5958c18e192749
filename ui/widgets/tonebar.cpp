#include "ui/widgets/tonebar.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>

#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int edgeWidth = 4;

struct Tint
{
    QColor edge;
    QColor background;
};

Tint tintOf(ToneBar::Tone tone, const look::Colours &colours)
{
    switch (tone) {
    case ToneBar::Tone::Running:
    case ToneBar::Tone::Information:
        return {colours.accent, colours.infoBackground};
    case ToneBar::Tone::Warning:
        return {colours.warn, colours.warnBackground};
    case ToneBar::Tone::Failure:
        return {colours.danger, colours.dangerBackground};
    case ToneBar::Tone::Offline:
        return {colours.edge, colours.raised};
    }
    return {};
}

QString iconOf(ToneBar::Tone tone)
{
    switch (tone) {
    case ToneBar::Tone::Running:
        return u"wait"_s;
    case ToneBar::Tone::Information:
        return u"info"_s;
    case ToneBar::Tone::Warning:
        return u"warn"_s;
    case ToneBar::Tone::Failure:
        return u"error"_s;
    case ToneBar::Tone::Offline:
        return u"plug"_s;
    }
    return {};
}

} // namespace

ToneBar::ToneBar(Tone tone, const QString &icon, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
{
    refreshIcon();
    fitFont();
}

ToneBar::ToneBar(Tone tone, QWidget *parent)
    : ToneBar(tone, iconOf(tone), parent)
{ }

void ToneBar::setTone(Tone tone)
{
    m_tone = tone;
    m_iconName = iconOf(tone);
    refreshIcon();
    update();
}

void ToneBar::setIcon(const QString &name)
{
    m_iconName = name;
    refreshIcon();
}

void ToneBar::refreshIcon()
{
    const QColor edge = tintOf(m_tone, look::Colours::of(palette())).edge;
    m_icon->setPixmap(look::pixmap(m_iconName, edge, look::iconSize, devicePixelRatioF()));
}

void ToneBar::fitFont()
{
    setMinimumHeight(look::stripHeight(fontMetrics()));
}

void ToneBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    else if (event->type() == QEvent::FontChange)
        fitFont();
}

void ToneBar::paintEvent(QPaintEvent *)
{
    const look::Colours &colours = look::Colours::of(palette());
    const Tint tint = tintOf(m_tone, colours);
    QPainter painter(this);
    painter.fillRect(rect(), tint.background);
    painter.fillRect(QRect(0, 0, edgeWidth, height()), tint.edge);
    painter.setPen(colours.line);
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace ui
