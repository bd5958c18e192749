#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "app/insight/sharingbuilder.h"
#include "models/tagmodel.h"
#include "tests/models/tagsamples.h"
#include "tests/support/manifests.h"
#include "tests/support/modelprinter.h"

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

QString words(const base::Error &)
{
    return u"it failed"_s;
}

} // namespace

class tst_TagModel : public QObject
{
    Q_OBJECT

private slots:
    void namesFirst();
    void detailsStreamIn();
    void oneInsertionForEachBatch();
    void detailsOfAnUnknownTag();
    void digestGroups();
    void aDigestThatMoves();
    void failures();
    void brokenIndex();
    void kinds_data();
    void kinds();
    void barsFollowTheLargest();
    void sentences();
    void refresh();
    void dotsAndDashes();
    void marksAreKept();
    void snapshots();
    void refreshThatIsNotComplete();
    void onlyHere();
    void rawValues();
    void marksForDeletion();
};

void tst_TagModel::namesFirst()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.beginListing();
    model.addNames(samples::tags({u"latest"_s, u"v1"_s, u"latest"_s}));
    QCOMPARE(printModel(model), u"latest | … | … | … | … | … | …\nv1 | … | … | … | … | … | …\n"_s);
    QCOMPARE(model.totals(), (TagModel::Totals{2, 0, 0, 0}));
    QVERIFY(!model.hasData(TagModel::PushedColumn));
}

void tst_TagModel::detailsStreamIn()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.beginListing();
    model.addNames(samples::tags({u"latest"_s, u"v1"_s}));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.addDetails({samples::image(u"v1"_s, "one", 2048)});
    QCOMPARE(changed.size(), 1);
    const QString date = model.index(1, TagModel::CreatedColumn).data().toString();
    QCOMPARE(date.size(), qsizetype(16));
    QCOMPARE(printModel(model),
             u"latest | … | … | … | … | … | …\nv1 | "_s + samples::digest("one").shortText()
                 + u" | linux/amd64 | 2.0 KiB | … | "_s + date + u" | –\n"_s);
    QCOMPARE(model.totals(), (TagModel::Totals{2, 1, 1, 0}));
}

void tst_TagModel::oneInsertionForEachBatch()
{
    TagModel model(words);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QStringList names;
    for (int i = 0; i < 2000; ++i)
        names.append(u"t%1"_s.arg(i));
    model.addNames(samples::tags(names));
    model.addNames(samples::tags({u"t5"_s, u"more"_s}));
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(model.rowCount(), 2001);
    QCOMPARE(model.rowOf(samples::tag(u"t1999"_s)), 1999);
}

void tst_TagModel::detailsOfAnUnknownTag()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addDetails({samples::image(u"late"_s, "x", 1)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.totals().detailed, 1);
}

void tst_TagModel::digestGroups()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addNames(samples::tags({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
    model.addDetails(
        {samples::image(u"a"_s, "one", 1), samples::image(u"b"_s, "two", 1), samples::image(u"c"_s, "three", 1)});
    const auto mark = [&model](int row) { return model.index(row, 0).data(TagModel::DigestGroupRole).toInt(); };
    QCOMPARE(mark(0), -1); // alone: no mark
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.addDetails({samples::image(u"e"_s, "two", 1), samples::image(u"d"_s, "one", 1)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0); // rows that were there are told of their group
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 4);
    QCOMPARE(mark(1), 0);
    QCOMPARE(mark(4), 0);
    QCOMPARE(mark(0), 1);
    QCOMPARE(mark(3), 1);
    QCOMPARE(mark(2), -1);
    QCOMPARE(model.index(0, 0).data(TagModel::DigestCountRole).toInt(), 2);
    QCOMPARE(model.totals().images, 3);
}

void tst_TagModel::aDigestThatMoves()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addDetails({samples::image(u"latest"_s, "one", 1), samples::image(u"v1"_s, "one", 1),
                      samples::image(u"stable"_s, "one", 1), samples::image(u"v2"_s, "two", 1)});
    model.addDetails({samples::image(u"v1"_s, "two", 1)}); // out of the middle of its group
    QCOMPARE(model.index(0, 0).data(TagModel::DigestCountRole).toInt(), 2);
    QCOMPARE(model.index(3, 0).data(TagModel::DigestCountRole).toInt(), 2);
    model.addDetails({samples::image(u"latest"_s, "two", 1), samples::image(u"stable"_s, "two", 1)});
    QCOMPARE(model.totals().images, 1);
    QCOMPARE(model.index(2, 0).data(TagModel::DigestCountRole).toInt(), 4);
}

void tst_TagModel::failures()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addDetails({samples::failed(u"gone"_s, base::ErrorKind::NotFound)});
    QCOMPARE(printModel(model), u"gone | – | not read | – | – | – | –\n"_s);
    QCOMPARE(model.index(0, TagModel::TagColumn).data(models::IconRole).toString(), u"error"_s);
    QVERIFY(model.index(0, TagModel::TagColumn).data(Qt::ToolTipRole).toString().contains(u"it failed"_s));
    QCOMPARE(model.totals().failed, 1);
    model.addDetails({samples::image(u"gone"_s, "back", 5)});
    QCOMPARE(model.totals(), (TagModel::Totals{1, 1, 1, 0}));
}

