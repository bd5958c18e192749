#include <limits>

#include <QTest>

#include "app/oci/manifest.h"
#include "tests/app/oci/ocisamples.h"

using namespace Qt::StringLiterals;
using oci::Digest;
using oci::Manifest;
using oci::MediaType;

namespace {

std::optional<MediaType> typeOf(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(*MediaType::parse(text));
}

} // namespace

class tst_Manifest : public QObject
{
    Q_OBJECT

private slots:
    void readsImages_data();
    void readsImages();
    void readsIndexes_data();
    void readsIndexes();
    void agreesOnTheType_data();
    void agreesOnTheType();
    void namesWhatItDoesNotRead_data();
    void namesWhatItDoesNotRead();
    void checksTheDigest();
    void namesSignedSchema1ByItsPayload();
    void recognisesAttestations();
    void readsAllFields();
    void ignoresEmbeddedData();
    void addsSizesWithoutOverflow();
    void limitsTheSize();
};

void tst_Manifest::readsImages_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<qint64>("contentSize");
    QTest::addColumn<QString>("artifactType");
    QTest::addColumn<bool>("isImage");

    const auto row
        = [](const QString &file, const MediaType &type, qint64 size, const QString &artifact, bool isImage) {
              QTest::newRow(qPrintable(file)) << file << type.toString() << size << artifact << isImage;
          };
    const QString ociConfig = MediaType::ociConfig().toString();
    const QString dockerConfig = MediaType::dockerConfig().toString();
    row(u"oci/imagespec-manifest-1.json"_s, MediaType::ociManifest(), 7023 + 32654 + 16724 + 73109, ociConfig, true);
    row(u"oci/imagespec-manifest-3.json"_s, MediaType::ociManifest(), 4, u"application/vnd.example+type"_s, false);
    row(u"oci/imagespec-manifest-4.json"_s, MediaType::ociManifest(), 1236, u"application/vnd.example+type"_s, false);
    row(u"oci/imagespec-manifest-5.json"_s, MediaType::ociManifest(), 1357, u"application/vnd.example+type"_s, false);
    row(u"oci/docker-ubuntu.schema2.json"_s, MediaType::dockerManifest(), 3894 + 32102249 + 847 + 556 + 162,
        dockerConfig, true);
    row(u"oci/docker-manifest-v2-gitlab-fixture.json"_s, MediaType::dockerManifest(), 1145 + 2319870,
        u"application/octet-stream"_s, false);
    row(u"oci/buildkit-attestation.json"_s, MediaType::ociManifest(), 123 + 1234, ociConfig, true);
    row(u"images/gzip.manifest.json"_s, MediaType::ociManifest(), 452 + 4132, ociConfig, true);
    row(u"images/zstd.manifest.json"_s, MediaType::ociManifest(), 452 + 4314, ociConfig, true);
    row(u"images/estargz.manifest.json"_s, MediaType::ociManifest(), 452 + 4496, ociConfig, true);
    row(u"images/uncompressed.manifest.json"_s, MediaType::ociManifest(), 452 + 12800, ociConfig, true);
}

void tst_Manifest::readsImages()
{
    QFETCH(QString, file);
    QFETCH(QString, mediaType);
    QFETCH(qint64, contentSize);
    QFETCH(QString, artifactType);
    QFETCH(bool, isImage);

    const QByteArray raw = sample(file);
    const Result<Manifest> manifest = Manifest::parse(raw, {}, Digest::of(raw));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QCOMPARE(manifest->mediaType().toString(), mediaType);
    QCOMPARE(manifest->raw(), raw);
    QCOMPARE(manifest->size(), raw.size());
    QCOMPARE(manifest->digest(), Digest::of(raw));
    QVERIFY(manifest->image());
    QVERIFY(!manifest->index());
    QVERIFY(manifest->isRecognised());
    QCOMPARE(manifest->image()->contentSize(), contentSize);
    QCOMPARE(manifest->image()->effectiveArtifactType().toString(), artifactType);
    QCOMPARE(manifest->image()->isImage(), isImage);
}

