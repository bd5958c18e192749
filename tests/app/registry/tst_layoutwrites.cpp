#include <atomic>
#include <filesystem>
#include <thread>

#include <QDateTime>
#include <QDir>
#include <QLockFile>

#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouttest.h"

using namespace Qt::StringLiterals;
using registry::LayoutRegistry;
using wire::repository;
using wire::tag;

/// The changes LayoutRegistry makes, and what it takes for each.
class TestLayoutWrites final : public layouts::LayoutTest
{
    Q_OBJECT

private slots:
    void manifestNeedsItsBlobs();
    void manifestMustHaveItsDigest();
    void uploadMustHaveItsDigest();
    void uploadRepairs();
    void tagsMove();
    void deletesTags();
    void deletesManifests();
    void deleteSparesWhatAnIndexNeeds();
    void deleteNeverTakesContent();
    void mountsShareOneFile();
    void mountsNothingDamaged();
    void descriptorsNameTheArtifactType();
    void writersTakeTurns();
    void livingWriterKeepsItsLock();
};

void TestLayoutWrites::manifestNeedsItsBlobs()
{
    LayoutRegistry registry(path(u"root"_s));
    const auto put = registry.putManifest(m_repository, tag(u"v1"_s), m_image.manifest, {});
    QVERIFY(!put);
    QCOMPARE(put.error().kind, ErrorKind::NotFound);
    QVERIFY(wire::listRepositories(registry).names.isEmpty());

    // An index may name manifests that are elsewhere.
    const oci::Manifest index = layouts::index({m_image.manifest});
    VERIFY_OK(registry.putManifest(m_repository, tag(u"v1"_s), index, {}));
    QCOMPARE(registry.manifest(m_repository, m_image.digest(), {}).error().kind, ErrorKind::NotFound);
}

void TestLayoutWrites::manifestMustHaveItsDigest()
{
    LayoutRegistry registry(path(u"root"_s));
    const auto put = layouts::push(registry, m_repository, m_image, m_other.digest());
    QVERIFY(!put);
    QCOMPARE(put.error().kind, ErrorKind::DigestMismatch);

    const auto sha512 = oci::Digest::of(m_image.manifest.raw(), oci::Digest::Algorithm::Sha512);
    VERIFY_OK(layouts::push(registry, m_repository, m_image, sha512));
    const auto manifest = registry.manifest(m_repository, sha512, {});
    VERIFY_OK(manifest);
    QCOMPARE(manifest->raw(), m_image.manifest.raw());
    QCOMPARE(registry.manifest(m_repository, m_image.digest(), {}).error().kind, ErrorKind::NotFound);
}

void TestLayoutWrites::uploadMustHaveItsDigest()
{
    LayoutRegistry registry(path(u"root"_s));
    const auto sent = registry.uploadBlob(m_repository, m_image.layerDigest(), http::bytesSource("something else"), {});
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, ErrorKind::DigestMismatch);
    QCOMPARE(registry.hasBlob(m_repository, m_image.layerDigest(), {}).value(), false);
    QVERIFY(QDir(path(u"root/team/app/blobs/sha256"_s)).isEmpty());
}

void TestLayoutWrites::uploadRepairs()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    const QString folder = path(u"root/team/app"_s);
    for (const oci::Digest &digest : {m_image.layerDigest(), m_image.digest()})
        layouts::write(layouts::blobFile(folder, digest), "cut");
    QCOMPARE(registry.smallBlob(m_repository, m_image.layerDigest(), 1000, {}).error().kind, ErrorKind::DigestMismatch);
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    VERIFY_OK(registry.smallBlob(m_repository, m_image.layerDigest(), 1000, {}));
    VERIFY_OK(registry.manifest(m_repository, tag(u"v1"_s), {}));
}

void TestLayoutWrites::tagsMove()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"latest"_s)));
    VERIFY_OK(layouts::push(registry, m_repository, m_other, tag(u"latest"_s)));
    QCOMPARE(registry.resolve(m_repository, tag(u"latest"_s), {})->digest, m_other.digest());
    VERIFY_OK(registry.manifest(m_repository, m_image.digest(), {}));
    QCOMPARE(
        layouts::read(path(u"root/team/app/index.json"_s)),
        layouts::indexJson({layouts::descriptor(m_image.manifest), layouts::descriptor(m_other.manifest, "latest")}));
}

