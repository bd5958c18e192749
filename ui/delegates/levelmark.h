#pragma once

#include <QPainter>

#include "app/connections/connection.h"
#include "ui/look/colours.h"

namespace ui {

/// How the level of a connection is drawn, beside its word: nothing where there is none.
struct LevelMark
{
    /// At the left edge of @p rect: solid for production, broken for test.
    static void drawStripe(QPainter &painter, const QRect &rect, connections::Level level,
                           const look::Colours &colours);
    /// What is behind the word: filled for production, outlined for test.
    static void drawBadge(QPainter &painter, const QRect &rect, connections::Level level, const look::Colours &colours);
    static QColor textColour(connections::Level level, const look::Colours &colours); ///< of the word in its badge
};

} // namespace ui
