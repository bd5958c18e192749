#include <map>
#include <memory>
#include <set>

#include <archive.h>
#include <archive_entry.h>

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/oci/imageconfig.h"
#include "app/registry/layoutregistry.h"
#include "tests/app/registry/wire.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct FreeArchive
{
    void operator()(struct archive *handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<struct archive, FreeArchive>;

/// Every file below @p folder with the digest of its bytes.
std::map<QString, QString> contents(const QString &folder)
{
    std::map<QString, QString> all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all[file.fileName().sliced(folder.size())] = oci::Digest::of(file.readAll()).toString();
    }
    return all;
}

/// What libarchive unpacks from a layer: the tar of @p bytes.
QByteArray unpacked(const QByteArray &bytes)
{
    const Archive archive(archive_read_new());
    archive_read_support_filter_all(archive.get());
    archive_read_support_format_raw(archive.get());
    struct archive_entry *entry = nullptr;
    if (archive_read_open_memory(archive.get(), bytes.constData(), std::size_t(bytes.size())) != ARCHIVE_OK
        || archive_read_next_header(archive.get(), &entry) != ARCHIVE_OK)
        return {};
    QByteArray tar;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const auto count = archive_read_data(archive.get(), buffer.data(), std::size_t(buffer.size()));
        if (count <= 0)
            return count < 0 ? QByteArray() : tar;
        tar.append(buffer.constData(), qsizetype(count));
    }
}

int entries(const QByteArray &tar)
{
    const Archive archive(archive_read_new());
    archive_read_support_format_tar(archive.get());
    if (archive_read_open_memory(archive.get(), tar.constData(), std::size_t(tar.size())) != ARCHIVE_OK)
        return -1;
    int count = 0;
    for (struct archive_entry *entry = nullptr; archive_read_next_header(archive.get(), &entry) == ARCHIVE_OK;)
        ++count;
    return count;
}

QByteArray skopeo(const QStringList &arguments)
{
    support::ChildProcess process(u"skopeo"_s, arguments);
    if (process.waitForEnd() != 0)
        qWarning("skopeo %s: %s", qPrintable(arguments.join(u' ')), process.log().constData());
    return process.log();
}

} // namespace

/// The sample registry has what is promised of it, down to the files in the layers, and is the same in every build.
class TestMakeSample final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void sameBytesEveryTime();
    void staysSmall();
    void hasManyRepositories();
    void imagesAreWhole();
    void layersAreRealArchives();
    void hasWhatIsHardToShow();
    void hasSupplements();
    void skopeoReadsIt();
    void skopeoCopiesItToARegistry_data();
    void skopeoCopiesItToARegistry();

private:
    [[nodiscard]] oci::Manifest manifest(const QString &repository, const oci::TagOrDigest &reference);
    [[nodiscard]] oci::Manifest manifest(const QString &repository, const QString &tag);
    void checkImage(const oci::RepositoryName &repository, const oci::Manifest &manifest);

    QTemporaryDir m_folder;
    QString m_first;
    QString m_second;
    std::unique_ptr<registry::LayoutRegistry> m_registry;
    std::map<QString, QStringList> m_tags; ///< by repository
    std::map<oci::Digest, QByteArray> m_layers; ///< by diff id
    std::set<QString> m_layerTypes;
    std::map<oci::Digest, std::set<QString>> m_layerUsers; ///< repositories by layer
};

void TestMakeSample::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_first = m_folder.filePath(u"first"_s);
    m_second = m_folder.filePath(u"other place/second"_s);
    // Neither the place, the time zone nor the language may show.
    const QString program = QStringLiteral(BINARY_DIR) + u"/bin/make-sample"_s;
    support::ChildProcess first(program, {m_first});
    support::ChildProcess second(program, {m_second}, {u"TZ=Asia/Shanghai"_s, u"LC_ALL=C"_s});
    QVERIFY2(first.waitForEnd(100s) == 0, first.log().constData());
    QVERIFY2(second.waitForEnd(100s) == 0, second.log().constData());

    m_registry = std::make_unique<registry::LayoutRegistry>(m_first, true);
    const auto repositories = wire::listRepositories(*m_registry);
    QVERIFY(repositories.end && repositories.end->complete);
    for (const QString &name : repositories.names) {
        const auto tags = wire::listTags(*m_registry, wire::repository(name));
        QVERIFY(tags.end && tags.end->complete && !tags.names.isEmpty());
        m_tags[name] = tags.names;
    }
}

void TestMakeSample::sameBytesEveryTime()
{
    const auto first = contents(m_first);
    QVERIFY(first.size() > 500);
    QCOMPARE(first, contents(m_second));
    QVERIFY(!QFileInfo::exists(m_first + u".new"_s));
}

