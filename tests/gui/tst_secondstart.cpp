#include <csignal>

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/childprocess.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The program over a profile that several of them share.
class Program final
{
public:
    Program(const QTemporaryDir &profile, const QStringList &arguments)
        : process(QStringLiteral(BINARY_DIR "/bin/portolan"), QStringList{u"--profile"_s, profile.path()} + arguments,
                  {u"QT_QPA_PLATFORM=offscreen"_s})
    { }

    void send(int signal) { ::kill(static_cast<pid_t>(process.processId()), signal); }

    support::ChildProcess process;
};

/// A registry whose repositories nobody gets to see: that somebody asked for them is enough.
class Registry final
{
public:
    Registry() { server.answer({"GET", "/", true}, support::Answer::silence()); }

    [[nodiscard]] QString address(const QByteArray &repository) const
    {
        return QString::fromLatin1(server.url(QByteArray("/" + repository)));
    }
    [[nodiscard]] bool waitFor(int requests) { return server.waitForRequests(requests); }

    support::ScriptedServer server;
};

/// Whether one that runs does what another is started for. It has two seconds to say so: on a busy machine several try.
bool isHandedOver(const QTemporaryDir &profile)
{
    for (int tries = 0; tries < 5; ++tries) {
        Registry registry;
        Program started(profile, {registry.address("e/f")});
        if (registry.waitFor(1) && started.process.waitForEnd(20s) == 0)
            return true; // it is gone, so somebody else asked for them
    }
    return false;
}

} // namespace

/// Several starts with one profile.
class tst_SecondStart : public QObject
{
    Q_OBJECT

private slots:
    void handsOver();
    void afterACrash();
    void firstHangs();
    void otherProfile();
};

void tst_SecondStart::handsOver()
{
    Registry before;
    QTemporaryDir profile;
    Program first(profile, {before.address("a/b")});
    QVERIFY2(before.waitFor(1), first.process.log().constData());
    QVERIFY2(isHandedOver(profile), first.process.log().constData());
    QVERIFY(first.process.isRunning());
    first.send(SIGTERM);
    QCOMPARE(first.process.waitForEnd(), 0);
}

void tst_SecondStart::afterACrash()
{
    Registry before;
    Registry later;
    QTemporaryDir profile;
    Program first(profile, {before.address("a/b")});
    QVERIFY2(before.waitFor(1), first.process.log().constData());
    first.process.kill();
    Program second(profile, {later.address("c/d")});
    QVERIFY2(later.waitFor(1), second.process.log().constData());
    QVERIFY(second.process.isRunning());
    QVERIFY2(isHandedOver(profile), second.process.log().constData()); // it has taken the place of the first
}

void tst_SecondStart::firstHangs()
{
    Registry before;
    Registry later;
    QTemporaryDir profile;
    Program first(profile, {before.address("a/b")});
    QVERIFY2(before.waitFor(1), first.process.log().constData());
    first.send(SIGSTOP);
    Program second(profile, {later.address("c/d")});
    QVERIFY2(later.waitFor(1), second.process.log().constData()); // with a window of its own
    QVERIFY(second.process.isRunning());
    first.send(SIGCONT);
}

void tst_SecondStart::otherProfile()
{
    Registry before;
    Registry later;
    QTemporaryDir profile;
    QTemporaryDir other;
    Program first(profile, {before.address("a/b")});
    QVERIFY2(before.waitFor(1), first.process.log().constData());
    Program second(other, {later.address("c/d")});
    QVERIFY2(later.waitFor(1), second.process.log().constData());
    QVERIFY(second.process.isRunning());
}

QTEST_GUILESS_MAIN(tst_SecondStart)
#include "tst_secondstart.moc"
