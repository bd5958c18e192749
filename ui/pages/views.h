#pragma once

#include <QString>

class QDateTime;
class QTreeView;
class QWidget;

namespace ui {

/// Makes a table of @p view: flat, whole rows, several at once, heights that are equal, columns that keep their widths.
/// Tables are QTreeViews, because a screen reader crashes on QTableView in Qt 6.4.
void setUpTable(QTreeView *view, const QString &objectName, const QString &accessibleName);
[[nodiscard]] QTreeView *makeTable(const QString &objectName, const QString &accessibleName, QWidget *parent);

/// Shift+F10 asks for the context menu of @p widget, as the menu key does by itself.
void openMenuByKey(QWidget *widget);

/// A line between two areas.
[[nodiscard]] QWidget *makeLine(QWidget *parent, Qt::Orientation orientation = Qt::Horizontal);

/// A count, the same in every language: `1,904`.
[[nodiscard]] QString countText(qint64 count);
/// When something happened: `14:03:22` today, `2026-08-14 09:41` before.
[[nodiscard]] QString timeText(const QDateTime &time);

} // namespace ui
