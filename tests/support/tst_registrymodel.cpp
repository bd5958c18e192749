#include <QTest>

#include "tests/support/registrybench.h"

using namespace Qt::StringLiterals;
using namespace support;
using Kind = ModelEvent::Kind;

namespace {

void addKinds()
{
    QTest::addColumn<ServerKind>("kind");
    QTest::newRow("deletes tags") << ServerKind::DeletesTags;
    QTest::newRow("digest only") << ServerKind::DigestOnly;
    QTest::newRow("leaves dangling tags") << ServerKind::LeavesDanglingTags;
    QTest::newRow("refuses protected") << ServerKind::RefusesProtected;
    QTest::newRow("lies") << ServerKind::Lies;
    QTest::newRow("takes the image") << ServerKind::TakesImage;
}

} // namespace

Q_DECLARE_METATYPE(support::ServerKind)

/// The conformance cases of the distribution specification, as far as the model claims them, and what its kinds add.
class TestRegistryModel : public QObject
{
    Q_OBJECT

private slots:
    void pull_data() { addKinds(); }
    void pull();
    void push_data() { addKinds(); }
    void push();
    void pushOfWhatIsNotWhole();
    void contentDiscovery_data() { addKinds(); }
    void contentDiscovery();
    void referrers();
    void ranges();
    void deletesTags();
    void digestOnly();
    void leavesDanglingTags();
    void refusesProtected();
    void lies();
    void takesImage();
    void fates();
    void lateFates();
    void eventsAndSomebodyElse();
};

void TestRegistryModel::pull()
{
    QFETCH(ServerKind, kind);
    Bench bench(kind);
    QCOMPARE(bench.ask("GET", "/v2/").status, 200);
    const QByteArray digest = bench.pushImage("one", {"v1"});
    const QByteArray raw = imageManifest({{"one", 3}}).raw();
    for (const QByteArray &reference : {digest, QByteArray("v1")}) {
        const Reply head = bench.ask("HEAD", "/v2/a/b/manifests/" + reference);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.field("Docker-Content-Digest"), digest);
        QCOMPARE(head.field("Content-Length"), QByteArray::number(raw.size()));
        const Reply get = bench.ask("GET", "/v2/a/b/manifests/" + reference);
        QCOMPARE(get.status, 200);
        QCOMPARE(get.field("Content-Type"), imageType);
        QCOMPARE(get.body, raw);
    }
    QCOMPARE(bench.ask("GET", "/v2/a/b/blobs/" + digestOf("one")).body, "one");
    QCOMPARE(bench.ask("HEAD", "/v2/a/b/blobs/" + digestOf("one")).status, 200);
    QCOMPARE(bench.ask("GET", "/v2/a/b/blobs/" + digestOf("none")).code(), u"BLOB_UNKNOWN"_s);
    QCOMPARE(bench.ask("HEAD", "/v2/a/b/blobs/" + digestOf("none")).status, 404);
    QCOMPARE(bench.ask("GET", "/v2/a/b/manifests/none").code(), u"MANIFEST_UNKNOWN"_s);
    QCOMPARE(bench.look(digestOf("none")), 404);
    QCOMPARE(bench.ask("GET", "/v2/c/d/manifests/v1").code(), u"NAME_UNKNOWN"_s);
}

