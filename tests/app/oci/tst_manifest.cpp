#include <QTest>

#include "app/oci/manifest.h"

using namespace Qt::StringLiterals;
using oci::Manifest;
using oci::MediaType;

class tst_Manifest : public QObject
{
    Q_OBJECT

private slots:
    void readsAnImage();
};

void tst_Manifest::readsAnImage()
{
    const QByteArray digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const QByteArray raw
        = R"({"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":7,"digest":")"
        + digest + R"("},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":3,"digest":")"
        + digest + R"("}]})";
    const auto manifest = Manifest::parse(raw, MediaType::ociManifest());
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().detail));
    QVERIFY(manifest->image());
    QCOMPARE(manifest->image()->contentSize(), 10);
}

QTEST_APPLESS_MAIN(tst_Manifest)
#include "tst_manifest.moc"
