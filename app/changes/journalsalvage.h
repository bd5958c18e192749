#pragma once

#include <optional>

#include "app/base/result.h"

namespace changes {

/// Moves the damaged journal at @p path aside, byte for byte, under a name in the same folder that says so, and puts a
/// journal with the runs that can be read into its place. Returns where the damaged one is now. Where it fails, all is
/// as before. Blocking; nobody has the journal open.
Result<QString> setAside(const QString &path);

/// Ends a setAside() that the end of the program interrupted, and returns where the damaged one is (empty: it is
/// gone); none: there was none. Nobody has the journal open.
[[nodiscard]] std::optional<QString> finishSettingAside(const QString &path);

/// Whether a setAside() was interrupted.
[[nodiscard]] bool isBeingSetAside(const QString &path);

/// Whether there is something of a journal, and not the journal: it went while it was in use.
[[nodiscard]] bool isOnlyRemains(const QString &path);

} // namespace changes