void TestRegistryModel::push()
{
    QFETCH(ServerKind, kind);
    Bench bench(kind);
    const Reply place = bench.ask("POST", "/v2/a/b/blobs/uploads/");
    QCOMPARE(place.status, 202);
    QVERIFY(place.field("Location").startsWith("/v2/a/b/blobs/uploads/"));
    const Reply stored = bench.ask("PUT", place.field("Location") + "?digest=" + digestOf("one"), {}, "one");
    QCOMPARE(stored.status, 201);
    QCOMPARE(stored.field("Location"), "/v2/a/b/blobs/" + digestOf("one"));
    QCOMPARE(bench.ask("POST", "/v2/c/d/blobs/uploads/?mount=" + digestOf("one") + "&from=a/b").status, 201);
    QCOMPARE(bench.ask("GET", "/v2/c/d/blobs/" + digestOf("one")).body, "one");
    QCOMPARE(bench.ask("POST", "/v2/c/d/blobs/uploads/?mount=" + digestOf("none") + "&from=a/b").status, 202);

    const oci::Manifest image = imageManifest({{"one", 3}});
    const QByteArray digest = Bench::text(image.digest());
    const Reply byDigest = bench.put(digest, image);
    QCOMPARE(byDigest.status, 201);
    QCOMPARE(byDigest.field("Docker-Content-Digest"), digest);
    QCOMPARE(byDigest.field("Location"), "/v2/a/b/manifests/" + digest);
    QVERIFY(bench.listed().isEmpty());
    QCOMPARE(bench.put("v1", image).status, 201);
    QCOMPARE(bench.put("index", indexManifest({image.digest()})).status, 201);
    QCOMPARE(bench.ask("GET", "/v2/a/b/manifests/index").field("Content-Type"), indexType);
    const oci::Manifest artifact = artifactManifest({"one", 3}, "application/x", image.digest());
    bench.pushBlob("{}");
    const Reply attached = bench.put(Bench::text(artifact.digest()), artifact);
    QCOMPARE(attached.status, 201);
    QCOMPARE(attached.field("OCI-Subject"), RegistryModel::hasReferrersApi(kind) ? digest : QByteArray());
}

void TestRegistryModel::pushOfWhatIsNotWhole()
{
    Bench bench(ServerKind::DeletesTags);
    const Reply place = bench.ask("POST", "/v2/a/b/blobs/uploads/");
    QCOMPARE(bench.ask("PUT", place.field("Location") + "?digest=" + digestOf("two"), {}, "one").code(),
             u"DIGEST_INVALID"_s);
    const oci::Manifest image = imageManifest({{"one", 3}});
    QCOMPARE(bench.put("v1", image).code(), u"MANIFEST_BLOB_UNKNOWN"_s);
    QCOMPARE(bench.put("v1", indexManifest({image.digest()})).code(), u"MANIFEST_BLOB_UNKNOWN"_s);
    bench.pushBlob("one");
    QCOMPARE(bench.put(digestOf("other"), image).code(), u"DIGEST_INVALID"_s);
    QCOMPARE(bench.ask("PUT", "/v2/a/b/manifests/v1", {}, "[]").code(), u"MANIFEST_INVALID"_s);
    QVERIFY(bench.model.state("a/b").tags.empty());
    QCOMPARE(bench.put("v1", image).status, 201);
}

