#include <QFile>
#include <QTest>

#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/longrun.h"

using namespace Qt::StringLiterals;
using namespace platforms;

namespace {

/// Makes its content when it is asked for, so that what the process holds is the listing's own.
class Endless final : public support::MemoryRegistry
{
protected:
    Result<QByteArray> manifestBytes(const QString &reference) const override
    {
        const QByteArray layers(
            ",{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":1000,\"digest\":\"");
        QByteArray raw("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":");
        const oci::Digest config = oci::Digest::of(configOf(reference));
        m_references.insert(config.toString(), reference);
        raw += "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":200,\"digest\":\""
            + config.toString().toLatin1() + "\"},\"layers\":[";
        for (int layer = 0; layer < 8; ++layer) {
            const QByteArray name = layer < 4 ? QByteArray::number(layer) : reference.toUtf8() + char('0' + layer);
            raw += QByteArrayView(layers).sliced(layer == 0 ? 1 : 0).toByteArray()
                + oci::Digest::of(name).toString().toLatin1() + "\"}";
        }
        return raw + "]}";
    }

    Result<QByteArray> blobBytes(const QString &digest) const override { return configOf(m_references.take(digest)); }

private:
    static QByteArray configOf(const QString &reference)
    {
        return "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"2024-05-06T07:08:09Z\",\"author\":\""
            + reference.toUtf8() + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    }

    mutable QHash<QString, QString> m_references; ///< tags by configuration, while that is under way
};

class Rows final : public TagSink
{
public:
    void names(std::vector<oci::TagName>) override { }
    void namesEnd(const registry::ListingEnd &) override { }
    void details(std::vector<TagDetails> batch) override
    {
        for (TagDetails &row : batch)
            rows.push_back(std::move(row));
    }
    void manifest(const oci::Manifest &) override { }
    void missing(const oci::Digest &) override { }

    std::vector<TagDetails> rows; ///< kept, as a model keeps them
};

qint64 residentKib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TestLargeListing : public QObject
{
    Q_OBJECT

private slots:
    void aHundredThousandTagsStaySmall()
    {
        const int tagCount = support::longShare(100'000);
        Endless registry;
        registry.window = 400;
        for (int i = 0; i < tagCount; ++i)
            registry.tagNames.push_back(u"build-%1"_s.arg(i));
        std::mt19937 random = support::longRandom();
        std::shuffle(registry.tagNames.begin(), registry.tagNames.end(), random);
        Rows sink;
        Wish wish;
        const qint64 before = residentKib();
        GenericPlatform platform(registry);
        const auto end = platform.tags(*oci::RepositoryName::parse(u"demo/app"), sink, wish, {});
        const qint64 after = residentKib();
        QVERIFY(end);
        QCOMPARE(sink.rows.size(), std::size_t(tagCount));
        for (const TagDetails &row : sink.rows) {
            QVERIFY(!row.failure);
            QCOMPARE(row.size.bytes, 8'200);
        }
        // Rows, and the registry's own books, which name every read twice. A sanitizer has books of its own.
        qInfo("%d rows: %lld MiB resident, %lld MiB before; a row is %zu bytes", tagCount, after / 1024, before / 1024,
              sizeof(TagDetails));
#ifndef SANITIZED
        QVERIFY(after < 300 * 1024);
#endif
    }
};

QTEST_APPLESS_MAIN(TestLargeListing)
#include "tst_largelisting.moc"
