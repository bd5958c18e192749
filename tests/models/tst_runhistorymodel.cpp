#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "models/runexport.h"
#include "models/runhistorymodel.h"
#include "models/runtext.h"

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
    void leftOnAPlaceholder_data();
    void leftOnAPlaceholder();
    void maybeOnAPlaceholder();
    void theTagWentBeforeItsImage_data();
    void theTagWentBeforeItsImage();
    void manifestsWithTheirTags();
    void headlines_data();
    void headlines();
    void offers();
    void stoppedRun();
    void resultIcons();
    void restoredRun();
    void restoredInPart();
    void races();
    void losses();
    void notLookedAt();
    void blobsAreGone();
    void exported();
    void exportedDetour();
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
    QVERIFY(items[0].isOnPlaceholder());
    // Its tag goes along with it, and is one thing all the same.
    const std::vector<RunItem> gone
        = changes::itemsOf({step(Kind::PutPlaceholder, tag(u"a"_s), placeholder, StepState::Done, one),
                            step(Kind::DeleteManifest, {}, placeholder)},
                           {{placeholder, tag(u"a"_s)}});
    QCOMPARE(gone.size(), 1U);
    QCOMPARE(changes::count(gone, StepState::Done), 1);
    QCOMPARE(models::RunText::result(gone[0], {}, {}), u"Tag removed by way of a placeholder"_s);
    QCOMPARE(changes::count(items, StepState::Skipped), 0);
    QCOMPARE(changes::countOnPlaceholder(items), 1);
}

void TestRunHistoryModel::leftOnAPlaceholder_data()
{
    QTest::addColumn<std::vector<StepRecord>>("after"); // the tag was put on its placeholder
    QTest::addColumn<QString>("result");
    const oci::Digest placeholder = oci::Digest::of("placeholder");
    const QString sure = u"The tag points at an empty placeholder now, which was not deleted"_s;
    const QString unsure = u"The tag may point at an empty placeholder now; nobody could find out"_s;
    const auto row = [&](const char *name, StepState state, const QString &result) {
        QTest::newRow(name) << std::vector{step(Kind::DeleteManifest, {}, placeholder, state)} << result;
    };
    QTest::newRow("there is no such step") << std::vector<StepRecord>() << sure;
    row("it was not tried", StepState::Planned, sure);
    row("it was skipped", StepState::Skipped, sure);
    row("it failed", StepState::Failed, sure);
    row("nobody knows", StepState::Unknown, unsure);
    row("it was sent", StepState::Sent, unsure);
}

void TestRunHistoryModel::leftOnAPlaceholder()
{
    QFETCH(std::vector<StepRecord>, after);
    QFETCH(QString, result);
    std::vector<StepRecord> steps{
        step(Kind::PutPlaceholder, tag(u"a"_s), oci::Digest::of("placeholder"), StepState::Done, one)};
    steps.insert(steps.end(), after.cbegin(), after.cend());
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    jobs::PastRun run = past(1, steps);
    run.run.stopped = true;
    model.setRuns({run});
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"Stopped: 1 left on a placeholder"_s);
    QCOMPARE(model.index(0, RunHistoryModel::ResultColumn).data(models::IconRole).toString(), u"error"_s);
    QCOMPARE(model.index(1, RunHistoryModel::ResultColumn, model.index(0, 0)).data().toString(), result);
    QCOMPARE(model.index(1, RunHistoryModel::WhereColumn, model.index(0, 0)).data().toString(), one.shortText());
    QCOMPARE(model.offer(1), Offer::Restore);
    QVERIFY(text(model, 0, RunHistoryModel::RestoreColumn).startsWith(u"Until"_s));
    QVERIFY(model.report({1}).contains(result));
}

void TestRunHistoryModel::theTagWentBeforeItsImage_data()
{
    QTest::addColumn<StepState>("image");
    QTest::addColumn<QString>("counts");
    QTest::addColumn<QString>("result");
    QTest::newRow("not tried") << StepState::Planned << u"1 done"_s << u"Tag removed, the image stays"_s;
    QTest::newRow("left alone") << StepState::Skipped << u"1 done"_s << u"Tag removed, the image stays"_s;
    QTest::newRow("failed") << StepState::Failed << u"1 failed"_s << u"The tag was removed, but not its image"_s;
}

