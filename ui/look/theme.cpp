#include "ui/look/theme.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <QFontDatabase>
#include <QWidget>

#include "ui/look/colours.h"
#include "ui/look/style.h"

namespace look {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array names{std::pair{"system"_L1, Theme::System}, std::pair{"light"_L1, Theme::Light},
                           std::pair{"dark"_L1, Theme::Dark}};

/// @p font smaller by @p pixels of a 96 dpi screen (larger where they are negative), whichever unit it is measured in.
QFont reduced(QFont font, double pixels)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, font.pixelSize() - qRound(pixels)));
    else
        font.setPointSizeF(std::max(1.0, font.pointSizeF() - pixels * 72 / 96));
    return font;
}

/// Whichever unit it is measured in.
QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    else
        font.setPointSizeF(std::max(1.0, font.pointSizeF() * factor));
    return font;
}

} // namespace

QString nameOf(Theme theme)
{
    return std::find_if(names.begin(), names.end(), [theme](const auto &entry) { return entry.second == theme; })
        ->first;
}

std::optional<Theme> themeOf(QStringView name)
{
    const auto found
        = std::find_if(names.begin(), names.end(), [name](const auto &entry) { return name == entry.first; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

void apply(bool isDark)
{
    if (!qobject_cast<Style *>(QApplication::style()))
        QApplication::setStyle(new Style); // the application owns it
    const Colours &colours = isDark ? Colours::dark() : Colours::light();
    QApplication::setPalette(colours.palette());
    QApplication::setPalette(colours.viewPalette(), "QAbstractItemView");
}

void scaleText(double factor)
{
    static const QFont platform = QApplication::font();
    static double current = 1;
    const double ratio = factor / std::exchange(current, factor);
    if (qFuzzyCompare(ratio, 1.0))
        return;
    // Widgets with a size of their own do not follow the application's font.
    std::vector<std::pair<QWidget *, QFont>> own;
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->testAttribute(Qt::WA_SetFont) && (widget->font().resolveMask() & QFont::SizeResolved))
            own.emplace_back(widget, scaled(widget->font(), ratio));
    }
    QApplication::setFont(scaled(platform, factor));
    for (const auto &[widget, font] : own)
        widget->setFont(font);
}

QFont smallFont(const QFont &base)
{
    return reduced(base, 1);
}

QFont headlineFont(const QFont &base)
{
    return weighted(reduced(base, -4), QFont::DemiBold);
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
