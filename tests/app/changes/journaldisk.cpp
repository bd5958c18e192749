#include "tests/app/changes/journaldisk.h"

#include <cerrno>
#include <mutex>
#include <utility>

#ifdef Q_OS_LINUX
#include <dlfcn.h>
#include <sys/types.h>
#endif

namespace {

struct Disk
{
    std::recursive_mutex mutex; ///< held while somebody looks, who may write elsewhere
    int writesLeft = -1; ///< before the kill; -1: there is none
    std::function<void()> look;
    int error = 0; ///< of every write; 0: it is well
    bool hasFailed = false;
};

Disk &disk()
{
    static Disk one;
    return one;
}

} // namespace

void journaldisk::fail(bool full)
{
    const std::lock_guard lock(disk().mutex);
    disk().error = full ? ENOSPC : EIO;
}

void journaldisk::killAfter(int writes, std::function<void()> look)
{
    const std::lock_guard lock(disk().mutex);
    disk().writesLeft = writes;
    disk().look = std::move(look);
}

void journaldisk::repair()
{
    const std::lock_guard lock(disk().mutex);
    disk().writesLeft = -1;
    disk().look = {};
    disk().error = 0;
    disk().hasFailed = false;
}

bool journaldisk::hasFailed()
{
    const std::lock_guard lock(disk().mutex);
    return disk().hasFailed;
}

#ifdef Q_OS_LINUX

namespace {

/// Whether the next step of a write is made. Behind the mutex.
bool takeStep()
{
    if (disk().writesLeft >= 0 && disk().writesLeft-- == 0) {
        disk().look();
        disk().error = EIO;
    }
    if (disk().error == 0)
        return true;
    disk().hasFailed = true;
    errno = disk().error;
    return false;
}

/// Calls the C library's @p name where the disk is well.
template <class Function, class... Arguments>
auto step(const char *name, Arguments... arguments) -> decltype(std::declval<Function *>()(arguments...))
{
    const std::lock_guard lock(disk().mutex);
    if (!takeStep())
        return -1;
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name))(arguments...);
}

} // namespace

// SQLite calls these before the C library's. There is no power cut here, so nothing has to wait for the disk.
#define JOURNAL_DISK extern "C" __attribute__((visibility("default")))

JOURNAL_DISK int fdatasync(int)
{
    const std::lock_guard lock(disk().mutex);
    return takeStep() ? 0 : -1;
}

JOURNAL_DISK int fsync(int file)
{
    return fdatasync(file);
}

JOURNAL_DISK ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    return step<ssize_t(int, const void *, size_t, off_t)>("pwrite", file, bytes, count, at);
}

JOURNAL_DISK ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    return step<ssize_t(int, const void *, size_t, off64_t)>("pwrite64", file, bytes, count, at);
}

JOURNAL_DISK int ftruncate(int file, off_t size) noexcept
{
    return step<int(int, off_t)>("ftruncate", file, size);
}

JOURNAL_DISK int ftruncate64(int file, off64_t size) noexcept
{
    return step<int(int, off64_t)>("ftruncate64", file, size);
}

#endif
