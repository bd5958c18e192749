#include "app/registry/layoutregistry.h"

#include <QDir>

#include "tests/app/registry/layouttest.h"

using namespace Qt::StringLiterals;
using registry::LayoutRegistry;
using wire::repository;
using wire::tag;

/// Reading layouts that are in order, LayoutRegistry's own and those of other tools. Its changes: tst_layoutwrites.
class TestLayoutRegistry final : public layouts::LayoutTest
{
    Q_OBJECT

private slots:
    void missingRootIsNotFound();
    void writesALayout();
    void readsWhatItWrote();
    void readsRanges_data();
    void readsRanges();
    void readsLayoutsOfOtherTools();
    void listsReferrers();
    void readsMany();
    void readOnlyRefuses();
    void stopIsHeeded();
};

void TestLayoutRegistry::missingRootIsNotFound()
{
    LayoutRegistry registry(path(u"nowhere"_s));
    const auto ping = registry.ping({});
    QVERIFY(!ping);
    QCOMPARE(ping.error().kind, ErrorKind::NotFound);
    QCOMPARE(wire::listRepositories(registry).end.error().kind, ErrorKind::NotFound);

    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    VERIFY_OK(registry.ping({}));
    QCOMPARE(wire::listRepositories(registry).names, QStringList{u"team/app"_s});
    // As over HTTP: a repository that is not there has no tags.
    const auto none = wire::listTags(registry, repository(u"team/other"_s));
    VERIFY_OK(none.end);
    QVERIFY(none.names.isEmpty() && none.end->complete);
}

void TestLayoutRegistry::writesALayout()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    const QString folder = path(u"root/team/app"_s);
    QCOMPARE(layouts::read(folder + u"/oci-layout"_s), R"({"imageLayoutVersion":"1.0.0"})"_ba);
    QCOMPARE(layouts::read(folder + u"/index.json"_s),
             layouts::indexJson({layouts::descriptor(m_image.manifest, "v1")}));
    QCOMPARE(layouts::read(layouts::blobFile(folder, m_image.configDigest())), m_image.config);
    QCOMPARE(layouts::read(layouts::blobFile(folder, m_image.layerDigest())), m_image.layer);
    QCOMPARE(layouts::read(layouts::blobFile(folder, m_image.digest())), m_image.manifest.raw());
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name),
             (QStringList{u"blobs"_s, u"index.json"_s, u"oci-layout"_s}));
}

void TestLayoutRegistry::readsWhatItWrote()
{
    LayoutRegistry registry(path(u"root"_s));
    for (const QString &name : {u"v1.9"_s, u"v1.10"_s, u"latest"_s})
        VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(name)));
    const auto tags = wire::listTags(registry, m_repository);
    VERIFY_OK(tags.end);
    QCOMPARE(tags.names, (QStringList{u"latest"_s, u"v1.10"_s, u"v1.9"_s}));
    QCOMPARE(tags.end->count, 3);
    QVERIFY(tags.end->complete);

    for (const oci::TagOrDigest &reference : {oci::TagOrDigest(tag(u"v1.9"_s)), oci::TagOrDigest(m_image.digest())}) {
        const auto manifest = registry.manifest(m_repository, reference, {});
        VERIFY_OK(manifest);
        QCOMPARE(manifest->raw(), m_image.manifest.raw());
        const auto resolved = registry.resolve(m_repository, reference, {});
        VERIFY_OK(resolved);
        QCOMPARE(*resolved,
                 (oci::Descriptor{
                     oci::MediaType::ociManifest(), m_image.digest(), m_image.manifest.size(), {}, {}, {}, {}}));
    }
    const auto config = registry.smallBlob(m_repository, m_image.configDigest(), 1000, {});
    VERIFY_OK(config);
    QCOMPARE(*config, m_image.config);
    const auto cap = registry.smallBlob(m_repository, m_image.configDigest(), 3, {});
    QVERIFY(!cap);
    QCOMPARE(cap.error().reason, ErrorReason::TooLarge);

    QCOMPARE(registry.hasBlob(m_repository, m_image.layerDigest(), {}).value(), true);
    QCOMPARE(registry.hasBlob(m_repository, m_other.layerDigest(), {}).value(), false);
    QCOMPARE(registry.hasBlob(repository(u"nobody"_s), m_image.layerDigest(), {}).value(), false);
    for (const oci::TagOrDigest &reference : {oci::TagOrDigest(tag(u"v2"_s)), oci::TagOrDigest(m_other.digest())}) {
        const auto missing = registry.manifest(m_repository, reference, {});
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
        QCOMPARE(registry.resolve(m_repository, reference, {}).error().kind, ErrorKind::NotFound);
    }
}

