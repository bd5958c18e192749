#pragma once

#include <QByteArrayView>
#include <QString>

#include "app/base/result.h"

namespace base {

/// Puts @p bytes at @p path whole or not at all: a temporary file beside it is written, flushed to the disk and
/// renamed. A file that was there keeps its permissions; a new one is readable by its owner only. Makes no folders. Io
/// with the system's words where it fails, and what was there is untouched. Any thread; two writers of one path: one
/// wins.
Result<> writeFile(const QString &path, QByteArrayView bytes);

/// Makes the names in @p folder survive a power cut: a file that was renamed may otherwise be back under its old name.
/// Best effort, since not every file system can do it.
void flushFolder(const QString &folder);

} // namespace base