void tst_TagModel::brokenIndex()
{
    TagModel model(words);
    platforms::TagDetails details = samples::image(u"v2"_s, "index", 10);
    details.kind = platforms::TagKind::Index;
    details.missingChildren = 1;
    model.addDetails({details});
    QCOMPARE(model.index(0, TagModel::PlatformsColumn).data().toString(), u"linux/amd64, 1 missing"_s);
    QCOMPARE(model.index(0, TagModel::TagColumn).data(models::IconRole).toString(), u"warn"_s);
}

void tst_TagModel::kinds_data()
{
    QTest::addColumn<platforms::TagKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("signature") << platforms::TagKind::Signature << u"signature"_s;
    QTest::newRow("attestation") << platforms::TagKind::Attestation << u"attestation"_s;
    QTest::newRow("sbom") << platforms::TagKind::Sbom << u"SBOM"_s;
    QTest::newRow("referrers") << platforms::TagKind::Referrers << u"list of referrers"_s;
    QTest::newRow("artifact") << platforms::TagKind::Artifact << u"artifact"_s;
    QTest::newRow("schema 1") << platforms::TagKind::Schema1 << u"Docker schema 1, too old to read"_s;
    QTest::newRow("unknown") << platforms::TagKind::Unrecognised << u"unknown type"_s;
}

void tst_TagModel::kinds()
{
    QFETCH(platforms::TagKind, kind);
    TagModel model(words);
    platforms::TagDetails details = samples::image(u"x"_s, "x", 10);
    details.kind = kind;
    details.platforms.clear();
    model.addDetails({details});
    QTEST(model.index(0, TagModel::PlatformsColumn).data().toString(), "text");
}

void tst_TagModel::barsFollowTheLargest()
{
    TagModel model(words);
    model.addNames(samples::tags({u"a"_s, u"b"_s, u"c"_s}));
    model.addDetails({samples::image(u"a"_s, "one", 50)});
    QCOMPARE(model.index(0, 0).data(TagModel::ShareRole).toDouble(), 1.0);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.addDetails({samples::image(u"b"_s, "two", 100)});
    QCOMPARE(model.index(0, 0).data(TagModel::ShareRole).toDouble(), 0.5);
    QVERIFY(!model.index(2, 0).data(TagModel::ShareRole).isValid());
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 2);
}

void tst_TagModel::sentences()
{
    TagModel model(words);
    const auto sentence = [&model](int row) { return model.index(row, 0).data(Qt::AccessibleTextRole).toString(); };
    model.addNames(samples::tags({u"v2.8.1"_s, u"latest"_s, u"v2.8"_s, u"bad"_s}));
    QCOMPARE(sentence(0), u"v2.8.1, details are loading"_s);
    model.addDetails({samples::image(u"v2.8.1"_s, "one", 1024), samples::image(u"latest"_s, "one", 1024),
                      samples::image(u"v2.8"_s, "one", 1024), samples::failed(u"bad"_s, base::ErrorKind::Timeout)});
    QCOMPARE(sentence(0),
             u"v2.8.1, same image as latest and v2.8, 1.0 KiB, linux/amd64, created "_s
                 + model.index(0, TagModel::CreatedColumn).data().toString());
    QCOMPARE(sentence(3), u"bad, it failed"_s);
    for (int i = 0; i < 10; ++i)
        model.addDetails({samples::image(u"more%1"_s.arg(i), "one", 1024)});
    QVERIFY(sentence(0).startsWith(
        u"v2.8.1, same image as latest, v2.8, more0, more1, more2, more3, more4, more5, more6, more7 and 2 more, "_s));
}

