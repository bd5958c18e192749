#include <algorithm>
#include <set>

#include <QTest>

#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace platforms;
using support::MemoryRegistry;

namespace {

const oci::RepositoryName repository = *oci::RepositoryName::parse(u"demo/app");

/// Keeps all that a listing hands over.
class Collected : public TagSink
{
public:
    void names(std::vector<oci::TagName> tags) override
    {
        for (const oci::TagName &tag : tags)
            order.push_back(tag.toString());
        onNames();
    }

    void namesEnd(const registry::ListingEnd &end) override { ended = end.complete; }

    void details(std::vector<TagDetails> batch) override
    {
        batches.push_back(batch.size());
        for (TagDetails &row : batch) {
            const QString name = row.tag.toString();
            QVERIFY2(!rows.contains(name), qPrintable(name + u" came twice"_s));
            detailOrder.push_back(name);
            rows.emplace(name, std::move(row));
        }
        onDetails();
    }

    void manifest(const oci::Manifest &manifest) override { manifests.insert(manifest.digest().toString()); }
    void missing(const oci::Digest &manifest) override { missingManifests.insert(manifest.toString()); }

    [[nodiscard]] const TagDetails &row(const QString &tag) const { return rows.at(tag); }

    std::optional<bool> ended; ///< all names are there, and complete
    std::vector<QString> order;
    std::vector<QString> detailOrder;
    std::vector<std::size_t> batches;
    std::map<QString, TagDetails> rows;
    std::set<QString> manifests;
    std::set<QString> missingManifests;
    std::function<void()> onNames = [] {};
    std::function<void()> onDetails = [] {};
};

oci::TagName name(const QString &text)
{
    return *oci::TagName::parse(text);
}

QStringList platformsOf(const TagDetails &row)
{
    QStringList texts;
    for (const oci::Platform &platform : row.platforms)
        texts.append(platform.toString());
    return texts;
}

std::size_t position(const std::vector<QString> &all, const QString &one)
{
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), one) - all.begin());
}

const Date may2024{*oci::parseRfc3339(u"2024-05-06T07:08:09Z"), DateKind::Created};

} // namespace

