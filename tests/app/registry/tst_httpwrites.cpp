#include <QtTest>

#include "app/registry/referrersreader.h"
#include "tests/app/registry/wire.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace support;
using oci::Digest;
using registry::Deleted;
using registry::MountOutcome;

namespace {

const QByteArray indexType = "application/vnd.oci.image.index.v1+json";
const QByteArray emptyIndex
    = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})";
const QByteArray uploads = "/v2/a/b/blobs/uploads/";
const QByteArray session = "/v2/a/b/blobs/uploads/8f2c?_state=a%2Bb%2F";

oci::RepositoryName repository()
{
    return wire::repository(u"a/b"_s);
}

oci::Manifest manifest()
{
    return oci::Manifest::parse(emptyIndex, oci::MediaType::ociIndex()).value();
}

Answer error(int status, const QByteArray &code)
{
    return Answer::withStatus(status, code.isEmpty() ? QByteArray() : R"({"errors":[{"code":")" + code + R"("}]})");
}

Answer sessionAt(const QByteArray &location)
{
    return Answer::withStatus(202, {}, {{"Location", location}});
}

Result<> upload(wire::Connection &connection, const QByteArray &bytes)
{
    return connection->uploadBlob(repository(), Digest::of(bytes), http::bytesSource(bytes), {});
}

QByteArray referrer(const QByteArray &content, const QByteArray &type)
{
    return R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":")"
        + Digest::of(content).toString().toLatin1() + R"(","size":)" + QByteArray::number(content.size())
        + R"(,"artifactType":")" + type + R"("})";
}

QByteArray referrersIndex(const QByteArrayList &descriptors)
{
    return R"({"schemaVersion":2,"mediaType":")" + indexType + R"(","manifests":[)" + descriptors.join(',') + "]}";
}

} // namespace

/// What changes a registry, and what lists the changes that hang on others (threat T4).
class TestHttpWrites final : public QObject
{
    Q_OBJECT

private slots:
    void uploadsAsTheRegistrySays_data();
    void uploadsAsTheRegistrySays();
    void locationsThatAreRefused_data();
    void locationsThatAreRefused();
    void failedUploadGivesItsSessionBack();
    void sha512IsAnnounced();
    void mounts();
    void putsTheVeryBytes();
    void putRefusesAnotherDigest();
    void deletes_data();
    void deletes();
    void lostAnswerIsUnknown();
    void readOnlySendsNothing();
    void referrersOfTheApi();
    void referrersAreFilteredHere();
    void referrersOfTheTag_data();
    void referrersOfTheTag();
    void tooManyReferrers();
    void defectiveListsShowWhatIsGood_data();
    void defectiveListsShowWhatIsGood();
    void referrersTag();
};

void TestHttpWrites::uploadsAsTheRegistrySays_data()
{
    QTest::addColumn<QByteArray>("location"); // %O is the registry's origin
    QTest::newRow("path") << session;
    QTest::newRow("absolute") << QByteArray("%O" + session);
    QTest::newRow("relative") << QByteArray("8f2c?_state=a%2Bb%2F");
    QTest::newRow("without a query") << QByteArray("/v2/a/b/blobs/uploads/8f2c");
}

void TestHttpWrites::uploadsAsTheRegistrySays()
{
    QFETCH(QByteArray, location);
    ScriptedServer server;
    const bool hasQuery = location.contains('?');
    server.answer({"POST", uploads}, sessionAt(QByteArray(location).replace("%O", server.url(""))));
    server.answer({"PUT", uploads, true}, Answer::withStatus(201));
    wire::Connection connection({server.url()});
    const QByteArray bytes(100'000, 'x');
    VERIFY_OK(upload(connection, bytes));
    const ReceivedRequest put = server.requests().back();
    // The place is opaque: byte for byte as it was given, with the digest behind it.
    const QByteArray digest = "digest=" + Digest::of(bytes).toString().toLatin1().replace(":", "%3A");
    QCOMPARE(put.target,
             QByteArray(hasQuery ? session + '&' + digest : QByteArray("/v2/a/b/blobs/uploads/8f2c?" + digest)));
    QCOMPARE(put.body, bytes);
    QCOMPARE(put.header("Content-Length"), "100000");
    QCOMPARE(put.header("Content-Type"), "application/octet-stream");
    QCOMPARE(server.requests().size(), 2U);
}

void TestHttpWrites::locationsThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("another scheme") << QByteArray("ftp://127.0.0.1/x");
    QTest::newRow("a file") << QByteArray("file:///etc/passwd");
    QTest::newRow("userinfo") << QByteArray("http://maria:secret@127.0.0.1/x");
}

