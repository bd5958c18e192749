#pragma once

#include <QString>
#include <QStringList>

namespace architecture {

/// What breaks the house's rules in one C++ file, a line of text each. `path` is relative to the root.
QStringList violations(const QString &path, QStringView text);

/// Names that do not belong into the root folder.
QStringList strangersInRoot(const QStringList &names);

} // namespace architecture
