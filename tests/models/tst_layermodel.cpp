#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "app/insight/sharingbuilder.h"
#include "models/layermodel.h"
#include "tests/support/manifests.h"
#include "tests/support/modelprinter.h"

using namespace Qt::StringLiterals;
using models::LayerModel;

namespace {

oci::Layer layer(QByteArrayView content, qint64 size, std::optional<QString> command)
{
    oci::Layer value{.descriptor = {.mediaType = oci::MediaType::ociLayerGzip(),
                                    .digest = oci::Digest::of(content),
                                    .size = size,
                                    .urls = {},
                                    .annotations = {},
                                    .platform = {},
                                    .artifactType = {}},
                     .diffId = {},
                     .history = {}};
    if (command) {
        value.history = oci::HistoryEntry{};
        value.history->createdBy = *command;
    }
    return value;
}

oci::Manifest imageA()
{
    return support::imageManifest({{"config a", 7}, {"base", 4096}, {"app a", 1024}});
}

oci::Manifest imageB()
{
    return support::imageManifest({{"config b", 7}, {"base", 4096}, {"app b", 2048}});
}

std::shared_ptr<const insight::Sharing> sharingOf(const std::vector<oci::Manifest> &images, bool whole = true)
{
    insight::SharingBuilder builder;
    for (const oci::Manifest &image : images) {
        builder.addManifest(image);
        builder.addImage(image.digest());
    }
    if (!whole)
        builder.setIncomplete();
    return std::move(builder).build();
}

QString cell(const LayerModel &model, int row)
{
    return model.index(row, LayerModel::SharedWithColumn).data().toString();
}

} // namespace

class tst_LayerModel : public QObject
{
    Q_OBJECT

private slots:
    void rows(); // without a translator plurals read as they are written
    void untrustedText();
    void replaced();
    void shared();
    void sharedAsFarAsIsKnown();
    void ofAnImageWithoutATag();
    void toolTipsNameTheOthers();
    void manyOthers();
};

void tst_LayerModel::rows()
{
    LayerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLayers({layer("base", 4096, u"/bin/sh -c #(nop) ADD file:1 in / "_s), layer("app", 1024, {})});
    QCOMPARE(printModel(model),
             u"1 | 4.0 KiB |  | unknown | "_s + oci::Digest::of("base").shortText()
                 + u" | ADD file:1 in /\n2 | 1.0 KiB |  | unknown | "_s + oci::Digest::of("app").shortText()
                 + u" | not recorded\n"_s);
    QCOMPARE(model.totalSize(), 5120);
    QCOMPARE(model.index(0, 0).data(LayerModel::ShareRole).toDouble(), 1.0);
    QCOMPARE(model.index(1, 0).data(LayerModel::ShareRole).toDouble(), 0.25);
    QCOMPARE(model.index(1, LayerModel::SizeColumn).data(models::RawRole).toLongLong(), 1024);
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"layer 1, 4.0 KiB, ADD file:1 in /"_s);
    QVERIFY(model.index(0, LayerModel::DigestColumn).data(Qt::ToolTipRole).toString().startsWith(u"sha256:"_s));
}

void tst_LayerModel::untrustedText()
{
    LayerModel model;
    model.setLayers({layer("x", 1, u"RUN \u202eecho\n"_s)});
    QCOMPARE(model.index(0, LayerModel::CreatedByColumn).data().toString(), u"RUN ⟨U+202E⟩echo"_s);
}

