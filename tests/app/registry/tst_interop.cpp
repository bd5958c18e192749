#include <algorithm>

#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/registry/layouts.h"
#include "tests/app/registry/operations.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/interop.h"

using namespace Qt::StringLiterals;
using namespace support;

/// The same operations against other people's registries, those of them that are installed.
class TestInterop final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void operations_data();
    void operations();
    void clientsReadWhatWeWrite_data();
    void clientsReadWhatWeWrite();
    void weReadWhatOrasAttached_data();
    void weReadWhatOrasAttached();

private:
    const QString m_distribution = interopProgram(u"distribution"_s);
    const QString m_ggcr = interopProgram(u"ggcr-registry"_s);
};

void TestInterop::initTestCase()
{
    const QStringList all{u"distribution"_s, u"ggcr-registry"_s, u"crane"_s, u"regctl"_s, u"oras"_s};
    QVERIFY2(std::any_of(all.begin(), all.end(), [](const QString &name) { return !interopProgram(name).isEmpty(); }),
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
    if (!QTest::currentDataTag())
        return; // neither is installed
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

void TestInterop::clientsReadWhatWeWrite_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QStringList>("arguments"); // %1 is the registry's address
    const QString reference = u"%1/proof/app:v1"_s;
    const auto row = [](const QString &name, const QStringList &arguments) {
        if (const QString path = interopProgram(name); !path.isEmpty())
            QTest::newRow(qPrintable(name)) << path << arguments;
    };
    row(u"crane"_s, {u"manifest"_s, reference});
    row(u"regctl"_s,
        {u"--host"_s, u"reg=%1,tls=disabled"_s, u"manifest"_s, u"get"_s, u"--format"_s, u"raw-body"_s, reference});
    row(u"oras"_s, {u"manifest"_s, u"fetch"_s, u"--plain-http"_s, reference});
}

void TestInterop::clientsReadWhatWeWrite()
{
    if (!QTest::currentDataTag())
        return; // none of them is installed
    QFETCH(QString, client);
    QFETCH(QStringList, arguments);
    const DockerRegistry server;
    QVERIFY2(server.isRunning(), server.log().constData());
    wire::Connection connection({server.url()});
    const layouts::Image image = layouts::image("for others");
    VERIFY_OK(layouts::push(connection.registry(), wire::repository(u"proof/app"_s), image, wire::tag(u"v1"_s)));
    ChildProcess process(client, arguments.replaceInStrings(u"%1"_s, QString::fromLatin1(server.address())));
    QVERIFY2(process.waitForEnd() == 0, process.log().constData());
    QCOMPARE(process.log(), image.manifest.raw());
}

void TestInterop::weReadWhatOrasAttached_data()
{
    QTest::addColumn<QString>("oras");
    QTest::addColumn<QString>("registry");
    const QString oras = interopProgram(u"oras"_s);
    if (oras.isEmpty())
        return;
    QTest::newRow("docker-registry 2.8") << oras << QString();
    if (!m_distribution.isEmpty())
        QTest::newRow("distribution 3") << oras << m_distribution;
}

void TestInterop::weReadWhatOrasAttached()
{
    if (!QTest::currentDataTag())
        return; // it is not installed
    QFETCH(QString, oras);
    QFETCH(QString, registry);
    DockerRegistrySettings settings;
    settings.program = registry;
    const DockerRegistry server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    wire::Connection connection({server.url()});
    const oci::RepositoryName repository = wire::repository(u"proof/app"_s);
    const layouts::Image image = layouts::image("signed");
    VERIFY_OK(layouts::push(connection.registry(), repository, image, wire::tag(u"v1"_s)));
    QTemporaryDir folder;
    layouts::write(folder.filePath(u"sbom.json"_s), "{}");
    ChildProcess attach(oras,
                        {u"attach"_s, u"--plain-http"_s, u"--disable-path-validation"_s, u"--artifact-type"_s,
                         u"application/vnd.example.sbom"_s, QString::fromLatin1(server.address()) + u"/proof/app:v1"_s,
                         folder.filePath(u"sbom.json"_s) + u":application/json"_s});
    QVERIFY2(attach.waitForEnd() == 0, attach.log().constData());
    const auto found = connection->referrers(repository, image.digest(), u"application/vnd.example.sbom"_s, {});
    VERIFY_OK(found);
    QVERIFY(found->fromTagSchema && found->complete);
    QCOMPARE(found->manifests.size(), 1U);
    const auto referrer = connection->manifest(repository, found->manifests.front().digest, {});
    VERIFY_OK(referrer);
    QVERIFY(referrer->subject() && referrer->subject()->digest == image.digest());
}

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"
