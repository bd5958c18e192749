#include <QTemporaryDir>
#include <QTest>

#include "app/changes/approvedrun.h"
#include "app/changes/elsewhere.h"
#include "app/changes/reading.h"
#include "app/changes/restore.h"
#include "app/changes/runner.h"
#include "app/http/source.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::NamedBlob;
using Refusal = Restore::Refusal;

namespace {

support::DockerRegistrySettings settings()
{
    support::DockerRegistrySettings settings;
    settings.deletes = true;
    settings.takesSchema1 = true;
    return settings;
}

/// Debian's docker-registry, and plans and runs of deletions on it.
class Server
{
public:
    Server()
        : m_registry(settings())
        , m_connection(wire::Settings{m_registry.url()})
        , m_platform(m_connection.registry())
        , m_journal(Journal::open(m_folder.filePath(u"journal.sqlite"_s)).value())
    { }

    [[nodiscard]] bool isRunning() const { return m_registry.isRunning(); }

    /// An image of @p layers.
    void push(const oci::RepositoryName &repository, const QString &tag, const QByteArrayList &layers)
    {
        QByteArrayList steps;
        QByteArrayList contents;
        for (const QByteArray &layer : layers) {
            contents.append('"' + oci::Digest::of(layer).toString().toLatin1() + '"');
            steps.append(R"({"created":"2026-01-01T00:00:00Z","created_by":"a step"})");
        }
        const QByteArray config
            = R"({"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","config":{},)"
              R"("rootfs":{"type":"layers","diff_ids":[)"
            + contents.join(',') + R"(]},"history":[)" + steps.join(',') + "]}";
        std::vector<NamedBlob> blobs{{config, config.size()}};
        for (const QByteArray &layer : layers)
            blobs.push_back({layer, layer.size()});
        for (const NamedBlob &blob : blobs) {
            const auto bytes = http::bytesSource(blob.name);
            if (!m_connection->uploadBlob(repository, oci::Digest::of(blob.name), bytes, {}))
                qFatal("a blob was not taken");
        }
        if (!m_connection->putManifest(repository, wire::tag(tag), support::imageManifest(blobs), {}))
            qFatal("a manifest was not taken");
    }

    /// Pushes the image of @p from as schema 1 under @p to, as skopeo does for old registries.
    [[nodiscard]] QByteArray pushAsSchema1(const QString &from, const QString &to) const
    {
        const QString address = u"docker://"_s + QString::fromLatin1(m_registry.address()) + u'/';
        support::ChildProcess skopeo(support::findProgram(u"skopeo"_s),
                                     {u"copy"_s, u"--insecure-policy"_s, u"--src-tls-verify=false"_s,
                                      u"--dest-tls-verify=false"_s, u"--format"_s, u"v2s1"_s, address + from,
                                      address + to});
        return skopeo.waitForEnd() == 0 ? QByteArray() : skopeo.log();
    }

    [[nodiscard]] Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const QString &tag)
    {
        return m_connection->manifest(repository, wire::tag(tag), {});
    }

    /// As somebody else does.
    void drop(const oci::RepositoryName &repository, const QString &tag)
    {
        const oci::Digest digest = manifest(repository, tag).value().digest();
        if (!m_connection->deleteManifest(repository, digest, {}))
            qFatal("a manifest was not deleted");
    }

    struct Run
    {
        Plan plan{};
        qint64 id = 0;
        RunReport report{};
    };

    /// Deletes @p tags with their images, all other repositories being known.
    [[nodiscard]] Run remove(const oci::RepositoryName &repository, const QStringList &tags)
    {
        platforms::Selection selection;
        for (const QString &tag : tags)
            selection.tags.push_back(wire::tag(tag));
        registry::Registry &registry = m_connection.registry();
        const Reading reading
            = readForPlan(m_platform, registry, repository, selection, {}, base::systemClock(), {}).value();
        const QSet<oci::Digest> elsewhere = readElsewhere(m_platform, registry, repository, {}, {}).value();
        PlanRules rules{reading.abilities, reading.protection};
        rules.elsewhere = &elsewhere;
        Run run{planDeletion(reading.graph, selection, rules)};
        run.id = beginRun(*m_journal, registry, repository, {}, run.plan, reading.graph, {}).value();
        run.report = Runner(*m_journal, registry, repository, {}).run(run.id, {}, {});
        return run;
    }

    [[nodiscard]] Restore planned(const oci::RepositoryName &repository, qint64 run)
    {
        return planRestore(*m_journal, run, m_connection.registry(), repository, {}).value();
    }
    RunReport restore(const oci::RepositoryName &repository, const Restore &restore)
    {
        const qint64 id = m_journal->begin({}, restore.steps, restore.manifests).value();
        return Runner(*m_journal, m_connection.registry(), repository, {}).run(id, {}, {});
    }

    /// What the garbage collection of the registry frees now, in bytes. It goes on with what is left.
    [[nodiscard]] qint64 collect()
    {
        const qint64 before = m_registry.storedBytes();
        if (!m_registry.collectGarbage())
            qFatal("the garbage collection failed");
        m_registry.restart(settings());
        return before - m_registry.storedBytes();
    }

private:
    QTemporaryDir m_folder;
    support::DockerRegistry m_registry;
    wire::Connection m_connection;
    platforms::GenericPlatform m_platform;
    std::unique_ptr<Journal> m_journal;
};

} // namespace

