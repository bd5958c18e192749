#include <QByteArrayList>
#include <QTest>

#include "tests/support/registrybench.h"

using namespace Qt::StringLiterals;
using namespace support;

namespace {

QByteArray sha512Of(const QByteArray &bytes)
{
    return "sha512:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha512).toHex();
}

QByteArray descriptor(const QByteArray &digest, qint64 size, const QByteArray &mediaType, const QByteArray &more = {})
{
    return R"({"mediaType":")" + mediaType + R"(","digest":")" + digest + R"(","size":)" + QByteArray::number(size)
        + more + '}';
}

/// An image whose config is `{}`.
QByteArray image(const QByteArrayList &layers, const QByteArray &more = {})
{
    return R"({"schemaVersion":2,"mediaType":")" + imageType + R"(","config":)"
        + descriptor(digestOf("{}"), 2, "application/vnd.oci.image.config.v1+json") + R"(,"layers":[)"
        + layers.join(',') + ']' + more + '}';
}

QByteArray index(const QByteArrayList &manifests, const QByteArray &more = {})
{
    return R"({"schemaVersion":2,"mediaType":")" + indexType + R"(","manifests":[)" + manifests.join(',') + ']' + more
        + '}';
}

QByteArray subject(const QByteArray &digest)
{
    return R"(,"subject":)" + descriptor(digest, 500, imageType);
}

} // namespace

Q_DECLARE_METATYPE(support::ServerKind)

/// The data of the conformance test of the distribution specification (OCI_DATA_…), each pushed and pulled the same to
/// the byte, and those of its answers that no client of a plain image sees.
class TestRegistryConformance : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void data_data();
    void data();
    void sha512();
    void emptyBlob();
    void uploads();
    void mounts();
    void referrersOfEachKind();
    void referrersThatAreAskedWrongly();
    void nothingIsLeftOfWhatWasDeleted_data();
    void nothingIsLeftOfWhatWasDeleted();
    void aRepositoryWithoutTags();

private:
    Reply put(const QByteArray &reference, const QByteArray &bytes, const QByteArray &type)
    {
        return m_bench->ask("PUT", "/v2/a/b/manifests/" + reference, "Content-Type: " + type + "\r\n", bytes);
    }

    std::unique_ptr<Bench> m_bench;
};

void TestRegistryConformance::init()
{
    m_bench = std::make_unique<Bench>(ServerKind::RefusesProtected);
    m_bench->pushBlob("{}");
    m_bench->pushBlob("layer");
}

void TestRegistryConformance::data_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    const QByteArray layerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    const QByteArray layer = descriptor(digestOf("layer"), 5, layerType);
    const QByteArray known = digestOf(image({layer}));
    const QByteArray child = descriptor(known, image({layer}).size(), imageType);
    const QByteArray inner = index({child});
    QTest::newRow("image") << image({layer}, R"(,"annotations":{"a":"b"})") << imageType;
    QTest::newRow("index") << index({child}, R"(,"annotations":{"a":"b"})") << indexType;
    QTest::newRow("index in an index") << index({descriptor(digestOf(inner), inner.size(), indexType)}) << indexType;
    QTest::newRow("artifact") << image({layer}, R"(,"artifactType":"application/x")") << imageType;
    QTest::newRow("artifact list") << index({child}, R"(,"artifactType":"application/x")") << indexType;
    QTest::newRow("subject") << image({layer}, subject(known)) << imageType;
    QTest::newRow("missing subject") << image({layer}, subject(digestOf("nobody"))) << imageType;
    QTest::newRow("list with a subject") << index({child}, subject(known)) << indexType;
    QTest::newRow("data field") << image({descriptor(digestOf("layer"), 5, layerType, R"(,"data":"bGF5ZXI=")")})
                                << imageType;
    QTest::newRow("layer that lies elsewhere")
        << image({descriptor(digestOf("elsewhere"), 9, "application/vnd.oci.image.layer.nondistributable.v1.tar")})
        << imageType;
    QTest::newRow("custom fields") << image({layer}, R"(,"org.example":{"one":[1,2.5,null]})") << imageType;
    QTest::newRow("no layers") << image({}) << imageType;
    QTest::newRow("blanks") << image({layer}).replace(',', " ,\n\t ") << imageType;
    QTest::newRow("docker") << image({layer}).replace(imageType, "application/vnd.docker.distribution.manifest.v2+json")
                            << QByteArray("application/vnd.docker.distribution.manifest.v2+json");
}