void tst_TagModel::refresh()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.beginListing();
    model.addDetails({samples::image(u"a"_s, "1", 100), samples::image(u"b"_s, "2", 10),
                      samples::image(u"c"_s, "2", 10), samples::image(u"d"_s, "3", 10),
                      samples::image(u"e"_s, "2", 10)});
    model.endNames(true);
    const QPersistentModelIndex kept = model.index(3, 0);
    const QPersistentModelIndex gone = model.index(0, 0);
    model.beginListing();
    model.addNames(samples::tags({u"new"_s, u"d"_s, u"b"_s, u"e"_s}));
    QCOMPARE(model.rowCount(), 6); // nothing goes before the end
    model.endNames(true);
    QCOMPARE(kept.data().toString(), u"d"_s);
    QCOMPARE(model.rowOf(samples::tag(u"e"_s)), 2);
    QCOMPARE(model.rowOf(samples::tag(u"a"_s)), -1);
    QCOMPARE(model.index(0, 0).data(TagModel::DigestCountRole).toInt(), 2);
    QCOMPARE(model.index(0, 0).data(TagModel::DigestGroupRole).toInt(), 0); // the mark stays
    QCOMPARE(model.index(0, 0).data(TagModel::ShareRole).toDouble(), 1.0);
    QCOMPARE(model.totals(), (TagModel::Totals{4, 2, 3, 0}));
    QVERIFY(!gone.isValid());
}

/// What is not read yet may come; what was not read when the listing ended does not.
void tst_TagModel::dotsAndDashes()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto shown = [&model]() -> QString {
        return model.index(0, TagModel::SizeColumn).data().toString()
            + model.index(0, TagModel::OnlyHereColumn).data().toString();
    };
    model.beginListing();
    model.addNames(samples::tags({u"a"_s}));
    QCOMPARE(shown(), u"……"_s);
    QSignalSpy changed(&model, &TagModel::dataChanged);
    model.endListing();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown(), u"––"_s);
    model.beginListing();
    QCOMPARE(shown(), u"……"_s);
}

void tst_TagModel::marksAreKept()
{
    TagModel model(words);
    model.addDetails({samples::image(u"a"_s, "1", 1), samples::image(u"b"_s, "2", 1), samples::image(u"c"_s, "1", 1),
                      samples::image(u"d"_s, "2", 1)});
    const auto mark = [&model](const QString &tag) {
        return model.index(model.rowOf(samples::tag(tag)), 0).data(TagModel::DigestGroupRole).toInt();
    };
    QCOMPARE(mark(u"d"_s), 1);
    model.beginListing();
    model.addNames(samples::tags({u"c"_s, u"d"_s}));
    model.endNames(true);
    QCOMPARE(mark(u"d"_s), -1); // alone
    model.addDetails({samples::image(u"e"_s, "2", 1), samples::image(u"f"_s, "1", 1)});
    QCOMPARE(mark(u"d"_s), 1);
    QCOMPARE(mark(u"e"_s), 1);
    QCOMPARE(mark(u"c"_s), 0);
}

/// What a worker reads stays as it was.
void tst_TagModel::snapshots()
{
    TagModel model(words);
    model.addNames(samples::tags({u"a"_s, u"b"_s}));
    const models::TagBlocks::Snapshot before = model.snapshot();
    model.addDetails({samples::image(u"a"_s, "1", 100), samples::image(u"c"_s, "1", 100)});
    QCOMPARE(before.size(), 2);
    QVERIFY(!before.at(0).detailed);
    const models::TagBlocks::Snapshot after = model.snapshot();
    model.beginListing();
    model.endNames(true);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(after.size(), 3);
    QCOMPARE(after.at(0).size.bytes, 100);
    QCOMPARE(after.at(0).image, after.at(2).image);
}

void tst_TagModel::refreshThatIsNotComplete()
{
    TagModel model(words);
    model.addNames(samples::tags({u"a"_s, u"b"_s}));
    model.beginListing();
    model.addNames(samples::tags({u"b"_s}));
    model.endNames(false);
    QCOMPARE(model.rowCount(), 2);
}

