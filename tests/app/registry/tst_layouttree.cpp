#include <filesystem>

#include <sys/stat.h>

#include <QDir>
#include <QFile>

#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouttest.h"

using namespace Qt::StringLiterals;
using registry::LayoutRegistry;
using wire::repository;
using wire::tag;

/// Which folders are repositories and what they are called, and what a folder that means harm can do: nothing.
class TestLayoutTree final : public layouts::LayoutTest
{
    Q_OBJECT

private slots:
    void namesComeFromFolders();
    void listsInOrder();
    void rootCanBeOneLayout_data();
    void rootCanBeOneLayout();
    void caseIsFolded();
    void strangeNamesAreLeftOut();
    void blobsAreNotEntered();
    void linkedFoldersAreNotEntered();
    void linksOutOfTheRootAreAbsent();
    void writesStayInside_data();
    void writesStayInside();
    void pipesAreAbsent();
    void versionIsChecked_data();
    void versionIsChecked();
    void contentIsChecked_data();
    void contentIsChecked();
    void brokenTagSparesTheOthers();

private:
    void layout(const QString &below) const
    {
        layouts::writeLayout(path(u"root/"_s + below),
                             layouts::indexJson({layouts::descriptor(m_image.manifest, "v1")}), {m_image});
    }
    static void link(const QString &target, const QString &place)
    {
        QVERIFY(QDir().mkpath(QFileInfo(place).path()));
        QVERIFY(QFile::link(target, place));
    }
};

void TestLayoutTree::namesComeFromFolders()
{
    for (const QString &name : {u"a/b"_s, u"a/b/c"_s, u"a/b/c/d/e"_s, u"single"_s, u".hidden"_s})
        layout(name);
    QVERIFY(QDir().mkpath(path(u"root/empty/folder"_s)));
    LayoutRegistry registry(path(u"root"_s));
    const auto listing = wire::listRepositories(registry);
    VERIFY_OK(listing.end);
    QVERIFY(listing.end->complete);
    QCOMPARE(listing.names, (QStringList{u"a/b"_s, u"a/b/c"_s, u"a/b/c/d/e"_s, u"single"_s}));
    for (const QString &name : listing.names)
        QCOMPARE(wire::listTags(registry, repository(name)).names, QStringList{u"v1"_s});
    // A folder between them is no repository.
    QVERIFY(wire::listTags(registry, repository(u"a"_s)).names.isEmpty());
    QCOMPARE(registry.manifest(repository(u"a"_s), tag(u"v1"_s), {}).error().kind, ErrorKind::NotFound);
}

void TestLayoutTree::listsInOrder()
{
    for (const QString &name : {u"b"_s, u"a/z"_s, u"a-1"_s, u"a"_s, u"a.x/y"_s})
        layout(name);
    LayoutRegistry registry(path(u"root"_s));
    QStringList sorted = wire::listRepositories(registry).names;
    QCOMPARE(sorted, (QStringList{u"a"_s, u"a-1"_s, u"a.x/y"_s, u"a/z"_s, u"b"_s}));
}

void TestLayoutTree::rootCanBeOneLayout_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("name");
    QTest::newRow("as it is") << u"app"_s << u"app"_s;
    QTest::newRow("upper case") << u"Release-2026.07"_s << u"release-2026.07"_s;
    QTest::newRow("blanks and brackets") << u"My Images (1)"_s << u"my-images-1"_s;
    QTest::newRow("nothing fits") << u"镜像"_s << u"layout"_s;
}

void TestLayoutTree::rootCanBeOneLayout()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, name);
    layout(folder);
    layout(folder + u"/inner"_s);
    LayoutRegistry registry(path(u"root/"_s + folder));
    const auto listing = wire::listRepositories(registry);
    VERIFY_OK(listing.end);
    QCOMPARE(listing.names, QStringList{name});
    VERIFY_OK(registry.manifest(repository(name), tag(u"v1"_s), {}));
    VERIFY_OK(registry.putManifest(repository(name), tag(u"v2"_s), m_image.manifest, {}));
    const auto other = layouts::push(registry, repository(u"another"_s), m_image, tag(u"v1"_s));
    QVERIFY(!other);
    QCOMPARE(other.error().kind, ErrorKind::NotFound);
}

