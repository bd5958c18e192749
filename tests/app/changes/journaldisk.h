#pragma once

#include <functional>

#include <QtGlobal>

/// The disk under the journals of this process. Any thread.
namespace journaldisk {

/// Elsewhere nothing of it happens.
#ifdef Q_OS_LINUX
inline constexpr bool isHere = true;
#else
inline constexpr bool isHere = false;
#endif

/// From the next write on nothing is written: the disk is @p full, or else it is broken.
void fail(bool full);
/// The same after so many writes, as a kill would leave the files, which @p look may copy: called with nothing under
/// way on the disk, on the thread that writes.
void killAfter(int writes, std::function<void()> look);
/// All is well again.
void repair();
/// A write has failed since it was well.
[[nodiscard]] bool hasFailed();

} // namespace journaldisk