void TestMakeSample::staysSmall()
{
    qint64 stored = 0;
    std::set<QString> seen;
    QDirIterator files(m_first, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file = files.nextFileInfo();
        QVERIFY2(file.size() < 1'100'000, qPrintable(file.filePath()));
        if (!file.path().contains("/blobs/"_L1) || seen.insert(file.fileName()).second)
            stored += file.size();
    }
    QVERIFY2(stored > 2'000'000 && stored < 10'000'000, qPrintable(QString::number(stored)));
}

void TestMakeSample::hasManyRepositories()
{
    std::set<QString> projects;
    qsizetype tags = 0;
    for (const auto &[name, names] : m_tags) {
        projects.insert(wire::repository(name).project());
        tags += names.size();
    }
    QVERIFY2(projects.size() >= 4, qPrintable(QString::number(projects.size())));
    QVERIFY2(m_tags.size() >= 12, qPrintable(QString::number(m_tags.size())));
    QVERIFY2(tags >= 120, qPrintable(QString::number(tags)));
}

oci::Manifest TestMakeSample::manifest(const QString &repository, const oci::TagOrDigest &reference)
{
    return m_registry->manifest(wire::repository(repository), reference, {}).value();
}

oci::Manifest TestMakeSample::manifest(const QString &repository, const QString &tag)
{
    return manifest(repository, wire::tag(tag));
}

void TestMakeSample::checkImage(const oci::RepositoryName &repository, const oci::Manifest &manifest)
{
    const oci::ImageManifest &image = *manifest.image();
    const auto raw = m_registry->smallBlob(repository, image.config.digest, image.config.size, {});
    VERIFY_OK(raw);
    for (const oci::Descriptor &layer : image.layers)
        m_layerUsers[layer.digest].insert(repository.toString());
    if (!image.isImage() || image.layers.front().mediaType.toString().contains("in-toto"_L1)
        || !image.layers.front().mediaType.isLayer())
        return;
    const auto config = oci::ImageConfig::parse(*raw);
    VERIFY_OK(config);
    QVERIFY(config->created && !config->platform.os.isEmpty());
    QCOMPARE(config->diffIds.size(), image.layers.size());
    for (const oci::Layer &layer : oci::joinLayers(image, *config)) {
        QVERIFY(layer.history && layer.diffId);
        QVERIFY(!layer.history->createdBy.isEmpty());
        QVERIFY(*layer.history->created <= *config->created);
        m_layerTypes.insert(layer.descriptor.mediaType.toString());
        const auto bytes = m_registry->smallBlob(repository, layer.descriptor.digest, layer.descriptor.size, {});
        VERIFY_OK(bytes);
        m_layers.emplace(*layer.diffId, *bytes);
    }
}

void TestMakeSample::imagesAreWhole()
{
    int missing = 0;
    for (const auto &[repository, tags] : m_tags) {
        const auto name = wire::repository(repository);
        for (const QString &tag : tags) {
            const oci::Manifest top = manifest(repository, tag);
            QVERIFY(top.isRecognised());
            if (top.image())
                checkImage(name, top);
            else {
                for (const oci::Descriptor &child : top.index()->manifests) {
                    const auto image = m_registry->manifest(name, child.digest, {});
                    if (image)
                        checkImage(name, *image);
                    else
                        ++missing;
                }
            }
            if (QTest::currentTestFailed())
                return;
        }
    }
    QCOMPARE(missing, 2); // the two tags of the one broken index
    const auto shared = std::count_if(m_layerUsers.cbegin(), m_layerUsers.cend(),
                                      [](const auto &user) { return user.second.size() >= 3; });
    QVERIFY2(shared >= 4, qPrintable(QString::number(shared)));
}

void TestMakeSample::layersAreRealArchives()
{
    QVERIFY(m_layers.size() > 60);
    for (const auto &[diffId, bytes] : m_layers) {
        const QByteArray tar = unpacked(bytes);
        QCOMPARE(oci::Digest::of(tar), diffId);
        QVERIFY(entries(tar) > 0);
        if (bytes.startsWith("\x1f\x8b"))
            QCOMPARE(bytes.sliced(4, 4), QByteArray(4, '\0')); // RFC 1952: no time of compression
    }
    QVERIFY(m_layerTypes.contains(u"application/vnd.oci.image.layer.v1.tar+gzip"_s));
    QVERIFY(m_layerTypes.contains(u"application/vnd.oci.image.layer.v1.tar+zstd"_s));
    QVERIFY(m_layerTypes.contains(u"application/vnd.docker.image.rootfs.diff.tar.gzip"_s));
}

