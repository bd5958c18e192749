#include <QAbstractItemModelTester>
#include <QTest>

#include "models/runhistorymodel.h"

using namespace Qt::StringLiterals;
using changes::RunItem;
using changes::Step;
using changes::StepRecord;
using changes::StepState;
using models::RunHistoryModel;
using Kind = Step::Kind;
using Offer = RunHistoryModel::Offer;

namespace {

const oci::Digest one = oci::Digest::of("one");
const oci::Digest two = oci::Digest::of("two");

oci::TagName tag(const QString &name)
{
    return *oci::TagName::parse(name);
}

StepRecord step(Kind kind, const std::optional<oci::TagName> &name, const oci::Digest &digest,
                StepState state = StepState::Done, const std::optional<oci::Digest> &before = {})
{
    return {{kind, name, digest, before, {}}, state, {}};
}

jobs::PastRun past(qint64 id, std::vector<StepRecord> steps, std::optional<qint64> restores = {})
{
    const QDateTime when(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);
    return {{id, u"c"_s, u"harbor"_s, u"payments/api"_s, u"ann"_s, u"too old"_s, when.addSecs(id), when.addSecs(id + 9),
             restores},
            std::move(steps)};
}

QString text(const RunHistoryModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

/// What the journal says, as people count and call it.
class TestRunHistoryModel : public QObject
{
    Q_OBJECT

private slots:
    void tagsWithTheirImages();
    void tagsThatWentAlong();
    void placeholders();
    void manifestsWithTheirTags();
    void headlines_data();
    void headlines();
    void offers();
    void stoppedRun();
    void resultIcons();
    void restoredRun();
    void races();
    void report();
};

void TestRunHistoryModel::tagsWithTheirImages()
{
    const std::vector<RunItem> items
        = changes::itemsOf({step(Kind::RemoveTag, tag(u"a"_s), one), step(Kind::RemoveTag, tag(u"b"_s), one),
                            step(Kind::RemoveTag, tag(u"c"_s), two), step(Kind::DeleteManifest, {}, one),
                            step(Kind::DeleteManifest, {}, two, StepState::Skipped)},
                           {});
    QCOMPARE(items.size(), 3U);
    QCOMPARE(changes::countTags(items), 3);
    QCOMPARE(changes::count(items, StepState::Done), 3); // the tag of the image that stayed, too
    QVERIFY(items[0].manifest && items[1].manifest);
    QCOMPARE(items[2].state(), StepState::Done);
}

void TestRunHistoryModel::tagsThatWentAlong()
{
    const std::vector<RunItem> items = changes::itemsOf({step(Kind::DeleteManifest, {}, one, StepState::Failed)},
                                                        {{one, tag(u"a"_s)}, {one, tag(u"b"_s)}, {two, tag(u"x"_s)}});
    QCOMPARE(items.size(), 2U);
    QCOMPARE(changes::count(items, StepState::Failed), 2);
    QCOMPARE(items[1].tag, std::optional(tag(u"b"_s)));
}

void TestRunHistoryModel::placeholders()
{
    const oci::Digest placeholder = oci::Digest::of("placeholder");
    const std::vector<RunItem> items
        = changes::itemsOf({step(Kind::PutPlaceholder, tag(u"a"_s), placeholder, StepState::Done, one),
                            step(Kind::DeleteManifest, {}, placeholder, StepState::Skipped)},
                           {});
    QCOMPARE(items.size(), 1U);
    QCOMPARE(items[0].digest, one);
    QCOMPARE(items[0].state(), StepState::Skipped); // the tag is still there
}

void TestRunHistoryModel::manifestsWithTheirTags()
{
    const std::vector<RunItem> items = changes::itemsOf(
        {step(Kind::PutTag, {}, one), step(Kind::PutTag, {}, two), step(Kind::PutTag, tag(u"a"_s), two)}, {});
    QCOMPARE(items.size(), 2U);
    QVERIFY(!items[0].tag);
    QCOMPARE(items[1].tag, std::optional(tag(u"a"_s)));
    QCOMPARE(changes::count(items, StepState::Done), 1);
}

void TestRunHistoryModel::headlines_data()
{
    QTest::addColumn<jobs::PastRun>("run");
    QTest::addColumn<QString>("headline");
    QTest::newRow("deleted") << past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)}) << u"Deleted 1 tag(s)"_s;
    QTest::newRow("images") << past(1, {step(Kind::DeleteManifest, {}, one), step(Kind::DeleteManifest, {}, two)})
                            << u"Deleted 2 image(s)"_s;
    QTest::newRow("added") << past(1, {step(Kind::PutTag, tag(u"a"_s), one)}) << u"Added tag a"_s;
    QTest::newRow("moved") << past(1, {step(Kind::PutTag, tag(u"a"_s), one, StepState::Done, two)}) << u"Moved tag a"_s;
    QTest::newRow("several") << past(1, {step(Kind::PutTag, tag(u"a"_s), one), step(Kind::PutTag, tag(u"b"_s), two)})
                             << u"Added 2 tag(s)"_s;
    QTest::newRow("restored") << past(2, {step(Kind::PutTag, {}, one), step(Kind::PutTag, tag(u"a"_s), one)}, 1)
                              << u"Restored 1 tag(s)"_s;
}