void TestLayoutTree::caseIsFolded()
{
    layout(u"Payments/API"_s);
    layout(u"payments/Worker"_s);
    LayoutRegistry registry(path(u"root"_s));
    const auto listing = wire::listRepositories(registry);
    QVERIFY(listing.end->complete);
    QCOMPARE(listing.names, (QStringList{u"payments/api"_s, u"payments/worker"_s}));
    for (const QString &name : listing.names)
        VERIFY_OK(registry.manifest(repository(name), tag(u"v1"_s), {}));
    // A change goes where the layout is, not into a second folder beside it.
    VERIFY_OK(registry.putManifest(repository(u"payments/api"_s), tag(u"v2"_s), m_image.manifest, {}));
    QVERIFY(!QDir(path(u"root/payments/api"_s)).exists());
    QCOMPARE(wire::listTags(registry, repository(u"payments/api"_s)).names.size(), 2);

    layout(u"payments/api"_s);
    const auto twice = wire::listRepositories(registry);
    QCOMPARE(twice.names, (QStringList{u"payments/api"_s, u"payments/worker"_s}));
    QVERIFY(!twice.end->complete);
    QCOMPARE(wire::listTags(registry, repository(u"payments/api"_s)).names.size(), 1);
}

void TestLayoutTree::strangeNamesAreLeftOut()
{
    layout(u"good"_s);
    layout(u"not good"_s);
    layout(u"a"_s + QString(300, u'b').insert(100, u'/').insert(200, u'/'));
    LayoutRegistry registry(path(u"root"_s));
    const auto listing = wire::listRepositories(registry);
    VERIFY_OK(listing.end);
    QCOMPARE(listing.names, QStringList{u"good"_s});
    QVERIFY(!listing.end->complete);
    QVERIFY(listing.end->reason.english().contains(u"not good"_s));
}

void TestLayoutTree::blobsAreNotEntered()
{
    layout(u"app"_s);
    layout(u"app/blobs/hidden"_s);
    LayoutRegistry registry(path(u"root"_s));
    QCOMPARE(wire::listRepositories(registry).names, QStringList{u"app"_s});
    QVERIFY(!registry.manifest(repository(u"app/blobs/hidden"_s), tag(u"v1"_s), {}));
    const auto put = layouts::push(registry, repository(u"app/blobs/sha256"_s), m_image, tag(u"v1"_s));
    QVERIFY(!put);
    QCOMPARE(put.error().kind, ErrorKind::NotFound);
}

void TestLayoutTree::linkedFoldersAreNotEntered()
{
    layout(u"app"_s);
    layouts::writeLayout(path(u"outside"_s), layouts::indexJson({}));
    link(path(u"outside"_s), path(u"root/linked"_s));
    link(path(u"root"_s), path(u"root/circle"_s));
    LayoutRegistry registry(path(u"root"_s));
    const auto listing = wire::listRepositories(registry);
    QCOMPARE(listing.names, QStringList{u"app"_s});
    QVERIFY(listing.end->complete);

    // The root itself may be a link: somebody chose it.
    link(path(u"root"_s), path(u"chosen"_s));
    LayoutRegistry chosen(path(u"chosen"_s));
    QCOMPARE(wire::listRepositories(chosen).names, QStringList{u"app"_s});
    VERIFY_OK(chosen.manifest(repository(u"app"_s), tag(u"v1"_s), {}));
}

