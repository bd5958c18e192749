#include <QAbstractItemModelTester>
#include <QTest>

#include "models/layermodel.h"
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

} // namespace

class tst_LayerModel : public QObject
{
    Q_OBJECT

private slots:
    void rows();
    void untrustedText();
    void replaced();
};

void tst_LayerModel::rows()
{
    LayerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLayers({layer("base", 4096, u"/bin/sh -c #(nop) ADD file:1 in / "_s), layer("app", 1024, {})});
    QCOMPARE(printModel(model),
             u"1 | 4.0 KiB |  | "_s + oci::Digest::of("base").shortText() + u" | ADD file:1 in /\n2 | 1.0 KiB |  | "_s
                 + oci::Digest::of("app").shortText() + u" | not recorded\n"_s);
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

QTEST_GUILESS_MAIN(tst_LayerModel)
#include "tst_layermodel.moc"