void TestHttpWrites::locationsThatAreRefused()
{
    QFETCH(QByteArray, location);
    ScriptedServer server;
    server.answer({"POST", uploads}, location.isEmpty() ? Answer::withStatus(202) : sessionAt(location));
    wire::Connection connection({server.url()});
    QVERIFY(!upload(connection, "bytes"));
    QCOMPARE(server.requests().size(), 1U);
}

void TestHttpWrites::failedUploadGivesItsSessionBack()
{
    ScriptedServer server;
    server.answer({"POST", uploads}, sessionAt(session));
    server.answer({"PUT", uploads, true}, error(400, "DIGEST_INVALID"));
    wire::Connection connection({server.url()});
    const auto failed = upload(connection, "bytes");
    QCOMPARE(failed.error().kind, ErrorKind::InvalidData);
    QVERIFY(failed.error().hasCode(u"DIGEST_INVALID"));
    QCOMPARE(server.requests().back().method, "DELETE");
    QCOMPARE(server.requests().back().target, session);
    // One that was only begun is not stored.
    server.answer({"PUT", uploads, true}, Answer::withStatus(202));
    QCOMPARE(upload(connection, "bytes").error().kind, ErrorKind::InvalidData);
}

void TestHttpWrites::sha512IsAnnounced()
{
    ScriptedServer server;
    server.answer({"POST", uploads}, sessionAt(session));
    server.answer({"PUT", uploads, true}, Answer::withStatus(201));
    wire::Connection connection({server.url()});
    const QByteArray bytes("bytes");
    VERIFY_OK(connection->uploadBlob(repository(), Digest::of(bytes, Digest::Algorithm::Sha512),
                                     http::bytesSource(bytes), {}));
    QCOMPARE(server.requests().front().target, uploads + "?digest-algorithm=sha512");
}

void TestHttpWrites::mounts()
{
    ScriptedServer server;
    server.answer({"POST", uploads}, Answer::withStatus(201));
    wire::Connection connection({server.url()});
    const Digest digest = Digest::of("x");
    auto mounted = connection->mountBlob(repository(), digest, wire::repository(u"other/one"_s), {});
    VERIFY_OK(mounted);
    QCOMPARE(*mounted, MountOutcome::Mounted);
    QCOMPARE(server.requests().front().target,
             uploads + "?mount=" + digest.toString().toLatin1().replace(":", "%3A") + "&from=other%2Fone");
    // Not there, or not allowed: the registry opened a session, which is given back.
    server.answer({"POST", uploads}, sessionAt(session));
    mounted = connection->mountBlob(repository(), digest, wire::repository(u"other/one"_s), {});
    VERIFY_OK(mounted);
    QCOMPARE(*mounted, MountOutcome::NotMounted);
    QCOMPARE(server.requests().back().method, "DELETE");
    QCOMPARE(server.requests().back().target, session);
}

void TestHttpWrites::putsTheVeryBytes()
{
    ScriptedServer server;
    server.answer({"PUT", "/v2/a/b/manifests/", true}, Answer::withStatus(201));
    wire::Connection connection({server.url()});
    const auto stored = connection->putManifest(repository(), wire::tag(u"v1"_s), manifest(), {});
    VERIFY_OK(stored);
    QCOMPARE(*stored, Digest::of(emptyIndex));
    QCOMPARE(server.requests().back().target, "/v2/a/b/manifests/v1");
    QCOMPARE(server.requests().back().body, emptyIndex);
    QCOMPARE(server.requests().back().header("Content-Type"), indexType);
    const Digest longDigest = Digest::of(emptyIndex, Digest::Algorithm::Sha512);
    const auto byDigest = connection->putManifest(repository(), longDigest, manifest(), {});
    VERIFY_OK(byDigest);
    QCOMPARE(*byDigest, longDigest);
}

