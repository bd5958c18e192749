#include "tests/support/childprocess.h"

#include <csignal>

#include <sys/prctl.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include "tests/support/channel.h"
#include "tests/support/rawclient.h"

using namespace Qt::StringLiterals;

namespace support {

quint16 freePort()
{
    const Listener listener = listenOnLoopback();
    ::close(listener.descriptor);
    return listener.port;
}

QString findProgram(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/sbin"_s}) : found;
}

ChildProcess::ChildProcess(const QString &program, const QStringList &arguments, const QStringList &extraEnvironment)
{
    if (!m_log.open())
        qFatal("cannot make a log file for %s", qPrintable(program));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_log.fileName());
    m_process.setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &entry : extraEnvironment)
        environment.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    m_process.setProcessEnvironment(environment);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program, arguments);
    if (!m_process.waitForStarted())
        qWarning("%s does not start: %s", qPrintable(program), qPrintable(m_process.errorString()));
}

ChildProcess::~ChildProcess()
{
    kill();
}

bool ChildProcess::waitForPort(quint16 port, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    while (!deadline.hasExpired()) {
        if (connects(port, std::chrono::milliseconds(100)))
            return true;
        if (m_process.waitForFinished(10) || !isRunning())
            return false;
    }
    return false;
}

int ChildProcess::waitForEnd(std::chrono::milliseconds limit)
{
    if (isRunning() && !m_process.waitForFinished(static_cast<int>(limit.count())))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ChildProcess::terminate()
{
    m_process.terminate();
}

void ChildProcess::kill()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

bool ChildProcess::isRunning() const
{
    return m_process.state() != QProcess::NotRunning;
}

qint64 ChildProcess::processId() const
{
    return m_process.processId();
}

QByteArray ChildProcess::log() const
{
    QFile file(m_log.fileName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace support