void TestLayoutTree::linksOutOfTheRootAreAbsent()
{
    layout(u"app"_s);
    layouts::write(path(u"secret"_s), m_image.layer);
    const QString blob = layouts::blobFile(path(u"root/app"_s), m_image.layerDigest());
    QVERIFY(QFile::remove(blob));
    link(path(u"secret"_s), blob);
    LayoutRegistry registry(path(u"root"_s));
    const auto name = repository(u"app"_s);
    const auto sink = std::make_shared<wire::BytesSink>();
    QCOMPARE(registry.hasBlob(name, m_image.layerDigest(), {}).value(), false);
    QCOMPARE(registry.smallBlob(name, m_image.layerDigest(), 1000, {}).error().kind, ErrorKind::NotFound);
    const oci::Descriptor descriptor = m_image.manifest.image()->layers.front();
    QCOMPARE(registry.blob(name, descriptor, {0, 4}, sink, {}).error().kind, ErrorKind::NotFound);
    QVERIFY(sink->bytes.isEmpty());

    // Links within the root are how some tools share blobs.
    layouts::write(path(u"root/shared"_s), m_image.layer);
    QVERIFY(QFile::remove(blob));
    link(path(u"root/shared"_s), blob);
    QCOMPARE(registry.smallBlob(name, m_image.layerDigest(), 1000, {}).value(), m_image.layer);

    QVERIFY(QFile::remove(path(u"root/app/index.json"_s)));
    layouts::write(path(u"stolen.json"_s), layouts::indexJson({}));
    link(path(u"stolen.json"_s), path(u"root/app/index.json"_s));
    QCOMPARE(registry.manifest(name, tag(u"v1"_s), {}).error().kind, ErrorKind::NotFound);
}

void TestLayoutTree::writesStayInside_data()
{
    QTest::addColumn<QString>("linked");
    QTest::newRow("the project") << u"team"_s;
    QTest::newRow("the repository") << u"team/app"_s;
    QTest::newRow("blobs") << u"team/app/blobs"_s;
    QTest::newRow("the algorithm") << u"team/app/blobs/sha256"_s;
    QTest::newRow("the index") << u"team/app/index.json"_s;
}

void TestLayoutTree::writesStayInside()
{
    QFETCH(const QString, linked);
    QVERIFY(QDir().mkpath(path(u"outside"_s)));
    link(path(u"outside"_s), path(u"root/"_s + linked));
    LayoutRegistry registry(path(u"root"_s));
    QVERIFY(!layouts::push(registry, repository(u"team/app"_s), m_image, tag(u"v1"_s)));
    QVERIFY(QDir(path(u"outside"_s)).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestLayoutTree::pipesAreAbsent()
{
    layout(u"app"_s);
    const QString index = path(u"root/app/index.json"_s);
    QVERIFY(QFile::remove(index));
    QCOMPARE(::mkfifo(QFile::encodeName(index).constData(), 0600), 0);
    LayoutRegistry registry(path(u"root"_s));
    QCOMPARE(registry.manifest(repository(u"app"_s), tag(u"v1"_s), {}).error().kind, ErrorKind::NotFound);
}

void TestLayoutTree::versionIsChecked_data()
{
    QTest::addColumn<QByteArray>("marker");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("empty") << ""_ba << ErrorKind::InvalidData;
    QTest::newRow("no JSON") << "1.0.0"_ba << ErrorKind::InvalidData;
    QTest::newRow("no version") << "{}"_ba << ErrorKind::InvalidData;
    QTest::newRow("a number") << R"({"imageLayoutVersion":1})"_ba << ErrorKind::InvalidData;
    QTest::newRow("another one") << R"({"imageLayoutVersion":"2.0.0"})"_ba << ErrorKind::Unsupported;
    QTest::newRow("huge") << QByteArray(1'000'000, ' ') << ErrorKind::InvalidData;
}

void TestLayoutTree::versionIsChecked()
{
    QFETCH(const QByteArray, marker);
    QFETCH(const ErrorKind, kind);
    layout(u"app"_s);
    layouts::write(path(u"root/app/oci-layout"_s), marker);
    LayoutRegistry registry(path(u"root"_s));
    QCOMPARE(wire::listTags(registry, repository(u"app"_s)).end.error().kind, kind);
    // Neither does a change touch what it cannot read.
    QCOMPARE(registry.putManifest(repository(u"app"_s), tag(u"v2"_s), m_image.manifest, {}).error().kind, kind);
    QCOMPARE(registry.deleteTag(repository(u"app"_s), tag(u"v1"_s), {}).error().kind, kind);
}

void TestLayoutTree::contentIsChecked_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray good = layouts::descriptor(m_image.manifest, "v1");
    const QByteArray digest = m_image.digest().toString().toLatin1();
    QTest::newRow("absent") << QByteArray(good).replace(digest, QByteArray("sha256:" + QByteArray(64, '0')))
                            << ErrorKind::NotFound;
    QTest::newRow("path trick") << QByteArray(good).replace(digest, "sha256:../../../../secret")
                                << ErrorKind::InvalidData;
    QTest::newRow("wrong size") << QByteArray(good).replace(R"("size":)", R"("size":1)") << ErrorKind::DigestMismatch;
    QTest::newRow("size past 64 bits") << QByteArray(good).replace(R"("size":)", R"("size":9999999999999999999)")
                                       << ErrorKind::InvalidData;
    QTest::newRow("wrong type") << QByteArray(good).replace("image.manifest", "image.index") << ErrorKind::InvalidData;
    QTest::newRow("a layer instead") << QByteArray(good)
                                            .replace(digest, m_image.layerDigest().toString().toLatin1())
                                            .replace(
                                                QByteArray(R"("size":)" + QByteArray::number(m_image.manifest.size())),
                                                QByteArray(R"("size":)" + QByteArray::number(m_image.layer.size())))
                                     << ErrorKind::InvalidData;
}

void TestLayoutTree::contentIsChecked()
{
    QFETCH(const QByteArray, entry);
    QFETCH(const ErrorKind, kind);
    layout(u"app"_s);
    layouts::write(path(u"secret"_s), "secret");
    layouts::write(path(u"root/app/index.json"_s), layouts::indexJson({entry}));
    LayoutRegistry registry(path(u"root"_s));
    const auto name = repository(u"app"_s);
    QCOMPARE(wire::listTags(registry, name).names, QStringList{u"v1"_s});
    const auto manifest = registry.manifest(name, tag(u"v1"_s), {});
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().kind, kind);
    VERIFY_OK(registry.referrers(name, m_image.digest(), {}, {}));
}

