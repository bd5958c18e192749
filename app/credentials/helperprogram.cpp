#include "app/credentials/helperprogram.h"

#include <utility>

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <csignal>

#include <unistd.h>
#endif

#include "app/base/json.h"
#include "app/base/redact.h"
#include "app/credentials/authfile.h"

namespace credentials {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds turn(50); ///< after which it is looked whether somebody asked to stop

/// Gives the process a group of its own, so that what it starts can be ended with it.
void begin(QProcess &process, const QString &file, const QString &command)
{
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([] { ::setsid(); });
#endif
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(file, {command});
}

void end(QProcess &process, [[maybe_unused]] qint64 id)
{
#ifdef Q_OS_UNIX
    if (id > 0)
        ::kill(-static_cast<pid_t>(id), SIGKILL);
#endif
    process.kill();
    process.waitForFinished();
}

} // namespace

HelperProgram::HelperProgram(QString file, Limits limits)
    : m_file(std::move(file))
    , m_limits(limits)
{ }

Result<HelperProgram> HelperProgram::find(const QString &name, const QString &path, Limits limits)
{
    if (!isHelperName(name))
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "%1 is no name of a credential helper"), {name.left(80)}});
    const QString program = u"docker-credential-%1"_s.arg(name);
    QStringList folders = path.split(QDir::listSeparator(), Qt::SkipEmptyParts);
    folders.removeIf([](const QString &folder) { return !QDir::isAbsolutePath(folder); });
    const QString file = folders.isEmpty() ? QString() : QStandardPaths::findExecutable(program, folders);
    if (file.isEmpty())
        return base::fail(ErrorKind::NotFound, program);
    return HelperProgram(file, limits);
}

Result<HelperProgram::Answer> HelperProgram::run(const QString &command, const QByteArray &input,
                                                 std::stop_token stop) const
{
    QProcess process;
    begin(process, m_file, command);
    if (!process.waitForStarted())
        return base::fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {m_file, process.errorString()}});
    const qint64 id = process.processId();
    process.write(input);
    process.closeWriteChannel();

    const QDeadlineTimer deadline(m_limits.deadline);
    QByteArray output;
    output.reserve(static_cast<qsizetype>(std::min<qint64>(m_limits.output, 64 * 1024))); // few copies to be wiped
    while (process.state() != QProcess::NotRunning) {
        if (!process.waitForReadyRead(static_cast<int>(turn.count())))
            process.waitForFinished(0);
        output += process.readAllStandardOutput();
        const bool isOver = deadline.hasExpired();
        const bool isTooMuch = output.size() > m_limits.output;
        if (!isOver && !isTooMuch && !stop.stop_requested())
            continue;
        end(process, id);
        const base::Secret wiped(std::move(output));
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        if (isTooMuch)
            return base::fail(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "%1: too much output"), {m_file}},
                              ErrorReason::TooLarge);
        return base::fail(ErrorKind::Timeout,
                          u"%1 did not answer within %2 s"_s.arg(m_file).arg(m_limits.deadline / milliseconds(1000)));
    }
    output += process.readAllStandardOutput();
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return Answer{code, base::Secret(std::move(output))};
}

Error HelperProgram::failure(const QString &command, const Answer &answer) const
{
    const QString words = base::redactedText(QString::fromUtf8(answer.output.expose()).trimmed());
    return base::failure(ErrorKind::Credentials,
                         words.isEmpty() ? u"%1 %2: exit code %3"_s.arg(m_file, command).arg(answer.exitCode) : words);
}

Result<std::optional<Credential>> HelperProgram::get(const QString &server, std::stop_token stop) const
{
    const Result<Answer> answer = run(u"get"_s, server.toUtf8() + '\n', std::move(stop));
    if (!answer)
        return base::fail(answer.error());
    if (answer->exitCode != 0 && answer->output.expose().toByteArray().trimmed() == helperHasNothing)
        return std::optional<Credential>();
    if (answer->exitCode != 0)
        return base::fail(failure(u"get"_s, *answer));
    const Result<base::Json> json = base::Json::parse(answer->output.expose());
    const base::Json *user = json ? json->find("Username"_L1) : nullptr;
    const base::Json *secret = json ? json->find("Secret"_L1) : nullptr;
    if (!user || !secret || !user->isString() || !secret->isString())
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "%1 get: no user and secret in its answer"), {m_file}});
    Credential found{*user->toString(), base::Secret(secret->toString()->toUtf8())};
    if (found.user.isEmpty() || found.password.isEmpty())
        return std::optional<Credential>();
    return std::optional(std::move(found));
}

Result<std::map<QString, QString>> HelperProgram::list(std::stop_token stop) const
{
    const Result<Answer> answer = run(u"list"_s, {}, std::move(stop));
    if (!answer)
        return base::fail(answer.error());
    if (answer->exitCode != 0)
        return base::fail(failure(u"list"_s, *answer));
    const Result<base::Json> json = base::Json::parse(answer->output.expose());
    if (!json || !json->isObject())
        return base::fail(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "%1 list: no JSON object"), {m_file}});
    std::map<QString, QString> users;
    for (const auto &[server, user] : json->members())
        users.insert_or_assign(server, user.toString().value_or(QString()));
    return users;
}

} // namespace credentials
