#include <QtTest>

#include "app/registry/manifestcache.h"

using namespace Qt::StringLiterals;
using oci::Digest;
using registry::MemoryManifestCache;

class TestManifestCache final : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasInserted();
    void dropsWhatWasUsedLongestAgo();
    void replacesAnEntry();
    void leavesOutWhatNeverFits();
};

namespace {

QByteArray bytes(int size, char fill)
{
    return QByteArray(size, fill);
}

void insert(MemoryManifestCache &cache, const QByteArray &content)
{
    cache.insert(Digest::of(content), {content, {}});
}

bool has(MemoryManifestCache &cache, const QByteArray &content)
{
    const auto entry = cache.find(Digest::of(content));
    return entry && entry->bytes == content;
}

} // namespace

void TestManifestCache::findsWhatWasInserted()
{
    MemoryManifestCache cache;
    const QByteArray content("{}");
    QVERIFY(!cache.find(Digest::of(content)));
    cache.insert(Digest::of(content), {content, oci::MediaType::ociManifest()});
    const auto entry = cache.find(Digest::of(content));
    QVERIFY(entry);
    QCOMPARE(entry->bytes, content);
    QVERIFY(entry->mediaType == oci::MediaType::ociManifest());
}

void TestManifestCache::dropsWhatWasUsedLongestAgo()
{
    MemoryManifestCache cache(300);
    insert(cache, bytes(100, 'a'));
    insert(cache, bytes(100, 'b'));
    insert(cache, bytes(100, 'c'));
    QVERIFY(has(cache, bytes(100, 'a'))); // used: now `b` is the oldest
    insert(cache, bytes(100, 'd'));
    QVERIFY(has(cache, bytes(100, 'a')));
    QVERIFY(!has(cache, bytes(100, 'b')));
    QVERIFY(has(cache, bytes(100, 'c')));
    QVERIFY(has(cache, bytes(100, 'd')));
    // One that is large pushes several out.
    insert(cache, bytes(250, 'e'));
    QVERIFY(has(cache, bytes(250, 'e')));
    QVERIFY(!has(cache, bytes(100, 'd')));
}

void TestManifestCache::replacesAnEntry()
{
    MemoryManifestCache cache(300);
    const Digest digest = Digest::of("name");
    for (int i = 0; i < 10; ++i)
        cache.insert(digest, {bytes(200, 'x'), {}});
    insert(cache, bytes(100, 'y')); // fits beside it: its bytes were counted once
    QVERIFY(cache.find(digest));
    QVERIFY(has(cache, bytes(100, 'y')));
}

void TestManifestCache::leavesOutWhatNeverFits()
{
    MemoryManifestCache cache(300);
    insert(cache, bytes(100, 'a'));
    insert(cache, bytes(301, 'b'));
    QVERIFY(has(cache, bytes(100, 'a')));
    QVERIFY(!has(cache, bytes(301, 'b')));
}

QTEST_GUILESS_MAIN(TestManifestCache)
#include "tst_manifestcache.moc"