/// It is gone whatever became of the image, and can be brought back.
void TestRunHistoryModel::theTagWentBeforeItsImage()
{
    QFETCH(const StepState, image);
    QFETCH(const QString, counts);
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    jobs::PastRun run = past(
        1, {step(Kind::RemoveTag, tag(u"a"_s), one, StepState::Done), step(Kind::DeleteManifest, {}, one, image)});
    run.run.stopped = true;
    model.setRuns({run});
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"Stopped: "_s + counts);
    QTEST(model.index(1, RunHistoryModel::ResultColumn, model.index(0, 0)).data().toString(), "result");
    QCOMPARE(model.offer(1), Offer::Restore);
    QVERIFY(text(model, 0, RunHistoryModel::RestoreColumn).startsWith(u"Until"_s));
}

/// A placeholder that was put, or not: nobody knows.
void TestRunHistoryModel::maybeOnAPlaceholder()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    model.setRuns({past(1,
                        {step(Kind::PutPlaceholder, tag(u"a"_s), two, StepState::Unknown, one),
                         step(Kind::DeleteManifest, {}, two, StepState::Skipped)})});
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"1 unknown"_s);
    QCOMPARE(model.index(1, RunHistoryModel::ResultColumn, model.index(0, 0)).data().toString(),
             u"The tag may point at an empty placeholder now; nobody could find out"_s);
    QCOMPARE(model.offer(1), Offer::Restore);
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
        steps.reserve(states.size());
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

void TestRunHistoryModel::restoredInPart()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    const jobs::PastRun taken = past(1,
                                     {step(Kind::RemoveTag, tag(u"a"_s), one), step(Kind::RemoveTag, tag(u"b"_s), two),
                                      step(Kind::PutTag, tag(u"c"_s), one, StepState::Done, two)});
    const jobs::PastRun first
        = past(2, {step(Kind::PutTag, tag(u"a"_s), one), step(Kind::PutTag, tag(u"b"_s), two, StepState::Failed)}, 1);
    model.setRuns({first, taken});
    QVERIFY(text(model, 1, RunHistoryModel::RestoreColumn).startsWith(u"Partly restored 2026"_s));
    QCOMPARE(model.offer(1), Offer::Restore);

    const jobs::PastRun second = past(3, {step(Kind::PutTag, tag(u"b"_s), two)}, 1);
    model.setRuns({second, first, taken});
    QVERIFY(text(model, 2, RunHistoryModel::RestoreColumn).startsWith(u"Partly restored 2026"_s)); // but for the move
    const jobs::PastRun third = past(4, {step(Kind::PutTag, tag(u"c"_s), two)}, 1);
    model.setRuns({third, second, first, taken});
    QVERIFY(text(model, 3, RunHistoryModel::RestoreColumn).startsWith(u"Restored 2026"_s));

    // One that came to nothing restored nothing.
    model.setRuns({past(2, {step(Kind::PutTag, tag(u"a"_s), one, StepState::Failed)}, 1), taken});
    QVERIFY(text(model, 1, RunHistoryModel::RestoreColumn).startsWith(u"Until"_s));
}

