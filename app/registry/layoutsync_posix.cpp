#include "app/registry/layoutsync.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>

namespace registry {

void syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace registry