void TestRegistryConformance::data()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const QByteArray layer = descriptor(digestOf("layer"), 5, "application/vnd.oci.image.layer.v1.tar+gzip");
    const QByteArray known = image({layer});
    QCOMPARE(put(digestOf(known), known, imageType).status, 201);
    const QByteArray inner = index({descriptor(digestOf(known), known.size(), imageType)});
    QCOMPARE(put(digestOf(inner), inner, indexType).status, 201);
    for (const QByteArray &reference : {digestOf(bytes), QByteArray("v1")}) {
        const Reply pushed = put(reference, bytes, type);
        QCOMPARE(pushed.status, 201);
        QCOMPARE(pushed.field("Docker-Content-Digest"), digestOf(bytes));
        const Reply pulled = m_bench->ask("GET", "/v2/a/b/manifests/" + reference);
        QCOMPARE(pulled.status, 200);
        QCOMPARE(pulled.body, bytes);
        QCOMPARE(pulled.field("Content-Type"), type);
        const Reply head = m_bench->ask("HEAD", "/v2/a/b/manifests/" + reference);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.field("Docker-Content-Digest"), digestOf(bytes));
        QCOMPARE(head.field("Content-Length"), QByteArray::number(bytes.size()));
    }
    QCOMPARE(m_bench->listed(), QStringList(u"v1"_s));
}

void TestRegistryConformance::sha512()
{
    const Reply place = m_bench->ask("POST", "/v2/a/b/blobs/uploads/");
    const QByteArray blob = sha512Of("other");
    QCOMPARE(m_bench->ask("PUT", place.field("Location") + "?digest=" + blob, {}, "other").status, 201);
    QCOMPARE(m_bench->ask("GET", "/v2/a/b/blobs/" + blob).body, "other");
    const QByteArray bytes = image({descriptor(blob, 5, "application/vnd.oci.image.layer.v1.tar")});
    const Reply pushed = put(sha512Of(bytes), bytes, imageType);
    QCOMPARE(pushed.status, 201);
    QCOMPARE(pushed.field("Docker-Content-Digest"), sha512Of(bytes));
    QCOMPARE(m_bench->ask("GET", "/v2/a/b/manifests/" + sha512Of(bytes)).body, bytes);
    QCOMPARE(put(sha512Of("other"), bytes, imageType).code(), u"DIGEST_INVALID"_s);
    QCOMPARE(m_bench->remove(sha512Of(bytes)), 202);
    QCOMPARE(m_bench->look(sha512Of(bytes)), 404);
}

void TestRegistryConformance::emptyBlob()
{
    const QByteArray path = "/v2/a/b/blobs/" + m_bench->pushBlob("");
    QCOMPARE(m_bench->ask("HEAD", path).status, 200);
    QCOMPARE(m_bench->ask("HEAD", path).field("Content-Length"), "0");
    QCOMPARE(m_bench->ask("GET", path).body, "");
}

/// One request for all is not known: it begins an upload, as the specification has it; and an upload can be cancelled.
void TestRegistryConformance::uploads()
{
    const Reply begun = m_bench->ask("POST", "/v2/a/b/blobs/uploads/?digest=" + digestOf("one"), {}, "one");
    QCOMPARE(begun.status, 202);
    QVERIFY(!begun.field("Location").isEmpty());
    QCOMPARE(m_bench->ask("HEAD", "/v2/a/b/blobs/" + digestOf("one")).status, 404);
    QCOMPARE(m_bench->ask("DELETE", begun.field("Location")).status, 204);
    const Reply again = m_bench->ask("POST", "/v2/a/b/blobs/uploads/");
    QCOMPARE(m_bench->ask("PUT", again.field("Location") + "?digest=" + digestOf("one"), {}, "one").status, 201);
    QCOMPARE(m_bench->ask("HEAD", "/v2/a/b/blobs/" + digestOf("one")).status, 200);
}

/// Without a source, from a repository that is not there, of a blob that is not there: all begin an upload.
void TestRegistryConformance::mounts()
{
    const QByteArray place = "/v2/c/d/blobs/uploads/?mount=";
    const QByteArrayList queries{digestOf("layer"), digestOf("layer") + "&from=no/body",
                                 digestOf("nothing") + "&from=a/b"};
    for (const QByteArray &query : queries) {
        const Reply begun = m_bench->ask("POST", place + query);
        QCOMPARE(begun.status, 202);
        QVERIFY(begun.field("Location").startsWith("/v2/c/d/blobs/uploads/"));
    }
    const Reply mounted = m_bench->ask("POST", place + digestOf("layer") + "&from=a/b");
    QCOMPARE(mounted.status, 201);
    QCOMPARE(mounted.field("Location"), "/v2/c/d/blobs/" + digestOf("layer"));
}