/// What should have stayed stands first below the run, with a way back of its own.
void TestRunHistoryModel::losses()
{
    RunHistoryModel::Access access = RunHistoryModel::Access::Open;
    RunHistoryModel model([&access](const changes::RunRecord &) { return access; });
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    jobs::PastRun run = past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)});
    run.losses = {{tag(u"prod"_s), two, QDateTime(QDate(2026, 11, 26), QTime(12, 0, 5), Qt::UTC)}, {{}, two}};
    model.setRuns({run});
    const QModelIndex parent = model.index(0, 0);
    const auto below = [&](int row, int column) { return model.index(row, column, parent).data().toString(); };
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"2 lost, 1 done"_s);
    QCOMPARE(model.index(0, RunHistoryModel::ResultColumn).data(models::IconRole).toString(), u"error"_s);
    QCOMPARE(text(model, 0, RunHistoryModel::RestoreColumn), u"What was lost, in the rows below"_s);
    QCOMPARE(model.rowCount(parent), 4);
    QCOMPARE(below(1, RunHistoryModel::WhatColumn), u"prod"_s);
    QCOMPARE(below(1, RunHistoryModel::ResultColumn), u"Gone, and should have stayed"_s);
    QCOMPARE(below(1, RunHistoryModel::OfferColumn), u"Restore…"_s);
    QCOMPARE(model.index(1, 0, parent).data(RunHistoryModel::OfferRole).toInt(), int(Offer::RestoreLost));
    QCOMPARE(below(2, RunHistoryModel::WhatColumn), u"Image without a tag"_s);
    QCOMPARE(below(3, RunHistoryModel::WhatColumn), u"a"_s);
    QVERIFY(below(3, RunHistoryModel::OfferColumn).isEmpty());
    QCOMPARE(model.offer(1), Offer::Restore); // of what it was to take
    QCOMPARE(model.lost(1).size(), 2U);
    QCOMPARE(model.withLosses(), std::vector<qint64>{1});
    QVERIFY(model.report({1}).contains(u"prod %1: Gone"_s.arg(two.toString())));

    access = RunHistoryModel::Access::ReadOnly;
    QVERIFY(below(1, RunHistoryModel::OfferColumn).isEmpty());
    QCOMPARE(text(model, 0, RunHistoryModel::RestoreColumn), u"Once the connection is unlocked"_s);
    access = RunHistoryModel::Access::Open;

    model.setRuns({past(2, {step(Kind::PutTag, {}, two), step(Kind::PutTag, tag(u"prod"_s), two)}, 1), run});
    QVERIFY(model.lost(1).empty() && model.withLosses().empty());
    const QModelIndex before = model.index(1, 0);
    QVERIFY(model.index(1, RunHistoryModel::ResultColumn, before).data().toString().endsWith(u"put back since"_s));
    QVERIFY(model.index(1, RunHistoryModel::OfferColumn, before).data().toString().isEmpty());
    QVERIFY(text(model, 1, RunHistoryModel::RestoreColumn).startsWith(u"Until"_s)); // of what it was to take, nothing

    run.steps.front().state = StepState::Failed; // it took nothing else
    model.setRuns({run});
    QCOMPARE(model.offer(1), Offer::RestoreLost);
}

void TestRunHistoryModel::notLookedAt()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    jobs::PastRun run = past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)});
    run.run.notLookedAt = 3;
    model.setRuns({run});
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"1 done, 3 not looked at afterwards"_s);
    QCOMPARE(model.index(0, RunHistoryModel::ResultColumn).data(models::IconRole).toString(), u"warn"_s);
}

/// What was put back and lacks a layer is not back.
void TestRunHistoryModel::blobsAreGone()
{
    RunHistoryModel model([](const changes::RunRecord &) { return RunHistoryModel::Access::Open; });
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    jobs::PastRun restore = past(2, {step(Kind::PutTag, tag(u"a"_s), one), step(Kind::PutTag, tag(u"b"_s), two)}, 1);
    restore.gone = {{two, oci::Digest::of("layer"), QDateTime(QDate(2026, 11, 26), QTime(12, 0, 5), Qt::UTC)}};
    model.setRuns(
        {restore, past(1, {step(Kind::RemoveTag, tag(u"a"_s), one), step(Kind::RemoveTag, tag(u"b"_s), two)})});
    QCOMPARE(text(model, 0, RunHistoryModel::ResultColumn), u"1 layer(s) gone, 2 done"_s);
    QCOMPARE(model.index(0, RunHistoryModel::ResultColumn).data(models::IconRole).toString(), u"error"_s);
    const QModelIndex parent = model.index(0, 0);
    QCOMPARE(model.rowCount(parent), 4);
    QCOMPARE(model.index(1, RunHistoryModel::WhatColumn, parent).data().toString(), u"b"_s);
    QCOMPARE(model.index(1, RunHistoryModel::ResultColumn, parent).data().toString(),
             u"Put back, but its layer %1 is gone from the registry"_s.arg(oci::Digest::of("layer").shortText()));
    QCOMPARE(model.index(2, RunHistoryModel::WhatColumn, parent).data().toString(), u"a"_s);
    QVERIFY(text(model, 1, RunHistoryModel::RestoreColumn).startsWith(u"Partly restored 2026"_s));
}

