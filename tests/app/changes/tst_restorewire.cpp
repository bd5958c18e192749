#include <algorithm>
#include <array>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "app/changes/approvedrun.h"
#include "app/changes/reading.h"
#include "app/changes/restore.h"
#include "app/changes/runner.h"
#include "app/http/source.h"
#include "app/platforms/generic/genericplatform.h"
#include "app/registry/referrersreader.h"
#include "tests/app/registry/wire.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/hastyclock.h"
#include "tests/support/manifests.h"
#include "tests/support/nginxserver.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Ending = RunReport::Ending;
using Refusal = Restore::Refusal;

namespace {

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

/// How Debian's docker-registry runs here.
struct Manner
{
    bool remembersBlobs = false; ///< as Debian's own configuration has it
    bool isBehindNginx = false; ///< which speaks HTTP/2
};

support::DockerRegistrySettings settingsFor(const Manner &manner)
{
    support::DockerRegistrySettings settings;
    settings.deletes = true;
    settings.cachesBlobs = manner.remembersBlobs;
    settings.logsRequests = true;
    return settings;
}

/// What the index @p raw lists, each entry as compact JSON.
QByteArrayList entriesOf(const QByteArray &raw)
{
    QByteArrayList entries;
    const QJsonArray all = QJsonDocument::fromJson(raw).object().value("manifests"_L1).toArray();
    for (const auto &entry : all)
        entries.append(QJsonDocument(entry.toObject()).toJson(QJsonDocument::Compact));
    return entries;
}

/// Debian's docker-registry, which has no referrers API, and runs on it.
class Server
{
public:
    explicit Server(const Manner &manner = {})
        : m_registry(settingsFor(manner))
        , m_nginx(manner.isBehindNginx ? inFront() : nullptr)
        , m_connection(m_nginx ? wire::Settings{m_nginx->url(), m_certificates.rootPem()}
                               : wire::Settings{m_registry.url()},
                       m_clock)
        , m_platform(m_connection.registry())
        , m_journal(Journal::open(m_folder.filePath(u"journal.sqlite"_s)).value())
    { }

    [[nodiscard]] bool isRunning() const { return m_registry.isRunning() && (!m_nginx || m_nginx->isRunning()); }
    [[nodiscard]] const support::DockerRegistry &registry() const { return m_registry; }
    /// What a HEAD says.
    [[nodiscard]] bool hasBlob(const oci::Digest &blob)
    {
        return m_connection->hasBlob(repository(), blob, {}).value_or(false);
    }

    /// An image under @p tag.
    oci::Manifest push(const QString &tag)
    {
        const QByteArray layer = "layer of " + tag.toLatin1();
        upload("{}");
        upload(layer);
        oci::Manifest image = support::imageManifest({{"{}", 2}, {layer, layer.size()}});
        put(wire::tag(tag), image);
        return image;
    }

    /// As ORAS does where there is no referrers API: artifacts, and an index of them under the subject's fallback tag.
    void attach(const oci::Digest &subject, const QByteArrayList &payloads)
    {
        std::vector<oci::Digest> artifacts;
        artifacts.reserve(static_cast<std::size_t>(payloads.size()));
        for (const QByteArray &payload : payloads) {
            upload(payload);
            const oci::Manifest artifact
                = support::artifactManifest({payload, payload.size()}, "application/spdx+json", subject);
            put(artifact.digest(), artifact);
            artifacts.push_back(artifact.digest());
        }
        put(registry::referrersTag(subject), support::indexManifest(artifacts));
    }

    /// What the program skopeo says of @p reference, such as `:v1`.
    [[nodiscard]] QByteArray raw(const QString &reference) const
    {
        const QString address = QString::fromLatin1(m_registry.address());
        support::ChildProcess skopeo(support::findProgram(u"skopeo"_s),
                                     {u"inspect"_s, u"--raw"_s, u"--tls-verify=false"_s,
                                      u"docker://%1/%2%3"_s.arg(address, repository().toString(), reference)});
        return skopeo.waitForEnd() == 0 ? skopeo.log() : QByteArray();
    }
    [[nodiscard]] QByteArray rawReferrers(const oci::Digest &subject) const
    {
        return raw(u':' + registry::referrersTag(subject).toString());
    }

