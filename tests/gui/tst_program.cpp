#include <csignal>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/childprocess.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(BINARY_DIR "/bin/portolan");

struct Outcome
{
    int exitCode = -1;
    QString output;
    QString errors;
};

/// Runs the program where there is no display at all.
Outcome runWithoutDisplay(const QStringList &arguments, const QStringList &environment = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s, u"LANG"_s, u"LC_ALL"_s})
        variables.remove(name);
    for (const QString &entry : environment)
        variables.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.start(program, arguments);
    if (!process.waitForFinished(60000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

/// The program itself, as the shell starts it.
class tst_Program : public QObject
{
    Q_OBJECT

private slots:
    void version();
    void help();
    void wrongUsage_data();
    void wrongUsage();
    void chineseHelp();
    void saysThatThereIsNoDisplay_data();
    void saysThatThereIsNoDisplay();
    void endsOnSignal_data();
    void endsOnSignal();
    void leavesNoCoreDump();
};

void tst_Program::version()
{
    const Outcome outcome = runWithoutDisplay({u"--version"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.startsWith(u"portolan "_s), qPrintable(outcome.output + outcome.errors));
}

void tst_Program::help()
{
    const Outcome outcome = runWithoutDisplay({u"--help"_s});
    QCOMPARE(outcome.exitCode, 0);
    for (const QString &word : {u"Usage"_s, u"--profile"_s, u"--sample"_s, u"REFERENCE"_s, u"FOLDER"_s})
        QVERIFY2(outcome.output.contains(word), qPrintable(word));
    QVERIFY(outcome.errors.isEmpty());
}

void tst_Program::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--no-such-option"_s};
    QTest::newRow("two addresses") << QStringList{u"nginx"_s, u"redis"_s};
    QTest::newRow("no profile") << QStringList{u"--profile="_s};
    QTest::newRow("unknown theme") << QStringList{u"--theme"_s, u"pink"_s};
}

void tst_Program::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = runWithoutDisplay(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.output.isEmpty());
    QVERIFY(outcome.errors.contains(u"portolan --help"_s));
}

void tst_Program::chineseHelp()
{
    const Outcome outcome = runWithoutDisplay({u"--help"_s}, {u"LANG=C.UTF-8"_s, u"LANGUAGE=zh_CN"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.contains(u"用法"_s), qPrintable(outcome.output));
}

void tst_Program::saysThatThereIsNoDisplay_data()
{
    QTest::addColumn<QStringList>("environment");
    QTest::newRow("none") << QStringList();
    QTest::newRow("X11, and nobody there") << QStringList{u"DISPLAY=:987654"_s};
    QTest::newRow("X11 with a screen, and nobody there") << QStringList{u"DISPLAY=unix:987654.0"_s};
    QTest::newRow("X11 by TCP, and nobody there") << QStringList{u"DISPLAY=localhost:59321.0"_s};
    QTest::newRow("Wayland, and nobody there") << QStringList{u"WAYLAND_DISPLAY=/nowhere/wayland-0"_s};
}

void tst_Program::saysThatThereIsNoDisplay()
{
    QFETCH(QStringList, environment);
    const QTemporaryDir profile;
    const QStringList arguments{u"--profile"_s, profile.path()};
    const Outcome outcome = runWithoutDisplay(arguments, environment);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.output.isEmpty());
    QVERIFY2(outcome.errors.contains(u"DISPLAY"_s) && outcome.errors.contains(u"portolan --help"_s),
             qPrintable(outcome.errors));
    QCOMPARE(outcome.errors.count(u'\n'), 2); // and nothing of Qt's
    const Outcome chinese
        = runWithoutDisplay(arguments, environment + QStringList{u"LANG=C.UTF-8"_s, u"LANGUAGE=zh_CN"_s});
    QVERIFY2(chinese.errors.contains(u"图形界面"_s), qPrintable(chinese.errors));
}

void tst_Program::endsOnSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

/// While requests are in flight that are never answered.
void tst_Program::endsOnSignal()
{
    QFETCH(int, number);
    support::ScriptedServer server;
    server.answer({"GET", "/", true}, support::Answer::silence());
    QTemporaryDir profile;
    support::ChildProcess process(program, {u"--profile"_s, profile.path(), QString::fromLatin1(server.url("/a/b"))},
                                  {u"QT_QPA_PLATFORM=offscreen"_s});
    QVERIFY2(server.waitForRequests(1), process.log().constData());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
    QCOMPARE(process.waitForEnd(), 0);
}

void tst_Program::leavesNoCoreDump()
{
    support::ScriptedServer server;
    server.answer({"GET", "/", true}, support::Answer::silence());
    QTemporaryDir profile;
    const support::ChildProcess process(program,
                                        {u"--profile"_s, profile.path(), QString::fromLatin1(server.url("/a/b"))},
                                        {u"QT_QPA_PLATFORM=offscreen"_s});
    QVERIFY2(server.waitForRequests(1), process.log().constData());
    QFile limits(u"/proc/%1/limits"_s.arg(process.processId()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray text = limits.readAll().simplified();
    QVERIFY2(text.contains("Max core file size 1 1 bytes"), text.constData());
}

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_program.moc"
