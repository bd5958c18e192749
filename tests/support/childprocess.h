#pragma once

#include <chrono>

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryFile>

namespace support {

/// A port of 127.0.0.1 that was free a moment ago, for programs that cannot choose one themselves.
[[nodiscard]] quint16 freePort();

/// Where @p name is, on PATH or in Debian's sbin folders; empty where it is not installed.
[[nodiscard]] QString findProgram(const QString &name);

/// A program that a test started, its output kept. Ended by its process id when this goes, and by the kernel when the
/// test itself dies. The thread that made it.
class ChildProcess final
{
public:
    ChildProcess(const QString &program, const QStringList &arguments, const QStringList &extraEnvironment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// Blocks until @p port of 127.0.0.1 accepts; false where the program ended or @p limit is over first.
    bool waitForPort(quint16 port, std::chrono::milliseconds limit = std::chrono::seconds(30));
    /// Blocks until the program ends by itself; its exit code, or -1.
    int waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds(60));
    void terminate(); ///< SIGTERM
    void kill(); ///< SIGKILL, and waits for the end

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] qint64 processId() const;
    [[nodiscard]] QByteArray log() const; ///< both of its output streams so far

private:
    QTemporaryFile m_log;
    mutable QProcess m_process;
};

} // namespace support
