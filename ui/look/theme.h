#pragma once

#include <QApplication>
#include <QFont>
#include <QFontMetrics>

namespace look {

enum class Theme
{
    System, ///< as light or dark as the platform
    Light,
    Dark
};

/// Gives @p application its style and palette, once, while its palette is still the platform's.
void apply(QApplication &application, Theme theme);

// Type and heights come from the user's font, never from pixels.
[[nodiscard]] QFont smallFont(const QFont &base); ///< headers, notes, the status bar
[[nodiscard]] QFont fixedFont(const QFont &base); ///< digests, commands
[[nodiscard]] QFont weighted(QFont font, QFont::Weight weight);
[[nodiscard]] int rowHeight(const QFontMetrics &metrics);
[[nodiscard]] int headerHeight(const QFontMetrics &metrics);
[[nodiscard]] int stripHeight(const QFontMetrics &metrics);

inline constexpr int cellPadding = 12;
inline constexpr int iconGap = 6; ///< between an icon and its text
inline constexpr int iconSize = 16;

} // namespace look
