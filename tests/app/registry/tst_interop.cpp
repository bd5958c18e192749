#include <QtTest>

#include "tests/app/registry/operations.h"
#include "tests/support/dockerregistry.h"

using namespace Qt::StringLiterals;
using namespace support;

namespace {

/// A program of tests/interop/install.sh; empty where it is not installed.
QString program(const QString &name)
{
    const QString path = qEnvironmentVariable("PORTOLAN_INTEROP_BIN") + u'/' + name;
    return QFileInfo(path).isExecutable() ? path : QString();
}

} // namespace

/// The same operations against other people's registries, those of them that are installed.
class TestInterop final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void operations_data();
    void operations();

private:
    const QString m_distribution = program(u"distribution"_s);
    const QString m_ggcr = program(u"ggcr-registry"_s);
};

void TestInterop::initTestCase()
{
    QVERIFY2(!m_distribution.isEmpty() || !m_ggcr.isEmpty(),
             "tests/interop/install.sh installs what this tests against");
}

void TestInterop::operations_data()
{
    QTest::addColumn<bool>("distribution");
    QTest::addColumn<bool>("deletes");
    if (!m_distribution.isEmpty()) {
        QTest::newRow("distribution 3, delete on") << true << true;
        QTest::newRow("distribution 3, delete off") << true << false;
    }
    if (!m_ggcr.isEmpty())
        QTest::newRow("ggcr's registry") << false << true;
}

void TestInterop::operations()
{
    QFETCH(bool, distribution);
    QFETCH(bool, deletes);
    operations::Server server;
    server.deletes = deletes;
    if (distribution) {
        DockerRegistrySettings settings;
        settings.program = m_distribution;
        settings.deletes = deletes;
        const DockerRegistry registry(settings);
        QVERIFY2(registry.isRunning(), registry.log().constData());
        server.url = registry.url();
        operations::prove(server);
        return;
    }
    const quint16 port = freePort();
    ChildProcess registry(m_ggcr, {u"-port"_s, QString::number(port)});
    QVERIFY2(registry.waitForPort(port), registry.log().constData());
    server.url = "http://127.0.0.1:" + QByteArray::number(port) + '/';
    server.mounts = false;
    server.checksBlobs = false;
    operations::prove(server);
}

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"