    /// Sorted: this registry lists in the order of its disk.
    [[nodiscard]] QStringList tags()
    {
        QStringList names = wire::listTags(m_connection.registry(), repository()).names;
        names.sort();
        return names;
    }

    /// How many manifests the registry knows to point at @p subject, all of which are there.
    [[nodiscard]] qsizetype referrersOf(const oci::Digest &subject)
    {
        const Result<registry::Referrers> referrers = m_connection->referrers(repository(), subject, {}, {});
        if (!referrers || !referrers->fromTagSchema)
            return -1;
        return std::count_if(referrers->manifests.cbegin(), referrers->manifests.cend(), [this](const auto &referrer) {
            return m_connection->manifest(repository(), referrer.digest, {}).has_value();
        });
    }

    /// Deletes @p names with their images and returns the run.
    qint64 remove(const QStringList &names)
    {
        platforms::Selection selection;
        for (const QString &name : names)
            selection.tags.push_back(wire::tag(name));
        const Reading reading
            = readForPlan(m_platform, m_connection.registry(), repository(), selection, {}, m_clock, {}).value();
        const Plan plan = planDeletion(reading.graph, selection, PlanRules{reading.abilities});
        const qint64 id
            = beginRun(*m_journal, m_connection.registry(), repository(), {}, plan, reading.graph, {}).value();
        const RunReport report = run(id);
        if (report.ending != Ending::Finished || report.count(StepState::Done) != std::ssize(plan.steps))
            qFatal("the deletion failed");
        return id;
    }

    [[nodiscard]] Restore planned(qint64 id)
    {
        return planRestore(*m_journal, id, m_connection.registry(), repository(), {}).value();
    }

    /// An image that was deleted with two artifacts by the run, and that somebody has pushed again.
    struct Taken
    {
        oci::Digest image;
        qint64 run = 0;
        QByteArrayList entries; ///< of the fallback index
    };
    Taken taken()
    {
        push(u"keep"_s);
        const oci::Digest image = push(u"v1"_s).digest();
        attach(image, {"SBOM", "signature"});
        const QByteArrayList entries = entriesOf(rawReferrers(image));
        const qint64 run = remove({u"v1"_s});
        push(u"v1"_s);
        return {image, run, entries};
    }

    qint64 begin(const Restore &restore)
    {
        return beginRestore(*m_journal, {}, restore, m_connection.registry(), repository(), {}).value();
    }

    RunReport run(qint64 id)
    {
        return Runner(*m_journal, m_connection.registry(), repository(), {}, m_clock).run(id, {}, {});
    }

private:
    [[nodiscard]] std::unique_ptr<support::NginxServer> inFront()
    {
        support::NginxSettings settings;
        settings.tls = m_certificates.server();
        settings.http2 = true;
        settings.serverBlock = "client_max_body_size 0; location /v2/ { proxy_pass http://" + m_registry.address()
            + "; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https; }";
        return std::make_unique<support::NginxServer>(settings);
    }

    void upload(const QByteArray &bytes)
    {
        if (!m_connection->uploadBlob(repository(), oci::Digest::of(bytes), http::bytesSource(bytes), {}))
            qFatal("a blob was not taken");
    }

    void put(const oci::TagOrDigest &where, const oci::Manifest &manifest)
    {
        if (!m_connection->putManifest(repository(), where, manifest, {}))
            qFatal("a manifest was not taken");
    }

    QTemporaryDir m_folder;
    support::HastyClock m_clock;
    support::Certificates m_certificates;
    support::DockerRegistry m_registry;
    std::unique_ptr<support::NginxServer> m_nginx;
    wire::Connection m_connection;
    platforms::GenericPlatform m_platform;
    std::unique_ptr<Journal> m_journal;
};

} // namespace

/// Restores on a real registry that tells what belongs to an image by a tag, `sha256-…`: the fallback index of the
/// distribution specification.
class TestRestoreWire : public QObject
{
    Q_OBJECT

private slots:
    void fallbackIndexesComeBack();
    void aFallbackIndexThatWasWrittenMeanwhile();
    void aBlobThatWasCollected_data();
    void aBlobThatWasCollected();
    void aCollectionAfterThePlan_data();
    void aCollectionAfterThePlan();
    void aFallbackIndexThatIsWrittenAfterThePlan();
    void aFallbackIndexThatIsWrittenDuringTheRun();
    void aMergeIsTakenBack();
};

