#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include "app/jobs/workers.h"
#include "models/tagtable.h"
#include "tests/models/tagsamples.h"

using namespace Qt::StringLiterals;
using models::TagModel;
using models::TagTable;

namespace {

QString words(const base::Error &)
{
    return u"it failed"_s;
}

QString names(const TagTable &table)
{
    QStringList shown;
    for (int row = 0; row < table.rowCount(); ++row)
        shown.append(table.index(row, 0).data().toString());
    return shown.join(u' ');
}

/// A model with its table, watched for mistakes.
struct Sample
{
    jobs::Workers workers;
    TagModel model{words};
    TagTable table{workers, &model};
    QAbstractItemModelTester modelTester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester tester{&table, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void add(const QStringList &tags) { model.addNames(samples::tags(tags)); }
};

} // namespace

class tst_TagTable : public QObject
{
    Q_OBJECT

private slots:
    void naturalOrder();
    void unknownValuesAreLast();
    void pagesArriveSorted();
    void filter();
    void mistakes();
    void undecided();
    void tooComplex();
    void mistakeAfterTooComplex();
    void lastQuestionCounts();
    void grouped();
    void rails();
    void selectionFollowsItsRow();
    void changesAreAnnounced();
    void detailsMoveRows();
    void removedRows();
    void removedWhileAsking();
    void goneWhileAsking();
    void headersWithoutRows();
};

void tst_TagTable::naturalOrder()
{
    Sample sample;
    sample.add({u"v1.10"_s, u"v1.9"_s, u"latest"_s});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"latest v1.9 v1.10"_s, 60000);
    sample.table.sort(TagModel::TagColumn, Qt::DescendingOrder);
    QVERIFY(sample.table.isArranging());
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"v1.10 v1.9 latest"_s, 60000);
    QVERIFY(!sample.table.isArranging());
}

void tst_TagTable::unknownValuesAreLast()
{
    Sample sample;
    sample.add({u"unknown"_s, u"small"_s, u"big"_s});
    sample.model.addDetails({samples::image(u"small"_s, "1", 10, 100), samples::image(u"big"_s, "2", 1000, 50)});
    sample.table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"big small unknown"_s, 60000);
    sample.table.sort(TagModel::SizeColumn, Qt::AscendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"small big unknown"_s, 60000);
}

void tst_TagTable::pagesArriveSorted()
{
    Sample sample;
    sample.add({u"m"_s, u"k"_s});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"k m"_s, 60000);
    QSignalSpy laidOut(&sample.table, &QAbstractItemModel::layoutChanged);
    sample.add({u"c"_s, u"a"_s});
    sample.add({u"z"_s, u"b"_s});
    QCOMPARE(names(sample.table), u"k m c a z b"_s); // where they came
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"a b c k m z"_s, 60000);
    QCOMPARE(laidOut.size(), 1); // once for both pages
}

void tst_TagTable::filter()
{
    Sample sample;
    sample.add({u"v1"_s, u"RC-1"_s, u"v2"_s, u"rc-2"_s});
    sample.table.setFilter(u"rc"_s);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"RC-1 rc-2"_s, 60000);
    sample.add({u"v3"_s, u"rc-0"_s});
    QCOMPARE(names(sample.table), u"RC-1 rc-2"_s); // the filter sees them first
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"rc-0 RC-1 rc-2"_s, 60000);
    sample.table.setFilter(u"nothing"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sample.table.rowCount(), 0, 60000);
    sample.table.setFilter({});
    QTRY_COMPARE_WITH_TIMEOUT(sample.table.rowCount(), 6, 60000);
}

void tst_TagTable::mistakes()
{
    Sample sample;
    sample.add({u"v1"_s, u"v2"_s});
    sample.table.setFilter(u"v1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"v1"_s, 60000);
    sample.table.setFilter(u"v2 size:"_s);
    QVERIFY(sample.table.filterMistake());
    QCOMPARE(sample.table.filterMistake()->offset, 3);
    QCOMPARE(sample.table.filter(), u"v2 size:"_s);
    sample.add({u"v1.1"_s});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"v1 v1.1"_s, 60000); // the filter before is in force
    sample.table.setFilter(u"v2"_s);
    QVERIFY(!sample.table.filterMistake());
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"v2"_s, 60000);
}

