#pragma once

#include <QList>
#include <QString>

#include "app/oci/imageconfig.h"
#include "app/oci/platform.h"

namespace models {

/// A size for people: one decimal and the unit that fits, `B` without a decimal: `137.2 MiB`, `117 B`.
[[nodiscard]] QString formatBytes(qint64 bytes);

/// A date for people, in local time and the same in every language: `2026-08-14 09:41`.
[[nodiscard]] QString formatTime(oci::UtcTime time);
/// The same with seconds, and in UTC after it, for tooltips.
[[nodiscard]] QString formatTimeInFull(oci::UtcTime time);

/// `linux/amd64, arm64/v8`: an operating system is named once while it stays the same.
[[nodiscard]] QString formatPlatforms(const QList<oci::Platform> &platforms);

/// The command of a build step without what builders add to it (`/bin/sh -c #(nop)`, `# buildkit`).
[[nodiscard]] QString formatCommand(const QString &createdBy);

/// Text of a server or an image as one line that cannot mislead: control, bidirectional and invisible characters are
/// spelled out as `⟨U+202E⟩`, ends of lines are shown as `↵`.
[[nodiscard]] QString visibleText(const QString &text);

} // namespace models
