#include "ui/processlock.h"

#include <QLockFile>

namespace ui {

struct ProcessLock::Handle
{
    explicit Handle(const QString &path)
        : file(path)
    {
        file.setStaleLockTime(0); // stale only when its program is gone
    }

    QLockFile file;
};

ProcessLock::ProcessLock(const QString &path)
    : m_handle(std::make_unique<Handle>(path))
{
    if (m_handle->file.tryLock())
        m_state = State::Held;
    else if (m_handle->file.error() == QLockFile::LockFailedError)
        m_state = State::HeldByAnother;
}

ProcessLock::~ProcessLock() = default;

} // namespace ui