/// Docker's schema 1, as skopeo pushes it: it holds its layers and does not say how large they are, and a registry
/// stores it without the signatures that it makes for each answer.
class TestFreedSchema1 : public QObject
{
    Q_OBJECT

private slots:
    void equalsWhatIsCollected_data();
    void equalsWhatIsCollected();
    void comesBack();

private:
    /// In `team/app` an image under `v2`, the same as schema 1 under `v1`, and one that shares its base under `other`.
    void fill(Server &server) const;

    const oci::RepositoryName m_app = wire::repository(u"team/app"_s);
    const oci::RepositoryName m_tool = wire::repository(u"team/tool"_s);
    const QByteArray m_base = "base " + QByteArray(3'000, 'b');
    const QByteArray m_own = "own " + QByteArray(5'000, 'o');
};

void TestFreedSchema1::fill(Server &server) const
{
    server.push(m_app, u"v2"_s, {m_base, m_own});
    server.push(m_app, u"other"_s, {m_base, "another"});
    const QByteArray refused = server.pushAsSchema1(u"team/app:v2"_s, u"team/app:v1"_s);
    QVERIFY2(refused.isEmpty(), refused.constData());
    const Result<oci::Manifest> manifest = server.manifest(m_app, u"v1"_s);
    VERIFY_OK(manifest);
    QVERIFY(manifest->mediaType().isSchema1());
}

void TestFreedSchema1::equalsWhatIsCollected_data()
{
    QTest::addColumn<QStringList>("deleted");
    QTest::addColumn<bool>("sizesAreKnown"); // by an image of today with the same layers
    QTest::addColumn<bool>("isElsewhere");
    QTest::addColumn<qint64>("unmeasured");
    QTest::newRow("schema 1 stays and holds the layers") << QStringList{u"v2"_s} << true << false << qint64(0);
    QTest::newRow("schema 1 goes alone") << QStringList{u"v1"_s} << true << false << qint64(0);
    QTest::newRow("both go") << QStringList{u"v1"_s, u"v2"_s} << true << false << qint64(0);
    QTest::newRow("nobody knows the size") << QStringList{u"v1"_s} << false << false << qint64(1);
    QTest::newRow("another repository has it as schema 1")
        << QStringList{u"v1"_s, u"v2"_s} << true << true << qint64(0);
}

void TestFreedSchema1::equalsWhatIsCollected()
{
    QFETCH(QStringList, deleted);
    QFETCH(bool, sizesAreKnown);
    QFETCH(bool, isElsewhere);
    QFETCH(qint64, unmeasured);
    Server server;
    QVERIFY(server.isRunning());
    fill(server);
    if (isElsewhere) {
        const QByteArray refused = server.pushAsSchema1(u"team/app:v2"_s, u"team/tool:v1"_s);
        QVERIFY2(refused.isEmpty(), refused.constData());
    }
    if (!sizesAreKnown)
        server.drop(m_app, u"v2"_s);
    QVERIFY(server.collect() > 0 || sizesAreKnown); // no older garbage

    const Server::Run run = server.remove(m_app, deleted);
    QCOMPARE(run.report.ending, RunReport::Ending::Finished);
    QCOMPARE(run.report.count(StepState::Done), std::ssize(run.plan.steps));
    QCOMPARE(run.plan.items.size(), std::size_t(deleted.size()));
    QCOMPARE(run.plan.space.unknown, 0);
    QCOMPARE(run.plan.space.unmeasured, unmeasured);
    QVERIFY(run.plan.space.free > 0);
    QCOMPARE(run.plan.items.front().onlyHere<0, unmeasured> 0);
    QCOMPARE(server.collect(), run.plan.space.free + (unmeasured > 0 ? m_own.size() : 0));
}

/// As long as its layers are there, with the same digest.
void TestFreedSchema1::comesBack()
{
    Server server;
    QVERIFY(server.isRunning());
    fill(server);
    const oci::Digest before = server.manifest(m_app, u"v1"_s).value().digest();
    const Server::Run first = server.remove(m_app, QStringList{u"v1"_s});
    QVERIFY(!server.manifest(m_app, u"v1"_s));
    const Restore restore = server.planned(m_app, first.id);
    QVERIFY(restore.refused.empty());
    QCOMPARE(server.restore(m_app, restore).count(StepState::Done), std::ssize(restore.steps));
    QCOMPARE(server.manifest(m_app, u"v1"_s).value().digest(), before);

    const Server::Run second = server.remove(m_app, QStringList{u"v1"_s, u"v2"_s});
    QVERIFY(server.collect() > 0);
    const Restore none = server.planned(m_app, second.id);
    QVERIFY(none.steps.empty());
    const Refusal expected{Refusal::Kind::BlobGone, wire::tag(u"v1"_s), before, oci::Digest::of(m_own)};
    QVERIFY(std::find(none.refused.cbegin(), none.refused.cend(), expected) != none.refused.cend());
}

QTEST_GUILESS_MAIN(TestFreedSchema1)
#include "tst_freedschema1.moc"