void tst_Manifest::readsIndexes_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("platforms"); // empty text: none given

    QTest::newRow("image-spec 1") << u"oci/imagespec-image-index-1.json"_s
                                  << QStringList{u"linux/ppc64le"_s, u"linux/amd64"_s};
    QTest::newRow("image-spec 2") << u"oci/imagespec-image-index-2.json"_s << QStringList{u"linux/ppc64le"_s, u""_s};
    QTest::newRow("buildkit") << u"oci/buildkit-index.json"_s << QStringList{u"linux/amd64"_s, u"unknown/unknown"_s};
    for (const char *kind : {"gzip", "zstd", "estargz", "uncompressed"})
        QTest::newRow(kind) << QString(u"images/"_s + QLatin1StringView(kind) + u".index.json"_s)
                            << QStringList{u"linux/arm64"_s};
}

void tst_Manifest::readsIndexes()
{
    QFETCH(QString, file);
    QFETCH(QStringList, platforms);

    const Result<Manifest> manifest = Manifest::parse(sample(file), MediaType::ociIndex());
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QVERIFY(manifest->index());
    QVERIFY(!manifest->image());
    QStringList found;
    for (const oci::Descriptor &child : manifest->index()->manifests)
        found << (child.platform ? child.platform->toString() : QString());
    QCOMPARE(found, platforms);
}

namespace {

const QByteArray digestText = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

QByteArray descriptor(const QByteArray &mediaType, const QByteArray &size = "7")
{
    return R"({"mediaType":")" + mediaType + R"(","size":)" + size + R"(,"digest":")" + digestText + R"("})";
}

QByteArray imageBody(const QByteArray &mediaType = {})
{
    return R"({"schemaVersion":2,)"
        + (mediaType.isEmpty() ? QByteArray() : QByteArray(R"("mediaType":")" + mediaType + R"(",)")) + R"("config":)"
        + descriptor("application/vnd.oci.image.config.v1+json") + R"(,"layers":[]})";
}

QByteArray indexBody(const QByteArray &mediaType = {})
{
    return R"({"schemaVersion":2,)"
        + (mediaType.isEmpty() ? QByteArray() : QByteArray(R"("mediaType":")" + mediaType + R"(",)"))
        + R"("manifests":[]})";
}

constexpr auto ociManifest = "application/vnd.oci.image.manifest.v1+json";
constexpr auto ociIndex = "application/vnd.oci.image.index.v1+json";
constexpr auto dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
constexpr auto dockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

} // namespace

