#pragma once

#include <memory>

#include <QString>

namespace ui {

/// A file that one program at a time holds; it is free again when that program is gone, however it went. (QLockFile
/// waits for the disk before a start can go on.)
class ProcessLock final
{
    Q_DISABLE_COPY_MOVE(ProcessLock)

public:
    enum class State
    {
        Held,
        HeldByAnother,
        Impossible
    };

    /// Tries once. @p path is made where it is missing.
    explicit ProcessLock(const QString &path);
    ~ProcessLock();

    [[nodiscard]] State state() const noexcept { return m_state; }

private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
    State m_state = State::Impossible; ///< such as in a folder that is not there
};

} // namespace ui