void TestRegistryModel::contentDiscovery()
{
    QFETCH(ServerKind, kind);
    Bench bench(kind);
    QCOMPARE(bench.ask("GET", "/v2/a/b/tags/list").status, 404);
    bench.pushImage("one", {"b", "d", "a", "c"});
    QCOMPARE(bench.listed(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(bench.listed("?n=2"), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(bench.listed("?n=2&last=b"), (QStringList{u"c"_s, u"d"_s}));
    QCOMPARE(bench.listed("?last=bb"), (QStringList{u"c"_s, u"d"_s}));
    QVERIFY(bench.listed("?n=0").isEmpty());
    const Reply first = bench.ask("GET", "/v2/a/b/tags/list?n=3");
    QCOMPARE(first.field("Link"), "</v2/a/b/tags/list?n=3&last=c>; rel=\"next\"");
    QCOMPARE(first.json()["name"_L1].toString(), u"a/b"_s);
    QVERIFY(bench.ask("GET", "/v2/a/b/tags/list?n=4").field("Link").isEmpty());
    bench.model.pageSize = 1;
    QCOMPARE(bench.listed("?n=3"), QStringList(u"a"_s));
    QCOMPARE(bench.ask("GET", "/v2/_catalog").json()["repositories"_L1].toArray(), QJsonArray({u"a/b"_s}));
}

void TestRegistryModel::referrers()
{
    Bench bench(ServerKind::Lies);
    const QByteArray subject = bench.pushImage("one", {"v1"});
    const QByteArray path = "/v2/a/b/referrers/" + subject;
    const Reply none = bench.ask("GET", path);
    QCOMPARE(none.status, 200);
    QCOMPARE(none.field("Content-Type"), indexType);
    QVERIFY(none.json()["manifests"_L1].toArray().isEmpty());
    bench.pushBlob("{}");
    bench.pushBlob("sig");
    const oci::Digest image = imageManifest({{"one", 3}}).digest();
    const oci::Manifest artifact = artifactManifest({"sig", 3}, "application/x", image);
    QCOMPARE(bench.put(Bench::text(artifact.digest()), artifact).status, 201);
    const QJsonDocument all = bench.ask("GET", path).json();
    QCOMPARE(all["manifests"_L1].toArray().size(), 1);
    QCOMPARE(all["manifests"_L1][0]["digest"_L1].toString(), artifact.digest().toString());
    QCOMPARE(all["manifests"_L1][0]["artifactType"_L1].toString(), u"application/x"_s);
    QCOMPARE(all["manifests"_L1][0]["size"_L1].toInteger(), artifact.raw().size());
    const Reply filtered = bench.ask("GET", path + "?artifactType=application/y");
    QCOMPARE(filtered.field("OCI-Filters-Applied"), "artifactType");
    QVERIFY(filtered.json()["manifests"_L1].toArray().isEmpty());
    Bench without(ServerKind::DigestOnly);
    QCOMPARE(without.ask("GET", "/v2/a/b/referrers/" + without.pushImage("one", {"v1"})).status, 404);
}

void TestRegistryModel::ranges()
{
    Bench bench(ServerKind::DeletesTags);
    const QByteArray path = "/v2/a/b/blobs/" + bench.pushBlob("abcdef");
    const Reply part = bench.ask("GET", path, "Range: bytes=1-2\r\n");
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, "bc");
    QCOMPARE(part.field("Content-Range"), "bytes 1-2/6");
    QCOMPARE(bench.ask("GET", path, "Range: bytes=4-\r\n").body, "ef");
    QCOMPARE(bench.ask("GET", path, "Range: bytes=6-\r\n").status, 416);
    bench.model.change([](auto &all) { all["a/b"].collected.insert(digestOf("abcdef")); });
    QCOMPARE(bench.ask("HEAD", path).status, 200);
    QCOMPARE(bench.ask("GET", path, "Range: bytes=0-0\r\n").status, 404);
    bench.pushBlob("abcdef");
    QCOMPARE(bench.ask("GET", path).body, "abcdef");
    QCOMPARE(bench.ask("DELETE", path).status, 202);
    QCOMPARE(bench.ask("HEAD", path).status, 404);
    QCOMPARE(bench.ask("DELETE", path).status, 404);
}

void TestRegistryModel::deletesTags()
{
    Bench bench(ServerKind::DeletesTags);
    const QByteArray image = bench.pushImage("one", {"v1", "v2", "v3"});
    QCOMPARE(bench.remove("v1"), 202);
    QCOMPARE(bench.look("v1"), 404);
    QCOMPARE(bench.look("v2"), 200);
    QCOMPARE(bench.remove("v1"), 404);
    QCOMPARE(bench.remove(image), 202);
    QCOMPARE(bench.look(image), 404);
    QVERIFY(bench.listed().isEmpty());
    QCOMPARE(bench.remove(image), 404);
}

void TestRegistryModel::digestOnly()
{
    Bench bench(ServerKind::DigestOnly);
    const QByteArray image = bench.pushImage("one", {"v1", "v2"});
    bench.pushImage("two", {"v3"});
    QCOMPARE(bench.remove("v1"), 400);
    QCOMPARE(bench.look("v1"), 200);
    QCOMPARE(bench.remove("nobodys"), 400);
    QCOMPARE(bench.remove(image), 202);
    QCOMPARE(bench.listed(), QStringList(u"v3"_s));
}

void TestRegistryModel::leavesDanglingTags()
{
    Bench bench(ServerKind::LeavesDanglingTags);
    const QByteArray image = bench.pushImage("one", {"v1", "v2"});
    QCOMPARE(bench.remove("v1"), 405);
    QCOMPARE(bench.remove(image), 202);
    QCOMPARE(bench.look("v1"), 404);
    QCOMPARE(bench.listed(), (QStringList{u"v1"_s, u"v2"_s}));
    QVERIFY(bench.model.state("a/b").liveTags().empty());
    bench.pushImage("one", {"v1"});
    QCOMPARE(bench.look("v2"), 200); // as the name was never gone
}

void TestRegistryModel::refusesProtected()
{
    Bench bench(ServerKind::RefusesProtected);
    const QByteArray image = bench.pushImage("one", {"release-1", "v1"});
    const QByteArray child = bench.pushImage("two", {});
    const oci::Manifest index = indexManifest({imageManifest({{"two", 3}}).digest()});
    QCOMPARE(bench.put("index", index).status, 201);
    QCOMPARE(bench.remove("release-1"), 412);
    QCOMPARE(bench.put("release-1", index).status, 412);
    QCOMPARE(bench.put("release-1", imageManifest({{"one", 3}})).status, 201);
    QCOMPARE(bench.remove(image), 400);
    QCOMPARE(bench.remove(child), 403);
    QCOMPARE(bench.remove("v1"), 202);
    QCOMPARE(bench.remove("index"), 202);
    QCOMPARE(bench.remove(Bench::text(index.digest())), 202);
    QCOMPARE(bench.remove(child), 202);
    QCOMPARE(bench.listed(), QStringList(u"release-1"_s));
}

void TestRegistryModel::lies()
{
    Bench bench(ServerKind::Lies);
    int left = 0;
    for (int i = 0; i < 40; ++i) {
        const QByteArray tag = 'v' + QByteArray::number(i);
        bench.pushImage("one", {tag});
        QCOMPARE(bench.remove(tag), 202);
        left += bench.look(tag) == 200 ? 1 : 0;
    }
    QVERIFY(left > 0 && left < 40);
    QCOMPARE(bench.remove("nobodys"), 404);
}

void TestRegistryModel::takesImage()
{
    Bench bench(ServerKind::TakesImage);
    const QByteArray image = bench.pushImage("one", {"v1", "v2"});
    bench.pushImage("two", {"v3"});
    static_cast<void>(bench.model.takeEvents());
    QCOMPARE(bench.remove("v1"), 202);
    QCOMPARE(bench.look(image), 404);
    QCOMPARE(bench.listed(), QStringList(u"v3"_s));
    std::map<QByteArray, bool> unasked;
    for (const ModelEvent &event : bench.model.takeEvents()) {
        if (event.kind == Kind::TagChanged || event.kind == Kind::ManifestRemoved)
            unasked.emplace(event.name, event.unasked);
    }
    QCOMPARE(unasked, (std::map<QByteArray, bool>{{"v1", false}, {"v2", true}, {image, true}}));
    QCOMPARE(bench.remove("v2"), 404);
}

void TestRegistryModel::fates()
{
    Bench bench(ServerKind::DeletesTags);
    bench.pushImage("one", {"a", "b", "c", "d", "e"});
    const auto answer = [&](const Fate &fate, const QByteArray &tag) {
        bench.model.setFate([fate](const ReceivedRequest &, auto &) { return fate; });
        const int status = bench.remove(tag);
        bench.model.setFate({});
        return std::pair(status, bench.look(tag));
    };
    using Effect = Fate::Effect;
    QCOMPARE(answer({Fault::Closed, 0, 0, Effect::Never}, "a"), std::pair(0, 200));
    QCOMPARE(answer({Fault::Closed, 0, 0, Effect::Now}, "a"), std::pair(0, 404));
    QCOMPARE(answer({Fault::Status, 4, 0, Effect::Never}, "b"), std::pair(504, 200));
    QCOMPARE(answer({Fault::Status, 1, 0, Effect::Now}, "c"), std::pair(500, 404));
    QCOMPARE(answer({Fault::Throttled, 0, 0, Effect::Never}, "d"), std::pair(429, 200));
    QCOMPARE(answer({}, "e"), std::pair(202, 404));
}

void TestRegistryModel::lateFates()
{
    Bench bench(ServerKind::DeletesTags);
    bench.pushImage("one", {"a", "b", "c"});
    const auto remove = [&](Fault fault, int form, const QByteArray &tag) {
        const Fate fate{fault, form, 0, Fate::Effect::Late};
        bench.model.setFate([fate](const ReceivedRequest &, auto &) { return fate; });
        const int status = bench.remove(tag);
        bench.model.setFate({});
        return status;
    };
    QCOMPARE(remove(Fault::Closed, 0, "a"), 0);
    QVERIFY(bench.model.state("a/b").tags.contains("a"));
    int looks = 1;
    while (bench.look("a") == 200 && looks < 100)
        ++looks;
    QVERIFY2(looks <= 12, QByteArray::number(looks).constData());

    static_cast<void>(bench.model.takeEvents());
    QCOMPARE(remove(Fault::Status, 4, "b"), 504);
    QVERIFY(bench.model.state("a/b").tags.contains("b"));
    bench.model.finishLate();
    QVERIFY(!bench.model.state("a/b").tags.contains("b"));
    std::vector<std::pair<Kind, bool>> told;
    for (const ModelEvent &event : bench.model.takeEvents())
        told.emplace_back(event.kind, event.late);
    QCOMPARE(told,
             (std::vector<std::pair<Kind, bool>>{{Kind::Asked, false}, {Kind::Late, true}, {Kind::TagChanged, true}}));
    bench.model.finishLate();
    QVERIFY(bench.model.takeEvents().empty());
    QCOMPARE(bench.look("c"), 200);
}

void TestRegistryModel::eventsAndSomebodyElse()
{
    Bench bench(ServerKind::DigestOnly);
    const QByteArray image = bench.pushImage("one", {"v1"});
    static_cast<void>(bench.model.takeEvents());
    bench.model.setMeanwhile([](const ReceivedRequest &request, auto &all) {
        if (request.method == "DELETE")
            all["a/b"].addManifest("{}", imageType, "theirs");
    });
    QCOMPARE(bench.look("v1"), 200);
    QCOMPARE(bench.remove(image), 202);
    QStringList told;
    for (const ModelEvent &event : bench.model.takeEvents())
        told.append(
            u"%1 %2 %3"_s.arg(int(event.kind)).arg(QString::fromLatin1(event.name).left(6)).arg(event.byClient));
    const auto line
        = [](Kind kind, const QString &name, bool ours) { return u"%1 %2 %3"_s.arg(int(kind)).arg(name).arg(ours); };
    QCOMPARE(told,
             (QStringList{line(Kind::Looked, u"v1"_s, true), line(Kind::Asked, u"sha256"_s, true),
                          line(Kind::TagChanged, u"theirs"_s, false), line(Kind::ManifestAdded, u"sha256"_s, false),
                          line(Kind::TagChanged, u"v1"_s, true), line(Kind::ManifestRemoved, u"sha256"_s, true)}));
    QCOMPARE(bench.model.state("a/b").tags.size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(TestRegistryModel)
#include "tst_registrymodel.moc"
