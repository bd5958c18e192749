#include <QTest>

#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"

using namespace Qt::StringLiterals;
using namespace platforms;
using support::MemoryRegistry;

namespace {

const oci::RepositoryName repository = *oci::RepositoryName::parse(u"demo/app");

} // namespace

class TestImage : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_registry = std::make_unique<MemoryRegistry>(); }

    void aSingleImage()
    {
        const oci::Digest digest = m_registry->addImage(u"amd64"_s, {u"base"_s, u"app"_s});
        m_registry->tag(u"v1"_s, digest);
        const Result<Image> image = load(*oci::TagName::parse(u"v1"));
        QVERIFY(image);
        QCOMPARE(image->manifest.digest(), digest);
        QCOMPARE(image->platforms.size(), 1U);
        const PlatformImage &part = image->platforms.front();
        QCOMPARE(part.platform.toString(), u"linux/amd64"_s);
        QCOMPARE(part.descriptor.digest, digest);
        QCOMPARE(part.descriptor.size, image->manifest.size());
        QCOMPARE(part.layers.size(), 2U);
        QCOMPARE(part.layers[0].diffId, oci::Digest::of("base"));
        QCOMPARE(part.rawConfig, m_registry->blobs.begin()->second);
        QVERIFY(part.config);
        QVERIFY(!part.failure);
    }

    void anIndexWithAttestationsAndAMissingChild()
    {
        const oci::Digest amd64 = m_registry->addImage(u"amd64"_s, {u"base"_s});
        const oci::Digest gone = oci::Digest::of("gone");
        const oci::Digest attestation = oci::Digest::of("attestation");
        const oci::Digest index = m_registry->addManifest(MemoryRegistry::index(
            {MemoryRegistry::child(amd64, u"linux/amd64"_s), MemoryRegistry::child(gone, u"linux/arm64"_s),
             MemoryRegistry::child(attestation, u"unknown/unknown"_s,
                                   R"(,"annotations":{"vnd.docker.reference.type":"attestation-manifest"})"),
             MemoryRegistry::child(amd64, u"linux/amd64p32"_s)}));
        const Result<Image> image = load(index);
        QVERIFY(image);
        QCOMPARE(image->platforms.size(), 3U);
        QVERIFY(image->platforms[0].config);
        QCOMPARE(image->platforms[1].failure->kind, ErrorKind::NotFound);
        QCOMPARE(image->platforms[1].platform.toString(), u"linux/arm64"_s);
        // The index decides where an image runs, also where two entries share a manifest.
        QCOMPARE(image->platforms[2].platform.toString(), u"linux/amd64p32"_s);
        QCOMPARE(image->platforms[2].layers.size(), 1U);
        QCOMPARE(image->attestations.size(), 1U);
        QCOMPARE(image->attestations.front().digest, attestation);
        for (const auto &[what, times] : m_registry->count)
            QVERIFY2(times == 1, qPrintable(what));
        QCOMPARE(m_registry->count.count(attestation.toString()), 0U);
    }

    void allPartsAtOnce()
    {
        QList<QByteArray> children;
        for (int i = 0; i < 6; ++i)
            children.append(MemoryRegistry::child(m_registry->addImage(u"a%1"_s.arg(i), {u"base"_s}), u"linux/a"_s));
        QVERIFY(load(m_registry->addManifest(MemoryRegistry::index(children))));
        QCOMPARE(m_registry->most, 6U);
    }

    void withoutItsConfiguration()
    {
        const oci::Digest digest = m_registry->addImage(u"amd64"_s, {u"base"_s, u"app"_s});
        m_registry->blobs.begin()->second = "{";
        const Result<Image> image = load(digest);
        QVERIFY(image);
        const PlatformImage &part = image->platforms.front();
        QCOMPARE(part.failure->kind, ErrorKind::InvalidData);
        QCOMPARE(part.rawConfig, "{");
        QCOMPARE(part.layers.size(), 2U);
        QVERIFY(!part.layers[0].diffId);
    }

    void anArtifact()
    {
        const oci::Digest digest = m_registry->addManifest(
            R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"a/b",
                "config":{"mediaType":"application/vnd.oci.empty.v1+json","size":2,
                "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},
                "layers":[{"mediaType":"a/b","size":2,
                "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}]})");
        const Result<Image> image = load(digest);
        QVERIFY(image);
        QCOMPARE(image->platforms.size(), 1U);
        QCOMPARE(image->platforms.front().layers.size(), 1U);
        QVERIFY(!image->platforms.front().config);
        QCOMPARE(m_registry->count.size(), 1U);
    }

    void aFormatThatIsNotRead()
    {
        const oci::Digest digest
            = m_registry->addManifest(R"({"schemaVersion":1,"name":"a","tag":"b","fsLayers":[],"history":[]})");
        const Result<Image> image = load(digest);
        QVERIFY(image);
        QVERIFY(image->platforms.empty());
        QVERIFY(image->manifest.mediaType().isSchema1());
    }

    void referrersAreNotNeeded()
    {
        const oci::Digest digest = m_registry->addImage(u"amd64"_s, {u"base"_s});
        m_registry->referrersAnswer = base::fail(ErrorKind::Forbidden, u"not for you"_s);
        const Result<Image> image = load(digest);
        QVERIFY(image);
        QCOMPARE(image->referrersFailure->kind, ErrorKind::Forbidden);
        QVERIFY(image->platforms.front().config);

        m_registry->referrersAnswer = base::fail(base::cancelled());
        QVERIFY(load(digest).error().isCancelled());
    }

    void nothingThere() { QCOMPARE(load(oci::Digest::of("gone")).error().kind, ErrorKind::NotFound); }

private:
    Result<Image> load(const oci::TagOrDigest &reference)
    {
        return GenericPlatform(*m_registry).image(repository, reference, {});
    }

    std::unique_ptr<MemoryRegistry> m_registry;
};

QTEST_APPLESS_MAIN(TestImage)
#include "tst_image.moc"