void tst_LayerModel::replaced()
{
    LayerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLayers({layer("x", 0, {})});
    QCOMPARE(model.index(0, 0).data(LayerModel::ShareRole).toDouble(), 0.0);
    model.setLayers({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.totalSize(), 0);
}

void tst_LayerModel::shared()
{
    LayerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLayers({layer("base", 4096, {}), layer("app a", 1024, {})}, imageA().digest());
    QVERIFY(!model.index(0, 0).data(LayerModel::OnlyHereRole).isValid());
    QVERIFY(model.sharedText().isEmpty());
    QVERIFY(model.onlyHereText().isEmpty());

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setSharing(sharingOf({imageA(), imageB()}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(cell(model, 0), u"1 image(s)"_s);
    QCOMPARE(cell(model, 1), u"only here"_s);
    QCOMPARE(model.index(0, 0).data(LayerModel::OnlyHereRole), QVariant(false));
    QCOMPARE(model.index(1, 0).data(LayerModel::OnlyHereRole), QVariant(true));
    QCOMPARE(model.index(0, LayerModel::SharedWithColumn).data(models::RawRole), QVariant(1LL));
    QCOMPARE(model.sharedText(), u"4.0 KiB shared with other images here"_s);
    QCOMPARE(model.onlyHereText(), u"1.0 KiB only in this image"_s);
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             u"layer 1, 4.0 KiB, shared with 1 image(s), not recorded"_s);
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"layer 2, 1.0 KiB, only here, not recorded"_s);

    // Another image of the same repository.
    model.setLayers({layer("base", 4096, {})}, imageB().digest());
    QCOMPARE(cell(model, 0), u"1 image(s)"_s);
    model.setSharing({}, true);
    QCOMPARE(cell(model, 0), u"…"_s);
    model.setSharing({}); // and nobody reads it
    QCOMPARE(cell(model, 0), u"unknown"_s);
}

void tst_LayerModel::sharedAsFarAsIsKnown()
{
    LayerModel model;
    model.setLayers({layer("base", 4096, {}), layer("app a", 1024, {})}, imageA().digest());
    model.setSharing(sharingOf({imageA(), imageB()}, false));
    QCOMPARE(cell(model, 0), u"1 image(s) or more"_s);
    QCOMPARE(cell(model, 1), u"unknown"_s);
    QCOMPARE(model.index(0, 0).data(LayerModel::OnlyHereRole), QVariant(false));
    QVERIFY(!model.index(1, 0).data(LayerModel::OnlyHereRole).isValid());
    QVERIFY(model.sharedText().isEmpty());
    QVERIFY(!model.index(1, LayerModel::SharedWithColumn).data(Qt::ToolTipRole).toString().isEmpty());
}

void tst_LayerModel::ofAnImageWithoutATag()
{
    LayerModel model;
    model.setLayers({layer("base", 4096, {}), layer("other", 1024, {})}, oci::Digest::of("untagged"));
    model.setSharing(sharingOf({imageA(), imageB()}));
    QCOMPARE(cell(model, 0), u"2 image(s)"_s);
    QCOMPARE(cell(model, 1), u"unknown"_s);
}

void tst_LayerModel::toolTipsNameTheOthers()
{
    LayerModel model;
    model.setLayers({layer("base", 4096, {})}, imageA().digest());
    model.setSharing(sharingOf({imageA(), imageB()}));
    const QModelIndex index = model.index(0, LayerModel::SharedWithColumn);
    QCOMPARE(index.data(Qt::ToolTipRole).toString(),
             u"In 1 other image(s) of the repository, too:\n"_s + imageB().digest().shortText());
    model.setTagsOfImage([](const oci::Digest &image) {
        return image == imageB().digest() ? QStringList{u"v2"_s, u"latest"_s} : QStringList{u"v1"_s};
    });
    QCOMPARE(index.data(Qt::ToolTipRole).toString(), u"In 1 other image(s) of the repository, too:\nv2, latest"_s);
    model.setTagsOfImage([](const oci::Digest &) { return QStringList(1000, u"v"_s); });
    QCOMPARE(index.data(Qt::ToolTipRole).toString(),
             u"In 1 other image(s) of the repository, too:\nv, v, v, v, v, v and 994 more"_s);
}

void tst_LayerModel::manyOthers()
{
    std::vector<oci::Manifest> images{imageA()};
    for (int i = 0; i < 40; ++i)
        images.push_back(support::imageManifest({{"config " + QByteArray::number(i), 5}, {"base", 4096}}));
    LayerModel model;
    model.setLayers({layer("base", 4096, {})}, imageA().digest());
    model.setSharing(sharingOf(images));
    const QStringList lines = model.index(0, LayerModel::BarColumn).data(Qt::ToolTipRole).toString().split(u'\n');
    QCOMPARE(lines.size(), 14);
    QCOMPARE(lines.first(), u"In 40 other image(s) of the repository, too:"_s);
    QCOMPARE(lines.last(), u"and 28 more"_s);
    QVERIFY(!lines.contains(imageA().digest().shortText()));
}

QTEST_GUILESS_MAIN(tst_LayerModel)
#include "tst_layermodel.moc"