void TestHttpWrites::putRefusesAnotherDigest()
{
    ScriptedServer server;
    wire::Connection connection({server.url()});
    const auto wrong = connection->putManifest(repository(), Digest::of("other"), manifest(), {});
    QCOMPARE(wrong.error().kind, ErrorKind::DigestMismatch);
    QCOMPARE(server.requests().size(), 0U);
    server.answer({"PUT", "/v2/a/b/manifests/", true},
                  Answer::withStatus(201, {}, {{"Docker-Content-Digest", Digest::of("other").toString().toLatin1()}}));
    const auto changed = connection->putManifest(repository(), wire::tag(u"v1"_s), manifest(), {});
    QCOMPARE(changed.error().kind, ErrorKind::DigestMismatch);
    server.answer({"PUT", "/v2/a/b/manifests/", true}, error(413, {}));
    QCOMPARE(connection->putManifest(repository(), wire::tag(u"v1"_s), manifest(), {}).error().reason,
             ErrorReason::TooLarge);
}

void TestHttpWrites::deletes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("outcome"); // of Deleted, or -1
    QTest::addColumn<int>("kind");
    const auto good = [](int status, const char *code, Deleted outcome) {
        QTest::addRow("%d %s", status, code) << status << QByteArray(code) << int(outcome) << 0;
    };
    const auto bad = [](int status, const char *code, ErrorKind kind) {
        QTest::addRow("%d %s", status, code) << status << QByteArray(code) << -1 << int(kind);
    };
    good(202, "", Deleted::Accepted);
    good(200, "", Deleted::Accepted);
    good(204, "", Deleted::Accepted);
    good(404, "MANIFEST_UNKNOWN", Deleted::AlreadyGone);
    good(404, "", Deleted::AlreadyGone);
    bad(400, "DIGEST_INVALID", ErrorKind::Unsupported);
    bad(400, "UNSUPPORTED", ErrorKind::Unsupported);
    bad(400, "", ErrorKind::Unsupported);
    bad(400, "GOOGLE_MANIFEST_DANGLING_TAG", ErrorKind::Conflict);
    bad(405, "UNSUPPORTED", ErrorKind::Unsupported);
    bad(405, "", ErrorKind::Unsupported);
    bad(405, "DENIED", ErrorKind::Forbidden);
    bad(403, "DENIED", ErrorKind::Forbidden);
    bad(409, "MANIFEST_REFERENCED", ErrorKind::Conflict);
    bad(412, "PRECONDITION", ErrorKind::Conflict);
    bad(500, "UNKNOWN", ErrorKind::Server);
    bad(307, "", ErrorKind::Network);
}

void TestHttpWrites::deletes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(int, outcome);
    QFETCH(int, kind);
    ScriptedServer server;
    server.answer({"DELETE", "/v2/a/b/manifests/", true}, error(status, code));
    wire::Connection connection({server.url()});
    const Digest digest = Digest::of("x");
    const auto byTag = connection->deleteTag(repository(), wire::tag(u"v1"_s), {});
    const auto byDigest = connection->deleteManifest(repository(), digest, {});
    for (const auto &deleted : {byTag, byDigest}) {
        QCOMPARE(deleted.has_value(), outcome >= 0);
        if (deleted)
            QCOMPARE(int(*deleted), outcome);
        else
            QCOMPARE(int(deleted.error().kind), kind);
    }
    // One request each: a tag that cannot be deleted is never deleted by its digest instead.
    QCOMPARE(server.requests().size(), 2U);
    QCOMPARE(server.requests().front().target, "/v2/a/b/manifests/v1");
    QCOMPARE(server.requests().back().target, "/v2/a/b/manifests/" + digest.toString().toLatin1());
}

void TestHttpWrites::lostAnswerIsUnknown()
{
    ScriptedServer server;
    server.answer({"DELETE", "/v2/a/b/manifests/v1"}, Answer::hangUp());
    wire::Connection connection({server.url()});
    const auto lost = connection->deleteTag(repository(), wire::tag(u"v1"_s), {});
    QCOMPARE(lost.error().kind, ErrorKind::UnknownOutcome);
    QCOMPARE(server.requests().size(), 1U);
}

void TestHttpWrites::readOnlySendsNothing()
{
    ScriptedServer server;
    wire::Settings settings{server.url()};
    settings.readOnly = true;
    wire::Connection connection(settings);
    const Digest digest = Digest::of("x");
    const auto isRefused = [](const auto &result) {
        return !result && result.error().kind == ErrorKind::Forbidden && result.error().reason == ErrorReason::ReadOnly;
    };
    QVERIFY(isRefused(connection->putManifest(repository(), wire::tag(u"v1"_s), manifest(), {})));
    QVERIFY(isRefused(connection->deleteTag(repository(), wire::tag(u"v1"_s), {})));
    QVERIFY(isRefused(connection->deleteManifest(repository(), digest, {})));
    QVERIFY(isRefused(connection->mountBlob(repository(), digest, repository(), {})));
    QVERIFY(isRefused(upload(connection, "x")));
    QCOMPARE(server.requests().size(), 0U);
}