/// `artifactType` is that of the manifest, else of its config; an index has none of its own; annotations come along.
void TestRegistryConformance::referrersOfEachKind()
{
    const QByteArray layer = descriptor(digestOf("layer"), 5, "application/vnd.oci.image.layer.v1.tar");
    const QByteArray to = digestOf("not there yet");
    const QByteArray annotations = R"(,"annotations":{"org.example":"yes"})";
    const std::map<QByteArray, std::pair<QByteArray, QString>> all{
        {image({layer}, R"(,"artifactType":"application/x")" + annotations + subject(to)),
         {imageType, u"application/x"_s}},
        {image({layer}, annotations + subject(to)), {imageType, u"application/vnd.oci.image.config.v1+json"_s}},
        {index({}, R"(,"artifactType":"application/y")" + annotations + subject(to)), {indexType, u"application/y"_s}},
        {index({}, annotations + subject(to)), {indexType, {}}}};
    for (const auto &[bytes, what] : all) {
        const Reply pushed = put(digestOf(bytes), bytes, what.first);
        QCOMPARE(pushed.status, 201);
        QCOMPARE(pushed.field("OCI-Subject"), to);
    }
    const QJsonArray list = m_bench->ask("GET", "/v2/a/b/referrers/" + to).json()["manifests"_L1].toArray();
    QCOMPARE(list.size(), qsizetype(all.size()));
    for (const auto &[bytes, what] : all) {
        const auto found = std::find_if(list.cbegin(), list.cend(), [&digest = bytes](const auto &entry) {
            return entry["digest"_L1].toString().toLatin1() == digestOf(digest);
        });
        QVERIFY(found != list.cend());
        const QJsonObject entry = found->toObject();
        QCOMPARE(entry["mediaType"_L1].toString().toLatin1(), what.first);
        QCOMPARE(entry["size"_L1].toInteger(), bytes.size());
        QCOMPARE(entry["annotations"_L1]["org.example"_L1].toString(), u"yes"_s);
        QCOMPARE(entry.contains("artifactType"_L1), !what.second.isEmpty());
        QCOMPARE(entry["artifactType"_L1].toString(), what.second);
    }
}

void TestRegistryConformance::referrersThatAreAskedWrongly()
{
    QCOMPARE(m_bench->ask("GET", "/v2/a/b/referrers/nonsense").status, 400);
    const Reply none = m_bench->ask("GET", "/v2/a/b/referrers/" + digestOf("nobody"));
    QCOMPARE(none.status, 200);
    QCOMPARE(none.field("Content-Type"), indexType);
    QVERIFY(none.json()["manifests"_L1].isArray());
}

void TestRegistryConformance::nothingIsLeftOfWhatWasDeleted_data()
{
    QTest::addColumn<ServerKind>("kind");
    QTest::newRow("deletes tags") << ServerKind::DeletesTags;
    QTest::newRow("digest only") << ServerKind::DigestOnly;
    QTest::newRow("takes the image") << ServerKind::TakesImage;
}

/// At once: a tag, where the server lets one go, a manifest, a blob.
void TestRegistryConformance::nothingIsLeftOfWhatWasDeleted()
{
    QFETCH(ServerKind, kind);
    Bench bench(kind);
    const QByteArray digest = bench.pushImage("one", {"v1"});
    if (kind != ServerKind::DigestOnly) {
        QCOMPARE(bench.remove("v1"), 202);
        QCOMPARE(bench.look("v1"), 404);
        QVERIFY(bench.listed().isEmpty());
    }
    if (kind != ServerKind::TakesImage)
        QCOMPARE(bench.remove(digest), 202);
    QCOMPARE(bench.look(digest), 404);
    QCOMPARE(bench.ask("GET", "/v2/a/b/manifests/" + digest).code(), u"MANIFEST_UNKNOWN"_s);
    QCOMPARE(bench.ask("DELETE", "/v2/a/b/blobs/" + digestOf("one")).status, 202);
    QCOMPARE(bench.ask("GET", "/v2/a/b/blobs/" + digestOf("one")).code(), u"BLOB_UNKNOWN"_s);
}

void TestRegistryConformance::aRepositoryWithoutTags()
{
    const Reply list = m_bench->ask("GET", "/v2/a/b/tags/list");
    QCOMPARE(list.status, 200);
    QCOMPARE(list.json()["name"_L1].toString(), u"a/b"_s);
    QVERIFY(list.json()["tags"_L1].isArray() && list.json()["tags"_L1].toArray().isEmpty());
    QCOMPARE(m_bench->ask("GET", "/v2/no/body/tags/list").code(), u"NAME_UNKNOWN"_s);
}

QTEST_APPLESS_MAIN(TestRegistryConformance)
#include "tst_registryconformance.moc"
