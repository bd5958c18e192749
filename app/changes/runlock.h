#pragma once

#include <memory>

#include <QLockFile>

#include "app/base/result.h"

namespace changes {

/// Held while a run of the journal at @p journal is carried out, closed or stopped, in this process or another, beside
/// that file; what a process left that died is taken over. An error at once: Conflict with a RunTrouble where another
/// one holds it, Io where there is no room for the lock, nor for the journal then. Any thread.
[[nodiscard]] Result<std::unique_ptr<QLockFile>> lockRun(const QString &journal, qint64 run);

} // namespace changes
