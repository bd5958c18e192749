#pragma once

#include <QList>

class QWidget;

namespace ui {

/// Says where the focus goes that @p pane gets as a whole; null for what comes first in it. No focus proxy: with one,
/// Tab in Qt 6.4 goes to the proxy and past all that stands before it in the pane, and back-tab never leaves it.
void setFocusTarget(QWidget *pane, QWidget *target);
[[nodiscard]] QWidget *focusTarget(const QWidget *pane); ///< null for none

/// Puts the focus into @p pane: on its focus target, or on the first widget in it that takes it now.
void focusPane(QWidget *pane);
/// Goes from the pane with the focus to the next of @p panes that is visible, in a circle; @p step is 1 or -1.
void focusNextPane(const QList<QWidget *> &panes, int step);

} // namespace ui
