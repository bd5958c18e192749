#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/activitymodel.h"
#include "tests/support/modelprinter.h"

using namespace Qt::StringLiterals;
using models::ActivityModel;

class tst_ActivityModel : public QObject
{
    Q_OBJECT

private slots:
    void running();
    void failed();
    void triedAgain();
    void stopping();
    void bounded();
    void report();
    void goneMeanwhile();
};

namespace {

QString resultOf(const ActivityModel &model, ActivityModel::Id id)
{
    return model.indexOf(id).siblingAtColumn(ActivityModel::ResultColumn).data().toString();
}

ActivityModel::Failure failure()
{
    return {.headline = u"It failed."_s, .why = u"Because."_s, .advice = u"Try again."_s, .details = u"ID\nGET /"_s};
}

} // namespace

void tst_ActivityModel::running()
{
    ActivityModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy counts(&model, &ActivityModel::countsChanged);
    const auto first = model.begin(u"Listing a/b"_s, u"lab"_s);
    const auto second = model.begin(u"Listing c/d"_s, u"lab"_s);
    QCOMPARE(model.indexOf(second).row(), 0); // the newest first
    QCOMPARE(model.counts(), (ActivityModel::Counts{.running = 2, .failed = 0, .done = 0}));
    QCOMPARE(resultOf(model, first), u"running"_s);
    QVERIFY(!model.indexOf(first).data(ActivityModel::ProgressRole).isValid());
    model.setProgress(first, 1280, -1);
    QCOMPARE(resultOf(model, first), u"1,280 so far"_s);
    model.setProgress(first, 1280, 5120);
    QCOMPARE(resultOf(model, first), u"1,280 of 5,120"_s);
    QCOMPARE(model.indexOf(first).data(ActivityModel::ProgressRole).toDouble(), 0.25);
    model.finish(first, u"5,120 tags"_s);
    model.finish(second, {});
    QCOMPARE(resultOf(model, first), u"5,120 tags"_s);
    QCOMPARE(resultOf(model, second), u"done"_s);
    QVERIFY(!model.indexOf(first).data(ActivityModel::ProgressRole).isValid());
    QCOMPARE(model.counts(), (ActivityModel::Counts{.running = 0, .failed = 0, .done = 2}));
    QCOMPARE(counts.size(), 4);
    QVERIFY(model.indexOf(first).data().toString().contains(u':'));
    QVERIFY(model.indexOf(first).data(models::RawRole).toDateTime().isValid());
    QVERIFY(
        model.indexOf(first).data(Qt::AccessibleTextRole).toString().startsWith(u"Listing a/b, lab, 5,120 tags, "_s));
}

void tst_ActivityModel::failed()
{
    ActivityModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto other = model.begin(u"x"_s, {});
    const auto id = model.begin(u"Listing a/b"_s, u"lab"_s);
    model.fail(id, failure());
    const QModelIndex row = model.indexOf(id);
    QCOMPARE(resultOf(model, id), u"It failed."_s);
    QCOMPARE(printModel(model, Qt::DisplayRole, row), u" | Why |  | Because.\n | What to do |  | Try again.\n"_s);
    QCOMPARE(model.index(1, 0, row).parent(), row);
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().startsWith(u"failed: "_s));
    model.fail(other, {.headline = u"h"_s, .why = u"w"_s, .advice = {}, .details = {}});
    QCOMPARE(model.rowCount(model.indexOf(other)), 1);
    model.remove(id);
    QVERIFY(!model.indexOf(id).isValid());
    QCOMPARE(model.counts(), (ActivityModel::Counts{.running = 0, .failed = 1, .done = 0}));
}

void tst_ActivityModel::triedAgain()
{
    ActivityModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy removed(&model, &ActivityModel::removed);
    const auto first = model.begin(u"Listing a/b"_s, u"lab"_s);
    const auto elsewhere = model.begin(u"Listing a/b"_s, u"prod"_s);
    model.fail(first, failure());
    model.fail(elsewhere, failure());
    model.begin(u"Listing a/b"_s, u"lab"_s);
    QVERIFY(!model.indexOf(first).isValid());
    QVERIFY(model.indexOf(elsewhere).isValid());
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.counts(), (ActivityModel::Counts{.running = 1, .failed = 1, .done = 0}));
}

void tst_ActivityModel::stopping()
{
    ActivityModel model;
    const auto id = model.begin(u"x"_s, {});
    model.setStopping(id);
    QCOMPARE(resultOf(model, id), u"stopping…"_s);
}

void tst_ActivityModel::bounded()
{
    ActivityModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto running = model.begin(u"the first, and it runs still"_s, {});
    const auto oldest = model.begin(u"x"_s, {});
    model.finish(oldest, {});
    for (int i = 0; i < ActivityModel::mostEnded; ++i)
        model.finish(model.begin(QString::number(i), {}), {});
    QVERIFY(model.indexOf(running).isValid());
    QVERIFY(!model.indexOf(oldest).isValid());
    QCOMPARE(model.rowCount(), ActivityModel::mostEnded + 1);
}

void tst_ActivityModel::report()
{
    ActivityModel model;
    const auto done = model.begin(u"Listing c/d"_s, u"lab"_s);
    model.finish(done, u"3 tags"_s);
    const auto id = model.begin(u"Listing a/b"_s, u"lab"_s);
    model.fail(id, failure());
    const QStringList lines = model.report({id, done, 4711}).split(u'\n');
    QVERIFY(lines.at(0).endsWith(u"  Listing a/b"_s));
    QCOMPARE(lines.mid(1, 6),
             (QStringList{u"    lab"_s, u"    It failed."_s, u"    Because."_s, u"    Try again."_s, u"    ID"_s,
                          u"    GET /"_s}));
    QVERIFY(lines.at(7).endsWith(u"  Listing c/d"_s));
    QCOMPARE(lines.mid(8), (QStringList{u"    lab"_s, u"    3 tags"_s, QString()}));
    QVERIFY(model.report({}).isEmpty());
}

/// Calls for a row that is gone, or over, do nothing.
void tst_ActivityModel::goneMeanwhile()
{
    ActivityModel model;
    const auto id = model.begin(u"x"_s, {});
    model.finish(id, u"three"_s);
    model.setProgress(id, 1, 2);
    model.setStopping(id);
    model.fail(id, failure());
    QCOMPARE(resultOf(model, id), u"three"_s);
    model.remove(id);
    model.remove(id);
    model.setProgress(id, 1, 2);
    model.finish(id, {});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_ActivityModel)
#include "tst_activitymodel.moc"
