#pragma once

#include <QString>

/// Writes `index.html` over the pictures in the folders of @p folder: each scene with its variants side by side, and
/// first the target picture from @p targets, where that folder is there. False where a file cannot be written.
bool writeGallery(const QString &folder, const QString &targets);
