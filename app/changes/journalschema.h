#pragma once

#include <QList>
#include <QStringList>

namespace changes {

/// The tables of a journal, for base::Database::open().
[[nodiscard]] const QList<QStringList> &journalSchema();

} // namespace changes