void tst_Manifest::agreesOnTheType_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("expected"); // empty: refused

    const auto row = [](const char *name, const QByteArray &raw, const char *header, const char *expected) {
        QTest::newRow(name) << raw << QString::fromLatin1(header) << QString::fromLatin1(expected);
    };
    row("both say image", imageBody(ociManifest), ociManifest, ociManifest);
    row("both say Docker image", imageBody(dockerManifest), dockerManifest, dockerManifest);
    row("both say index", indexBody(ociIndex), ociIndex, ociIndex);
    row("both say list", indexBody(dockerList), dockerList, dockerList);
    row("the body in upper case", imageBody(QByteArray(ociManifest).toUpper()), ociManifest, ociManifest);
    row("header only: image", imageBody(), ociManifest, ociManifest);
    row("header only: Docker image", imageBody(), dockerManifest, dockerManifest);
    row("header only: index", indexBody(), ociIndex, ociIndex);
    row("header only: list", indexBody(), dockerList, dockerList);
    row("body empty", imageBody().replace("{\"schema", "{\"mediaType\":\"\",\"schema"), ociManifest, ociManifest);
    row("body null", imageBody().replace("{\"schema", "{\"mediaType\":null,\"schema"), ociManifest, ociManifest);
    row("body only: image", imageBody(ociManifest), "", ociManifest);
    row("body only: list", indexBody(dockerList), "", dockerList);
    row("generic header json", imageBody(dockerManifest), "application/json", dockerManifest);
    row("generic header text", indexBody(ociIndex), "text/plain", ociIndex);
    row("generic header bytes", indexBody(ociIndex), "application/octet-stream", ociIndex);
    row("generic header of S3", indexBody(ociIndex), "binary/octet-stream", ociIndex);
    row("neither: image", imageBody(), "", ociManifest);
    row("neither: index", indexBody(), "", ociIndex);
    row("generic, nothing: image", imageBody(), "application/json", ociManifest);
    row("generic, nothing: index", indexBody(), "text/plain", ociIndex);

    row("sent as an index", imageBody(ociManifest), ociIndex, "");
    row("sent as an image", indexBody(ociIndex), ociManifest, "");
    row("sent as Docker's", imageBody(ociManifest), dockerManifest, "");
    row("sent as OCI's", indexBody(dockerList), ociIndex, "");
    row("sent as schema 1", imageBody(ociManifest), "application/vnd.docker.distribution.manifest.v1+json", "");
    row("sent as something else", imageBody(ociManifest), "application/vnd.example+json", "");
    row("calls itself something else", imageBody("application/vnd.example+json"), ociManifest, "");
    row("calls itself generic", imageBody("application/json"), ociManifest, "");
    row("calls itself nothing possible", imageBody("manifest"), ociManifest, "");
    row("an image by its fields, an index by the header", imageBody(), ociIndex, "");
    row("an index by its fields, an image by the header", indexBody(), ociManifest, "");
    row("an image by its fields, an index by its type", imageBody(ociIndex), "", "");
    row("an index by its fields, an image by its type", indexBody(ociManifest), "", "");
    row("sent as a web page", imageBody(), "text/html", "");
}

void tst_Manifest::agreesOnTheType()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, header);
    QFETCH(QString, expected);

    const Result<Manifest> manifest = Manifest::parse(raw, typeOf(header));
    QCOMPARE(manifest ? manifest->mediaType().toString() : QString(), expected);
    if (!manifest)
        QCOMPARE(manifest.error().kind, ErrorKind::InvalidData);
    else
        QVERIFY(manifest->isRecognised());
}

void tst_Manifest::namesWhatItDoesNotRead_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QByteArray &raw, const char *header, const char *expected) {
        QTest::newRow(name) << raw << QString::fromLatin1(header) << QString::fromLatin1(expected);
    };
    constexpr auto schema1 = "application/vnd.docker.distribution.manifest.v1+json";
    constexpr auto signedSchema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    const QByteArray simple = sample(u"oci/docker-simple.schema1.json"_s);
    row("signed schema 1", simple, signedSchema1, signedSchema1);
    row("signed schema 1, large", sample(u"oci/docker-ubuntu.schema1.json"_s), signedSchema1, signedSchema1);
    row("signed schema 1 without a header", simple, "", signedSchema1);
    row("signed schema 1 as JSON", simple, "application/json", signedSchema1);
    row("schema 1", R"({"schemaVersion":1,"name":"a","tag":"b","fsLayers":[]})", schema1, schema1);
    row("schema 1 without a header", R"({"schemaVersion":1,"name":"a","tag":"b","fsLayers":[]})", "", schema1);
    row("OCI's artifact manifest, withdrawn",
        R"({"mediaType":"application/vnd.oci.artifact.manifest.v1+json","blobs":[]})",
        "application/vnd.oci.artifact.manifest.v1+json", "application/vnd.oci.artifact.manifest.v1+json");
    row("a type to come", R"({"schemaVersion":3})", "application/vnd.oci.image.manifest.v2+json",
        "application/vnd.oci.image.manifest.v2+json");
    row("no JSON", QByteArray("\0\1\2", 3), "application/vnd.example", "application/vnd.example");
    row("not even an object", "[]", "application/vnd.example", "application/vnd.example");
    row("an empty object", "{}", "", "application/json");
    row("an unknown object", R"({"a":1})", "text/plain", "text/plain");
}

