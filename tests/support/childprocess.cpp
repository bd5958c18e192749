#include "tests/support/childprocess.h"

#include <csignal>
#include <random>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include "tests/support/channel.h"
#include "tests/support/rawclient.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace support {

namespace {

/// Words for exec(), which wants pointers to mutable bytes.
class Strings final
{
public:
    void add(const QString &word) { m_words.push_back(QFile::encodeName(word)); }
    [[nodiscard]] char *const *pointers()
    {
        m_pointers.clear();
        for (QByteArray &word : m_words)
            m_pointers.push_back(word.data());
        m_pointers.push_back(nullptr);
        return m_pointers.data();
    }

private:
    std::vector<QByteArray> m_words;
    std::vector<char *> m_pointers;
};

[[noreturn]] void become(char *const *argv, char *const *envp, int log)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setpgid(0, 0);
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execvpe(argv[0], argv, envp);
    constexpr char failed[] = "cannot be started\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, failed, sizeof failed - 1);
    ::_exit(127);
}

} // namespace

quint16 freePort()
{
    // The kernel gives none of these to who does not ask for one: nobody is there before the program that it is for.
    std::uniform_int_distribution<quint16> ports(15'000, 32'000);
    std::random_device random;
    for (;;) {
        const quint16 port = ports(random);
        if (const std::optional<Listener> listener = tryToListen(port)) {
            ::close(listener->descriptor);
            return port;
        }
    }
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
    Strings words;
    words.add(program);
    for (const QString &argument : arguments)
        words.add(argument);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &entry : extraEnvironment)
        environment.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    Strings variables;
    for (const QString &entry : environment.toStringList())
        variables.add(entry);
    char *const *argv = words.pointers();
    char *const *envp = variables.pointers();

    m_pid = ::fork();
    if (m_pid == 0) // other threads are gone here: system calls only
        become(argv, envp, m_log.handle());
    ::setpgid(m_pid, m_pid); // whoever of the two is first
    // By its number: in glibc 2.36 the declaration of pidfd_open() lacks its extern "C".
    m_descriptor = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
    if (m_pid < 0 || m_descriptor < 0)
        qFatal("cannot start %s", qPrintable(program));
}

ChildProcess::~ChildProcess()
{
    kill();
    ::close(m_descriptor);
}

bool ChildProcess::endsWithin(std::chrono::milliseconds limit) const
{
    pollfd ending{m_descriptor, POLLIN, 0};
    return m_exitCode || ::poll(&ending, 1, static_cast<int>(limit.count())) == 1;
}

bool ChildProcess::waitForPort(quint16 port, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    while (!deadline.hasExpired()) {
        if (connects(port, 100ms))
            return true;
        if (endsWithin(10ms))
            return false;
    }
    return false;
}

int ChildProcess::waitForEnd(std::chrono::milliseconds limit)
{
    if (!endsWithin(limit))
        return -1;
    reap();
    return *m_exitCode;
}

void ChildProcess::reap()
{
    if (m_exitCode)
        return;
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void ChildProcess::terminate()
{
    if (!m_exitCode)
        ::kill(m_pid, SIGTERM);
}

void ChildProcess::kill()
{
    if (!m_exitCode)
        ::kill(-m_pid, SIGKILL); // with what it started, as faketime does
    reap();
}

bool ChildProcess::isRunning() const
{
    return !endsWithin(0ms);
}

QByteArray ChildProcess::log() const
{
    QFile file(m_log.fileName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace support
