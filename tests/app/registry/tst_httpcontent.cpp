#include <QtTest>

#include "tests/app/registry/wire.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace support;
using oci::Digest;

namespace {

const QByteArray indexType = "application/vnd.oci.image.index.v1+json";
const QByteArray emptyIndex
    = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})";
const QByteArray manifests = "/v2/a/b/manifests/";
const QByteArray blobs = "/v2/a/b/blobs/";

oci::RepositoryName repository()
{
    return wire::repository(u"a/b"_s);
}

QByteArray pathOf(const Digest &digest)
{
    return digest.toString().toLatin1();
}

Answer withHeader(Answer answer, const QByteArray &name, const QByteArray &value)
{
    answer.headers.emplace_back(name, value);
    return answer;
}

oci::Descriptor descriptor(const QByteArray &bytes)
{
    return {oci::MediaType::ociLayerGzip(), Digest::of(bytes), bytes.size(), {}, {}, {}, {}};
}

QByteArray manyBytes(int count)
{
    QByteArray bytes(count, '\0');
    for (int i = 0; i < count; ++i)
        bytes[i] = char(i * 7 + i / 251);
    return bytes;
}

} // namespace

/// Manifests and blobs: what a registry can get wrong (threat T10, faults F12 and F14).
class TestHttpContent final : public QObject
{
    Q_OBJECT

private slots:
    void asksForEveryFormat();
    void flippedBits();
    void damagedManifests_data();
    void damagedManifests();
    void digestOfTheHeaderCountsForTags();
    void contentTypeMustAgree();
    void readsADigestOnce();
    void resolvesByHead();
    void resolvesByReading_data();
    void resolvesByReading();
    void smallBlobs();
    void wholeBlobs();
    void partsOfBlobs_data();
    void partsOfBlobs();
    void partsThatAreNotWhatWasAskedFor();
    void existence();
    void manyReadsMixGoodAndBad();
    void manyReadsUseTheCache();
    void aReadSourceMayEndIt();
    void blobsWithoutDigestOrTooLarge();
};

void TestHttpContent::asksForEveryFormat()
{
    ScriptedServer server;
    server.serve(manifests + "latest", emptyIndex, indexType);
    wire::Connection connection({server.url("/registry")});
    QCOMPARE(connection->manifest(repository(), wire::tag(u"latest"_s), {}).error().kind, ErrorKind::NotFound);
    QCOMPARE(server.requests().front().target, "/registry" + manifests + "latest"); // below a context path
    wire::Connection root({server.url()});
    const auto manifest = root->manifest(repository(), wire::tag(u"latest"_s), {});
    VERIFY_OK(manifest);
    QCOMPARE(manifest->raw(), emptyIndex);
    const QByteArray accepted = server.requests().back().header("Accept");
    for (const char *type : {"application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
                             "application/vnd.docker.distribution.manifest.list.v2+json",
                             "application/vnd.docker.distribution.manifest.v2+json"})
        QVERIFY(accepted.contains(type));
    QCOMPARE(server.requests().back().header("Accept-Encoding"), "identity");
}

void TestHttpContent::flippedBits()
{
    ScriptedServer server;
    const Digest digest = Digest::of(emptyIndex);
    std::atomic<int> bit = 0;
    const auto flipped = [&bit](const ReceivedRequest &) {
        QByteArray bytes = emptyIndex;
        const int position = bit % int(bytes.size() * 8);
        bytes[position / 8] = char(bytes[position / 8] ^ (1 << (position % 8)));
        return Answer::ok(bytes, indexType);
    };
    server.answer({"GET", manifests + pathOf(digest)}, flipped);
    server.answer({"GET", blobs + pathOf(digest)}, flipped);
    wire::Connection connection({server.url()});
    for (bit = 0; bit < int(emptyIndex.size()) * 8; ++bit) {
        QCOMPARE(connection->manifest(repository(), digest, {}).error().kind, ErrorKind::DigestMismatch);
        if (bit % 16 == 0) {
            QCOMPARE(connection->smallBlob(repository(), digest, 1000, {}).error().kind, ErrorKind::DigestMismatch);
        }
    }
    // Nothing of it was kept.
    server.serve(manifests + pathOf(digest), emptyIndex, indexType);
    const std::size_t before = server.requests().size();
    VERIFY_OK(connection->manifest(repository(), digest, {}));
    QCOMPARE(server.requests().size(), before + 1);
}

