#include <QTest>

#include "app/oci/manifest.h"

using namespace Qt::StringLiterals;
using oci::Manifest;
using oci::MediaType;

namespace {

const QByteArray digestText = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// An image with one layer and an index with one child, which the rows below spoil in one place each.
const QByteArray goodImage
    = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",)"
      R"("config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":11,"digest":"DIGEST"},)"
      R"("layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":22,"digest":"DIGEST"}]})";
const QByteArray goodIndex
    = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",)"
      R"("manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":33,"digest":"DIGEST",)"
      R"("platform":{"os":"linux","architecture":"amd64"}}]})";

} // namespace

/// T12 and T14 of the threat table: documents that two readers could take differently, and numbers that lie.
class tst_HostileManifest : public QObject
{
    Q_OBJECT

private slots:
    void takesTheGoodOnes();
    void refuses_data();
    void refuses();
    void limitsTheChildren();
    void survivesEveryCut();
    void survivesLargeDocuments();
};

void tst_HostileManifest::takesTheGoodOnes()
{
    QVERIFY(Manifest::parse(QByteArray(goodImage).replace("DIGEST", digestText), {})->image());
    QVERIFY(Manifest::parse(QByteArray(goodIndex).replace("DIGEST", digestText), {})->index());
}

void tst_HostileManifest::refuses_data()
{
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QByteArray>("spoiled");

    const auto image = [](const char *name, const QByteArray &piece, const QByteArray &spoiled) {
        QTest::addRow("image: %s", name) << goodImage << piece << spoiled;
    };
    const auto index = [](const char *name, const QByteArray &piece, const QByteArray &spoiled) {
        QTest::addRow("index: %s", name) << goodIndex << piece << spoiled;
    };
    const auto both = [&](const char *name, const QByteArray &piece, const QByteArray &spoiled) {
        image(name, piece, spoiled);
        index(name, piece, spoiled);
    };

    // two formats in one document
    image("an index as well", R"("layers":)", R"("manifests":[],"layers":)");
    image("an index as well, null", R"("layers":)", R"("manifests":null,"layers":)");
    image("an index as well, of the wrong type", R"("layers":)", R"("manifests":"","layers":)");
    image("an index as well, in another case", R"("layers":)", R"("Manifests":[],"layers":)");
    image("an index as well, escaped", R"("layers":)", R"("\u006danifests":[],"layers":)");
    image("schema 1 as well", R"("layers":)", R"("fsLayers":[],"layers":)");
    image("schema 1 as well, in another case", R"("layers":)", R"("FSLayers":[],"layers":)");
    index("an image as well", R"("manifests":)", R"("layers":[],"manifests":)");
    index("an image as well, null", R"("manifests":)", R"("layers":null,"manifests":)");
    index("an image's config as well", R"("manifests":)", R"("config":{},"manifests":)");
    index("an image as well, in another case", R"("manifests":)", R"("LAYERS":[],"manifests":)");
    index("schema 1 as well", R"("manifests":)", R"("fsLayers":[],"manifests":)");

    // keys that stand twice
    image("layers twice", R"("layers":)", R"("layers":[],"layers":)");
    image("layers twice, once escaped", R"("layers":)", R"("l\u0061yers":[],"layers":)");
    image("config twice", R"("config":)", R"("config":{},"config":)");
    image("a layer's digest twice", R"("size":22,)", R"("size":22,"digest":"DIGEST",)");
    image("a layer's size twice", R"("size":22,)", R"("size":22,"size":23,)");
    index("manifests twice", R"("manifests":)", R"("manifests":[],"manifests":)");
    index("a child's digest twice", R"("size":33,)", R"("size":33,"digest":"DIGEST",)");
    index("a platform's os twice", R"("os":"linux",)", R"("os":"linux","os":"windows",)");
    both("mediaType twice", R"("mediaType":)", R"("mediaType":"application/json","mediaType":)");
    both("schemaVersion twice", R"("schemaVersion":2,)", R"("schemaVersion":1,"schemaVersion":2,)");
    both("an unknown key twice", R"("schemaVersion":2,)", R"("schemaVersion":2,"x":1,"x":2,)");
    both("an annotation twice", R"("schemaVersion":2,)", R"("schemaVersion":2,"annotations":{"a":"1","a":"2"},)");

    // keys that differ by case, together and alone
    image("layers in two cases", R"("layers":)", R"("Layers":[],"layers":)");
    image("layers with a long s", R"("layers":)", "\"layer\xC5\xBF\":[],\"layers\":");
    image("layers in another case", R"("layers":)", R"("Layers":)");
    image("config in another case", R"("config":)", R"("Config":)");
    image("a layer's digest in two cases", R"("size":22,)", R"("size":22,"Digest":"DIGEST",)");
    image("a layer's size in another case", R"("size":22,)", R"("size":22,"SIZE":1,)");
    index("manifests in two cases", R"("manifests":)", R"("Manifests":[],"manifests":)");
    index("manifests in another case", R"("manifests":)", R"("MANIFESTS":)");
    index("platform in two cases", R"("platform":)", R"("Platform":{"os":"a","architecture":"b"},"platform":)");
    index("platform in another case", R"("platform":)", R"("Platform":)");
    index("a platform's os in another case", R"("os":)", R"("OS":)");
    both("mediaType in two cases", R"({"schema)", R"({"mediatype":"application/json","schema)");
    both("mediaType in another case", R"(2,"mediaType":)", R"(2,"MediaType":)");
    both("subject in two cases", R"({"schema)", R"({"subject":null,"Subject":null,"schema)");
    both("subject in another case", R"({"schema)", R"({"Subject":{},"schema)");
    both("subject with a long s", R"({"schema)", "{\"\xC5\xBFubject\":{},\"schema");
    index("a platform's os with a long s", R"("os":)", "\"o\xC5\xBF\":\"windows\",\"os.version\":\"1\",\"x\":");
    both("unknown keys in two cases", R"({"schema)", R"({"x":1,"X":2,"schema)");

    // sizes that lie
    for (const char *size :
         {"-1", "-0.5", "1.5", "22.0", "1e3", "9223372036854775808", "18446744073709551615", "18446744073709551616",
          "-9223372036854775808", "1e400", "\"22\"", "null", "true", "[22]", "{}", "0x16", "022", "+22", "NaN"}) {
        QTest::addRow("a layer of %s bytes", size) << goodImage << QByteArray("22") << QByteArray(size);
        QTest::addRow("a config of %s bytes", size) << goodImage << QByteArray("11") << QByteArray(size);
        QTest::addRow("a child of %s bytes", size) << goodIndex << QByteArray("33") << QByteArray(size);
    }
    image("a layer without a size", R"("size":22,)", "");
    index("a child without a size", R"("size":33,)", "");

    // digests and types that are none
    both("digest missing", R"("digest":"DIGEST")", R"("x":"DIGEST")");
    both("digest null", R"("DIGEST")", "null");
    both("digest empty", R"("DIGEST")", R"("")");
    both("digest as a number", R"("DIGEST")", "1");
    both("digest of another algorithm", "DIGEST", "md5:d41d8cd98f00b204e9800998ecf8427e");
    both("digest in upper case", "DIGEST", QByteArray(digestText).toUpper());
    both("digest as a path", "DIGEST", "sha256:../../../etc/passwd");
    both("digest with a line end", "DIGEST", digestText + "\\n");
    both("digest with a byte order mark", "DIGEST", "\xEF\xBB\xBF" + digestText);
    image("layer type missing", R"("mediaType":"application/vnd.oci.image.layer.v1.tar+gzip",)", "");
    image("layer type empty", "application/vnd.oci.image.layer.v1.tar+gzip", "");
    image("layer type no type", "application/vnd.oci.image.layer.v1.tar+gzip", "layer");
    image("layer type with a line end", "layer.v1.tar+gzip", R"(layer\r\nX: y)");

    // shapes
    both("schemaVersion missing", R"("schemaVersion":2,)", "");
    both("schemaVersion 1", R"("schemaVersion":2)", R"("schemaVersion":1)");
    both("schemaVersion 3", R"("schemaVersion":2)", R"("schemaVersion":3)");
    both("schemaVersion as a text", R"("schemaVersion":2)", R"("schemaVersion":"2")");
    both("schemaVersion as a double", R"("schemaVersion":2)", R"("schemaVersion":2.0)");
    both("annotations as an array", R"({"schema)", R"({"annotations":[],"schema)");
    both("an annotation that is a number", R"({"schema)", R"({"annotations":{"a":1},"schema)");
    both("subject as a text", R"({"schema)", R"({"subject":"DIGEST","schema)");
    both("subject empty", R"({"schema)", R"({"subject":{},"schema)");
    both("artifactType no type", R"({"schema)", R"({"artifactType":"sbom","schema)");
    both("mediaType as a number", R"({"schema)", R"({"mediaType":1,"schema)");
    image("layers missing", R"("layers":)", R"("x":)");
    image("layers as an object", R"("layers":[)", R"("layers":{},"x":[)");
    image("layers with null", R"("layers":[)", R"("layers":[null,)");
    image("layers in layers", R"("layers":[)", R"("layers":[[],)");
    image("config missing", R"("config":)", R"("x":)");
    image("config null", R"("config":)", R"("config":null,"x":)");
    image("config as an array", R"("config":)", R"("config":[],"x":)");
    index("manifests missing", R"("manifests":)", R"("x":)");
    index("manifests as an object", R"("manifests":[)", R"("manifests":{},"x":[)");
    index("manifests with a text", R"("manifests":[)", R"("manifests":["DIGEST",)");
    index("platform as a text", R"("platform":)", R"("platform":"linux/amd64","x":)");
    index("os as a number", R"("os":"linux")", R"("os":1)");
    index("urls as a text", R"("size":33,)", R"("size":33,"urls":"https://a.example",)");

    // what is no JSON, or more than one document
    both("text behind", "]}", "]}]");
    both("a second document behind", "]}", "]}{}");
    both("a comment", R"({"schema)", R"(/**/{"schema)");
    both("a byte order mark", R"({"schema)", "\xEF\xBB\xBF{\"schema");
    both("a lone surrogate", R"({"schema)", R"({"x":"\ud800","schema)");
    both("wrong UTF-8", R"({"schema)", "{\"x\":\"\xFF\",\"schema");
    both("too deep", R"({"schema)", R"({"x":)" + QByteArray(64, '[') + QByteArray(64, ']') + R"(,"schema)");
}

void tst_HostileManifest::refuses()
{
    QFETCH(QByteArray, good);
    QFETCH(QByteArray, piece);
    QFETCH(QByteArray, spoiled);

    QVERIFY(good.contains(piece));
    const qsizetype at = piece == "]}" ? good.lastIndexOf(piece) : good.indexOf(piece);
    const QByteArray raw = QByteArray(good).replace(at, piece.size(), spoiled).replace("DIGEST", digestText);
    for (const std::optional<MediaType> &header :
         {std::optional<MediaType>(), std::optional(*MediaType::parse(u"application/json")),
          std::optional(good == goodImage ? MediaType::ociManifest() : MediaType::ociIndex())}) {
        const Result<Manifest> manifest = Manifest::parse(raw, header);
        QVERIFY2(!manifest, raw.constData());
        QCOMPARE(manifest.error().kind, ErrorKind::InvalidData);
        QVERIFY(!manifest.error().detail.isEmpty());
    }
}

void tst_HostileManifest::limitsTheChildren()
{
    const auto indexOf = [](int count) {
        const QByteArray child
            = R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","size":1,"digest":")" + digestText + "\"},";
        return QByteArray(R"({"schemaVersion":2,"manifests":[)" + child.repeated(count).chopped(1) + "]}");
    };
    QCOMPARE(Manifest::parse(indexOf(1000), {})->index()->manifests.size(), 1000u);
    const Result<Manifest> manifest = Manifest::parse(indexOf(1001), {});
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().detail.contains("1001"_L1) && manifest.error().detail.contains("1000"_L1),
             qPrintable(manifest.error().detail));
}

void tst_HostileManifest::survivesEveryCut()
{
    for (const QByteArray &good : {goodImage, goodIndex}) {
        const QByteArray raw = QByteArray(good).replace("DIGEST", digestText);
        for (qsizetype length = 0; length < raw.size(); ++length)
            QVERIFY(!Manifest::parse(raw.left(length), {}));
    }
}

void tst_HostileManifest::survivesLargeDocuments()
{
    const auto wrapped = [](const QByteArray &content) {
        return QByteArray(R"({"schemaVersion":2,"x":)" + content + R"(,"manifests":[]})");
    };
    const qsizetype most = oci::maxManifestSize - 100;
    QVERIFY(Manifest::parse(wrapped('[' + QByteArray("0,").repeated(most / 2 - 2) + "0]"), {}));
    QVERIFY(Manifest::parse(wrapped('[' + QByteArray("[],").repeated(most / 3 - 2) + "0]"), {}));
    QVERIFY(Manifest::parse(wrapped('"' + QByteArray(most - 2, 'x') + '"'), {}));
    QVERIFY(!Manifest::parse(wrapped(QByteArray(most, '[')), {}));
    QVERIFY(!Manifest::parse(wrapped(QByteArray("{\"\":").repeated(most / 4)), {}));
}

QTEST_APPLESS_MAIN(tst_HostileManifest)
#include "tst_hostilemanifest.moc"