void TestRunHistoryModel::headlines()
{
    QFETCH(jobs::PastRun, run);
    QFETCH(QString, headline);
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    const QAbstractItemModelTester tester(&model);
    model.setRuns({run});
    QCOMPARE(text(model, 0, RunHistoryModel::WhatColumn), headline);
    QCOMPARE(text(model, 0, RunHistoryModel::WhereColumn), u"payments/api in harbor"_s);
    QCOMPARE(model.rowCount(model.index(0, 0)), 1 + static_cast<int>(changes::itemsOf(run.steps, {}).size()));
}

void TestRunHistoryModel::offers()
{
    RunHistoryModel::Access access = RunHistoryModel::Access::Open;
    RunHistoryModel model([&access](const changes::RunRecord &) { return access; });
    jobs::PastRun left = past(3, {step(Kind::RemoveTag, tag(u"a"_s), one, StepState::Planned)});
    left.run.ended = {};
    model.setRuns({left, past(2, {step(Kind::RemoveTag, tag(u"a"_s), one, StepState::Failed)}),
                   past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)})});
    QCOMPARE(model.offer(1), Offer::Restore);
    QCOMPARE(model.offer(2), Offer::Nothing);
    QCOMPARE(text(model, 1, RunHistoryModel::RestoreColumn), u"Nothing was changed"_s);
    QCOMPARE(model.offer(3), Offer::GoOn);
    QCOMPARE(model.unfinished(), std::vector<qint64>{3});
    QVERIFY(text(model, 2, RunHistoryModel::RestoreColumn).contains(u"2026-12-26"_s));
    QCOMPARE(text(model, 2, RunHistoryModel::OfferColumn), u"Restore…"_s);
    QVERIFY(text(model, 1, RunHistoryModel::OfferColumn).isEmpty());
    QVERIFY(model.canStop(3) && !model.canStop(2));
    model.setRunning({3});
    QCOMPARE(model.offer(3), Offer::Pause);
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"Running"_s);
    access = RunHistoryModel::Access::ReadOnly;
    QCOMPARE(model.offer(1), Offer::Nothing);
    QCOMPARE(text(model, 2, RunHistoryModel::RestoreColumn), u"Once the connection is unlocked"_s);
    access = RunHistoryModel::Access::Gone;
    QVERIFY(text(model, 2, RunHistoryModel::RestoreColumn).contains(u"removed"_s));
}

void TestRunHistoryModel::stoppedRun()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    jobs::PastRun stopped = past(
        1, {step(Kind::RemoveTag, tag(u"a"_s), one), step(Kind::RemoveTag, tag(u"b"_s), two, StepState::Planned)});
    stopped.run.stopped = true;
    model.setRuns({stopped});
    QCOMPARE(model.offer(1), Offer::Restore); // of what was done
    QVERIFY(model.unfinished().empty() && !model.canStop(1));
    const QModelIndex result = model.index(0, RunHistoryModel::ResultColumn);
    QVERIFY(result.data().toString().startsWith(u"Stopped: "_s));
    QCOMPARE(result.data(models::IconRole).toString(), u"skip"_s);
    QCOMPARE(model.index(2, RunHistoryModel::ResultColumn, model.index(0, 0)).data().toString(), u"Not tried"_s);
}

