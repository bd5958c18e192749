#include <malloc.h>

#include <QElapsedTimer>
#include <QTest>

#include "app/insight/sharingbuilder.h"
#include "tests/support/longrun.h"
#include "tests/support/manifests.h"

using namespace insight;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

/// Bytes of the heap in use. 0 under sanitizers, which have a heap of their own.
qint64 heapBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<qint64>(info.uordblks) + static_cast<qint64>(info.hblkhd);
}

oci::Manifest image(int number)
{
    const QByteArray own = QByteArray::number(number);
    return support::imageManifest({{"config " + own, 3},
                                   {"base", 1'000},
                                   {"runtime", 2'000},
                                   {"packages " + QByteArray::number(number / 100), 500},
                                   {"tools " + QByteArray::number(number / 1'000), 100},
                                   {"certificates", 10},
                                   {"app " + own, 30},
                                   {"settings " + own, 7}});
}

} // namespace

/// 100,000 images of 8 blobs, three of them their own: time and memory are printed, memory is held to what was
/// promised.
class TestLargeSharing : public QObject
{
    Q_OBJECT

private slots:
    void aHundredThousandImagesStaySmall()
    {
        const int count = support::longShare(100'000);
        const qint64 before = heapBytes();
        SharingBuilder builder;
        qint64 addNs = 0;
        QElapsedTimer timer;
        std::optional<oci::Digest> last;
        for (int i = 0; i < count; ++i) {
            const oci::Manifest manifest = image(i);
            timer.start();
            builder.addManifest(manifest);
            builder.addImage(manifest.digest());
            addNs += timer.nsecsElapsed();
            last = manifest.digest();
        }
        const qint64 gathered = heapBytes();
        timer.start();
        const auto sharing = std::move(builder).build();
        const qint64 buildMs = timer.elapsed();
        const qint64 bytes = heapBytes() - before;
        qInfo("%d images: gathered in %lld ms and %.1f MiB, built in %lld ms, %.1f MiB kept", count, addNs / 1'000'000,
              double(gathered - before) / mebibyte, buildMs, double(bytes) / mebibyte);

        QCOMPARE(sharing->imageCount(), count);
        QCOMPARE(sharing->bytesOnlyIn(*last), 40);
        QCOMPARE(sharing->imagesWith(support::blob("base")), count);
        QVERIFY2(bytes <= 20 * mebibyte, qPrintable(QString::number(bytes)));
    }
};

QTEST_APPLESS_MAIN(TestLargeSharing)
#include "tst_largesharing.moc"
