#include "ui/look/theme.h"

#include <QFontDatabase>

#include "ui/look/colours.h"
#include "ui/look/style.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

/// @p font smaller by @p pixels of a 96 dpi screen, whichever unit it is measured in.
QFont reduced(QFont font, double pixels)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, font.pixelSize() - qRound(pixels)));
    else
        font.setPointSizeF(std::max(1.0, font.pointSizeF() - pixels * 72 / 96));
    return font;
}

} // namespace

void apply(QApplication &application, Theme theme)
{
    // Qt 6.4 does not tell the desktop's choice; the palette that the platform gave does.
    const bool systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark);
    const Colours &colours = dark ? Colours::dark() : Colours::light();
    application.setStyle(new Style); // the application owns it
    application.setPalette(colours.palette());
    QApplication::setPalette(colours.viewPalette(), "QAbstractItemView");
}

QFont smallFont(const QFont &base)
{
    return reduced(base, 1);
}

QFont fixedFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pixelSize() > 0)
        font.setPixelSize(base.pixelSize());
    else
        font.setPointSizeF(base.pointSizeF());
    return reduced(font, 1);
}

QFont weighted(QFont font, QFont::Weight weight)
{
    font.setWeight(weight);
    return font;
}

int rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 10;
}

int headerHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 12;
}

int stripHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 18;
}

} // namespace look