void TestHttpWrites::referrersOfTheApi()
{
    const Digest subject = Digest::of("subject");
    const QByteArray path = "/v2/a/b/referrers/" + subject.toString().toLatin1();
    ScriptedServer server;
    Answer first = Answer::ok(referrersIndex({referrer("one", "a/sbom"), referrer("two", "a/signature")}), indexType);
    first.headers.emplace_back("Link", "<?page=2>; rel=\"next\"");
    server.answer({"GET", path}, first);
    server.answer({"GET", path + "?page=2"}, Answer::ok(referrersIndex({referrer("three", "a/sbom")}), indexType));
    wire::Connection connection({server.url()});
    const auto all = connection->referrers(repository(), subject, {}, {});
    VERIFY_OK(all);
    QVERIFY(!all->fromTagSchema);
    QCOMPARE(all->manifests.size(), 3U);
    QCOMPARE(all->manifests.back().digest, Digest::of("three"));
    QVERIFY(all->complete);
    server.answer({"GET", path}, Answer::ok("<html>", "text/html"));
    QCOMPARE(connection->referrers(repository(), subject, {}, {}).error().kind, ErrorKind::InvalidData);
}

void TestHttpWrites::referrersAreFilteredHere()
{
    const Digest subject = Digest::of("subject");
    const QByteArray path = "/v2/a/b/referrers/" + subject.toString().toLatin1();
    const QByteArray both = referrersIndex({referrer("one", "a/sbom"), referrer("two", "a/signature")});
    ScriptedServer server;
    server.answer({"GET", path}, Answer::ok(both, indexType));
    wire::Connection connection({server.url()});
    auto found = connection->referrers(repository(), subject, u"a/SBOM"_s, {});
    VERIFY_OK(found);
    QCOMPARE(server.requests().back().target, path + "?artifactType=a%2FSBOM");
    QCOMPARE(found->manifests.size(), 1U);
    QCOMPARE(found->manifests.front().digest, Digest::of("one"));
    // A registry that says it has filtered is believed.
    Answer filtered = Answer::ok(both, indexType);
    filtered.headers.emplace_back("OCI-Filters-Applied", "other, artifactType");
    server.answer({"GET", path}, filtered);
    found = connection->referrers(repository(), subject, u"a/sbom"_s, {});
    VERIFY_OK(found);
    QCOMPARE(found->manifests.size(), 2U);
}

void TestHttpWrites::referrersOfTheTag_data()
{
    QTest::addColumn<int>("apiStatus");
    QTest::addColumn<QByteArray>("apiCode");
    QTest::addColumn<QByteArray>("tagBody"); // empty: no such tag
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("complete");
    const QByteArray two = referrersIndex({referrer("one", "a/sbom"), referrer("two", "a/signature")});
    QTest::newRow("two") << 404 << QByteArray() << two << 1 << true;
    QTest::newRow("unknown method") << 404 << QByteArray("METHOD_UNKNOWN") << two << 1 << true;
    QTest::newRow("unsupported") << 405 << QByteArray("UNSUPPORTED") << two << 1 << true;
    QTest::newRow("bad request, unsupported") << 400 << QByteArray("UNSUPPORTED") << two << 1 << true;
    QTest::newRow("no such tag") << 404 << QByteArray() << QByteArray() << 0 << true;
    QTest::newRow("something else") << 404 << QByteArray() << QByteArray("<html>") << 0 << false;
}

void TestHttpWrites::referrersOfTheTag()
{
    QFETCH(int, apiStatus);
    QFETCH(QByteArray, apiCode);
    QFETCH(QByteArray, tagBody);
    QFETCH(int, count);
    QFETCH(bool, complete);
    const Digest subject = Digest::of("subject");
    ScriptedServer server;
    server.answer({"GET", "/v2/a/b/referrers/", true}, error(apiStatus, apiCode));
    if (!tagBody.isEmpty())
        server.serve("/v2/a/b/manifests/sha256-" + subject.hex().toLatin1(), tagBody, indexType);
    wire::Connection connection({server.url()});
    const auto found = connection->referrers(repository(), subject, u"a/sbom"_s, {});
    VERIFY_OK(found);
    QVERIFY(found->fromTagSchema);
    QCOMPARE(int(found->manifests.size()), count);
    QCOMPARE(found->complete, complete);
    // What cannot be asked is not "none".
    server.answer({"GET", "/v2/a/b/manifests/", true}, error(403, "DENIED"));
    QCOMPARE(connection->referrers(repository(), subject, {}, {}).error().kind, ErrorKind::Forbidden);
}