/// Of two images with one layer in common, 30 and 50 bytes are in one of them only.
void tst_TagModel::onlyHere()
{
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const oci::Manifest first = support::imageManifest({{"common", 50}, {"one", 30}});
    const oci::Manifest second = support::imageManifest({{"common", 50}, {"two", 50}});
    platforms::TagDetails a = samples::image(u"a"_s, {}, 80);
    platforms::TagDetails b = samples::image(u"b"_s, {}, 100);
    a.digest = first.digest();
    b.digest = second.digest();
    model.beginListing();
    model.addDetails({a, b, samples::failed(u"c"_s, base::ErrorKind::Timeout)});
    const auto text = [&model](int row) { return model.index(row, TagModel::OnlyHereColumn).data().toString(); };
    const auto share = [&model](int row) { return model.index(row, 0).data(TagModel::OnlyHereShareRole); };
    QCOMPARE(text(0), u"…"_s);
    QVERIFY(!share(0).isValid());
    insight::SharingBuilder builder;
    builder.addManifest(first);
    builder.addManifest(second);
    builder.addImage(first.digest());
    builder.addImage(second.digest());
    model.setSharing(std::move(builder).build());
    QCOMPARE(text(0), u"30 B"_s);
    QCOMPARE(text(1), u"50 B"_s);
    QCOMPARE(text(2), u"–"_s);
    QCOMPARE(share(0).toDouble(), 0.3);
    QCOMPARE(share(1).toDouble(), 0.5);
    QVERIFY(!share(2).isValid());
    QCOMPARE(model.number(0, TagModel::OnlyHereColumn), std::optional<qint64>(30));
    QVERIFY(model.index(0, 0).data(Qt::AccessibleTextRole).toString().startsWith(u"a, 80 B, 30 B only here, "_s));
    model.setSharing({});
    QCOMPARE(text(0), u"…"_s);
}

void tst_TagModel::rawValues()
{
    TagModel model(words);
    model.addNames(samples::tags({u"a"_s, u"b"_s}));
    model.addDetails({samples::image(u"a"_s, "1", 100, 60)});
    const auto raw = [&model](int row, int column) { return model.index(row, column).data(models::RawRole); };
    QCOMPARE(raw(0, TagModel::SizeColumn).toLongLong(), 100);
    QCOMPARE(raw(0, TagModel::CreatedColumn).toLongLong(), 60000);
    QCOMPARE(raw(0, TagModel::DigestColumn).toString(), samples::digest("1").toString());
    for (int column = TagModel::DigestColumn; column < TagModel::ColumnCount; ++column)
        QVERIFY(!raw(1, column).isValid());
}

void tst_TagModel::marksForDeletion()
{
    using models::ChangeMark;
    TagModel model(words);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addDetails({samples::image(u"v1"_s, "one", 10), samples::image(u"v2"_s, "two", 10)});
    model.addNames(samples::tags({u"stable"_s}));
    QSignalSpy changed(&model, &TagModel::dataChanged);
    model.setMarked({samples::tag(u"v1"_s), samples::tag(u"elsewhere"_s)});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.changeMark(0), ChangeMark::WillBeDeleted);
    QCOMPARE(model.changeMark(1), ChangeMark::None);
    QCOMPARE(model.affected(), 0);
    QVERIFY(model.index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"will be deleted"_s));
    QCOMPARE(model.index(0, 0).data(models::IconRole).toString(), u"delete"_s);
    QVERIFY(model.index(1, 0).data(TagModel::AnyIconRole).toBool()); // all names stay in line

    model.addDetails({samples::image(u"stable"_s, "one", 10)}); // it turns out to be the same image
    QCOMPARE(model.changeMark(2), ChangeMark::AlsoAffected);
    QCOMPARE(model.affected(), 1);
    QVERIFY(model.index(2, 0).data(Qt::AccessibleTextRole).toString().contains(u"also affected"_s));
    QVERIFY(!model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"affected"_s));

    model.setMarked({samples::tag(u"v1"_s), samples::tag(u"stable"_s)});
    QCOMPARE(model.affected(), 0);
    model.setMarked({});
    QVERIFY(!model.index(0, 0).data(models::ChangeRole).isValid());
    QVERIFY(!model.index(0, 0).data(TagModel::AnyIconRole).toBool());
}

QTEST_GUILESS_MAIN(tst_TagModel)
#include "tst_tagmodel.moc"