void tst_Manifest::namesWhatItDoesNotRead()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, header);
    QFETCH(QString, expected);

    const Result<Manifest> manifest = Manifest::parse(raw, typeOf(header));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QVERIFY(!manifest->isRecognised());
    QVERIFY(!manifest->image());
    QVERIFY(!manifest->index());
    QVERIFY(!manifest->subject());
    QCOMPARE(manifest->mediaType().toString(), expected);
    QCOMPARE(manifest->raw(), raw);
}

// T10 of the threat table: one wrong bit anywhere is seen, before anything is read.
void tst_Manifest::checksTheDigest()
{
    const QByteArray raw = sample(u"images/estargz.manifest.json"_s);
    const auto sha256 = *Digest::parse(u"sha256:2e75eb783d1a845ce3846d1a7da4453f825886aab5b3ad03afcec7730a208c4d");
    const Digest sha512 = Digest::of(raw, Digest::Algorithm::Sha512);
    QCOMPARE(Manifest::parse(raw, {}, sha256)->digest(), sha256);
    QCOMPARE(Manifest::parse(raw, {}, sha512)->digest(), sha512);
    for (qsizetype at = 0; at < raw.size(); ++at) {
        QByteArray damaged = raw;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        for (const Digest &expected : {sha256, sha512}) {
            const Result<Manifest> manifest = Manifest::parse(damaged, MediaType::ociManifest(), expected);
            QVERIFY(!manifest);
            QCOMPARE(manifest.error().kind, ErrorKind::DigestMismatch);
        }
    }
    QCOMPARE(Manifest::parse(raw.chopped(1), {}, sha256).error().kind, ErrorKind::DigestMismatch);
    QCOMPARE(Manifest::parse(raw + '\n', {}, sha256).error().kind, ErrorKind::DigestMismatch);
}

// As docker-registry 2.8 names it in Docker-Content-Digest.
void tst_Manifest::namesSignedSchema1ByItsPayload()
{
    const QByteArray raw = sample(u"oci/registry-signed.schema1.json"_s);
    const auto named = *Digest::parse(u"sha256:1e70365521fa4801934a5dc419afb5ca02c729206fd135e5b3c1b14cb6b3161a");
    const auto schema1 = *MediaType::parse(u"application/vnd.docker.distribution.manifest.v1+prettyjws");
    const Result<Manifest> manifest = Manifest::parse(raw, schema1, named);
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QVERIFY(!manifest->isRecognised());
    QCOMPARE(manifest->digest(), named);
    QCOMPARE(manifest->raw(), raw);

    // the signatures are not part of what is named, all before them is
    QVERIFY(Manifest::parse(QByteArray(raw).replace("ES256", "ES999"), schema1, named));
    QCOMPARE(Manifest::parse(QByteArray(raw).replace("arm64", "amd64"), schema1, named).error().kind,
             ErrorKind::DigestMismatch);
    QCOMPARE(Manifest::parse(QByteArray(raw).replace("eyJmb3JtYXRM", "!!!!!!!!!!!!"), schema1, named).error().kind,
             ErrorKind::DigestMismatch);

    // nor may a format that we read hide behind the payload of another document
    for (const QByteArray format : {R"({"schemaVersion":2,"manifests":[])", R"({"a":1)"}) {
        const QByteArray payload = QByteArray(format) + '}';
        const QByteArray header = QByteArray(R"({"formatLength":)" + QByteArray::number(qlonglong(format.size()))
                                             + R"(,"formatTail":"fQ"})");
        const QByteArray forged = format + R"(,"signatures":[{"protected":")"
            + header.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + R"("}]})";
        QVERIFY(Manifest::parse(forged, {}));
        for (const auto &type : {std::optional<MediaType>(), std::optional(MediaType::ociIndex()),
                                 std::optional(*MediaType::parse(u"application/vnd.example"))})
            QCOMPARE(Manifest::parse(forged, type, Digest::of(payload)).error().kind, ErrorKind::DigestMismatch);
    }
}