/// With two images go four artifacts and the two indexes of them; all of it comes back with the same bytes.
void TestRestoreWire::fallbackIndexesComeBack()
{
    Server server;
    QVERIFY(server.isRunning());
    server.push(u"keep"_s);
    QByteArrayList before;
    const std::array<oci::Digest, 2> images{server.push(u"v1"_s).digest(), server.push(u"v2"_s).digest()};
    for (const oci::Digest &image : images) {
        const QByteArray name = image.toString().toLatin1();
        server.attach(image, {"SBOM of " + name, "signature of " + name});
        QCOMPARE(server.referrersOf(image), 2);
        before += server.rawReferrers(image);
    }
    const QStringList tags = server.tags();
    QCOMPARE(tags.size(), 5);

    const qint64 run = server.remove({u"v1"_s, u"v2"_s});
    QCOMPARE(server.tags(), QStringList{u"keep"_s});
    for (const oci::Digest &image : images)
        QVERIFY(server.rawReferrers(image).isEmpty());

    const Restore restore = server.planned(run);
    QVERIFY(restore.refused.empty());
    const RunReport report = server.run(server.begin(restore));
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), std::ssize(restore.steps));
    QCOMPARE(server.tags(), tags);
    QByteArrayList after;
    for (const oci::Digest &image : images) {
        QCOMPARE(server.referrersOf(image), 2);
        after += server.rawReferrers(image);
    }
    QCOMPARE(after, before);
    QCOMPARE(oci::Digest::of(server.raw(u":v1"_s)), images[0]);
    QVERIFY(server.planned(run).steps.empty()); // nothing is left to put back
}

/// Somebody pushes the image again and attaches something else before the restore: it is planned to go beside theirs.
void TestRestoreWire::aFallbackIndexThatWasWrittenMeanwhile()
{
    Server server;
    QVERIFY(server.isRunning());
    const auto [image, run, ours] = server.taken();
    server.attach(image, {"another SBOM"});
    const QByteArrayList theirs = entriesOf(server.rawReferrers(image));

    const Restore restore = server.planned(run);
    QVERIFY(restore.refused.empty());
    QCOMPARE(restore.merges.size(), std::size_t(1));
    const RunReport report = server.run(server.begin(restore));
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), std::ssize(restore.steps));
    QCOMPARE(server.referrersOf(image), 3);
    QCOMPARE(entriesOf(server.rawReferrers(image)), theirs + ours);
    QVERIFY(server.planned(run).steps.empty()); // nothing is left to put back
}

/// And again, between the plan of the restore and its begin.
void TestRestoreWire::aFallbackIndexThatIsWrittenAfterThePlan()
{
    Server server;
    QVERIFY(server.isRunning());
    const auto [image, run, ours] = server.taken();
    server.attach(image, {"another SBOM"});
    const Restore restore = server.planned(run);
    server.attach(image, {"another SBOM", "a third"});
    const QByteArrayList theirs = entriesOf(server.rawReferrers(image));
    QCOMPARE(server.run(server.begin(restore)).count(StepState::Done), std::ssize(restore.steps));
    QCOMPARE(server.referrersOf(image), 4);
    QCOMPARE(entriesOf(server.rawReferrers(image)), theirs + ours);
}

/// And again, when the run has begun: theirs stays as it is, and the next restore finds it.
void TestRestoreWire::aFallbackIndexThatIsWrittenDuringTheRun()
{
    Server server;
    QVERIFY(server.isRunning());
    const auto [image, run, ours] = server.taken();
    server.attach(image, {"another SBOM"});
    const Restore restore = server.planned(run);
    const qint64 id = server.begin(restore);
    server.attach(image, {"another SBOM", "a third"});
    const QByteArray theirs = server.rawReferrers(image);
    const RunReport report = server.run(id);
    QCOMPARE(report.steps[restore.merges[0].step].state, StepState::Skipped);
    QCOMPARE(report.raced.size(), std::size_t(1));
    QCOMPARE(server.rawReferrers(image), theirs);

    const Restore again = server.planned(run);
    QCOMPARE(again.steps.size(), std::size_t(1)); // the artifacts are back
    QCOMPARE(server.run(server.begin(again)).count(StepState::Done), 1);
    QCOMPARE(entriesOf(server.rawReferrers(image)), entriesOf(theirs) + ours);
}

