#include "app/base/atomicfile.h"

#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace base {

namespace {

Message notWritten(const QString &path, const QFileDevice &file)
{
    return {QT_TRANSLATE_NOOP("Faults", "%1 cannot be written: %2"), {path, file.errorString()}};
}

} // namespace

Result<> writeFile(const QString &path, QByteArrayView bytes)
{
    const bool isNew = !QFileInfo::exists(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Io, notWritten(path, file));
    if (isNew)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    // Qt 6.4.2 commits what it could not write out of its buffer, so that a full disk would empty the file (measured).
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush() || !file.commit())
        return fail(ErrorKind::Io, notWritten(path, file));
    flushFolder(QFileInfo(path).absolutePath());
    return Done{};
}

void flushFolder([[maybe_unused]] const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
#endif
}

} // namespace base