void TestLayoutWrites::deletesTags()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"a"_s)));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"b"_s)));
    for (const QString &name : {u"a"_s, u"b"_s}) {
        QCOMPARE(registry.deleteTag(m_repository, tag(name), {}).value(), registry::Deleted::Accepted);
        QCOMPARE(registry.deleteTag(m_repository, tag(name), {}).value(), registry::Deleted::AlreadyGone);
        VERIFY_OK(registry.manifest(m_repository, m_image.digest(), {}));
    }
    QVERIFY(wire::listTags(registry, m_repository).names.isEmpty());
    QCOMPARE(wire::listRepositories(registry).names, QStringList{u"team/app"_s});
    QCOMPARE(registry.deleteTag(repository(u"nobody"_s), tag(u"a"_s), {}).value(), registry::Deleted::AlreadyGone);

    // Undo: the same bytes under the same name.
    VERIFY_OK(registry.putManifest(m_repository, tag(u"a"_s), m_image.manifest, {}));
    QCOMPARE(wire::listTags(registry, m_repository).names, QStringList{u"a"_s});
}

void TestLayoutWrites::deletesManifests()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"a"_s)));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"b"_s)));
    VERIFY_OK(layouts::push(registry, m_repository, m_other, tag(u"c"_s)));
    QCOMPARE(registry.deleteManifest(m_repository, m_image.digest(), {}).value(), registry::Deleted::Accepted);
    QCOMPARE(wire::listTags(registry, m_repository).names, QStringList{u"c"_s});
    QCOMPARE(registry.manifest(m_repository, m_image.digest(), {}).error().kind, ErrorKind::NotFound);
    QCOMPARE(registry.deleteManifest(m_repository, m_image.digest(), {}).value(), registry::Deleted::AlreadyGone);
    QCOMPARE(registry.deleteManifest(repository(u"nobody"_s), m_image.digest(), {}).value(),
             registry::Deleted::AlreadyGone);

    // What undo needs is still here.
    VERIFY_OK(registry.putManifest(m_repository, tag(u"a"_s), m_image.manifest, {}));

    // A delete that was cut short after the index was replaced is finished by the next one.
    layouts::write(path(u"root/team/app/index.json"_s), layouts::indexJson({}));
    QCOMPARE(registry.deleteManifest(m_repository, m_other.digest(), {}).value(), registry::Deleted::Accepted);
    QCOMPARE(registry.manifest(m_repository, m_other.digest(), {}).error().kind, ErrorKind::NotFound);
}

void TestLayoutWrites::deleteSparesWhatAnIndexNeeds()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, m_image.digest()));
    const oci::Manifest index = layouts::index({m_image.manifest});
    VERIFY_OK(registry.putManifest(m_repository, tag(u"multi"_s), index, {}));
    const auto deleted = registry.deleteManifest(m_repository, m_image.digest(), {});
    QVERIFY(!deleted);
    QCOMPARE(deleted.error().kind, ErrorKind::Conflict);
    VERIFY_OK(registry.manifest(m_repository, m_image.digest(), {}));

    QCOMPARE(registry.deleteManifest(m_repository, index.digest(), {}).value(), registry::Deleted::Accepted);
    VERIFY_OK(registry.manifest(m_repository, m_image.digest(), {}));
    QCOMPARE(registry.deleteManifest(m_repository, m_image.digest(), {}).value(), registry::Deleted::Accepted);
}

void TestLayoutWrites::deleteNeverTakesContent()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"a"_s)));
    for (const oci::Digest &digest : {m_image.configDigest(), m_image.layerDigest()}) {
        QCOMPARE(registry.deleteManifest(m_repository, digest, {}).value(), registry::Deleted::AlreadyGone);
        QCOMPARE(registry.hasBlob(m_repository, digest, {}).value(), true);
    }
}

