#pragma once

#include <QList>

class QWidget;

namespace ui {

/// Puts the focus into @p pane: on its focus proxy, or on the first widget in it that takes it now.
void focusPane(QWidget *pane);
/// Goes from the pane with the focus to the next of @p panes that is visible, in a circle; @p step is 1 or -1.
void focusNextPane(const QList<QWidget *> &panes, int step);

} // namespace ui