class TestTagListing : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_registry = std::make_unique<MemoryRegistry>();
        m_sink = std::make_unique<Collected>();
    }

    void anEmptyRepository()
    {
        QCOMPARE(list()->count, 0);
        QCOMPARE(m_sink->ended, true);
        QVERIFY(m_sink->batches.empty());
    }

    void oneImage()
    {
        m_registry->tag(u"v1"_s, m_registry->addImage(u"amd64"_s, {u"base"_s, u"app"_s}));
        QVERIFY(list());
        const TagDetails &row = m_sink->row(u"v1"_s);
        QCOMPARE(row.kind, TagKind::Image);
        QCOMPARE(row.mediaType, oci::MediaType::ociManifest());
        QCOMPARE(row.digest, oci::Digest::of(m_registry->manifests.at(u"v1"_s)));
        QCOMPARE(row.created, may2024);
        QCOMPARE(platformsOf(row), QStringList{u"linux/amd64"_s});
        const qint64 config = m_registry->blobs.begin()->second.size();
        QCOMPARE(row.size, (Size{2 * MemoryRegistry::layerSize + config, SizeKind::OnePlatform}));
        QVERIFY(!row.failure);
    }

    /// The yardstick of the listing bench: one page, and for each tag its manifest and its configuration.
    void aThousandTagsCostTwoThousandReads()
    {
        for (int i = 0; i < 1'000; ++i)
            m_registry->tag(u"v%1"_s.arg(i), m_registry->addImage(u"amd64"_s, {u"base"_s, u"app %1"_s.arg(i)}));
        m_registry->window = 100;
        QVERIFY(list());
        QCOMPARE(m_sink->order, m_registry->tagNames);
        QCOMPARE(m_sink->rows.size(), 1'000U);
        QCOMPARE(m_registry->asked.size(), 2'001U);
        QCOMPARE(m_registry->most, 100U);
        // A configuration goes out as soon as its manifest is in, before the manifests that are left.
        QVERIFY(position(m_registry->asked, u"v101"_s) > position(m_registry->asked, configOf(u"v0"_s)));
    }

    void equalDigestsAreReadOnce()
    {
        const oci::Digest amd64 = m_registry->addImage(u"amd64"_s, {u"base"_s, u"app"_s});
        const oci::Digest arm64 = m_registry->addImage(u"arm64"_s, {u"base arm"_s, u"app"_s});
        const oci::Digest index = m_registry->addManifest(MemoryRegistry::index(
            {MemoryRegistry::child(amd64, u"linux/amd64"_s), MemoryRegistry::child(arm64, u"linux/arm64"_s)}));
        const oci::Digest annotated = m_registry->addManifest(MemoryRegistry::index(
            {MemoryRegistry::child(amd64, u"linux/amd64"_s), MemoryRegistry::child(arm64, u"linux/arm64"_s)},
            ",\"annotations\":{\"a\":\"b\"}"));
        for (const char *tag : {"1", "1.2", "1.2.3", "latest"})
            m_registry->tag(QString::fromLatin1(tag), index);
        m_registry->tag(u"annotated"_s, annotated);
        m_registry->tag(u"1-amd64"_s, amd64);
        QVERIFY(list());
        for (const auto &[what, times] : m_registry->count)
            QVERIFY2(times == 1, qPrintable(what));
        // Six tags, arm64 (amd64 was read by its tag or as a child), one configuration for index and image.
        QVERIFY(m_registry->count.size() <= 6U + 2U + 1U);

        const TagDetails &row = m_sink->row(u"latest"_s);
        QCOMPARE(row.kind, TagKind::Index);
        QCOMPARE(platformsOf(row), (QStringList{u"linux/amd64"_s, u"linux/arm64"_s}));
        QCOMPARE(row.created, may2024);
        QCOMPARE(m_sink->row(u"1"_s).size, row.size);
        QCOMPARE(m_sink->row(u"annotated"_s).size, row.size);
    }

    void aTagsManifestServesAsAChild()
    {
        const oci::Digest amd64 = m_registry->addImage(u"amd64"_s, {u"base"_s});
        m_registry->tag(u"a"_s, amd64);
        m_registry->tag(
            u"b"_s, m_registry->addManifest(MemoryRegistry::index({MemoryRegistry::child(amd64, u"linux/amd64"_s)})));
        m_registry->window = 1;
        QVERIFY(list());
        QCOMPARE(m_registry->count.count(amd64.toString()), 0U);
        QCOMPARE(m_registry->asked.size(), 1U + 2U + 1U);
    }

    void aSumCountsEachBlobOnce()
    {
        const oci::Digest amd64 = m_registry->addImage(u"amd64"_s, {u"shared"_s, u"one"_s, u"one"_s});
        const oci::Digest arm64 = m_registry->addImage(u"arm64"_s, {u"shared"_s, u"two"_s});
        m_registry->tag(u"v1"_s,
                        m_registry->addManifest(MemoryRegistry::index({MemoryRegistry::child(amd64, u"linux/amd64"_s),
                                                                       MemoryRegistry::child(arm64, u"linux/arm64"_s),
                                                                       MemoryRegistry::child(arm64, u"linux/arm"_s)})));
        QVERIFY(list());
        qint64 configs = 0;
        for (const auto &[digest, bytes] : m_registry->blobs)
            configs += bytes.size();
        QCOMPARE(m_sink->row(u"v1"_s).size, (Size{3 * MemoryRegistry::layerSize + configs, SizeKind::SumOfPlatforms}));
        QCOMPARE(platformsOf(m_sink->row(u"v1"_s)).size(), 3);
    }

    void aBrokenIndexIsCountedNotFatal()
    {
        const oci::Digest gone = oci::Digest::of("gone");
        const oci::Digest arm64 = m_registry->addImage(u"arm64"_s, {u"base"_s}, u"2020-01-01T00:00:00Z"_s);
        m_registry->tag(
            u"broken"_s,
            m_registry->addManifest(MemoryRegistry::index(
                {MemoryRegistry::child(gone, u"linux/amd64"_s), MemoryRegistry::child(arm64, u"linux/arm64"_s)})));
        m_registry->tag(u"empty"_s,
                        m_registry->addManifest(MemoryRegistry::index(
                            {MemoryRegistry::child(oci::Digest::of("also gone"), u"linux/amd64"_s)})));
        QVERIFY(list());
        const TagDetails &row = m_sink->row(u"broken"_s);
        QCOMPARE(row.missingChildren, 1);
        QVERIFY(!row.failure);
        QCOMPARE(row.size.kind, SizeKind::SumOfPlatforms);
        QCOMPARE(row.created.when, *oci::parseRfc3339(u"2020-01-01T00:00:00Z"));
        QCOMPARE(platformsOf(row), (QStringList{u"linux/amd64"_s, u"linux/arm64"_s}));
        QCOMPARE(m_sink->row(u"empty"_s).missingChildren, 1);
        QCOMPARE(m_sink->row(u"empty"_s).created, Date());
    }

    void aChildThatCannotBeReadMakesTheSizeUnknown()
    {
        const oci::Digest child = m_registry->addImage(u"amd64"_s, {u"base"_s});
        m_registry->failures[child.toString()] = base::failure(ErrorKind::Timeout, u"slow"_s);
        m_registry->tag(
            u"v1"_s, m_registry->addManifest(MemoryRegistry::index({MemoryRegistry::child(child, u"linux/amd64"_s)})));
        QVERIFY(list());
        const TagDetails &row = m_sink->row(u"v1"_s);
        QCOMPARE(row.size, Size());
        QCOMPARE(row.failure->kind, ErrorKind::Timeout);
        QCOMPARE(row.missingChildren, 0);
        QCOMPARE(platformsOf(row), QStringList{u"linux/amd64"_s});
    }

    /// They are read for what the index holds, when all rows are there.
    void attestationsAndArtifactsAreNoPlatforms()
    {
        const oci::Digest amd64 = m_registry->addImage(u"amd64"_s, {u"base"_s});
        const QList<oci::Digest> attached{m_registry->addImage(u"unknown"_s, {u"in-toto"_s}),
                                          m_registry->addImage(u"unknown"_s, {u"sbom"_s}),
                                          oci::Digest::of("not there")};
        const QByteArray index = MemoryRegistry::index(
            {MemoryRegistry::child(attached[0], u"unknown/unknown"_s,
                                   ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}"),
             MemoryRegistry::child(amd64, u"linux/amd64"_s),
             MemoryRegistry::child(attached[1], u"unknown/unknown"_s, ",\"artifactType\":\"application/spdx+json\""),
             MemoryRegistry::child(attached[2], u"unknown/unknown"_s, ",\"artifactType\":\"application/spdx+json\"")});
        m_registry->tag(u"v1"_s, m_registry->addManifest(index));
        m_registry->tag(u"v2"_s, m_registry->addImage(u"arm64"_s, {u"other"_s}));
        m_registry->window = 1;
        QVERIFY(list());
        const TagDetails &row = m_sink->row(u"v1"_s);
        QCOMPARE(platformsOf(row), QStringList{u"linux/amd64"_s});
        QCOMPARE(row.size.bytes, m_sink->row(u"v2"_s).size.bytes);
        QCOMPARE(row.missingChildren, 0);
        QVERIFY(!row.failure);
        for (const oci::Digest &digest : attached) {
            QCOMPARE(m_registry->count[digest.toString()], 1);
            QVERIFY(position(m_registry->asked, digest.toString()) > position(m_registry->asked, u"v2"_s));
        }
        QCOMPARE(m_sink->manifests.size(), 5U); // the index, its platform, two attachments, the other image
        QCOMPARE(m_sink->missingManifests, std::set{attached[2].toString()});
    }

    void attestationsOfARegistryThatIsGoneAreGivenUp()
    {
        QByteArrayList children;
        for (int i = 0; i < 300; ++i) {
            const oci::Digest digest = oci::Digest::of(QByteArray::number(i));
            m_registry->failures[digest.toString()] = base::failure(ErrorKind::Network, u"gone"_s);
            children.append(MemoryRegistry::child(digest, u"unknown/unknown"_s));
            children.last().replace("\"size\":500", "\"size\":500,\"artifactType\":\"application/spdx+json\"");
        }
        m_registry->tag(u"v1"_s, m_registry->addManifest(MemoryRegistry::index(children)));
        QVERIFY(list());
        QVERIFY(!m_sink->row(u"v1"_s).failure);
        QVERIFY(m_registry->asked.size() < 200);
        QVERIFY(m_sink->missingManifests.empty());
    }

    void kinds_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<TagKind>("kind");
        const QString named = u"sha256-"_s + QString(u'1').repeated(64);
        const auto manifest
            = [](const QByteArray &configType, const QByteArray &layerType, const QByteArray &more = {}) {
                  const QByteArray digest = "\"digest\":\"sha256:" + QByteArray(64, '1') + "\",\"size\":2}";
                  return QByteArray("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\""
                                    + more + ",\"config\":{\"mediaType\":\"" + configType + "\"," + digest
                                    + ",\"layers\":[{\"mediaType\":\"" + layerType + "\"," + digest + "]}");
              };
        const QByteArray config("application/vnd.oci.image.config.v1+json");
        const QByteArray empty("application/vnd.oci.empty.v1+json");
        const QByteArray layer("application/vnd.oci.image.layer.v1.tar+gzip");
        QTest::newRow("image") << u"v1"_s << manifest(config, layer) << TagKind::Image;
        QTest::newRow("cosign, by name") << u"%1.sig"_s.arg(named) << manifest(config, "text/plain")
                                         << TagKind::Signature;
        QTest::newRow("cosign attestation")
            << u"%1.att"_s.arg(named) << manifest(config, "application/vnd.dsse.envelope.v1+json")
            << TagKind::Attestation;
        QTest::newRow("cosign sbom") << u"%1.sbom"_s.arg(named) << manifest(config, "text/spdx+json") << TagKind::Sbom;
        QTest::newRow("cosign under another name")
            << u"copy"_s << manifest(config, "application/vnd.dev.cosign.simplesigning.v1+json") << TagKind::Signature;
        QTest::newRow("notation") << u"n"_s
                                  << manifest("application/vnd.cncf.notary.signature", "application/jose+json")
                                  << TagKind::Signature;
        QTest::newRow("artifact type") << u"s"_s
                                       << manifest(empty, empty, ",\"artifactType\":\"application/spdx+json\"")
                                       << TagKind::Sbom;
        QTest::newRow("helm") << u"chart"_s << manifest("application/vnd.cncf.helm.config.v1+json", "application/tar")
                              << TagKind::Artifact;
        QTest::newRow("referrers tag") << named << MemoryRegistry::index({}) << TagKind::Referrers;
        QTest::newRow("image that is named like a referrers tag") << named << manifest(config, layer) << TagKind::Image;
        QTest::newRow("empty index") << u"v2"_s << MemoryRegistry::index({}) << TagKind::Index;
        QTest::newRow("schema 1")
            << u"old"_s
            << QByteArray("{\"schemaVersion\":1,\"name\":\"a\",\"tag\":\"b\",\"fsLayers\":[],\"history\":[]}")
            << TagKind::Schema1;
    }

    void kinds()
    {
        QFETCH(const QString, tag);
        QFETCH(const QByteArray, manifest);
        QFETCH(const TagKind, kind);
        m_registry->tag(tag, m_registry->addManifest(manifest));
        QVERIFY(list());
        const TagDetails &row = m_sink->row(tag);
        QCOMPARE(row.kind, kind);
        QVERIFY(row.digest);
        QVERIFY(row.mediaType);
        QVERIFY(kind == TagKind::Image || row.platforms.empty());
        QVERIFY(kind == TagKind::Image || !row.failure);
    }

    void aFailureStaysInItsRow()
    {
        m_registry->tag(u"good"_s, m_registry->addImage(u"amd64"_s, {u"base"_s}));
        m_registry->tag(u"gone"_s, m_registry->addImage(u"amd64"_s, {u"other"_s}));
        m_registry->failures[u"gone"_s] = base::failure(ErrorKind::NotFound, u"deleted meanwhile"_s);
        const oci::Digest noConfig = m_registry->addImage(u"arm64"_s, {u"third"_s});
        m_registry->tag(u"no-config"_s, noConfig);
        m_registry->failures[configOf(u"no-config"_s)] = base::failure(ErrorKind::DigestMismatch, u"other bytes"_s);
        QVERIFY(list());
        QVERIFY(!m_sink->row(u"good"_s).failure);
        QCOMPARE(m_sink->row(u"gone"_s).failure->kind, ErrorKind::NotFound);
        QCOMPARE(m_sink->row(u"gone"_s).kind, TagKind::NotYetKnown);
        const TagDetails &partly = m_sink->row(u"no-config"_s);
        QCOMPARE(partly.failure->kind, ErrorKind::DigestMismatch);
        QCOMPARE(partly.digest, noConfig);
        QCOMPARE(partly.size.kind, SizeKind::OnePlatform);
    }

    void aRegistryThatIsGoneEndsTheListing()
    {
        for (int i = 0; i < 1'000; ++i) {
            m_registry->tag(u"v%1"_s.arg(i), m_registry->addImage(u"amd64"_s, {u"app %1"_s.arg(i)}));
            m_registry->failures[u"v%1"_s.arg(i)] = base::failure(ErrorKind::Network, u"gone"_s);
        }
        const auto end = list();
        QVERIFY(!end);
        QCOMPARE(end.error().kind, ErrorKind::Network);
        QVERIFY(m_registry->asked.size() < 200);
        QCOMPARE(m_sink->rows.size(), 100U);
        QCOMPARE(m_sink->order.size(), 1'000U);
    }

    void aStopEndsTheListing()
    {
        for (int i = 0; i < 100; ++i)
            m_registry->tag(u"v%1"_s.arg(i), m_registry->addImage(u"amd64"_s, {u"app %1"_s.arg(i)}));
        std::stop_source stop;
        m_sink->onDetails = [&stop] { stop.request_stop(); };
        GenericPlatform platform(*m_registry, m_clock);
        m_clock.advance(std::chrono::seconds(1));
        m_sink->onNames = [this] { m_clock.advance(std::chrono::seconds(1)); };
        const auto end = platform.tags(repository, *m_sink, m_wish, stop.get_token());
        QVERIFY(!end);
        QVERIFY(end.error().isCancelled());
        QCOMPARE(m_sink->rows.size(), 1U);
        QCOMPARE(m_sink->ended, true); // the names were there
    }

    void theRowsOnTheScreenComeFirst()
    {
        fill(1'000);
        m_sink->onNames = [this] { m_wish.set({name(u"v900"_s), name(u"unknown"_s), name(u"v901"_s)}); };
        QVERIFY(list());
        const std::vector<QString> first(m_registry->asked.begin() + 1, m_registry->asked.begin() + 5);
        QCOMPARE(first, (std::vector<QString>{u"v900"_s, u"v901"_s, configOf(u"v900"_s), configOf(u"v901"_s)}));
    }

    /// Who scrolls in the middle of a listing has its rows next, and their configurations before all others'.
    void howeverLateTheUserScrolled()
    {
        fill(1'000);
        m_registry->window = 10;
        m_sink->onNames = [this] { m_clock.advance(std::chrono::seconds(1)); };
        std::size_t scrolledAt = 0;
        m_sink->onDetails = [&] {
            if (scrolledAt == 0) {
                m_wish.set({name(u"v997"_s), name(u"v998"_s)});
                scrolledAt = m_registry->asked.size();
            }
        };
        QVERIFY(list());
        for (const QString &tag : {u"v997"_s, u"v998"_s}) {
            QVERIFY(position(m_registry->asked, tag) - scrolledAt < 3);
            QVERIFY(position(m_registry->asked, configOf(tag)) - scrolledAt < 15);
        }
    }

    void aLaterWishReplacesAnEarlierOne()
    {
        fill(200);
        m_registry->window = 1;
        std::vector<oci::TagName> many;
        for (int i = 100; i < 150; ++i)
            many.push_back(name(u"v%1"_s.arg(i)));
        m_sink->onNames = [&] {
            m_clock.advance(std::chrono::seconds(1));
            m_wish.set(many);
        };
        m_registry->pageSize = 200;
        bool scrolled = false;
        GenericPlatform platform(*m_registry, m_clock);
        m_sink->onDetails = [&] { scrolled = true; };
        QVERIFY(platform.tags(repository, *m_sink, m_wish, {}));
        QVERIFY(scrolled);
        QVERIFY(position(m_registry->asked, u"v149"_s) < position(m_registry->asked, u"v0"_s));
        QVERIFY(position(m_registry->asked, u"v0"_s) < position(m_registry->asked, u"v150"_s));
    }

    /// A hundred pages of names are no reason to wait for the rows of the first.
    void visibleRowsDoNotWaitForTheLastPage()
    {
        fill(1'000);
        m_registry->pageSize = 100;
        bool wished = false;
        m_sink->onNames = [&] {
            if (!std::exchange(wished, true))
                m_wish.set({name(u"v7"_s), name(u"v999"_s)});
        };
        std::size_t namesAtFirstDetails = 0;
        m_sink->onDetails = [&] {
            if (namesAtFirstDetails == 0) {
                namesAtFirstDetails = m_sink->order.size();
                QCOMPARE(m_sink->detailOrder, std::vector<QString>{u"v7"_s});
            }
        };
        QVERIFY(list());
        QCOMPARE(namesAtFirstDetails, 100U);
        QCOMPARE(m_sink->rows.size(), 1'000U);
        QCOMPARE(m_registry->asked.size(), 10U + 2'000U);
    }

    void detailsComeInBatches()
    {
        fill(4'500);
        m_registry->pageSize = 5'000;
        QVERIFY(list());
        QCOMPARE(m_sink->batches, (std::vector<std::size_t>{2'000, 2'000, 500}));
    }

    void aBatchDoesNotWaitForMoreThanItsTime()
    {
        fill(10);
        m_registry->window = 1;
        m_sink->onDetails = [this] { m_clock.advance(std::chrono::milliseconds(60)); };
        m_sink->onNames = m_sink->onDetails;
        QVERIFY(list());
        QCOMPARE(m_sink->batches, std::vector<std::size_t>(10, 1));
    }

private:
    Result<registry::ListingEnd> list()
    {
        GenericPlatform platform(*m_registry, m_clock);
        return platform.tags(repository, *m_sink, m_wish, {});
    }

    void fill(int tags)
    {
        for (int i = 0; i < tags; ++i)
            m_registry->tag(u"v%1"_s.arg(i), m_registry->addImage(u"amd64"_s, {u"app %1"_s.arg(i)}, date(i)));
    }

    /// Different for each, so that each image has a configuration of its own.
    static QString date(int i) { return u"2024-05-06T07:08:09.%1Z"_s.arg(i, 6, 10, QLatin1Char('0')); }

    [[nodiscard]] QString configOf(const QString &tag) const
    {
        const auto manifest = oci::Manifest::parse(m_registry->manifests.at(tag), {});
        return manifest->image()->config.digest.toString();
    }

    std::unique_ptr<MemoryRegistry> m_registry;
    std::unique_ptr<Collected> m_sink;
    Wish m_wish;
    support::FakeClock m_clock;
};

QTEST_APPLESS_MAIN(TestTagListing)
#include "tst_taglisting.moc"