void tst_TagTable::undecided()
{
    Sample sample;
    sample.add({u"unknown"_s, u"small"_s, u"big"_s});
    sample.model.addDetails({samples::image(u"small"_s, "1", 10), samples::image(u"big"_s, "2", 5000)});
    sample.table.setFilter(u"size:>1KB"_s);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"big"_s, 60000);
    QCOMPARE(sample.table.undecided(), 1);
    sample.model.addDetails({samples::image(u"unknown"_s, "3", 6000)});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"big unknown"_s, 60000);
    QCOMPARE(sample.table.undecided(), 0);
}

void tst_TagTable::tooComplex()
{
    Sample sample;
    sample.add({QString(100, u'a') + u'b', u"v1"_s});
    sample.table.setFilter(u"v"_s);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"v1"_s, 60000);
    sample.table.setFilter(u"tag:~^(a|aa)+$"_s);
    QVERIFY(!sample.table.filterMistake());
    QTRY_VERIFY_WITH_TIMEOUT(sample.table.filterMistake(), 60000);
    QCOMPARE(sample.table.filterMistake()->length, 14);
    QVERIFY(!sample.table.isArranging());
    sample.add({u"v2"_s, u"w"_s});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"v1 v2"_s, 60000);
    QVERIFY(sample.table.filterMistake());
}

/// What a person has typed since is what counts.
void tst_TagTable::mistakeAfterTooComplex()
{
    Sample sample;
    sample.add({QString(100, u'a') + u'b', u"v1"_s});
    sample.table.setFilter(u"tag:~^(a|aa)+$"_s);
    sample.table.setFilter(u"size:"_s);
    const QString words = sample.table.filterMistake()->words;
    QTRY_VERIFY_WITH_TIMEOUT(!sample.table.isArranging(), 60000);
    QCOMPARE(sample.table.filterMistake()->words, words);
}

void tst_TagTable::lastQuestionCounts()
{
    Sample sample;
    QStringList many;
    for (int i = 0; i < 3000; ++i)
        many.append(u"t%1"_s.arg(i));
    sample.add(many);
    QSignalSpy arranged(&sample.table, &TagTable::arranged);
    for (const QString &text : {u"t1"_s, u"t12"_s, u"t123"_s, u"t1234"_s})
        sample.table.setFilter(text);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"t1234"_s, 60000);
    QCOMPARE(arranged.size(), 1);
}

void tst_TagTable::grouped()
{
    Sample sample;
    sample.model.addDetails({samples::image(u"d"_s, "1", 10), samples::image(u"a"_s, "2", 10),
                             samples::image(u"c"_s, "2", 10), samples::image(u"b"_s, "1", 10)});
    sample.add({u"a1"_s, u"z"_s});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"a a1 b c d z"_s, 60000);
    sample.table.setGrouped(true);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"a c a1 b d z"_s, 60000);
    sample.table.sort(TagModel::TagColumn, Qt::DescendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"z d b c a a1"_s, 60000);
    sample.table.setGrouped(false);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"z d c b a1 a"_s, 60000);
}

void tst_TagTable::rails()
{
    using namespace models;
    Sample sample;
    sample.model.addDetails({samples::image(u"a"_s, "1", 10), samples::image(u"b"_s, "1", 10),
                             samples::image(u"c"_s, "2", 10), samples::image(u"d"_s, "1", 10)});
    const auto rail = [&sample](int row) { return sample.table.index(row, 1).data(TagTable::RailRole).toInt(); };
    QTRY_COMPARE_WITH_TIMEOUT(rail(0), RailBelow, 60000);
    QCOMPARE(rail(1), RailAbove | RailElsewhereDown);
    QCOMPARE(rail(2), 0);
    QCOMPARE(rail(3), RailElsewhereUp);
    sample.table.setGrouped(true);
    QTRY_COMPARE_WITH_TIMEOUT(rail(1), RailAbove | RailBelow, 60000);
    QCOMPARE(rail(2), RailAbove);
    sample.table.setFilter(u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sample.table.rowCount(), 1, 60000);
    QCOMPARE(rail(0), 0); // no other is shown
    sample.table.setFilter({});
    QTRY_COMPARE_WITH_TIMEOUT(sample.table.rowCount(), 4, 60000);
    QSignalSpy changed(&sample.table, &QAbstractItemModel::dataChanged);
    sample.model.addDetails({samples::image(u"c"_s, "1", 10)});
    QTRY_COMPARE_WITH_TIMEOUT(rail(3), RailAbove, 60000); // though no row moved
    QVERIFY(changed.size() >= 2);
}