/// A merge is a change like others, and can be taken back.
void TestRestoreWire::aMergeIsTakenBack()
{
    Server server;
    QVERIFY(server.isRunning());
    const Server::Taken taken = server.taken();
    const oci::Digest &image = taken.image;
    server.attach(image, {"another SBOM"});
    const QByteArray theirs = server.rawReferrers(image);
    const qint64 merge = server.begin(server.planned(taken.run));
    QCOMPARE(server.run(merge).ending, Ending::Finished);
    QVERIFY(server.rawReferrers(image) != theirs);
    const Restore back = server.planned(merge);
    QVERIFY(back.merges.empty() && back.refused.empty());
    QCOMPARE(server.run(server.begin(back)).ending, Ending::Finished);
    QCOMPARE(server.rawReferrers(image), theirs);
}

void TestRestoreWire::aBlobThatWasCollected_data()
{
    QTest::addColumn<bool>("remembersBlobs");
    QTest::addColumn<bool>("isBehindNginx");
    QTest::newRow("the registry looks") << false << false;
    QTest::newRow("the registry remembers") << true << false;
    QTest::newRow("the registry remembers, behind nginx") << true << true;
}

/// A garbage collection beside the running registry takes the layer. Where the registry remembers its blobs it goes on
/// saying that it has it, and would take the manifest.
void TestRestoreWire::aBlobThatWasCollected()
{
    QFETCH(bool, remembersBlobs);
    QFETCH(bool, isBehindNginx);
    Server server({remembersBlobs, isBehindNginx});
    QVERIFY2(server.isRunning(), server.registry().log().constData());
    server.push(u"keep"_s);
    const QByteArray kept = server.raw(u":keep"_s);
    const oci::Manifest image = server.push(u"v1"_s);
    const oci::Digest layer = image.image()->layers.front().digest;
    const qint64 run = server.remove({u"v1"_s});
    QVERIFY(server.hasBlob(layer));
    QVERIFY(server.registry().collectGarbageBeside());
    QCOMPARE(server.hasBlob(layer), remembersBlobs);

    const QByteArrayList changes = server.registry().changes();
    QVERIFY(changes.contains("DELETE /v2/team/app/manifests/" + image.digest().toString().toLatin1()));
    const Restore restore = server.planned(run);
    QVERIFY(restore.steps.empty());
    QCOMPARE(restore.refused,
             std::vector<Refusal>({{Refusal::Kind::BlobGone, {}, image.digest(), layer},
                                   {Refusal::Kind::BlobGone, wire::tag(u"v1"_s), image.digest(), layer}}));
    QCOMPARE(server.registry().changes(), changes); // nothing was written
    QCOMPARE(server.tags(), QStringList{u"keep"_s});
    QCOMPARE(server.raw(u":keep"_s), kept);
}

void TestRestoreWire::aCollectionAfterThePlan_data()
{
    aBlobThatWasCollected_data();
}

/// A registry that remembers its blobs would accept the manifest, and nothing would come back. The run looks at the
/// blobs again right before, and sends nothing.
void TestRestoreWire::aCollectionAfterThePlan()
{
    QFETCH(bool, remembersBlobs);
    QFETCH(bool, isBehindNginx);
    Server server({remembersBlobs, isBehindNginx});
    QVERIFY(server.isRunning());
    server.push(u"keep"_s);
    const oci::Manifest image = server.push(u"v1"_s);
    const Restore restore = server.planned(server.remove({u"v1"_s}));
    QVERIFY(restore.refused.empty());
    QCOMPARE(restore.steps.size(), std::size_t(2)); // the image, and its tag
    const qint64 id = server.begin(restore);
    QVERIFY(server.registry().collectGarbageBeside());
    const QByteArrayList changes = server.registry().changes();
    const RunReport report = server.run(id);
    QCOMPARE(report.count(StepState::Skipped), 2);
    const QString gone = image.image()->layers.front().digest.toString();
    QCOMPARE(report.steps[0].cause.kind, StepCause::Kind::BlobGone);
    QCOMPARE(report.steps[0].cause.about, gone);
    QVERIFY(report.lost.empty());
    QCOMPARE(server.registry().changes(), changes); // nothing was written
    QCOMPARE(server.tags(), QStringList{u"keep"_s});
}

QTEST_GUILESS_MAIN(TestRestoreWire)
#include "tst_restorewire.moc"