void TestHttpContent::damagedManifests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("HTML") << QByteArray("<html>Welcome to the portal</html>") << QByteArray("text/html");
    QTest::newRow("empty") << QByteArray() << indexType;
    QTest::newRow("truncated") << emptyIndex.left(60) << indexType;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf" + emptyIndex) << indexType;
    QTest::newRow("keys twice") << QByteArray(R"({"schemaVersion":2,"manifests":[],"manifests":[]})") << indexType;
    QTest::newRow("manifests and layers")
        << QByteArray(R"({"schemaVersion":2,"manifests":[],"layers":[]})") << indexType;
}

void TestHttpContent::damagedManifests()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    ScriptedServer server;
    server.serve(manifests + "latest", body, type);
    wire::Connection connection({server.url()});
    const auto manifest = connection->manifest(repository(), wire::tag(u"latest"_s), {});
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().kind, ErrorKind::InvalidData);
    QCOMPARE(manifest.error().url.toUtf8(), server.url(QByteArray(manifests + "latest")));
    QCOMPARE(manifest.error().method, "GET");
    QVERIFY(manifest.error().time);
    if (body.startsWith('<'))
        QVERIFY(manifest.error().detail.contains(u"Welcome to the portal"_s));
}

void TestHttpContent::digestOfTheHeaderCountsForTags()
{
    ScriptedServer server;
    const Answer good = Answer::ok(emptyIndex, indexType);
    const QByteArray other = pathOf(Digest::of("something else"));
    server.answer({"GET", manifests + "latest"}, withHeader(good, "Docker-Content-Digest", other));
    wire::Connection connection({server.url()});
    QCOMPARE(connection->manifest(repository(), wire::tag(u"latest"_s), {}).error().kind, ErrorKind::DigestMismatch);
    // A sha512 of the right bytes is right, nonsense says nothing, and for a digest our own hash decides.
    const QByteArray longDigest = pathOf(Digest::of(emptyIndex, Digest::Algorithm::Sha512));
    server.answer({"GET", manifests + "latest"}, withHeader(good, "Docker-Content-Digest", longDigest));
    VERIFY_OK(connection->manifest(repository(), wire::tag(u"latest"_s), {}));
    server.answer({"GET", manifests + "latest"}, withHeader(good, "Docker-Content-Digest", "nonsense"));
    VERIFY_OK(connection->manifest(repository(), wire::tag(u"latest"_s), {}));
    const Digest digest = Digest::of(emptyIndex, Digest::Algorithm::Sha512);
    server.answer({"GET", manifests + pathOf(digest)}, withHeader(good, "Docker-Content-Digest", other));
    VERIFY_OK(connection->manifest(repository(), digest, {}));
}

void TestHttpContent::contentTypeMustAgree()
{
    ScriptedServer server;
    server.serve(manifests + "latest", emptyIndex, "application/vnd.oci.image.manifest.v1+json");
    wire::Connection connection({server.url()});
    QCOMPARE(connection->manifest(repository(), wire::tag(u"latest"_s), {}).error().kind, ErrorKind::InvalidData);
    server.serve(manifests + "latest", emptyIndex, indexType + "; charset=utf-8");
    VERIFY_OK(connection->manifest(repository(), wire::tag(u"latest"_s), {}));
    server.answer({"GET", manifests + "latest"},
                  withHeader(Answer::ok(emptyIndex, indexType), "Content-Encoding", "gzip"));
    QVERIFY(!connection->manifest(repository(), wire::tag(u"latest"_s), {}));
}

void TestHttpContent::readsADigestOnce()
{
    ScriptedServer server;
    server.serve(manifests + "latest", emptyIndex, indexType);
    wire::Connection connection({server.url()});
    const auto manifest = connection->manifest(repository(), wire::tag(u"latest"_s), {});
    VERIFY_OK(manifest);
    VERIFY_OK(connection->manifest(repository(), manifest->digest(), {}));
    QCOMPARE(server.requests().size(), 1U);
    VERIFY_OK(connection->manifest(repository(), wire::tag(u"latest"_s), {})); // a tag may have moved
    QCOMPARE(server.requests().size(), 2U);
}