void TestLayoutRegistry::readsRanges_data()
{
    QTest::addColumn<registry::ByteRange>("range");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("whole") << registry::ByteRange{} << "layer of one"_ba;
    QTest::newRow("from") << registry::ByteRange{6, -1} << "of one"_ba;
    QTest::newRow("part") << registry::ByteRange{6, 2} << "of"_ba;
    QTest::newRow("past the end") << registry::ByteRange{9, 500} << "one"_ba;
    QTest::newRow("at the end") << registry::ByteRange{12, -1} << ""_ba;
    QTest::newRow("nothing") << registry::ByteRange{3, 0} << ""_ba;
    QTest::newRow("beyond the end") << registry::ByteRange{13, -1} << QByteArray();
    QTest::newRow("before the start") << registry::ByteRange{-1, -1} << QByteArray();
}

void TestLayoutRegistry::readsRanges()
{
    QFETCH(const registry::ByteRange, range);
    QFETCH(const QByteArray, expected);
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    const auto sink = std::make_shared<wire::BytesSink>();
    const auto sent = registry.blob(m_repository, m_image.manifest.image()->layers.front(), range, sink, {});
    if (expected.isNull()) {
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, ErrorKind::InvalidData);
    } else {
        VERIFY_OK(sent);
        QCOMPARE(sink->bytes, expected);
    }
}

void TestLayoutRegistry::readsLayoutsOfOtherTools()
{
    // skopeo lists an index only, and its children can be read all the same; podman writes whole references.
    const oci::Manifest index = layouts::index({m_image.manifest, m_other.manifest});
    const QString folder = path(u"root/exported"_s);
    layouts::writeLayout(
        folder, R"({"schemaVersion":2,"manifests":[)"_ba + layouts::descriptor(index, "docker.io/corp/app:edge") + "]}",
        {m_image, m_other});
    layouts::write(layouts::blobFile(folder, index.digest()), index.raw());

    LayoutRegistry registry(path(u"root"_s));
    const auto name = repository(u"exported"_s);
    QCOMPARE(wire::listTags(registry, name).names, QStringList{u"edge"_s});
    const auto manifest = registry.manifest(name, tag(u"edge"_s), {});
    VERIFY_OK(manifest);
    QCOMPARE(manifest->digest(), index.digest());
    VERIFY_OK(registry.manifest(name, m_other.digest(), {}));
    QCOMPARE(registry.resolve(name, m_other.digest(), {})->mediaType, oci::MediaType::ociManifest());

    // A change takes the name away that the other tool gave, and nothing else.
    QCOMPARE(registry.deleteTag(name, tag(u"edge"_s), {}).value(), registry::Deleted::Accepted);
    QCOMPARE(layouts::read(folder + u"/index.json"_s),
             R"({"schemaVersion":2,"manifests":[)"_ba + layouts::descriptor(index) + "]}");
}

