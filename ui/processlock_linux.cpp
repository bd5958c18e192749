#include "ui/processlock.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QFile>

namespace ui {

struct ProcessLock::Handle
{
    explicit Handle(const QString &path)
        : file(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    { }
    ~Handle()
    {
        if (file >= 0)
            ::close(file); // which lets go of it
    }
    Q_DISABLE_COPY_MOVE(Handle)

    int file;
};

ProcessLock::ProcessLock(const QString &path)
    : m_handle(std::make_unique<Handle>(path))
{
    if (m_handle->file < 0)
        return;
    if (::flock(m_handle->file, LOCK_EX | LOCK_NB) == 0)
        m_state = State::Held;
    else if (errno == EWOULDBLOCK)
        m_state = State::HeldByAnother;
}

ProcessLock::~ProcessLock() = default;

} // namespace ui