void TestHttpContent::resolvesByHead()
{
    ScriptedServer server;
    const QByteArray digest = pathOf(Digest::of(emptyIndex));
    server.answer({"HEAD", manifests + "latest"},
                  withHeader(Answer::ok(emptyIndex, indexType), "Docker-Content-Digest", digest));
    wire::Connection connection({server.url()});
    const auto resolved = connection->resolve(repository(), wire::tag(u"latest"_s), {});
    VERIFY_OK(resolved);
    QCOMPARE(resolved->digest.toString().toLatin1(), digest);
    QCOMPARE(resolved->size, emptyIndex.size());
    QCOMPARE(resolved->mediaType, oci::MediaType::ociIndex());
    QCOMPARE(server.requests().size(), 1U);
    QCOMPARE(connection->resolve(repository(), wire::tag(u"gone"_s), {}).error().kind, ErrorKind::NotFound);
}

void TestHttpContent::resolvesByReading_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("no digest") << 200 << QByteArray();
    QTest::newRow("nonsense") << 200 << QByteArray("sha256:xyz");
    QTest::newRow("no HEAD") << 405 << QByteArray();
    QTest::newRow("HEAD not implemented") << 501 << QByteArray();
}

void TestHttpContent::resolvesByReading()
{
    QFETCH(int, status);
    QFETCH(QByteArray, digest);
    ScriptedServer server;
    server.serve(manifests + "latest", emptyIndex, indexType);
    Answer head = Answer::ok(emptyIndex, indexType);
    head.status = status;
    if (!digest.isEmpty())
        head.headers.emplace_back("Docker-Content-Digest", digest);
    server.answer({"HEAD", manifests + "latest"}, head);
    wire::Connection connection({server.url()});
    const auto resolved = connection->resolve(repository(), wire::tag(u"latest"_s), {});
    VERIFY_OK(resolved);
    QCOMPARE(resolved->digest, Digest::of(emptyIndex));
    QCOMPARE(resolved->size, emptyIndex.size());
    QCOMPARE(server.requests().back().method, "GET");

    // By its digest it is known from before, and not there any more.
    const Digest known = Digest::of(emptyIndex);
    server.answer({"HEAD", manifests + pathOf(known)}, head);
    QCOMPARE(connection->resolve(repository(), known, {}).error().kind, ErrorKind::NotFound);
}

void TestHttpContent::smallBlobs()
{
    ScriptedServer server;
    const QByteArray bytes = manyBytes(5000);
    const Digest digest = Digest::of(bytes);
    server.serve(blobs + pathOf(digest), bytes, "application/octet-stream");
    wire::Connection connection({server.url()});
    const auto tooLarge = connection->smallBlob(repository(), digest, 4999, {});
    QCOMPARE(tooLarge.error().reason, ErrorReason::TooLarge);
    const auto read = connection->smallBlob(repository(), digest, 5000, {});
    VERIFY_OK(read);
    QCOMPARE(*read, bytes);
    const std::size_t before = server.requests().size();
    VERIFY_OK(connection->smallBlob(repository(), digest, 5000, {}));
    QCOMPARE(server.requests().size(), before); // from the cache
    QCOMPARE(connection->smallBlob(repository(), Digest::of("gone"), 10, {}).error().kind, ErrorKind::NotFound);
}