/// No two results look the same.
void TestRunHistoryModel::resultIcons()
{
    const auto icon = [](const std::vector<StepState> &states) {
        RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
        std::vector<changes::StepRecord> steps;
        for (const StepState state : states)
            steps.push_back(step(Kind::RemoveTag, tag(u"t%1"_s.arg(steps.size())), one, state));
        model.setRuns({past(1, std::move(steps))});
        return model.index(0, RunHistoryModel::ResultColumn).data(models::IconRole).toString();
    };
    QCOMPARE(icon({StepState::Done, StepState::Done}), u"ok"_s);
    QCOMPARE(icon({StepState::Done, StepState::Skipped}), u"skip"_s);
    QCOMPARE(icon({StepState::Done, StepState::Failed}), u"warn"_s);
    QCOMPARE(icon({StepState::Failed}), u"error"_s);
    QCOMPARE(icon({StepState::Done, StepState::Unknown}), u"unknown"_s);
}

void TestRunHistoryModel::restoredRun()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    model.setRuns(
        {past(2, {step(Kind::PutTag, tag(u"a"_s), one)}, 1), past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)})});
    QVERIFY(text(model, 1, RunHistoryModel::RestoreColumn).startsWith(u"Restored 2026"_s));
    QCOMPARE(model.offer(2), Offer::Nothing); // it took nothing

    // Images of an index, which two runs had taken, and a third had not.
    model.setRuns({past(4, {step(Kind::PutTag, {}, one), step(Kind::PutTag, {}, two)}),
                   past(3, {step(Kind::DeleteManifest, {}, oci::Digest::of("three"))}),
                   past(2, {step(Kind::DeleteManifest, {}, two)}), past(1, {step(Kind::DeleteManifest, {}, one)})});
    QVERIFY(!text(model, 1, RunHistoryModel::RestoreColumn).startsWith(u"Restored"_s));
    QVERIFY(text(model, 2, RunHistoryModel::RestoreColumn).startsWith(u"Restored"_s));
    QVERIFY(text(model, 3, RunHistoryModel::RestoreColumn).startsWith(u"Restored"_s));
}

/// What somebody else did stands below what the run did, and is counted.
void TestRunHistoryModel::races()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    jobs::PastRun run = past(
        1, {step(Kind::RemoveTag, tag(u"a"_s), one), step(Kind::RemoveTag, tag(u"b"_s), one, StepState::Skipped)});
    const QDateTime seen(QDate(2026, 11, 26), QTime(12, 0, 5), Qt::UTC);
    run.races = {{tag(u"b"_s), one, two, seen}, {tag(u"c"_s), two, std::nullopt, seen}};
    model.setRuns({run});
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"1 done, 1 skipped, 2 changed by others"_s);
    const QModelIndex parent = model.index(0, 0);
    QCOMPARE(model.rowCount(parent), 5);
    const auto below = [&](int row, int column) { return model.index(row, column, parent).data().toString(); };
    QCOMPARE(below(2, RunHistoryModel::ResultColumn), u"Left alone: somebody else changed it"_s);
    QCOMPARE(below(3, RunHistoryModel::WhatColumn), u"b"_s);
    QCOMPARE(below(3, RunHistoryModel::WhenColumn), seen.toLocalTime().toString(u"HH:mm:ss"_s));
    QCOMPARE(below(3, RunHistoryModel::ResultColumn),
             u"Moved by somebody else, from %1 to %2"_s.arg(one.shortText(), two.shortText()));
    QCOMPARE(below(4, RunHistoryModel::ResultColumn),
             u"Removed by somebody else; it pointed at %1"_s.arg(two.shortText()));
    QVERIFY(model.report({1}).contains(u"Removed by somebody else"_s));
}

void TestRunHistoryModel::report()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    model.setRuns({past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)})});
    const QString report = model.report({1});
    for (const QString &part :
         {u"Deleted 1 tag(s)"_s, u"payments/api in harbor"_s, u"By ann: too old"_s, one.toString()})
        QVERIFY2(report.contains(part), qPrintable(report));
}

QTEST_GUILESS_MAIN(TestRunHistoryModel)
#include "tst_runhistorymodel.moc"
