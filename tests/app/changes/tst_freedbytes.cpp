#include <random>

#include <QTemporaryDir>
#include <QTest>

#include "app/changes/approvedrun.h"
#include "app/changes/elsewhere.h"
#include "app/changes/reading.h"
#include "app/changes/runner.h"
#include "app/http/source.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/longrun.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::NamedBlob;

namespace {

/// Debian's docker-registry with three repositories of images, indexes, signatures and attached artifacts that share
/// layers, within a repository and across. Everything in it has a tag, or is led to by something that has one.
class RandomRegistry
{
public:
    explicit RandomRegistry(std::mt19937 &random)
        : m_random(random)
        , m_server({{}, false, nullptr, true})
        , m_connection(wire::Settings{m_server.url()})
    {
        for (int i = 0; i < 12; ++i)
            m_layers.push_back({"layer " + QByteArray::number(i) + QByteArray(upTo(5000), 'x'), 0});
        for (NamedBlob &layer : m_layers)
            layer.size = layer.name.size();
        for (const QString &name : {u"team/app"_s, u"team/tool"_s, u"other"_s})
            fill(wire::repository(name));
    }

    [[nodiscard]] support::DockerRegistry &server() { return m_server; }
    [[nodiscard]] registry::Registry &registry() { return m_connection.registry(); }
    [[nodiscard]] int upTo(int most) { return std::uniform_int_distribution(1, most)(m_random); }

private:
    void fill(const oci::RepositoryName &repository)
    {
        for (int i = upTo(6) + 2; i > 0; --i) {
            const oci::Manifest image = pushImage(repository);
            putTags(repository, image);
            if (upTo(3) == 1)
                sign(repository, image);
            if (upTo(3) == 1)
                attach(repository, image);
        }
        for (int i = upTo(3); i > 0; --i) {
            std::vector<oci::Digest> children;
            for (int child = upTo(3); child > 0; --child) {
                const oci::Manifest image = pushImage(repository);
                put(repository, image.digest(), image);
                children.push_back(image.digest());
            }
            putTags(repository, support::indexManifest(children));
        }
    }

    /// Its blobs; few configs, so that images are met again in other repositories.
    oci::Manifest pushImage(const oci::RepositoryName &repository)
    {
        const QByteArray config
            = R"({"architecture":"amd64","os":"linux","number":)" + QByteArray::number(upTo(20)) + '}';
        std::vector<NamedBlob> blobs{{config, config.size()}};
        for (int i = upTo(4); i > 0; --i)
            blobs.push_back(m_layers[static_cast<std::size_t>(upTo(static_cast<int>(m_layers.size())) - 1)]);
        for (const NamedBlob &blob : blobs)
            upload(repository, blob.name);
        return support::imageManifest(blobs);
    }

    void putTags(const oci::RepositoryName &repository, const oci::Manifest &manifest)
    {
        for (int i = upTo(2); i > 0; --i)
            put(repository, wire::tag(u"v%1"_s.arg(++m_tags)), manifest);
    }

    [[nodiscard]] static oci::TagName fallbackTag(const oci::Digest &subject, const QString &suffix)
    {
        return wire::tag(subject.toString().replace(u':', u'-') + suffix);
    }

    /// As cosign does: an image of its own under a tag.
    void sign(const oci::RepositoryName &repository, const oci::Manifest &image)
    {
        const QByteArray signature = "signature of " + image.digest().toString().toLatin1();
        upload(repository, "{}");
        upload(repository, signature);
        put(repository, fallbackTag(image.digest(), u".sig"_s),
            support::imageManifest({{"{}", 2}, {signature, signature.size()}}));
    }

