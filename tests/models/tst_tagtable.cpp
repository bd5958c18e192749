#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

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

} // namespace

class tst_TagTable : public QObject
{
    Q_OBJECT

private slots:
    void naturalOrder();
    void unknownValuesAreLast();
    void equalValuesInOrderOfTags();
    void pagesArriveSorted();
    void filter();
    void selectionFollowsItsRow();
    void changesAreAnnounced();
    void detailsMoveRows();
    void removedRows();
    void headersWithoutRows();
};

void tst_TagTable::naturalOrder()
{
    TagModel model(words);
    model.addNames(samples::tags({u"v1.10"_s, u"v1.9"_s, u"latest"_s}));
    TagTable table(&model);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(names(table), u"latest v1.9 v1.10"_s);
    table.sort(TagModel::TagColumn, Qt::DescendingOrder);
    QCOMPARE(names(table), u"v1.10 v1.9 latest"_s);
}

void tst_TagTable::unknownValuesAreLast()
{
    TagModel model(words);
    TagTable table(&model);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addNames(samples::tags({u"unknown"_s, u"small"_s, u"big"_s}));
    model.addDetails({samples::image(u"small"_s, "1", 10, 100), samples::image(u"big"_s, "2", 1000, 50)});
    for (const int column :
         {TagModel::SizeColumn, TagModel::CreatedColumn, TagModel::DigestColumn, TagModel::PlatformsColumn}) {
        table.sort(column, Qt::AscendingOrder);
        QVERIFY(names(table).endsWith(u"unknown"_s));
        table.sort(column, Qt::DescendingOrder);
        QVERIFY(names(table).endsWith(u"unknown"_s));
    }
    table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    QCOMPARE(names(table), u"big small unknown"_s);
    table.sort(TagModel::CreatedColumn, Qt::DescendingOrder);
    QCOMPARE(names(table), u"small big unknown"_s);
}

void tst_TagTable::equalValuesInOrderOfTags()
{
    TagModel model(words);
    TagTable table(&model);
    model.addDetails(
        {samples::image(u"v10"_s, "1", 10), samples::image(u"v9"_s, "2", 10), samples::image(u"v1"_s, "3", 10)});
    table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    QCOMPARE(names(table), u"v1 v9 v10"_s);
}

void tst_TagTable::pagesArriveSorted()
{
    TagModel model(words);
    TagTable table(&model);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addNames(samples::tags({u"m"_s, u"k"_s}));
    QSignalSpy laidOut(&table, &QAbstractItemModel::layoutChanged);
    model.addNames(samples::tags({u"c"_s, u"a"_s}));
    model.addNames(samples::tags({u"z"_s, u"b"_s}));
    QCOMPARE(names(table), u"k m a c b z"_s); // where they came
    QTRY_COMPARE(names(table), u"a b c k m z"_s);
    QCOMPARE(laidOut.size(), 1); // once for both pages
}

void tst_TagTable::filter()
{
    TagModel model(words);
    TagTable table(&model);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addNames(samples::tags({u"v1"_s, u"RC-1"_s, u"v2"_s, u"rc-2"_s}));
    table.setFilter(u"rc"_s);
    QCOMPARE(names(table), u"RC-1 rc-2"_s);
    model.addNames(samples::tags({u"v3"_s, u"rc-0"_s}));
    QTRY_COMPARE(names(table), u"rc-0 RC-1 rc-2"_s);
    table.setFilter(u"nothing"_s);
    QCOMPARE(table.rowCount(), 0);
    table.setFilter({});
    QCOMPARE(table.rowCount(), 6);
}

void tst_TagTable::selectionFollowsItsRow()
{
    TagModel model(words);
    TagTable table(&model);
    model.addDetails(
        {samples::image(u"a"_s, "1", 10), samples::image(u"b"_s, "2", 20), samples::image(u"c"_s, "3", 30)});
    QItemSelectionModel selection(&table);
    selection.select(table.index(0, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
    selection.setCurrentIndex(table.index(0, 0), QItemSelectionModel::NoUpdate);
    table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    QCOMPARE(selection.currentIndex().row(), 2);
    QCOMPARE(selection.currentIndex().data().toString(), u"a"_s);
    QVERIFY(selection.isRowSelected(2));
    table.setFilter(u"b"_s);
    QVERIFY(!selection.currentIndex().isValid());
}

void tst_TagTable::changesAreAnnounced()
{
    TagModel model(words);
    TagTable table(&model);
    QStringList many;
    for (int i = 0; i < 100; ++i)
        many.append(u"t%1"_s.arg(i));
    model.addNames(samples::tags(many));
    model.addDetails({samples::image(u"t50"_s, "largest", 1000)});
    table.sort(TagModel::TagColumn, Qt::DescendingOrder);
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    model.addDetails({samples::image(u"t99"_s, "1", 10)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    changed.clear();
    model.addDetails({samples::image(u"t0"_s, "2", 10), samples::image(u"t98"_s, "3", 10)});
    QCOMPARE(changed.size(), 1); // many rows: the whole table at once
}

void tst_TagTable::detailsMoveRows()
{
    TagModel model(words);
    TagTable table(&model);
    model.addNames(samples::tags({u"a"_s, u"b"_s}));
    table.sort(TagModel::SizeColumn, Qt::DescendingOrder);
    model.addDetails({samples::image(u"b"_s, "1", 10)});
    QTRY_COMPARE(names(table), u"b a"_s);
}

void tst_TagTable::removedRows()
{
    TagModel model(words);
    TagTable table(&model);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.beginListing();
    model.addNames(samples::tags({u"d"_s, u"c"_s, u"b"_s, u"a"_s, u"e"_s}));
    const QPersistentModelIndex kept = table.index(2, 0);
    model.beginListing();
    model.addNames(samples::tags({u"c"_s, u"e"_s}));
    model.endListing(true);
    QCOMPARE(names(table), u"c e"_s);
    QCOMPARE(kept.data().toString(), u"c"_s);
    QCOMPARE(table.sourceRow(0), 0);
    QCOMPARE(table.mapFromSource(model.index(1, 0)).row(), 1);
}

void tst_TagTable::headersWithoutRows()
{
    TagModel model(words);
    const TagTable table(&model);
    QCOMPARE(table.headerData(TagModel::SizeColumn, Qt::Horizontal).toString(), u"Size"_s);
}

QTEST_GUILESS_MAIN(tst_TagTable)
#include "tst_tagtable.moc"
