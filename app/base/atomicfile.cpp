#include "app/base/atomicfile.h"

#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace base {

using namespace Qt::StringLiterals;

namespace {

// The rename itself is on the disk once its folder is.
void flushFolder([[maybe_unused]] const QString &path)
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
#endif
}

} // namespace

Result<> writeFile(const QString &path, QByteArrayView bytes)
{
    const bool isNew = !QFileInfo::exists(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Io, u"writing %1: %2"_s.arg(path, file.errorString()));
    if (isNew)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return fail(ErrorKind::Io, u"writing %1: %2"_s.arg(path, file.errorString()));
    flushFolder(QFileInfo(path).absolutePath());
    return Done{};
}

} // namespace base