    /// As ORAS does where there is no referrers API: under the subject's fallback tag.
    void attach(const oci::RepositoryName &repository, const oci::Manifest &image)
    {
        const QByteArray sbom = "SBOM of " + image.digest().toString().toLatin1();
        upload(repository, "{}");
        upload(repository, sbom);
        const oci::Manifest artifact
            = support::artifactManifest({sbom, sbom.size()}, "application/spdx+json", image.digest());
        put(repository, artifact.digest(), artifact);
        put(repository, fallbackTag(image.digest(), {}), support::indexManifest({artifact.digest()}));
    }

    void upload(const oci::RepositoryName &repository, const QByteArray &bytes)
    {
        if (!m_connection->uploadBlob(repository, oci::Digest::of(bytes), http::bytesSource(bytes), {}))
            qFatal("a blob was not taken");
    }

    void put(const oci::RepositoryName &repository, const oci::TagOrDigest &where, const oci::Manifest &manifest)
    {
        if (!m_connection->putManifest(repository, where, manifest, {}))
            qFatal("a manifest was not taken");
    }

    std::mt19937 &m_random;
    support::DockerRegistry m_server;
    wire::Connection m_connection;
    std::vector<NamedBlob> m_layers;
    int m_tags = 0;
};

} // namespace

/// What a plan says that it frees, and what the garbage collection of a real registry frees after it.
class TestFreedBytes : public QObject
{
    Q_OBJECT

private slots:
    void equalWhatIsCollected_data();
    void equalWhatIsCollected();
    void somethingWasFreed();

private:
    qint64 m_freed = 0;
};

void TestFreedBytes::equalWhatIsCollected_data()
{
    QTest::addColumn<uint>("seed");
    std::mt19937 random = support::longRandom();
    for (int i = support::longShare(20); i > 0; --i) {
        const auto seed = static_cast<uint>(random());
        QTest::addRow("seed %u", seed) << seed;
    }
}

void TestFreedBytes::equalWhatIsCollected()
{
    QFETCH(uint, seed);
    std::mt19937 random(seed);
    RandomRegistry registry(random);
    QVERIFY2(registry.server().isRunning(), registry.server().log().constData());
    const oci::RepositoryName repository = wire::repository(u"team/app"_s);
    platforms::GenericPlatform platform(registry.registry());

    platforms::Selection selection;
    for (const QString &name : wire::listTags(registry.registry(), repository).names) {
        if (registry.upTo(2) == 1)
            selection.tags.push_back(wire::tag(name));
    }
    const Result<Reading> reading
        = readForPlan(platform, registry.registry(), repository, selection, {}, base::systemClock(), {});
    QVERIFY(reading);
    const Result<QSet<oci::Digest>> elsewhere = readElsewhere(platform, registry.registry(), repository, {}, {});
    QVERIFY2(elsewhere, elsewhere ? "" : qPrintable(elsewhere.error().detail));
    PlanRules rules{reading->abilities, reading->protection};
    rules.elsewhere = &*elsewhere;
    rules.otherTags = registry.upTo(2) == 1 ? OtherTags::Keep : OtherTags::DeleteToo;
    const Plan plan = planDeletion(reading->graph, selection, rules);
    QCOMPARE(plan.space.unknown, 0);

    const QTemporaryDir folder;
    const auto journal = Journal::open(folder.filePath(u"journal.sqlite"_s));
    QVERIFY(journal);
    const Result<qint64> run = beginRun(**journal, registry.registry(), repository, {}, plan, reading->graph, {});
    QVERIFY(run);
    const RunReport report = Runner(**journal, registry.registry(), repository, {}).run(*run, {}, {});
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    QCOMPARE(report.count(StepState::Done), static_cast<qint64>(plan.steps.size()));
    QVERIFY(report.lost.empty());

    const qint64 before = registry.server().storedBytes();
    QVERIFY(registry.server().collectGarbage());
    QCOMPARE(before - registry.server().storedBytes(), plan.space.free);
    m_freed += plan.space.free;
}

void TestFreedBytes::somethingWasFreed()
{
    QVERIFY(m_freed > 0);
}

QTEST_GUILESS_MAIN(TestFreedBytes)
#include "tst_freedbytes.moc"
