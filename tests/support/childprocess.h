#pragma once

#include <chrono>
#include <optional>

#include <QByteArray>
#include <QStringList>
#include <QTemporaryFile>

namespace support {

/// A port of 127.0.0.1 that was free a moment ago, for programs that cannot choose one themselves.
[[nodiscard]] quint16 freePort();

/// Where @p name is, on PATH or in Debian's sbin folders; empty where it is not installed.
[[nodiscard]] QString findProgram(const QString &name);

/// A program that a test started, its output kept. Ended by its process id when this goes, with what it started itself,
/// and by the kernel when the thread that started it dies. Not a QProcess, which forks behind ThreadSanitizer's back
/// and dies of it. One thread.
class ChildProcess final
{
public:
    /// @p extraEnvironment holds entries `NAME=value`.
    ChildProcess(const QString &program, const QStringList &arguments, const QStringList &extraEnvironment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// Blocks until @p port of 127.0.0.1 accepts; false where the program ended or @p limit is over first.
    bool waitForPort(quint16 port, std::chrono::milliseconds limit = std::chrono::seconds(60));
    /// Blocks until the program ends by itself; its exit code, or -1.
    int waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds(60));
    void terminate(); ///< SIGTERM
    void kill(); ///< SIGKILL, and waits for the end

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] qint64 processId() const noexcept { return m_pid; }
    [[nodiscard]] QByteArray log() const; ///< both of its output streams so far

private:
    bool endsWithin(std::chrono::milliseconds limit) const;
    void reap();

    QTemporaryFile m_log;
    int m_pid = -1;
    int m_descriptor = -1; ///< a pidfd: readable once the program ended
    std::optional<int> m_exitCode; ///< -1 after a signal
};

} // namespace support
