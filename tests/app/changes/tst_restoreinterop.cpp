#include <functional>
#include <memory>

#include <QTemporaryDir>
#include <QTest>

#include "app/changes/approvedrun.h"
#include "app/changes/reading.h"
#include "app/changes/restore.h"
#include "app/changes/runner.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/registry/layouts.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/interop.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Refusal = Restore::Refusal;

namespace {

/// Somebody else's registry that runs, and how a blob that nothing uses any more goes there.
struct Server
{
    std::shared_ptr<const void> running;
    QByteArray url;
    std::function<bool(const oci::Digest &blob)> collect;
};

Server distribution(bool remembersBlobs)
{
    support::DockerRegistrySettings settings;
    settings.program = support::interopProgram(u"distribution"_s);
    settings.deletes = true;
    settings.cachesBlobs = remembersBlobs;
    const auto registry = std::make_shared<support::DockerRegistry>(settings);
    if (!registry->isRunning())
        qFatal("%s", registry->log().constData());
    return {registry, registry->url(), [registry](const oci::Digest &) { return registry->collectGarbageBeside(); }};
}

/// It collects nothing, and lets everybody delete blobs.
Server ggcr()
{
    const quint16 port = support::freePort();
    const auto registry = std::make_shared<support::ChildProcess>(support::interopProgram(u"ggcr-registry"_s),
                                                                  QStringList{u"-port"_s, QString::number(port)});
    if (!registry->waitForPort(port))
        qFatal("%s", registry->log().constData());
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(port) + '/';
    const auto collect = [url](const oci::Digest &blob) {
        const QString address = QString::fromLatin1(url) + u"v2/team/app/blobs/"_s + blob.toString();
        support::ChildProcess curl(support::findProgram(u"curl"_s),
                                   {u"--silent"_s, u"--fail"_s, u"--request"_s, u"DELETE"_s, address});
        return curl.waitForEnd() == 0;
    };
    return {registry, url, collect};
}

} // namespace

/// Restores on other people's registries that delete by tag, those of them that are installed.
class TestRestoreInterop final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aBlobThatIsGone_data();
    void aBlobThatIsGone();
};

void TestRestoreInterop::initTestCase()
{
    QVERIFY2(!support::interopProgram(u"distribution"_s).isEmpty()
                 || !support::interopProgram(u"ggcr-registry"_s).isEmpty(),
             "tests/interop/install.sh installs what this tests against");
}

void TestRestoreInterop::aBlobThatIsGone_data()
{
    QTest::addColumn<std::function<Server()>>("begin");
    if (!support::interopProgram(u"distribution"_s).isEmpty()) {
        QTest::newRow("distribution 3") << std::function<Server()>([] { return distribution(false); });
        QTest::newRow("distribution 3 that remembers") << std::function<Server()>([] { return distribution(true); });
    }
    if (!support::interopProgram(u"ggcr-registry"_s).isEmpty())
        QTest::newRow("ggcr's registry") << std::function<Server()>(ggcr);
}

/// It comes back neither by a restore that is planned then, nor by one that was planned and begun before.
void TestRestoreInterop::aBlobThatIsGone()
{
    QFETCH(std::function<Server()>, begin);
    const Server server = begin();
    wire::Connection connection(wire::Settings{server.url});
    registry::Registry &registry = connection.registry();
    const oci::RepositoryName repository = wire::repository(u"team/app"_s);
    const oci::TagName v1 = wire::tag(u"v1"_s);
    const layouts::Image image = layouts::image("goes");
    VERIFY_OK(layouts::push(registry, repository, layouts::image("stays"), wire::tag(u"keep"_s)));
    VERIFY_OK(layouts::push(registry, repository, image, v1));

    const QTemporaryDir folder;
    const std::unique_ptr<Journal> journal = Journal::open(folder.filePath(u"journal.sqlite"_s)).value();
    const auto run = [&](qint64 id) { return Runner(*journal, registry, repository, {}).run(id, {}, {}); };
    platforms::GenericPlatform platform(registry);
    const platforms::Selection selection{{v1}};
    const Reading reading = readForPlan(platform, registry, repository, selection, {}, base::systemClock(), {}).value();
    const Plan plan = planDeletion(reading.graph, selection, PlanRules{reading.abilities});
    const qint64 deletion = beginRun(*journal, registry, repository, {}, plan, reading.graph, {}).value();
    QCOMPARE(run(deletion).count(StepState::Done), 2); // the tag, and the image

    const Restore early = planRestore(*journal, deletion, registry, repository, {}).value();
    QVERIFY(early.refused.empty());
    QCOMPARE(early.steps.size(), std::size_t(2));
    const qint64 begun = beginRestore(*journal, {}, early, registry, repository, {}).value();
    QVERIFY(server.collect(image.layerDigest()));

    const Restore late = planRestore(*journal, deletion, registry, repository, {}).value();
    QVERIFY(late.steps.empty());
    QCOMPARE(late.refused,
             std::vector<Refusal>({{Refusal::Kind::BlobGone, {}, image.digest(), image.layerDigest()},
                                   {Refusal::Kind::BlobGone, v1, image.digest(), image.layerDigest()}}));
    const RunReport report = run(begun);
    QCOMPARE(report.count(StepState::Skipped), 2);
    QCOMPARE(report.steps[0].cause.kind, StepCause::Kind::BlobGone);
    QCOMPARE(report.steps[0].cause.about, image.layerDigest().toString());
    QCOMPARE(wire::listTags(registry, repository).names, QStringList{u"keep"_s});
}

QTEST_GUILESS_MAIN(TestRestoreInterop)
#include "tst_restoreinterop.moc"
