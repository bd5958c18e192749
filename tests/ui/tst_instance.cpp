#include <future>

#include <QDir>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/instance.h"

using namespace Qt::StringLiterals;

namespace {

/// Hands over as another program does: the first answers from its event loop meanwhile, within two seconds, or on a
/// busy machine another time.
bool handOver(const ui::Instance &instance, const ui::Options &options, int tries = 10)
{
    std::future<bool> result
        = std::async(std::launch::async, [&instance, &options] { return instance.handOver(options); });
    while (result.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
        QCoreApplication::processEvents();
    return result.get() || (tries > 1 && handOver(instance, options, tries - 1));
}

} // namespace

class tst_Instance : public QObject
{
    Q_OBJECT

private slots:
    void firstAndLater();
    void relativeFolder();
    void firstDoesNotListen();
    void anotherFolder();
    void noise();
};

void tst_Instance::firstAndLater()
{
    QTemporaryDir folder;
    ui::Instance first(folder.path());
    QVERIFY(first.isFirst());
    first.listen();
    std::vector<ui::Options> asked;
    connect(&first, &ui::Instance::asked, this, [&asked](const ui::Options &options) { asked.push_back(options); });
    const ui::Instance later(folder.path());
    QVERIFY(!later.isFirst());
    ui::Options options;
    options.target = u"quay.io/cilium/cilium:v1.16.1"_s;
    options.sample = true;
    QVERIFY(handOver(later, options));
    QTRY_VERIFY_WITH_TIMEOUT(!asked.empty(), 60000);
    QCOMPARE(asked.front().target, options.target);
    QVERIFY(asked.front().sample);
    asked.clear();
    QVERIFY(handOver(later, {}));
    QTRY_VERIFY_WITH_TIMEOUT(!asked.empty(), 60000);
    QVERIFY(asked.back().target.isEmpty());
}

void tst_Instance::relativeFolder()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"images/one"_s));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    ui::Instance first(folder.path());
    first.listen();
    QString target;
    connect(&first, &ui::Instance::asked, this, [&target](const ui::Options &options) { target = options.target; });
    const ui::Instance later(folder.path());
    ui::Options options;
    options.target = u"images/one"_s;
    QVERIFY(handOver(later, options));
    QVERIFY(QDir::setCurrent(before));
    QTRY_COMPARE_WITH_TIMEOUT(target, folder.filePath(u"images/one"_s), 60000);
}

void tst_Instance::firstDoesNotListen()
{
    QTemporaryDir folder;
    const ui::Instance first(folder.path());
    QVERIFY(first.isFirst());
    const ui::Instance later(folder.path());
    QVERIFY(!later.isFirst());
    QVERIFY(!handOver(later, {}, 1));
}

void tst_Instance::anotherFolder()
{
    QTemporaryDir folder;
    QTemporaryDir other;
    const ui::Instance first(folder.path());
    const ui::Instance second(other.path());
    QVERIFY(first.isFirst());
    QVERIFY(second.isFirst());
}

/// What is no message opens nothing, and the next one is heard.
void tst_Instance::noise()
{
    QTemporaryDir folder;
    ui::Instance first(folder.path());
    first.listen();
    QString target;
    connect(&first, &ui::Instance::asked, this, [&target](const ui::Options &options) { target = options.target; });
    QLocalSocket socket;
    socket.connectToServer(first.address());
    QVERIFY(socket.waitForConnected(60000));
    socket.write(QByteArray(1 << 20, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, 60000);
    const ui::Instance later(folder.path());
    ui::Options options;
    options.target = u"nginx"_s;
    QVERIFY(handOver(later, options));
    QTRY_COMPARE_WITH_TIMEOUT(target, u"nginx"_s, 60000);
}

QTEST_GUILESS_MAIN(tst_Instance)
#include "tst_instance.moc"
