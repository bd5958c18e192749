#pragma once

#include "app/base/result.h"

namespace changes {

/// Moves the damaged journal at @p path aside, byte for byte, under a name in the same folder that says so, and puts a
/// journal with the runs that can be read into its place. Returns where the damaged one is now. Where it fails, all is
/// as before. Blocking; nobody has the journal open.
Result<QString> setAside(const QString &path);

/// Ends a setAside() that the end of the program interrupted. Nobody has the journal open.
void finishSettingAside(const QString &path);

} // namespace changes
