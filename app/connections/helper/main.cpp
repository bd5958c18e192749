#include <cstdio>

#include <QCoreApplication>
#include <QFile>
#include <QLockFile>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

#include "app/base/paths.h"
#include "app/connections/dockersignins.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestInput = 1024 * 1024;
constexpr int longestWait = 60 * 1000; ///< in milliseconds, for another one that stores or erases

/// No crash of this program leaves an image of its memory behind.
void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    constexpr rlimit none{1, 1}; // see ui/coredumps_linux.cpp
    ::setrlimit(RLIMIT_CORE, &none);
#endif
}

int say(QByteArrayView words, int exitCode)
{
    std::fwrite(words.data(), 1, static_cast<std::size_t>(words.size()), stdout);
    return std::fflush(stdout) == 0 ? exitCode : 1;
}

int answer(const QString &command)
{
    QFile standardInput;
    if (command != u"list" && !standardInput.open(stdin, QIODevice::ReadOnly))
        return say("the standard input cannot be read\n", 1);
    const base::Secret input(command == u"list" ? QByteArray() : standardInput.read(longestInput));

    const base::Paths paths = base::Paths::ofUser();
    if (!paths.prepare())
        return say("the folder of Portolan's settings cannot be made\n", 1);
    const QString index = paths.config + u"/docker-credentials.json"_s;
    QLockFile lock(index + u".lock"_s);
    const bool isChange = command == u"store" || command == u"erase";
    if (isChange && !lock.tryLock(longestWait))
        return say("another docker-credential-portolan is at work\n", 1);

    credentials::KeychainStore secrets(paths.config + u"/keychain.json"_s);
    credentials::KeychainStore own(index);
    connections::DockerSignIns signIns(connections::ConnectionFile(paths.config + u"/connections.json"_s), secrets,
                                       own);
    const connections::DockerSignIns::Reply reply = signIns.answer(command, input.expose(), {});
    return say(reply.output.expose(), reply.exitCode);
}

} // namespace

/// Gives docker, podman, skopeo and buildah the sign-ins of the connections that are chosen for it.
int main(int argc, char *argv[])
{
    forbidCoreDumps();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"portolan"_s); // whose settings they are
    const QStringList arguments = QCoreApplication::arguments();
    const QString command = arguments.size() == 2 ? arguments[1] : QString();
    if (command == u"version" || command == u"--version")
        return say("docker-credential-portolan " PORTOLAN_VERSION "\n", 0);
    if (QStringList{u"get"_s, u"store"_s, u"erase"_s, u"list"_s}.contains(command))
        return answer(command);
    return say("Usage: docker-credential-portolan <store|get|erase|list|version>\n", 1);
}
