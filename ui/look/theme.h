#pragma once

#include <optional>

#include <QApplication>
#include <QFont>
#include <QFontMetrics>

namespace look {

enum class Theme
{
    System, ///< as light or dark as the desktop, see SystemTheme
    Light,
    Dark
};

/// `system`, `light` or `dark`, for the command line and settings.
[[nodiscard]] QString nameOf(Theme theme);
[[nodiscard]] std::optional<Theme> themeOf(QStringView name);

/// Gives the application its style and palette; at any time.
void apply(bool isDark);
/// Makes all text @p factor times as large as the platform's, also where it is on the screen already.
void scaleText(double factor);

// Type and heights come from the user's font, never from pixels.
[[nodiscard]] QFont smallFont(const QFont &base); ///< headers, notes, the status bar
[[nodiscard]] QFont headlineFont(const QFont &base); ///< of a dialog, of a finding
[[nodiscard]] QFont fixedFont(const QFont &base); ///< digests, commands
[[nodiscard]] QFont weighted(QFont font, QFont::Weight weight);
[[nodiscard]] int rowHeight(const QFontMetrics &metrics);
[[nodiscard]] int headerHeight(const QFontMetrics &metrics);
[[nodiscard]] int stripHeight(const QFontMetrics &metrics);

inline constexpr int cellPadding = 12;
inline constexpr int iconGap = 6; ///< between an icon and its text
inline constexpr int iconSize = 16;

} // namespace look