void tst_Manifest::recognisesAttestations()
{
    const Result<Manifest> manifest = Manifest::parse(sample(u"oci/buildkit-index.json"_s), {});
    QVERIFY(manifest);
    const auto &children = manifest->index()->manifests;
    QCOMPARE(children.size(), 2u);
    QVERIFY(!children[0].isAttestation());
    QVERIFY(!children[0].platform->isUnknown());
    QVERIFY(children[1].isAttestation());
    QVERIFY(children[1].platform->isUnknown());
}

void tst_Manifest::readsAllFields()
{
    const QByteArray raw
        = R"({"schemaVersion":2,"artifactType":"application/vnd.example.sbom","annotations":{"k":"v","K":"w"},)"
          R"("subject":)"
        + descriptor(ociManifest) + R"(,"manifests":[{"mediaType":")" + ociManifest + R"(","digest":")" + digestText
        + R"(","size":9223372036854775807,"urls":["https://a.example/b"],"annotations":{"x":null},)"
          R"("artifactType":"application/vnd.example.a","platform":{"os":"windows","architecture":"amd64",)"
          R"("os.version":"10.0.20348.2340","os.features":["win32k"],"variant":"v3","features":["sse4"]}}]})";
    const Result<Manifest> manifest = Manifest::parse(raw, MediaType::ociIndex());
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    const oci::ImageIndex &index = *manifest->index();
    QCOMPARE(index.artifactType->toString(), u"application/vnd.example.sbom"_s);
    QCOMPARE(index.annotations, (oci::Annotations{{u"k"_s, u"v"_s}, {u"K"_s, u"w"_s}}));
    QCOMPARE(manifest->subject()->size, 7);
    const oci::Descriptor &child = index.manifests.at(0);
    QCOMPARE(child.size, std::numeric_limits<qint64>::max());
    QCOMPARE(child.urls, QStringList{u"https://a.example/b"_s});
    QCOMPARE(child.annotations.at(u"x"_s), QString());
    QCOMPARE(child.artifactType->toString(), u"application/vnd.example.a"_s);
    QCOMPARE(child.platform->toString(), u"windows/amd64/v3 10.0.20348.2340"_s);
    QCOMPARE(child.platform->osFeatures, QStringList{u"win32k"_s});
}

void tst_Manifest::ignoresEmbeddedData()
{
    QByteArray raw = imageBody();
    raw.replace(R"("size":7)", R"("size":7,"data":{"not":["even","base64"]})");
    QVERIFY(Manifest::parse(raw, MediaType::ociManifest()));
}

void tst_Manifest::addsSizesWithoutOverflow()
{
    const QByteArray large = descriptor("application/vnd.oci.image.layer.v1.tar", "4611686018427387904"); // 2^62
    QByteArray raw = imageBody();
    raw.replace("[]", QByteArray('[' + large + ',' + large + ',' + large + ']'));
    const Result<Manifest> manifest = Manifest::parse(raw, MediaType::ociManifest());
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QCOMPARE(manifest->image()->contentSize(), std::numeric_limits<qint64>::max());
}

void tst_Manifest::limitsTheSize()
{
    QByteArray raw = imageBody();
    raw.append(oci::maxManifestSize - raw.size(), ' ');
    QVERIFY(Manifest::parse(raw, {}));
    raw.append(' ');
    const Result<Manifest> manifest = Manifest::parse(raw, {});
    QVERIFY(!manifest);
    QVERIFY(manifest.error().detail.contains(QString::number(oci::maxManifestSize)));
}

QTEST_APPLESS_MAIN(tst_Manifest)
#include "tst_manifest.moc"
