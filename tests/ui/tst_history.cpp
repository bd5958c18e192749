#include <QTest>

#include "ui/history.h"

using namespace Qt::StringLiterals;

namespace {

ui::Place at(const QString &connection, const QString &repository = {})
{
    ui::Place place{connection};
    if (!repository.isEmpty())
        place.repository = *oci::RepositoryName::parse(repository);
    return place;
}

} // namespace

class tst_History : public QObject
{
    Q_OBJECT

private slots:
    void empty();
    void backAndForward();
    void newPlaceForgetsWhatWasAhead();
    void samePlaceIsOneVisit();
    void longHistory();
    void forget();
};

void tst_History::empty()
{
    ui::History history;
    QVERIFY(!history.canGoBack());
    QVERIFY(!history.canGoForward());
    QVERIFY(history.back().isNowhere());
    QVERIFY(history.forward().isNowhere());
    history.visit({});
    QVERIFY(history.current().isNowhere());
    QVERIFY(!history.canGoBack());
}

void tst_History::backAndForward()
{
    ui::History history;
    history.visit(at(u"a"_s));
    history.visit(at(u"a"_s, u"one"_s));
    history.visit(at(u"a"_s, u"two"_s));
    QCOMPARE(history.back(), at(u"a"_s, u"one"_s));
    QVERIFY(history.canGoForward());
    QCOMPARE(history.back(), at(u"a"_s));
    QVERIFY(!history.canGoBack());
    QCOMPARE(history.back(), at(u"a"_s));
    QCOMPARE(history.forward(), at(u"a"_s, u"one"_s));
    QCOMPARE(history.forward(), at(u"a"_s, u"two"_s));
    QVERIFY(!history.canGoForward());
}

void tst_History::newPlaceForgetsWhatWasAhead()
{
    ui::History history;
    for (const QString &name : {u"one"_s, u"two"_s, u"three"_s})
        history.visit(at(u"a"_s, name));
    history.back();
    history.back();
    history.visit(at(u"b"_s));
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.back(), at(u"a"_s, u"one"_s));
}

void tst_History::samePlaceIsOneVisit()
{
    ui::History history;
    history.visit(at(u"a"_s));
    history.visit(at(u"b"_s));
    history.back();
    history.visit(at(u"a"_s)); // its tab is shown
    QVERIFY(history.canGoForward());
}

void tst_History::longHistory()
{
    ui::History history;
    for (int i = 0; i < 1000; ++i)
        history.visit(at(QString::number(i)));
    int steps = 0;
    for (; history.canGoBack(); ++steps)
        history.back();
    QVERIFY(steps > 10);
    QVERIFY(steps < 1000);
    QCOMPARE(history.current(), at(QString::number(999 - steps)));
}

void tst_History::forget()
{
    ui::History history;
    history.visit(at(u"a"_s));
    history.visit(at(u"gone"_s));
    history.visit(at(u"a"_s));
    history.visit(at(u"b"_s));
    history.forget(u"gone"_s);
    QCOMPARE(history.current(), at(u"b"_s));
    QCOMPARE(history.back(), at(u"a"_s)); // one visit now
    QVERIFY(!history.canGoBack());
    history.forget(u"a"_s);
    history.forget(u"b"_s);
    QVERIFY(history.current().isNowhere());
    QVERIFY(!history.canGoBack());
    QVERIFY(!history.canGoForward());
}

QTEST_GUILESS_MAIN(tst_History)
#include "tst_history.moc"