void TestHttpWrites::tooManyReferrers()
{
    const Digest subject = Digest::of("subject");
    ScriptedServer server;
    std::atomic<int> page = 0;
    server.answer({"GET", "/v2/a/b/referrers/", true}, [&](const ReceivedRequest &) {
        QByteArrayList descriptors;
        const int number = ++page;
        for (int i = 0; i < 300; ++i)
            descriptors.append(referrer(QByteArray::number(number * 1000 + i), "a/sbom"));
        Answer answer = Answer::ok(referrersIndex(descriptors), indexType);
        answer.headers.emplace_back("Link", "<?page=" + QByteArray::number(number) + ">; rel=\"next\"");
        return answer;
    });
    wire::Connection connection({server.url()});
    const auto found = connection->referrers(repository(), subject, {}, {});
    VERIFY_OK(found);
    QCOMPARE(found->manifests.size(), 1000U);
    QVERIFY(!found->complete);
    QCOMPARE(page.load(), 4);
}

void TestHttpWrites::defectiveListsShowWhatIsGood_data()
{
    QTest::addColumn<QByteArrayList>("descriptors");
    QTest::addColumn<int>("count");
    QByteArrayList many;
    for (int i = 0; i < 1200; ++i)
        many.append(referrer(QByteArray::number(i), "a/sbom"));
    QTest::newRow("a page too long") << many << 1000;
    const QByteArray good = referrer("one", "a/sbom");
    const QByteArray more = referrer("two", "a/sbom");
    const QByteArray bad = R"({"mediaType":"a/b","digest":"sha256:short","size":1})";
    QTest::newRow("a bad digest") << QByteArrayList{good, bad, more} << 2;
    QTest::newRow("no size") << QByteArrayList{R"({"mediaType":"a/b"})", good} << 1;
    QTest::newRow("no object") << QByteArrayList{good, "7"} << 1;
    QTest::newRow("nothing good") << QByteArrayList{bad} << 0;
}

void TestHttpWrites::defectiveListsShowWhatIsGood()
{
    QFETCH(QByteArrayList, descriptors);
    QFETCH(int, count);
    const Digest subject = Digest::of("subject");
    const QByteArray path = "/v2/a/b/referrers/" + subject.toString().toLatin1();
    ScriptedServer server;
    Answer first = Answer::ok(referrersIndex(descriptors), indexType);
    first.headers.emplace_back("Link", "<?page=2>; rel=\"next\"");
    server.answer({"GET", path}, first);
    server.answer({"GET", path + "?page=2"}, Answer::ok(referrersIndex({referrer("last", "a/sbom")}), indexType));
    wire::Connection connection({server.url()});
    const auto pages = connection->referrers(repository(), subject, {}, {});
    VERIFY_OK(pages);
    QVERIFY(!pages->complete);
    QCOMPARE(int(pages->manifests.size()), std::min(count + 1, 1000)); // the second page is read all the same
    // The same list under the tag of a registry without the API.
    server.answer({"GET", path}, error(404, {}));
    server.serve("/v2/a/b/manifests/sha256-" + subject.hex().toLatin1(), referrersIndex(descriptors), indexType);
    const auto tagged = connection->referrers(repository(), subject, {}, {});
    VERIFY_OK(tagged);
    QVERIFY(tagged->fromTagSchema && !tagged->complete);
    QCOMPARE(int(tagged->manifests.size()), count);
}

void TestHttpWrites::referrersTag()
{
    QCOMPARE(registry::referrersTag(Digest::of("x")).toString(), u"sha256-"_s + Digest::of("x").hex());
    const Digest longDigest = Digest::of("x", Digest::Algorithm::Sha512);
    QCOMPARE(registry::referrersTag(longDigest).toString(), u"sha512-"_s + longDigest.hex().left(64));
}

QTEST_GUILESS_MAIN(TestHttpWrites)
#include "tst_httpwrites.moc"
