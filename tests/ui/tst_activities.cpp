#include <QTest>

#include "ui/activity/activities.h"

using namespace Qt::StringLiterals;
using models::ActivityModel;
using ui::Activities;
using ui::Activity;

class tst_Activities : public QObject
{
    Q_OBJECT

private slots:
    void ends();
    void fails();
    void doctorIsToldOfTheRepository();
    void cancels();
    void pausesAndStops();
    void retries();
    void destroyed();
    void untrustedText();
    void handleOutlivesRegister();
};

namespace {

QString resultAt(Activities &activities, int row)
{
    return activities.model()->index(row, ActivityModel::ResultColumn).data().toString();
}

Activities::Id idAt(Activities &activities, int row)
{
    return activities.model()->index(row, 0).data(ActivityModel::IdRole).toInt();
}

} // namespace

void tst_Activities::ends()
{
    Activities activities;
    Activity activity = activities.begin({.what = u"Listing a/b"_s, .where = u"lab"_s});
    activity.setProgress(1, 4);
    QCOMPARE(resultAt(activities, 0), u"1 of 4"_s);
    activity.end(Done{}, u"4 tags"_s);
    QCOMPARE(resultAt(activities, 0), u"4 tags"_s);
    activity.setProgress(2, 4);
    activity.end(base::fail(ErrorKind::Server, {})); // nobody's any more
    QCOMPARE(activities.model()->counts(), (ActivityModel::Counts{.running = 0, .failed = 0, .done = 1}));
    Activity().end(Done{});
}

void tst_Activities::fails()
{
    Activities activities;
    Activity activity = activities.begin({.what = u"x"_s, .where = u"a/b in lab"_s, .registry = u"lab"_s});
    base::Error error = base::failure(ErrorKind::Server, u"technical"_s);
    error.httpStatus = 502;
    activity.end(base::fail(error));
    QVERIFY(resultAt(activities, 0).startsWith(u"lab "_s));
    QCOMPARE(activities.model()->rowCount(activities.model()->index(0, 0)), 2);
    QVERIFY(activities.model()->report({idAt(activities, 0)}).contains(u"HTTP 502"_s));
    QVERIFY(!activities.canRetry(idAt(activities, 0)));
}

void tst_Activities::doctorIsToldOfTheRepository()
{
    Activities activities;
    Activity activity = activities.begin({.what = u"x"_s, .connectionId = u"c"_s, .repository = u"a/b"_s});
    const Activities::Id id = idAt(activities, 0);
    QVERIFY(activities.patientOf(id).connectionId.isEmpty());
    activity.end(base::fail(ErrorKind::Forbidden, {}));
    QCOMPARE(activities.patientOf(id).connectionId, u"c"_s);
    QCOMPARE(activities.patientOf(id).repository, u"a/b"_s);
}

void tst_Activities::cancels()
{
    Activities activities;
    Activity activity = activities.begin({.what = u"x"_s});
    const Activities::Id id = idAt(activities, 0);
    QVERIFY(!activities.canCancel(id));
    activities.cancel(id);
    int cancelled = 0;
    activity.setCancel([&] { ++cancelled; });
    QVERIFY(activities.canCancel(id));
    activities.cancel(id);
    activities.cancel(id);
    QCOMPARE(cancelled, 1);
    QCOMPARE(resultAt(activities, 0), u"stopping…"_s);
    activity.end(base::fail(base::cancelled()));
    QCOMPARE(resultAt(activities, 0), u"stopped"_s);
    QCOMPARE(activities.model()->counts().done, 1);

    // A cancel that ends the work at once.
    Activity other = activities.begin({.what = u"y"_s});
    other.setCancel([&] { other.end(base::fail(base::cancelled())); });
    activities.cancel(idAt(activities, 0));
    QCOMPARE(activities.model()->counts().running, 0);
}

void tst_Activities::pausesAndStops()
{
    Activities activities;
    Activity activity = activities.begin({.what = u"x"_s});
    const Activities::Id id = idAt(activities, 0);
    QVERIFY(!activities.canPause(id) && !activities.canStop(id));
    int paused = 0;
    int stopped = 0;
    activity.setPause([&] { ++paused; });
    activity.setStop([&] { ++stopped; });
    QVERIFY(activities.canPause(id) && activities.canStop(id) && !activities.canCancel(id));
    activities.stop(id); // which asks, and may be answered with no
    QVERIFY(activities.canPause(id) && activities.canStop(id));
    activities.pause(id);
    activities.pause(id);
    QCOMPARE(paused, 1);
    QCOMPARE(stopped, 1);
    QVERIFY(activities.canStop(id));
    activity.end(Done{}, u"Paused: 1 done"_s);
    QVERIFY(!activities.canPause(id) && !activities.canStop(id));
    QCOMPARE(resultAt(activities, 0), u"Paused: 1 done"_s);
}

void tst_Activities::retries()
{
    Activities activities;
    Activity activity;
    auto context = std::make_unique<QObject>();
    const auto begin = [&] {
        activity = activities.begin({.what = u"x"_s});
        activity.setRetry(context.get(), [&] { activity = activities.begin({.what = u"x"_s}); });
    };
    begin();
    const Activities::Id id = idAt(activities, 0);
    QVERIFY(!activities.canRetry(id)); // it runs
    activity.end(base::fail(ErrorKind::Network, {}));
    QVERIFY(activities.canRetry(id));
    activities.retry(id);
    QCOMPARE(activities.model()->counts(), (ActivityModel::Counts{.running = 1, .failed = 0, .done = 0}));
    QVERIFY(!activities.canRetry(id));

    begin();
    activity.end(base::fail(ErrorKind::Network, {}));
    context.reset();
    QVERIFY(!activities.canRetry(idAt(activities, 0)));
}

void tst_Activities::destroyed()
{
    Activities activities;
    {
        const Activity activity = activities.begin({.what = u"x"_s});
        QCOMPARE(activities.model()->rowCount(), 1);
    }
    QCOMPARE(activities.model()->rowCount(), 0);
    Activity first = activities.begin({.what = u"x"_s});
    Activity second = std::move(first);
    second = activities.begin({.what = u"y"_s}); // in place of the first
    QCOMPARE(activities.model()->rowCount(), 1);
    second.end(Done{});
    second = {};
    QCOMPARE(activities.model()->rowCount(), 1); // what ended stays
}

void tst_Activities::untrustedText()
{
    Activities activities;
    const Activity activity = activities.begin({.what = u"a\u202Eb"_s, .where = u"c\nd"_s});
    QCOMPARE(activities.model()->index(0, ActivityModel::WhatColumn).data().toString(), u"a⟨U+202E⟩b"_s);
    QCOMPARE(activities.model()->index(0, ActivityModel::WhereColumn).data().toString(), u"c↵d"_s);
}

void tst_Activities::handleOutlivesRegister()
{
    auto activities = std::make_unique<Activities>();
    Activity activity = activities->begin({.what = u"x"_s});
    activities.reset();
    activity.setProgress(1, 2);
    activity.setCancel([] {});
    activity.end(Done{});
}

QTEST_GUILESS_MAIN(tst_Activities)
#include "tst_activities.moc"
