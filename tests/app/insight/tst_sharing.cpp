#include <map>
#include <set>

#include <QTest>

#include "app/insight/sharingbuilder.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace insight;
using support::blob;
using support::imageManifest;
using support::indexManifest;

namespace {

std::shared_ptr<const Sharing> sharingOf(const std::vector<oci::Manifest> &manifests,
                                         const std::vector<oci::Digest> &images)
{
    SharingBuilder builder;
    for (const oci::Manifest &manifest : manifests)
        builder.addManifest(manifest);
    for (const oci::Digest &image : images)
        builder.addImage(image);
    return std::move(builder).build();
}

} // namespace

class TestSharing : public QObject
{
    Q_OBJECT

private slots:
    void twoImagesOnOneBase()
    {
        const oci::Manifest a = imageManifest({{"config a", 7}, {"base", 1'000}, {"app a", 30}});
        const oci::Manifest b = imageManifest({{"config b", 8}, {"base", 1'000}, {"app b", 40}});
        const auto sharing = sharingOf({a, b}, {a.digest(), b.digest(), a.digest()});
        QVERIFY(sharing->isWhole());
        QCOMPARE(sharing->imageCount(), 2);
        QCOMPARE(sharing->totalBytes(), 1'085);
        QCOMPARE(sharing->bytesOnlyIn(a.digest()), 37);
        QCOMPARE(sharing->bytesSharedBy(a.digest()), 1'000);
        QCOMPARE(sharing->bytesOnlyIn(b.digest()), 48);
        QCOMPARE(sharing->imagesWith(blob("base")), 2);
        QCOMPARE(sharing->imagesWith(blob("app a")), 1);
        QCOMPARE(sharing->imagesWith(blob("elsewhere")), 0);
        const std::set both{a.digest(), b.digest()};
        QCOMPARE(sharing->imagesWithBlob(blob("base")), std::vector(both.begin(), both.end()));
        QCOMPARE(sharing->imagesWithBlob(blob("app b")), std::vector{b.digest()});
    }

    void aBlobCountsOnceInItsImage()
    {
        const oci::Manifest image = imageManifest({{"config", 7}, {"empty", 32}, {"app", 30}, {"empty", 32}});
        const auto sharing = sharingOf({image}, {image.digest()});
        QCOMPARE(sharing->bytesOnlyIn(image.digest()), 69);
        QCOMPARE(sharing->imagesWith(blob("empty")), 1);
    }

    /// The index holds what its platforms and their attestation hold; they are no images of their own.
    void anIndexHoldsAllThatItNames()
    {
        const oci::Manifest amd = imageManifest({{"config amd", 7}, {"scripts", 5}, {"amd", 100}});
        const oci::Manifest arm = imageManifest({{"config arm", 7}, {"scripts", 5}, {"arm", 200}});
        const oci::Manifest attestation = imageManifest({{"config in-toto", 3}, {"sbom", 1'000}});
        const oci::Manifest index = indexManifest({amd.digest(), arm.digest(), attestation.digest()});
        const auto sharing = sharingOf({index, amd, arm, attestation}, {index.digest()});
        QVERIFY(sharing->isWhole());
        QCOMPARE(sharing->imageCount(), 1);
        QCOMPARE(sharing->bytesOnlyIn(index.digest()), 1'322);
        QVERIFY(!sharing->contains(amd.digest()));
        QVERIFY(!sharing->bytesOnlyIn(amd.digest()));
    }

    /// Deleting the index frees nothing of a child that another tag keeps.
    void aChildWithATagIsAnImageOfItsOwn()
    {
        const oci::Manifest amd = imageManifest({{"config amd", 7}, {"amd", 100}});
        const oci::Manifest arm = imageManifest({{"config arm", 8}, {"arm", 200}});
        const oci::Manifest index = indexManifest({amd.digest(), arm.digest()});
        const auto sharing = sharingOf({amd, index, arm}, {index.digest(), amd.digest()});
        QCOMPARE(sharing->bytesOnlyIn(index.digest()), 208);
        QCOMPARE(sharing->bytesSharedBy(index.digest()), 107);
        QCOMPARE(sharing->bytesOnlyIn(amd.digest()), 0);
    }

    void aMissingChildHoldsNothing()
    {
        const oci::Manifest amd = imageManifest({{"config amd", 7}, {"amd", 100}});
        const oci::Manifest index = indexManifest({amd.digest(), blob("gone")});
        SharingBuilder builder;
        builder.addManifest(index);
        builder.addManifest(amd);
        builder.addMissing(blob("gone"));
        builder.addImage(index.digest());
        const auto sharing = std::move(builder).build();
        QVERIFY(sharing->isWhole());
        QCOMPARE(sharing->bytesOnlyIn(index.digest()), 107);
    }

    /// What is shared stays certain, what is not is not known.
    void aChildThatWasNotReadLeavesThePictureOpen()
    {
        const oci::Manifest single = imageManifest({{"config", 7}, {"base", 100}});
        const oci::Manifest amd = imageManifest({{"config amd", 7}, {"base", 100}});
        const oci::Manifest index = indexManifest({amd.digest(), blob("not read")});
        const auto sharing = sharingOf({single, amd, index}, {single.digest(), index.digest()});
        QVERIFY(!sharing->isWhole());
        QVERIFY(!sharing->bytesOnlyIn(single.digest()));
        QVERIFY(!sharing->bytesSharedBy(single.digest()));
        QVERIFY(sharing->contains(single.digest()));
        QCOMPARE(sharing->imagesWith(blob("base")), 2);
        QCOMPARE(sharing->totalBytes(), 114);
    }

    void anIncompleteListing()
    {
        const oci::Manifest image = imageManifest({{"config", 7}});
        SharingBuilder builder;
        builder.addManifest(image);
        builder.addImage(image.digest());
        builder.setIncomplete();
        const auto sharing = std::move(builder).build();
        QVERIFY(!sharing->isWhole());
        QVERIFY(!sharing->bytesOnlyIn(image.digest()));
    }

    void anUnrecognisedManifestLeavesThePictureOpen()
    {
        const auto manifest = oci::Manifest::parse(
            "{\"schemaVersion\":1}", *oci::MediaType::parse(u"application/vnd.docker.distribution.manifest.v1+json"));
        QVERIFY(manifest);
        QVERIFY(!manifest->isRecognised());
        QVERIFY(!sharingOf({*manifest}, {manifest->digest()})->isWhole());
    }

    /// Ten to the power of ten ways lead to the one image.
    void indexesThatNameEachOtherManyTimes()
    {
        const oci::Manifest image = imageManifest({{"config", 3}, {"layer", 40}});
        std::vector<oci::Manifest> manifests{image};
        for (int level = 0; level < 5; ++level)
            manifests.push_back(indexManifest(std::vector(100, manifests.back().digest())));
        const oci::Digest top = manifests.back().digest();
        const auto sharing = sharingOf(manifests, {top});
        QVERIFY(sharing->isWhole());
        QCOMPARE(sharing->bytesOnlyIn(top), 43);
    }

    void noImages()
    {
        const auto sharing = SharingBuilder().build();
        QVERIFY(sharing->isWhole());
        QCOMPARE(sharing->imageCount(), 0);
        QCOMPARE(sharing->imagesWith(blob("any")), 0);
        QVERIFY(sharing->imagesWithBlob(blob("any")).empty());
    }

    void sizesThatOverflow()
    {
        const qint64 most = std::numeric_limits<qint64>::max();
        const oci::Manifest image = imageManifest({{"config", most}, {"layer", most}});
        const auto sharing = sharingOf({image}, {image.digest()});
        QCOMPARE(sharing->bytesOnlyIn(image.digest()), most);
        QCOMPARE(sharing->totalBytes(), most);
    }
};

QTEST_APPLESS_MAIN(TestSharing)
#include "tst_sharing.moc"
