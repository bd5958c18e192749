#pragma once

#include <QString>

class QTreeView;
class QWidget;

namespace ui {

/// A table: a flat QTreeView, because a screen reader crashes on QTableView in Qt 6.4. Whole rows, several at once,
/// heights that are equal, and columns that keep their widths.
[[nodiscard]] QTreeView *makeTable(const QString &objectName, const QString &accessibleName, QWidget *parent);

/// A line between two areas.
[[nodiscard]] QWidget *makeLine(QWidget *parent);

} // namespace ui
