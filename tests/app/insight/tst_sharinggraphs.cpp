#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <QTest>

#include "app/insight/sharingbuilder.h"
#include "tests/support/manifests.h"

using namespace insight;

namespace {

constexpr quint32 graphCount = 3'000;
constexpr int blobCount = 12; ///< few, so that images meet

QByteArray blobName(int number)
{
    return "blob " + QByteArray::number(number);
}

qint64 blobSize(int number)
{
    return 1LL << number; // every sum tells what it was made of
}

/// A small repository by chance, as plain sets. Now and then a manifest is missing, or was not read.
class Graph
{
public:
    explicit Graph(quint32 seed)
        : m_random(seed)
    {
        for (int i = between(0, 9); i > 0; --i)
            addImageManifest();
        for (int i = between(0, 4); i > 0; --i)
            addIndex();
        for (const oci::Digest &digest : m_known) {
            if (oneIn(2))
                m_images.push_back(digest);
        }
    }

    [[nodiscard]] const std::vector<oci::Digest> &images() const { return m_images; }

    /// Everything in any order, some of it twice.
    [[nodiscard]] std::shared_ptr<const Sharing> sharing()
    {
        std::vector<std::function<void(SharingBuilder &)>> calls;
        for (const oci::Manifest &manifest : m_manifests)
            calls.insert(calls.end(), between(1, 2), [&manifest](SharingBuilder &to) { to.addManifest(manifest); });
        for (const oci::Digest &digest : m_missing)
            calls.emplace_back([&digest](SharingBuilder &to) { to.addMissing(digest); });
        for (const oci::Digest &image : m_images)
            calls.insert(calls.end(), between(1, 3), [&image](SharingBuilder &to) { to.addImage(image); });
        std::shuffle(calls.begin(), calls.end(), m_random);
        SharingBuilder builder;
        for (const auto &call : calls)
            call(builder);
        return std::move(builder).build();
    }

    /// The blobs of an image; @p whole becomes false where something was not read.
    std::set<int> blobsOf(const oci::Digest &digest, bool &whole) const
    {
        if (const auto blobs = m_blobs.find(digest); blobs != m_blobs.cend())
            return blobs->second;
        std::set<int> all;
        const auto children = m_children.find(digest);
        if (children == m_children.cend())
            whole = whole && m_missing.contains(digest);
        else
            for (const oci::Digest &child : children->second)
                all.merge(blobsOf(child, whole));
        return all;
    }

private:
    int between(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
    bool oneIn(int outOf) { return between(1, outOf) == 1; }

    void addImageManifest()
    {
        std::vector<support::NamedBlob> blobs;
        std::set<int> numbers;
        for (int i = between(1, 6); i > 0; --i) {
            const int number = between(0, blobCount - 1);
            blobs.push_back({blobName(number), blobSize(number)}); // perhaps a second time
            numbers.insert(number);
        }
        const oci::Manifest manifest = support::imageManifest(blobs);
        m_known.insert(manifest.digest());
        if (oneIn(30)) // a manifest that was not read
            return;
        m_manifests.push_back(manifest);
        m_blobs.emplace(manifest.digest(), std::move(numbers));
    }

    void addIndex()
    {
        std::vector<oci::Digest> children;
        const std::vector<oci::Digest> known(m_known.cbegin(), m_known.cend()); // an earlier index among them
        for (int i = known.empty() ? 0 : between(0, 4); i > 0; --i)
            children.push_back(known.at(static_cast<std::size_t>(between(0, static_cast<int>(known.size()) - 1))));
        if (oneIn(8)) {
            const oci::Digest gone = support::blob("gone " + QByteArray::number(m_missing.size()));
            m_missing.insert(gone);
            children.push_back(gone);
        }
        const oci::Manifest index = support::indexManifest(children);
        m_known.insert(index.digest());
        m_manifests.push_back(index);
        m_children.emplace(index.digest(), std::move(children));
    }

    std::mt19937 m_random;
    std::set<oci::Digest> m_known;
    std::vector<oci::Digest> m_images;
    std::vector<oci::Manifest> m_manifests; ///< that were read
    std::set<oci::Digest> m_missing;
    std::map<oci::Digest, std::set<int>> m_blobs; ///< of image manifests
    std::map<oci::Digest, std::vector<oci::Digest>> m_children; ///< of indexes
};

/// The same questions, answered by looking at everything.
struct Naive
{
    explicit Naive(const Graph &graph)
    {
        for (const oci::Digest &image : graph.images()) {
            blobs[image] = graph.blobsOf(image, whole);
            for (const int blob : blobs[image])
                images[blob].insert(image);
        }
        for (const auto &[blob, holders] : images)
            total += blobSize(blob);
    }

    [[nodiscard]] qint64 bytes(const oci::Digest &image, bool shared) const
    {
        qint64 sum = 0;
        for (const int blob : blobs.at(image))
            sum += (images.at(blob).size() > 1) == shared ? blobSize(blob) : 0;
        return sum;
    }

    bool whole = true;
    qint64 total = 0;
    std::map<oci::Digest, std::set<int>> blobs;
    std::map<int, std::set<oci::Digest>> images;
};

} // namespace

/// Sharing against sets, on repositories by chance.
class TestSharingGraphs : public QObject
{
    Q_OBJECT

private slots:
    void answersAreThoseOfSets()
    {
        int wholeCount = 0;
        int sharedCount = 0;
        for (quint32 seed = 0; seed < graphCount; ++seed) {
            Graph graph(seed);
            const Naive naive(graph);
            const auto sharing = graph.sharing();
            compare(*sharing, naive);
            if (QTest::currentTestFailed())
                qFatal("seed %u", seed);
            wholeCount += naive.whole ? 1 : 0;
            sharedCount += std::any_of(naive.images.cbegin(), naive.images.cend(),
                                       [](const auto &blob) { return blob.second.size() > 1; });
        }
        // Chance did not leave a kind out.
        QVERIFY(wholeCount > int(graphCount / 4) && wholeCount < int(graphCount));
        QVERIFY(sharedCount > int(graphCount / 4));
    }

private:
    static void compare(const Sharing &sharing, const Naive &naive)
    {
        QCOMPARE(sharing.isWhole(), naive.whole);
        QCOMPARE(sharing.imageCount(), qsizetype(naive.blobs.size()));
        QCOMPARE(sharing.totalBytes(), naive.total);
        for (const auto &[image, blobs] : naive.blobs) {
            QVERIFY(sharing.contains(image));
            QCOMPARE(sharing.bytesOnlyIn(image), naive.whole ? std::optional(naive.bytes(image, false)) : std::nullopt);
            QCOMPARE(sharing.bytesSharedBy(image),
                     naive.whole ? std::optional(naive.bytes(image, true)) : std::nullopt);
        }
        for (int blob = 0; blob < blobCount; ++blob) {
            const auto known = naive.images.find(blob);
            const auto images = known == naive.images.cend() ? std::set<oci::Digest>() : known->second;
            QCOMPARE(sharing.imagesWith(support::blob(blobName(blob))), qsizetype(images.size()));
            QCOMPARE(sharing.imagesWithBlob(support::blob(blobName(blob))),
                     std::vector(images.cbegin(), images.cend()));
        }
    }
};

QTEST_APPLESS_MAIN(TestSharingGraphs)
#include "tst_sharinggraphs.moc"
