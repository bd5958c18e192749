#pragma once

#include <QString>

namespace registry {

/// Makes the names in @p folder survive a power cut: a renamed file may otherwise be back under its old name. Best
/// effort, since not every file system can do it.
void syncFolder(const QString &folder);

} // namespace registry