void TestLayoutWrites::mountsShareOneFile()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"a"_s)));
    const auto other = repository(u"other"_s);
    const auto mount = [&](const oci::Digest &digest, const QString &from) {
        return registry.mountBlob(other, digest, repository(from), {}).value();
    };
    QCOMPARE(mount(m_image.layerDigest(), u"team/app"_s), registry::MountOutcome::Mounted);
    QCOMPARE(mount(m_image.layerDigest(), u"team/app"_s), registry::MountOutcome::Mounted);
    QCOMPARE(mount(m_other.layerDigest(), u"team/app"_s), registry::MountOutcome::NotMounted);
    QCOMPARE(mount(m_image.configDigest(), u"nobody"_s), registry::MountOutcome::NotMounted);
    QCOMPARE(registry.smallBlob(other, m_image.layerDigest(), 1000, {}).value(), m_image.layer);
    const auto file = [&](const QString &folder) {
        return QFileInfo(layouts::blobFile(path(folder), m_image.layerDigest())).filesystemFilePath();
    };
    QVERIFY(std::filesystem::equivalent(file(u"root/team/app"_s), file(u"root/other"_s)));
}

void TestLayoutWrites::mountsNothingDamaged()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"a"_s)));
    const oci::Digest digest = m_image.layerDigest();
    layouts::write(layouts::blobFile(path(u"root/team/app"_s), digest), "cut");
    const auto other = repository(u"other"_s);
    QCOMPARE(registry.mountBlob(other, digest, m_repository, {}).value(), registry::MountOutcome::NotMounted);
    QCOMPARE(registry.hasBlob(other, digest, {}).value(), false);
}

void TestLayoutWrites::descriptorsNameTheArtifactType()
{
    LayoutRegistry registry(path(u"root"_s));
    const auto index = oci::Manifest::parse(
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","artifactType":"a/bundle","manifests":[]})",
        {});
    VERIFY_OK(index);
    VERIFY_OK(registry.putManifest(m_repository, tag(u"bundle"_s), *index, {}));
    QVERIFY(layouts::read(path(u"root/team/app/index.json"_s)).contains(R"("artifactType":"a/bundle")"));
}

void TestLayoutWrites::writersTakeTurns()
{
    // Two registries stand for two programs: they share nothing but the files.
    LayoutRegistry first(path(u"root"_s));
    LayoutRegistry second(path(u"root"_s));
    constexpr int each = 6;
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([&, number] {
                LayoutRegistry &registry = number % 2 ? first : second;
                for (int count = 0; count < each; ++count) {
                    const auto image = layouts::image(QByteArray::number(number * 100 + count));
                    if (!layouts::push(registry, m_repository, image, tag(u"t%1-%2"_s.arg(number).arg(count))))
                        ++failures;
                    if (!registry.referrers(m_repository, image.digest(), {}, {}))
                        ++failures;
                }
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(wire::listTags(first, m_repository).names.size(), 4 * each);
    QCOMPARE(wire::listTags(second, m_repository).names.size(), 4 * each);
}

void TestLayoutWrites::livingWriterKeepsItsLock()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    const QString file = path(u"root/team/app/.lock"_s);
    QLockFile holder(file);
    QVERIFY(holder.tryLock(0));
    // However long ago it took it.
    QFile handle(file);
    QVERIFY(handle.open(QIODevice::ReadWrite));
    QVERIFY(handle.setFileTime(QDateTime::currentDateTimeUtc().addDays(-1), QFileDevice::FileModificationTime));

    std::atomic<bool> done = false;
    std::jthread writer(
        [&] { done = registry.putManifest(m_repository, tag(u"v2"_s), m_image.manifest, {}).has_value(); });
    QTest::qWait(100); // a lock that is taken over would be so by now; slowness cannot fail this
    QVERIFY(!done);
    QCOMPARE(wire::listTags(registry, m_repository).names, QStringList{u"v1"_s});
    holder.unlock();
    QTRY_VERIFY_WITH_TIMEOUT(done, 60000);
    QCOMPARE(wire::listTags(registry, m_repository).names, (QStringList{u"v1"_s, u"v2"_s}));
}

QTEST_GUILESS_MAIN(TestLayoutWrites)
#include "tst_layoutwrites.moc"
