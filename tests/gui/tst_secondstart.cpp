#include <csignal>

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/childprocess.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;

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
    Registry later;
    QTemporaryDir profile;
    Program first(profile, {before.address("a/b")});
    QVERIFY2(before.waitFor(1), first.process.log().constData());
    Program second(profile, {later.address("c/d")});
    QCOMPARE(second.process.waitForEnd(), 0);
    QVERIFY2(later.waitFor(1), first.process.log().constData()); // by the first, since the second is gone
    QVERIFY(first.process.isRunning());
    first.send(SIGTERM);
    QCOMPARE(first.process.waitForEnd(), 0);
}

void tst_SecondStart::afterACrash()
{
    Registry before;
    Registry later;
    Registry last;
    QTemporaryDir profile;
    Program first(profile, {before.address("a/b")});
    QVERIFY2(before.waitFor(1), first.process.log().constData());
    first.process.kill();
    Program second(profile, {later.address("c/d")});
    QVERIFY2(later.waitFor(1), second.process.log().constData());
    QVERIFY(second.process.isRunning());
    Program third(profile, {last.address("e/f")}); // the second has taken the place of the first
    QCOMPARE(third.process.waitForEnd(), 0);
    QVERIFY2(last.waitFor(1), second.process.log().constData());
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
