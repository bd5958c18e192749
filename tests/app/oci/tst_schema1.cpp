#include <QFile>
#include <QTest>

#include "app/oci/schema1.h"

using namespace Qt::StringLiterals;
using namespace oci;

namespace {

const QString layer = u"sha256:"_s + QString(64, u'a');

QByteArray sample()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/oci/registry-signed.schema1.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What is read of an unsigned one with @p layers.
Result<Schema1> readUnsigned(const QByteArray &layers)
{
    const Result<Manifest> manifest = Manifest::parse(R"({"schemaVersion":1,"name":"a","tag":"b",)" + layers + '}', {});
    return manifest ? Schema1::read(*manifest) : base::fail(manifest.error());
}

} // namespace

/// What of Docker's schema 1 matters to those who count bytes.
class tst_Schema1 : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSignedBytes();
    void readsUnsignedOnes();
    void refuses_data();
    void refuses();
    void isNoOtherFormat();
};

void tst_Schema1::readsTheSignedBytes()
{
    const QByteArray raw = sample();
    const auto named = *Digest::parse(u"sha256:1e70365521fa4801934a5dc419afb5ca02c729206fd135e5b3c1b14cb6b3161a");
    const Result<Manifest> manifest = Manifest::parse(raw, {}, named);
    QVERIFY(manifest);
    const Result<Schema1> schema1 = Schema1::read(*manifest);
    QVERIFY2(schema1, qPrintable(schema1 ? QString() : schema1.error().detail));
    QCOMPARE(schema1->storedSize, 487);
    QCOMPARE(schema1->layers.size(), std::size_t(1));
    for (const Digest &digest : schema1->layers)
        QVERIFY(raw.contains(digest.toString().toLatin1()));

    // what stands around the signed bytes is nobody's word
    QByteArray more = raw;
    more.insert(more.lastIndexOf('}'), R"(,"FSLAYERS":[])");
    const Result<Manifest> padded = Manifest::parse(more, {}, named);
    QVERIFY(!padded || Schema1::read(*padded)->layers == schema1->layers);
}

void tst_Schema1::readsUnsignedOnes()
{
    const Result<Schema1> schema1 = readUnsigned(R"("fsLayers":[{"blobSum":")" + layer.toLatin1() + R"("},{"blobSum":")"
                                                 + layer.toLatin1() + R"("}])");
    QVERIFY(schema1);
    QCOMPARE(schema1->layers, std::vector<Digest>(2, *Digest::parse(layer)));
    QVERIFY(readUnsigned(R"("fsLayers":[])")->layers.empty());
}

void tst_Schema1::refuses_data()
{
    QTest::addColumn<QByteArray>("layers");
    QTest::newRow("none") << QByteArray(R"("history":[])");
    QTest::newRow("no list") << QByteArray(R"("fsLayers":{})");
    QTest::newRow("no object") << QByteArray(R"("fsLayers":["a"])");
    QTest::newRow("no digest") << QByteArray(R"("fsLayers":[{"blobSum":"a"}])");
    QTest::newRow("a layer without a name") << QByteArray(R"("fsLayers":[{}])");
    QTest::newRow("two readers, two lists") << QByteArray(R"("fsLayers":[],"FsLayers":[])");
    QTest::newRow("two readers, two names")
        << QByteArray(R"("fsLayers":[{"blobSum":")" + layer.toLatin1() + R"(","blobsum":"a"}])");
}

void tst_Schema1::refuses()
{
    QFETCH(QByteArray, layers);
    const Result<Schema1> schema1 = readUnsigned(layers);
    QVERIFY(!schema1);
    QCOMPARE(schema1.error().kind, ErrorKind::InvalidData);
}

void tst_Schema1::isNoOtherFormat()
{
    const Result<Manifest> index = Manifest::parse(R"({"schemaVersion":2,"manifests":[]})", {});
    QVERIFY(index);
    QVERIFY(!Schema1::read(*index));
}

QTEST_GUILESS_MAIN(tst_Schema1)
#include "tst_schema1.moc"
