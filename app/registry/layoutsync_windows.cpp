#include "app/registry/layoutsync.h"

namespace registry {

// NTFS keeps the order of renames in its journal.
void syncFolder(const QString &) { }

} // namespace registry
