#pragma once

#include <array>

#include <QColor>
#include <QPalette>

namespace look {

/// The colours of the window by what they say. What QPalette has a role for is in the palette as well; a colour that is
/// not here is not on the screen.
struct Colours
{
    QColor window; ///< bars, dialogs, headers
    QColor base; ///< trees, tables, fields
    QColor raised; ///< strips, buttons
    QColor text;
    QColor text2; ///< secondary: hints, cells that matter less
    QColor off; ///< what is disabled
    QColor accent; ///< focus, links, progress
    QColor onAccent;
    QColor selection; ///< a selected row where the keyboard is …
    QColor idleSelection; ///< … and elsewhere; the text on both is `text`
    QColor hover;
    QColor line; ///< between areas
    QColor hair; ///< between rows
    QColor edge; ///< outline of fields, buttons, boxes
    QColor danger;
    QColor dangerBackground;
    QColor warn;
    QColor warnBackground;
    QColor markedRow; ///< it will be deleted
    QColor affectedRow; ///< it shares its image with one that will be
    QColor ok;
    QColor infoBackground;
    QColor production; ///< its stripe; used for nothing else
    QColor productionFill; ///< its badge, with white text
    QColor test; ///< its badge and stripe
    QColor own; ///< bytes that only one image has
    QColor shared;
    QColor sharedEdge;
    std::array<QColor, 6> groups; ///< marks of digests that several tags share

    [[nodiscard]] static const Colours &light();
    [[nodiscard]] static const Colours &dark();
    /// The set that @p palette was made from, told by its lightness.
    [[nodiscard]] static const Colours &of(const QPalette &palette);

    /// The palette of the application.
    [[nodiscard]] QPalette palette() const;
    /// The palette of trees and tables: there, Highlight is quiet and does not change the colour of the text.
    [[nodiscard]] QPalette viewPalette() const;
};

} // namespace look