void TestMakeSample::hasWhatIsHardToShow()
{
    // Several tags on one digest, and names that sort by number.
    QCOMPARE(manifest(u"payments/api"_s, u"latest"_s).digest(), manifest(u"payments/api"_s, u"v2.8.1"_s).digest());
    QVERIFY(manifest(u"payments/api"_s, u"v1.9"_s).image());
    QVERIFY(manifest(u"payments/api"_s, u"v1.10"_s).index());

    // More than two platforms, one of them Windows.
    const auto runner = manifest(u"platform/ci-runner"_s, u"latest"_s);
    QCOMPARE(runner.index()->manifests.size(), std::size_t(3));
    QVERIFY(runner.index()->manifests.back().platform->toString().startsWith(u"windows/amd64"_s));

    // A build of 1970.
    const auto reproducible = manifest(u"lab/reproducible"_s, u"latest"_s);
    const auto child = manifest(u"lab/reproducible"_s, reproducible.index()->manifests.front().digest);
    const auto raw = m_registry->smallBlob(wire::repository(u"lab/reproducible"_s), child.image()->config.digest,
                                           oci::maxConfigSize, {});
    QCOMPARE(oci::ImageConfig::parse(*raw)->created->time_since_epoch().count(), 0);

    // An image that no tag and no index names.
    QFile index(m_first + u"/lab/notebook/index.json"_s);
    QVERIFY(index.open(QIODevice::ReadOnly));
    QCOMPARE(index.readAll().count("\"digest\""), m_tags[u"lab/notebook"_s].size() + 1);

    QCOMPARE(manifest(u"infra/proxy"_s, u"latest"_s).mediaType(), oci::MediaType::dockerList());
    QVERIFY(!manifest(u"infra/charts/payments"_s, u"1.10.0"_s).image()->isImage());
}

void TestMakeSample::hasSupplements()
{
    const auto api = wire::repository(u"payments/api"_s);
    const auto release = manifest(u"payments/api"_s, u"v2.8.1"_s);
    int attestations = 0;
    for (const oci::Descriptor &child : release.index()->manifests)
        attestations += child.isAttestation() ? 1 : 0;
    QCOMPARE(attestations, 2);
    const auto referrers = m_registry->referrers(api, release.digest(), {}, {});
    QVERIFY(referrers && referrers->complete);
    QStringList types;
    for (const oci::Descriptor &referrer : referrers->manifests)
        types.append(referrer.artifactType->toString());
    types.sort();
    QCOMPARE(types,
             (QStringList{u"application/sarif+json"_s, u"application/spdx+json"_s,
                          u"application/vnd.dev.cosign.artifact.sig.v1+json"_s}));

    const QString subject = manifest(u"payments/gateway"_s, u"latest"_s).digest().hex();
    for (const QString &suffix : {u".sig"_s, u".att"_s, u".sbom"_s})
        QVERIFY(manifest(u"payments/gateway"_s, u"sha256-"_s + subject + suffix).image());
}

void TestMakeSample::skopeoReadsIt()
{
    for (const auto &[repository, tags] : m_tags) {
        // skopeo finds OCI's own types only in a layout.
        if (manifest(repository, tags.back()).mediaType().toString().startsWith("application/vnd.docker."_L1))
            continue;
        const QString place = u"oci:%1/%2:%3"_s.arg(m_first, repository, tags.back());
        QCOMPARE(skopeo({u"inspect"_s, u"--raw"_s, place}), manifest(repository, tags.back()).raw());
    }
}

void TestMakeSample::skopeoCopiesItToARegistry_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("tag");
    QTest::newRow("attestations") << u"payments/api"_s << u"v2.8.1"_s;
    QTest::newRow("one platform") << u"payments/ledger"_s << u"v1.9.0"_s;
    QTest::newRow("zstd, Windows") << u"platform/ci-runner"_s << u"latest"_s;
    QTest::newRow("1970") << u"lab/reproducible"_s << u"latest"_s;
    QTest::newRow("a chart") << u"infra/charts/payments"_s << u"1.10.0"_s;
}

void TestMakeSample::skopeoCopiesItToARegistry()
{
    QFETCH(const QString, repository);
    QFETCH(const QString, tag);
    const support::DockerRegistry server;
    QVERIFY2(server.isRunning(), server.log().constData());
    const QString target = u"docker://%1/%2:%3"_s.arg(QString::fromLatin1(server.address()), repository, tag);
    skopeo({u"--insecure-policy"_s, u"copy"_s, u"--all"_s, u"--preserve-digests"_s, u"--dest-tls-verify=false"_s,
            u"oci:%1/%2:%3"_s.arg(m_first, repository, tag), target});
    QCOMPARE(skopeo({u"inspect"_s, u"--raw"_s, u"--tls-verify=false"_s, target}), manifest(repository, tag).raw());
}

QTEST_GUILESS_MAIN(TestMakeSample)
#include "tst_makesample.moc"