void TestRunHistoryModel::exported()
{
    jobs::PastRun run = past(1, {step(Kind::RemoveTag, tag(u"a"_s), one)});
    const QDateTime seen(QDate(2026, 11, 26), QTime(12, 0, 5), Qt::UTC);
    run.races = {{tag(u"b"_s), one, two, seen}, {tag(u"c"_s), two, std::nullopt, seen}};
    run.losses = {{tag(u"prod"_s), two, seen}, {{}, one, seen}};
    run.gone = {{one, two, seen}};
    const QList<QByteArray> lines = models::runsToCsv({run}).split('\n');
    QCOMPARE(lines.size(), 1 + 1 + 2 + 2 + 1 + 1); // the last is empty
    QVERIFY(lines[0].contains("step,kind,tag,digest,digestBefore,state,at,cause,about,fault,detail"));
    const auto holds = [&lines](int line, const QString &part) {
        return QString::fromUtf8(lines[line]).endsWith(QString(part + u'\r'));
    };
    QVERIFY2(holds(2, u",,race,b,%1,%2,,2026-11-26T12:00:05Z,,,,"_s.arg(two.toString(), one.toString())),
             lines[2].constData());
    QVERIFY2(holds(3, u",,race,c,,%1,,2026-11-26T12:00:05Z,,,,"_s.arg(two.toString())), lines[3].constData());
    QVERIFY2(holds(4, u",,loss,prod,%1,,,2026-11-26T12:00:05Z,,,,"_s.arg(two.toString())), lines[4].constData());
    QVERIFY2(holds(5, u",,loss,,%1,,,2026-11-26T12:00:05Z,,,,"_s.arg(one.toString())), lines[5].constData());
    QVERIFY2(holds(6, u",,gone,,%1,,,2026-11-26T12:00:05Z,,%2,,"_s.arg(one.toString(), two.toString())),
             lines[6].constData());

    const QJsonObject json = QJsonDocument::fromJson(models::runsToJson({run})).array().at(0).toObject();
    QCOMPARE(json.value(u"races"_s).toArray().size(), 2);
    QCOMPARE(json.value(u"races"_s).toArray().at(0).toObject().value(u"found"_s).toString(), two.toString());
    QCOMPARE(json.value(u"losses"_s).toArray().size(), 2);
    QCOMPARE(json.value(u"losses"_s).toArray().at(0).toObject().value(u"tag"_s).toString(), u"prod"_s);
}

/// The end of a placeholder is told apart from that of an image.
void TestRunHistoryModel::exportedDetour()
{
    StepRecord end = step(Kind::DeleteManifest, {}, two);
    end.step.needs = {0};
    const std::vector<jobs::PastRun> runs{past(1,
                                               {step(Kind::PutPlaceholder, tag(u"a"_s), two, StepState::Done, one), end,
                                                step(Kind::DeleteManifest, {}, one)})};
    const QJsonArray steps
        = QJsonDocument::fromJson(models::runsToJson(runs)).array().at(0).toObject().value(u"steps"_s).toArray();
    QStringList kinds;
    for (const auto &exported : steps)
        kinds.append(exported.toObject().value(u"kind"_s).toString());
    QCOMPARE(kinds, (QStringList{u"put-placeholder"_s, u"delete-placeholder"_s, u"delete-manifest"_s}));
    QVERIFY(models::runsToCsv(runs).contains(",2,delete-placeholder,,"));
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
