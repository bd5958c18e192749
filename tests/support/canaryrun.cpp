// canaryrun PROGRAM [ARGUMENT …]: runs a test of the window in a home of its own and looks for the secrets that it
// typed: in that home while the test runs and after it, in temporary files, in what it prints, in the command lines and
// environments of what it starts. Its exit code is the test's, or 1 where a secret was found or a place was not
// readable.

#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "tests/support/canaryscan.h"

using namespace Qt::StringLiterals;
using support::CanaryScan;

namespace {

constexpr auto homes = "/canaryrun-";
constexpr qint64 shortestPause = 500; // ms

QProcessEnvironment environmentIn(const QTemporaryDir &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    static constexpr std::pair<const char *, const char *> folders[] = {{"XDG_CONFIG_HOME", "config"},
                                                                        {"XDG_DATA_HOME", "data"},
                                                                        {"XDG_CACHE_HOME", "cache"},
                                                                        {"XDG_RUNTIME_DIR", "runtime"},
                                                                        {"TMPDIR", "tmp"}};
    for (const auto &[variable, folder] : folders) {
        QDir(home.path()).mkpath(QString::fromLatin1(folder));
        environment.insert(QString::fromLatin1(variable), home.filePath(QString::fromLatin1(folder)));
    }
    QFile::setPermissions(home.filePath(u"runtime"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(u"PORTOLAN_KEEP_PROFILES"_s, u"1"_s);
    return environment;
}

/// Runs the test and looks meanwhile. Its exit code, or -1.
int run(QProcess &test, CanaryScan &scan, const QString &home, const QDateTime &begin)
{
    qint64 pause = shortestPause;
    QElapsedTimer sinceFolder;
    sinceFolder.start();
    while (!test.waitForFinished(20) && test.state() != QProcess::NotRunning) {
        scan.scanProcesses(test.processId());
        if (sinceFolder.elapsed() < pause)
            continue;
        sinceFolder.restart();
        scan.scanFolder(home, begin); // what is gone at the end
        pause = std::max(shortestPause, 10 * sinceFolder.elapsed()); // the test is to get on
    }
    const bool isOver = test.exitStatus() == QProcess::NormalExit && test.error() != QProcess::FailedToStart;
    return isOver ? test.exitCode() : -1; // a wait that timed out is an error, too
}

/// A secret by design, under a name of its own, shows that the scan sees.
bool sees(const QTemporaryDir &home)
{
    const QByteArray planted = support::makeCanary("planted");
    QFile file(home.filePath(u"data/fixture.db-wal"_s));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("SQLite" + QByteArray("x:" + planted).toBase64());
    file.close();
    CanaryScan scan({planted});
    scan.scanFolder(home.path());
    return scan.findings().size() == 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2)
        return 2;
    const QDateTime begin = QDateTime::currentDateTime();
    const QString temporary = QDir::tempPath();
    QTemporaryDir home(temporary + QString::fromLatin1(homes) + u"XXXXXX"_s);
    CanaryScan scan({CANARY});
    QProcess test;
    test.setProcessEnvironment(environmentIn(home));
    test.setProcessChannelMode(QProcess::MergedChannels);
    test.start(arguments.at(1), arguments.mid(2));
    const int code = run(test, scan, home.path(), begin);
    const QByteArray output = test.readAll();
    std::fwrite(output.constData(), 1, std::size_t(output.size()), stdout);
    scan.scan(u"output"_s, output);
    scan.scanFolder(home.path());
    scan.leaveOut(temporary + QString::fromLatin1(homes)); // of tests that run at the same time
    scan.scanFolder(temporary, begin);
    for (const QString &finding : scan.findings())
        std::printf("FAIL!  : a secret is left: %s\n", qPrintable(finding));
    const bool isSeeing = sees(home);
    if (!isSeeing)
        std::printf("FAIL!  : the scan does not see what was planted\n");
    std::printf("canaryrun: %d places, %d findings\n", scan.places(), int(scan.findings().size()));
    return code != 0 ? code : scan.findings().isEmpty() && isSeeing ? 0 : 1;
}