void TestHttpContent::wholeBlobs()
{
    ScriptedServer server;
    const QByteArray bytes = manyBytes(300'000);
    const oci::Descriptor wanted = descriptor(bytes);
    const auto sink = std::make_shared<wire::BytesSink>();
    wire::Connection connection({server.url()});
    // Through a redirect, as registries hand layers out from other storage.
    server.answer({"GET", blobs + pathOf(wanted.digest)}, Answer::redirect("/storage?signature=x"));
    server.serve("/storage", bytes, "application/octet-stream");
    VERIFY_OK(connection->blob(repository(), wanted, {}, sink, {}));
    QCOMPARE(sink->bytes, bytes);
    QByteArray damaged = bytes;
    damaged[1000] = 'x';
    sink->bytes.clear();
    server.serve("/storage", damaged, "application/octet-stream");
    QCOMPARE(connection->blob(repository(), wanted, {}, sink, {}).error().kind, ErrorKind::DigestMismatch);
    sink->bytes.clear();
    server.serve("/storage", bytes + "more", "application/octet-stream");
    QCOMPARE(connection->blob(repository(), wanted, {}, sink, {}).error().reason, ErrorReason::TooLarge);
    // The descriptor may be wrong as well: the bytes are right, their number is not.
    oci::Descriptor lying = wanted;
    lying.size += 1;
    sink->bytes.clear();
    server.serve("/storage", bytes, "application/octet-stream");
    QCOMPARE(connection->blob(repository(), lying, {}, sink, {}).error().kind, ErrorKind::InvalidData);
}

void TestHttpContent::partsOfBlobs_data()
{
    QTest::addColumn<bool>("knowsRanges");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    for (const bool knows : {true, false}) {
        const char *who = knows ? "range" : "whole";
        QTest::addRow("%s: middle", who) << knows << qint64(1000) << qint64(70'000);
        QTest::addRow("%s: start", who) << knows << qint64(0) << qint64(10);
        QTest::addRow("%s: to the end", who) << knows << qint64(250'000) << qint64(-1);
        QTest::addRow("%s: last byte", who) << knows << qint64(299'999) << qint64(1);
        QTest::addRow("%s: nothing", who) << knows << qint64(300'000) << qint64(-1);
    }
}

void TestHttpContent::partsOfBlobs()
{
    QFETCH(bool, knowsRanges);
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    const QByteArray bytes = manyBytes(300'000);
    ScriptedServer server;
    server.answer({"GET", blobs, true}, [&](const ReceivedRequest &request) {
        const QByteArray range = request.header("Range");
        if (!knowsRanges || range.isEmpty())
            return Answer::ok(bytes, "application/octet-stream");
        const qint64 from = range.mid(6).split('-').value(0).toLongLong();
        const qint64 to = range.mid(6).split('-').value(1).toLongLong();
        Answer part = Answer::ok(bytes.mid(from, to - from + 1), "application/octet-stream");
        part.status = 206;
        return withHeader(part, "Content-Range", "bytes " + range.mid(6) + "/300000");
    });
    const auto sink = std::make_shared<wire::BytesSink>();
    wire::Connection connection({server.url()});
    VERIFY_OK(connection->blob(repository(), descriptor(bytes), {offset, length}, sink, {}));
    QCOMPARE(sink->bytes, bytes.mid(offset, length));
}

void TestHttpContent::partsThatAreNotWhatWasAskedFor()
{
    const QByteArray bytes = manyBytes(1000);
    ScriptedServer server;
    const auto sink = std::make_shared<wire::BytesSink>();
    wire::Connection connection({server.url()});
    Answer part = Answer::ok(bytes.mid(0, 10), "application/octet-stream");
    part.status = 206;
    server.answer({"GET", blobs, true}, withHeader(part, "Content-Range", "bytes 0-9/1000"));
    QCOMPARE(connection->blob(repository(), descriptor(bytes), {100, 10}, sink, {}).error().kind,
             ErrorKind::InvalidData);
    server.answer({"GET", blobs, true}, part);
    QCOMPARE(connection->blob(repository(), descriptor(bytes), {100, 10}, sink, {}).error().kind,
             ErrorKind::InvalidData);
    const std::size_t before = server.requests().size();
    for (const registry::ByteRange range : {registry::ByteRange{-1, 5}, {1001, -1}, {990, 11}, {0, 1001}})
        QCOMPARE(connection->blob(repository(), descriptor(bytes), range, sink, {}).error().kind,
                 ErrorKind::InvalidData);
    QCOMPARE(server.requests().size(), before);
}

void TestHttpContent::existence()
{
    ScriptedServer server;
    const Digest digest = Digest::of("x");
    wire::Connection connection({server.url()});
    auto has = connection->hasBlob(repository(), digest, {});
    VERIFY_OK(has);
    QVERIFY(!*has);
    server.answer({"HEAD", blobs + pathOf(digest)}, Answer::ok("x"));
    has = connection->hasBlob(repository(), digest, {});
    VERIFY_OK(has);
    QVERIFY(*has);
    server.answer({"HEAD", blobs + pathOf(digest)}, Answer::withStatus(403));
    QCOMPARE(connection->hasBlob(repository(), digest, {}).error().kind, ErrorKind::Forbidden);
}

void TestHttpContent::manyReadsMixGoodAndBad()
{
    using registry::ContentRead;
    const QByteArray config = R"({"architecture":"amd64","os":"linux"})";
    const Digest configDigest = Digest::of(config);
    ScriptedServer server;
    server.serve(manifests + "good", emptyIndex, indexType);
    server.serve(manifests + "bad", "<html>", "text/html");
    server.answer({"GET", manifests + "denied"}, Answer::withStatus(403));
    server.serve(blobs + pathOf(configDigest), config);
    server.serve(blobs + pathOf(Digest::of("wrong")), "something else");
    wire::Connection connection({server.url()});
    wire::ReadList list({{ContentRead::Kind::Manifest, wire::tag(u"good"_s), -1, 1},
                         {ContentRead::Kind::Manifest, wire::tag(u"bad"_s), -1, 2},
                         {ContentRead::Kind::Manifest, wire::tag(u"gone"_s), -1, 3},
                         {ContentRead::Kind::Manifest, wire::tag(u"denied"_s), -1, 4},
                         {ContentRead::Kind::Blob, Digest::of("wrong"), -1, 5}});
    list.followUps = [&](const oci::Manifest &) {
        return std::vector<ContentRead>{{ContentRead::Kind::Blob, configDigest, config.size(), 6},
                                        {ContentRead::Kind::Blob, configDigest, config.size() - 1, 7}};
    };
    VERIFY_OK(connection->read(repository(), list, {}));
    VERIFY_OK(list.manifests.at(1));
    QCOMPARE(list.manifests.at(1)->digest(), Digest::of(emptyIndex));
    QCOMPARE(list.manifests.at(2).error().kind, ErrorKind::InvalidData);
    QCOMPARE(list.manifests.at(3).error().kind, ErrorKind::NotFound);
    QCOMPARE(list.manifests.at(4).error().kind, ErrorKind::Forbidden);
    QCOMPARE(list.blobs.at(5).error().kind, ErrorKind::DigestMismatch);
    VERIFY_OK(list.blobs.at(6));
    QCOMPARE(*list.blobs.at(6), config);
    // Longer than announced; where the right read came first, the cache has it.
    QVERIFY(list.blobs.at(7) || list.blobs.at(7).error().reason == ErrorReason::TooLarge);
}

void TestHttpContent::manyReadsUseTheCache()
{
    using registry::ContentRead;
    ScriptedServer server;
    const Digest digest = Digest::of(emptyIndex);
    const QByteArray path = manifests + pathOf(digest);
    server.serve(path, emptyIndex, indexType);
    wire::Connection connection({server.url()});
    VERIFY_OK(connection->manifest(repository(), digest, {}));
    std::vector<ContentRead> reads;
    for (quint64 i = 0; i < 100; ++i)
        reads.push_back({ContentRead::Kind::Manifest, digest, -1, i});
    wire::ReadList list(reads);
    const std::size_t before = server.requestsTo(path).size();
    VERIFY_OK(connection->read(repository(), list, {}));
    QCOMPARE(list.manifests.size(), 100U);
    QCOMPARE(server.requestsTo(path).size(), before);
}

void TestHttpContent::aReadSourceMayEndIt()
{
    using registry::ContentRead;
    class Impatient final : public registry::ReadSource
    {
    public:
        explicit Impatient(oci::TagOrDigest reference)
            : m_reference(std::move(reference))
        { }

        base::Pull<ContentRead> next() override { return ContentRead{ContentRead::Kind::Manifest, m_reference, -1, 0}; }
        Result<> manifestRead(quint64, Result<oci::Manifest>) override
        {
            ++m_count;
            return base::fail(ErrorKind::Io, u"enough"_s);
        }
        Result<> blobRead(quint64, Result<QByteArray>) override { return Done{}; }

        int m_count = 0;

    private:
        oci::TagOrDigest m_reference;
    };
    ScriptedServer server;
    server.serve(manifests + "latest", emptyIndex, indexType);
    wire::Connection connection({server.url()});
    Impatient fromWire(wire::tag(u"latest"_s));
    QCOMPARE(connection->read(repository(), fromWire, {}).error().kind, ErrorKind::Io);
    QCOMPARE(fromWire.m_count, 1);
    Impatient fromCache(Digest::of(emptyIndex));
    QCOMPARE(connection->read(repository(), fromCache, {}).error().kind, ErrorKind::Io);
    QCOMPARE(fromCache.m_count, 1);
}

void TestHttpContent::blobsWithoutDigestOrTooLarge()
{
    using registry::ContentRead;
    ScriptedServer server;
    wire::Connection connection({server.url()});
    wire::ReadList list({{ContentRead::Kind::Blob, wire::tag(u"latest"_s), -1, 1},
                         {ContentRead::Kind::Blob, Digest::of("x"), qint64(1) << 62, 2}});
    VERIFY_OK(connection->read(repository(), list, {}));
    QCOMPARE(list.blobs.at(1).error().kind, ErrorKind::Internal);
    QCOMPARE(list.blobs.at(2).error().reason, ErrorReason::TooLarge);
    QCOMPARE(server.requests().size(), 1U); // the ping
}

QTEST_GUILESS_MAIN(TestHttpContent)
#include "tst_httpcontent.moc"