void TestLayoutRegistry::listsReferrers()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    const auto sbom = layouts::artifact("sbom", m_image.manifest, "application/spdx+json");
    const auto signature = layouts::artifact("signature", m_image.manifest, "application/x-signature");
    VERIFY_OK(layouts::push(registry, m_repository, sbom, sbom.digest()));
    VERIFY_OK(layouts::push(registry, m_repository, signature, tag(u"signed"_s)));

    const auto all = registry.referrers(m_repository, m_image.digest(), {}, {});
    VERIFY_OK(all);
    QCOMPARE(all->manifests.size(), std::size_t(2));
    QVERIFY(all->complete && !all->fromTagSchema);
    const oci::Descriptor &first = all->manifests.front();
    QCOMPARE(first.digest, sbom.digest());
    QCOMPARE(first.size, sbom.manifest.size());
    QCOMPARE(first.artifactType->toString(), u"application/spdx+json"_s);
    QCOMPARE(first.annotations, (oci::Annotations{{u"made.of"_s, u"sbom"_s}}));

    const auto filtered = registry.referrers(m_repository, m_image.digest(), u"application/x-signature"_s, {});
    QCOMPARE(filtered->manifests.size(), std::size_t(1));
    QCOMPARE(filtered->manifests.front().digest, signature.digest());
    QVERIFY(registry.referrers(m_repository, m_other.digest(), {}, {})->manifests.empty());
    QVERIFY(registry.referrers(repository(u"nobody"_s), m_image.digest(), {}, {})->manifests.empty());

    // The answer follows the layout, whoever changes it.
    QCOMPARE(LayoutRegistry(path(u"root"_s)).deleteManifest(m_repository, sbom.digest(), {}).value(),
             registry::Deleted::Accepted);
    QCOMPARE(registry.referrers(m_repository, m_image.digest(), {}, {})->manifests.size(), std::size_t(1));

    layouts::write(layouts::blobFile(path(u"root/team/app"_s), signature.digest()), "damaged");
    LayoutRegistry fresh(path(u"root"_s));
    const auto damaged = fresh.referrers(m_repository, m_image.digest(), {}, {});
    QVERIFY(damaged->manifests.empty() && !damaged->complete);
}

void TestLayoutRegistry::readsMany()
{
    LayoutRegistry registry(path(u"root"_s));
    using Read = registry::ContentRead;
    std::vector<Read> reads;
    for (quint64 number = 0; number < 20; ++number) {
        const auto image = layouts::image(QByteArray::number(number));
        const auto name = tag(u"t%1"_s.arg(number));
        VERIFY_OK(layouts::push(registry, m_repository, image, name));
        reads.push_back({Read::Kind::Manifest, name, -1, number});
    }
    reads.push_back({Read::Kind::Manifest, tag(u"absent"_s), -1, 100});
    reads.push_back({Read::Kind::Blob, m_image.configDigest(), -1, 101});
    wire::ReadList list(reads);
    quint64 next = 1000;
    list.followUps = [&next](const oci::Manifest &manifest) {
        const oci::Descriptor &config = manifest.image()->config;
        return std::vector{Read{Read::Kind::Blob, config.digest, config.size, next++}};
    };
    VERIFY_OK(registry.read(m_repository, list, {}));
    QCOMPARE(list.manifests.size(), std::size_t(21));
    QCOMPARE(list.blobs.size(), std::size_t(21));
    for (quint64 number = 0; number < 20; ++number) {
        VERIFY_OK(list.manifests.at(number));
        QCOMPARE(list.blobs.at(1000 + number).value(), layouts::image(QByteArray::number(number)).config);
    }
    QCOMPARE(list.manifests.at(100).error().kind, ErrorKind::NotFound);
    QCOMPARE(list.blobs.at(101).error().kind, ErrorKind::NotFound);

    // A repository that is not there is told by each read, as over HTTP.
    wire::ReadList lost({{Read::Kind::Manifest, tag(u"t1"_s), -1, 1}, {Read::Kind::Blob, m_image.digest(), -1, 2}});
    VERIFY_OK(registry.read(repository(u"nobody"_s), lost, {}));
    QCOMPARE(lost.manifests.at(1).error().kind, ErrorKind::NotFound);
    QCOMPARE(lost.blobs.at(2).error().kind, ErrorKind::NotFound);
}