void tst_TagTable::selectionFollowsItsRow()
{
    Sample sample;
    sample.model.addDetails(
        {samples::image(u"a"_s, "1", 10), samples::image(u"b"_s, "2", 20), samples::image(u"c"_s, "3", 30)});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"a b c"_s, 60000);
    QItemSelectionModel selection(&sample.table);
    selection.select(sample.table.index(0, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
    selection.setCurrentIndex(sample.table.index(0, 0), QItemSelectionModel::NoUpdate);
    sample.table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(selection.currentIndex().row(), 2, 60000);
    QCOMPARE(selection.currentIndex().data().toString(), u"a"_s);
    QVERIFY(selection.isRowSelected(2));
    sample.table.setFilter(u"b"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!selection.currentIndex().isValid(), 60000);
}

void tst_TagTable::changesAreAnnounced()
{
    Sample sample;
    QStringList many;
    for (int i = 0; i < 100; ++i)
        many.append(u"t%1"_s.arg(i));
    sample.add(many);
    sample.model.addDetails({samples::image(u"t50"_s, "largest", 1000)});
    sample.table.sort(TagModel::TagColumn, Qt::DescendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(sample.table.index(0, 0).data().toString(), u"t99"_s, 60000);
    QSignalSpy changed(&sample.table, &QAbstractItemModel::dataChanged);
    sample.model.addDetails({samples::image(u"t99"_s, "1", 10)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    changed.clear();
    sample.model.addDetails({samples::image(u"t0"_s, "2", 10), samples::image(u"t98"_s, "3", 10)});
    QCOMPARE(changed.size(), 1); // many rows: the whole table at once
}

void tst_TagTable::detailsMoveRows()
{
    Sample sample;
    sample.add({u"a"_s, u"b"_s});
    sample.table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    sample.model.addDetails({samples::image(u"b"_s, "1", 10)});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"b a"_s, 60000);
}

void tst_TagTable::removedRows()
{
    Sample sample;
    sample.model.beginListing();
    sample.add({u"d"_s, u"c"_s, u"b"_s, u"a"_s, u"e"_s});
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"a b c d e"_s, 60000);
    const QPersistentModelIndex kept = sample.table.index(2, 0);
    const QPersistentModelIndex gone = sample.table.index(0, 0);
    sample.model.beginListing();
    sample.add({u"c"_s, u"e"_s});
    sample.model.endNames(true);
    QCOMPARE(names(sample.table), u"c e"_s);
    QCOMPARE(kept.data().toString(), u"c"_s);
    QVERIFY(!gone.isValid());
    QCOMPARE(sample.table.sourceRow(0), 0);
    QCOMPARE(sample.table.mapFromSource(sample.model.index(1, 0)).row(), 1);
}

/// The answer to a question of before would name rows that are not there.
void tst_TagTable::removedWhileAsking()
{
    Sample sample;
    sample.model.beginListing();
    sample.add({u"d"_s, u"c"_s, u"b"_s, u"a"_s, u"e"_s});
    sample.table.sort(TagModel::TagColumn, Qt::DescendingOrder);
    sample.model.beginListing();
    sample.add({u"c"_s, u"e"_s, u"f"_s});
    sample.model.endNames(true);
    QTRY_COMPARE_WITH_TIMEOUT(names(sample.table), u"f e c"_s, 60000);
    QTRY_VERIFY_WITH_TIMEOUT(!sample.table.isArranging(), 60000);
}

void tst_TagTable::goneWhileAsking()
{
    jobs::Workers workers;
    TagModel model(words);
    model.addNames(samples::tags({u"b"_s, u"a"_s}));
    auto table = std::make_unique<TagTable>(workers, &model);
    table->setFilter(u"tag:~a"_s);
    table.reset();
    QCoreApplication::processEvents();
}

void tst_TagTable::headersWithoutRows()
{
    const Sample sample;
    QCOMPARE(sample.table.headerData(TagModel::SizeColumn, Qt::Horizontal).toString(), u"Size"_s);
}

QTEST_GUILESS_MAIN(tst_TagTable)
#include "tst_tagtable.moc"
