#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "app/insight/sharingbuilder.h"
#include "models/tagexport.h"
#include "models/tagmodel.h"
#include "tests/models/tagsamples.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

QString words(const base::Error &)
{
    return u"it failed"_s;
}

} // namespace

class tst_TagExport : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void csv();
    void csvOfNothing();
    void formulas_data();
    void formulas();
    void json();
    void text();

private:
    std::unique_ptr<TagModel> m_model;
    std::shared_ptr<const insight::Sharing> m_sharing;
    QString m_digest;
};

/// v1, an index with two platforms, and "later", of which nothing is known.
void tst_TagExport::init()
{
    const oci::Manifest manifest = support::imageManifest({{"config", 10}, {"layer", 1024}});
    platforms::TagDetails details = samples::image(u"v1"_s, {}, 1034, 1786700460);
    details.digest = manifest.digest();
    details.kind = platforms::TagKind::Index;
    details.platforms.append({u"windows"_s, u"amd64"_s, {}, u"10.0"_s, {}});
    details.size.kind = platforms::SizeKind::SumOfPlatforms;
    m_model = std::make_unique<TagModel>(words);
    m_model->beginListing();
    m_model->addNames(samples::tags({u"later"_s}));
    m_model->addDetails({details});
    insight::SharingBuilder builder;
    builder.addManifest(manifest);
    builder.addImage(manifest.digest());
    m_sharing = std::move(builder).build();
    m_digest = manifest.digest().toString();
}

void tst_TagExport::csv()
{
    const QString expected
        = u"tag,digest,type,mediaType,platforms,bytes,bytesOf,bytesOnlyHere,created,pushed\r\n"
          u"v1,%1,index,application/vnd.oci.image.manifest.v1+json,\"linux/amd64, windows/amd64 10.0\",1034,"
          u"sum of platforms,1034,2026-08-14T09:41:00Z,\r\n"
          u"later,,,,,,,,,\r\n"_s;
    QCOMPARE(QString::fromUtf8(tagsToCsv(m_model->snapshot(), {1, 0}, m_sharing.get())), expected.arg(m_digest));
}

void tst_TagExport::csvOfNothing()
{
    QCOMPARE(tagsToCsv(m_model->snapshot(), {}, nullptr).count('\n'), 1);
}

void tst_TagExport::formulas_data()
{
    QTest::addColumn<QString>("os");
    QTest::addColumn<QString>("cell");
    QTest::newRow("harmless") << u"linux"_s << u",linux/x,"_s;
    QTest::newRow("formula") << u"=1+1"_s << u",'=1+1/x,"_s;
    QTest::newRow("command") << u"@SUM(A1,A2)"_s << u",\"'@SUM(A1,A2)/x\","_s;
    QTest::newRow("minus") << u"-1"_s << u",'-1/x,"_s;
    QTest::newRow("tab") << u"\t=1"_s << u",'\t=1/x,"_s;
    QTest::newRow("quote") << u"a\"b"_s << u",\"a\"\"b/x\","_s;
}

void tst_TagExport::formulas()
{
    QFETCH(QString, os);
    QFETCH(QString, cell);
    TagModel model(words);
    platforms::TagDetails details = samples::image(u"v1"_s, {}, 1);
    details.platforms = {{os, u"x"_s, {}, {}, {}}};
    model.addDetails({details});
    const QString line = QString::fromUtf8(tagsToCsv(model.snapshot(), {0}, nullptr));
    QVERIFY2(line.contains(cell), qPrintable(line));
}

void tst_TagExport::json()
{
    const QByteArray json = tagsToJson(m_model->snapshot(), {1, 0}, m_sharing.get());
    QCOMPARE(json.count('\n'), 4);
    const QJsonArray tags = QJsonDocument::fromJson(json).array();
    const QJsonObject known{{u"tag"_s, u"v1"_s},
                            {u"digest"_s, m_digest},
                            {u"type"_s, u"index"_s},
                            {u"mediaType"_s, u"application/vnd.oci.image.manifest.v1+json"_s},
                            {u"platforms"_s, QJsonArray{u"linux/amd64"_s, u"windows/amd64 10.0"_s}},
                            {u"bytes"_s, 1034},
                            {u"bytesOf"_s, u"sum of platforms"_s},
                            {u"bytesOnlyHere"_s, 1034},
                            {u"created"_s, u"2026-08-14T09:41:00Z"_s},
                            {u"pushed"_s, QJsonValue()}};
    QCOMPARE(tags.at(0).toObject(), known);
    QCOMPARE(tags.at(1)[u"tag"_s].toString(), u"later"_s);
    QVERIFY(tags.at(1)[u"bytes"_s].isNull());
    QVERIFY(tags.at(1)[u"platforms"_s].isNull());
    QCOMPARE(QJsonDocument::fromJson(tagsToJson(m_model->snapshot(), {}, nullptr)).array().size(), 0);
}

void tst_TagExport::text()
{
    QCOMPARE(tagsToText(*m_model, {1, 0}, {TagModel::TagColumn, TagModel::SizeColumn}), u"v1\t1.0 KiB\nlater\t…\n"_s);
}

QTEST_GUILESS_MAIN(tst_TagExport)
#include "tst_tagexport.moc"