void TestLayoutRegistry::readOnlyRefuses()
{
    LayoutRegistry writer(path(u"root"_s));
    VERIFY_OK(layouts::push(writer, m_repository, m_image, tag(u"v1"_s)));
    const QByteArray before = layouts::read(path(u"root/team/app/index.json"_s));

    LayoutRegistry registry(path(u"root"_s), true);
    const auto refused = [](const auto &result) {
        return !result && result.error().kind == ErrorKind::Forbidden && result.error().reason == ErrorReason::ReadOnly;
    };
    const auto other = repository(u"other"_s);
    QVERIFY(refused(registry.putManifest(m_repository, tag(u"v2"_s), m_image.manifest, {})));
    QVERIFY(refused(registry.deleteTag(m_repository, tag(u"v1"_s), {})));
    QVERIFY(refused(registry.deleteManifest(m_repository, m_image.digest(), {})));
    QVERIFY(refused(registry.mountBlob(other, m_image.layerDigest(), m_repository, {})));
    QVERIFY(refused(registry.uploadBlob(other, m_image.layerDigest(), http::bytesSource(m_image.layer), {})));
    VERIFY_OK(registry.manifest(m_repository, tag(u"v1"_s), {}));
    QCOMPARE(layouts::read(path(u"root/team/app/index.json"_s)), before);
    QVERIFY(!QDir(path(u"root/other"_s)).exists());
}

void TestLayoutRegistry::stopIsHeeded()
{
    LayoutRegistry registry(path(u"root"_s));
    VERIFY_OK(layouts::push(registry, m_repository, m_image, tag(u"v1"_s)));
    std::stop_source source;
    source.request_stop();
    const auto stop = source.get_token();
    const auto stopped = [](const auto &result) { return !result && result.error().isCancelled(); };
    const auto sink = std::make_shared<wire::BytesSink>();
    wire::ReadList list({{registry::ContentRead::Kind::Manifest, tag(u"v1"_s), -1, 1}});
    QVERIFY(stopped(registry.repositories([](auto) { return Done{}; }, stop)));
    QVERIFY(stopped(registry.tags(
        m_repository, [](auto) { return Done{}; }, stop)));
    QVERIFY(stopped(registry.manifest(m_repository, tag(u"v1"_s), stop)));
    QVERIFY(stopped(registry.resolve(m_repository, tag(u"v1"_s), stop)));
    QVERIFY(stopped(registry.smallBlob(m_repository, m_image.configDigest(), 1000, stop)));
    QVERIFY(stopped(registry.blob(m_repository, m_image.manifest.image()->config, {}, sink, stop)));
    QVERIFY(stopped(registry.read(m_repository, list, stop)));
    QVERIFY(stopped(registry.referrers(m_repository, m_image.digest(), {}, stop)));
    QVERIFY(stopped(registry.putManifest(m_repository, tag(u"v2"_s), m_image.manifest, stop)));
    QVERIFY(stopped(registry.deleteTag(m_repository, tag(u"v1"_s), stop)));
    QVERIFY(stopped(registry.deleteManifest(m_repository, m_image.digest(), stop)));
    QVERIFY(stopped(registry.uploadBlob(m_repository, m_other.layerDigest(), http::bytesSource(m_other.layer), stop)));
    QVERIFY(stopped(registry.mountBlob(repository(u"other"_s), m_image.layerDigest(), m_repository, stop)));
    QVERIFY(list.manifests.empty() && sink->bytes.isEmpty());
    QCOMPARE(wire::listTags(registry, m_repository).names, QStringList{u"v1"_s});
}

QTEST_GUILESS_MAIN(TestLayoutRegistry)
#include "tst_layoutregistry.moc"