void TestLayoutTree::brokenTagSparesTheOthers()
{
    const auto damaged = layouts::image("damaged");
    layouts::writeLayout(path(u"root/app"_s),
                         layouts::indexJson({layouts::descriptor(damaged.manifest, "bad"),
                                             layouts::descriptor(m_image.manifest, "good")}),
                         {damaged, m_image});
    QByteArray bytes = damaged.manifest.raw();
    bytes[bytes.size() / 2] ^= 1;
    layouts::write(layouts::blobFile(path(u"root/app"_s), damaged.digest()), bytes);
    QByteArray layer = damaged.layer;
    layer[0] ^= 1;
    layouts::write(layouts::blobFile(path(u"root/app"_s), damaged.layerDigest()), layer);

    LayoutRegistry registry(path(u"root"_s));
    const auto name = repository(u"app"_s);
    QCOMPARE(wire::listTags(registry, name).names, (QStringList{u"bad"_s, u"good"_s}));
    QCOMPARE(registry.manifest(name, tag(u"bad"_s), {}).error().kind, ErrorKind::DigestMismatch);
    VERIFY_OK(registry.manifest(name, tag(u"good"_s), {}));
    const auto sink = std::make_shared<wire::BytesSink>();
    const oci::Descriptor descriptor = damaged.manifest.image()->layers.front();
    QCOMPARE(registry.blob(name, descriptor, {}, sink, {}).error().kind, ErrorKind::DigestMismatch);
    layouts::write(layouts::blobFile(path(u"root/app"_s), damaged.layerDigest()), damaged.layer.chopped(1));
    QCOMPARE(registry.blob(name, descriptor, {}, sink, {}).error().reason, ErrorReason::Incomplete);
}

QTEST_GUILESS_MAIN(TestLayoutTree)
#include "tst_layouttree.moc"
