#pragma once

#include <QAbstractItemModel>
#include <QString>

/// What @p model shows below @p parent as text, to compare in tests: one line a row, its children indented by two
/// spaces, columns separated by ` | `. For each cell the display text, or the text of @p role.
[[nodiscard]] QString printModel(const QAbstractItemModel &model, int role = Qt::DisplayRole,
                                 const QModelIndex &parent = {});
