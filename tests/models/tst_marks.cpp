#include <QSignalSpy>
#include <QTest>

#include "models/marks.h"

using namespace Qt::StringLiterals;
using models::Marks;

namespace {

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

Marks::Repository repository(QStringView name, const QString &connection = u"one"_s)
{
    return {connection, *oci::RepositoryName::parse(name)};
}

} // namespace

class TestMarks : public QObject
{
    Q_OBJECT

private slots:
    void marksAreCountedOnce();
    void undoAndRedoTakeWholeSteps();
    void newChangeEndsRedo();
    void discardCanBeUndone();
    void whatIsGoneDoesNotComeBack();
    void imagesAreMarkedBesideTags();
    void removedConnectionTakesItsMarks();
};

void TestMarks::marksAreCountedOnce()
{
    Marks marks;
    const QSignalSpy changed(&marks, &Marks::changed);
    marks.setMarked(repository(u"a"), {tag(u"v1"), tag(u"v2"), tag(u"v1")}, true);
    marks.setMarked(repository(u"a"), {tag(u"v1")}, true);
    marks.setMarked(repository(u"b"), {tag(u"v1")}, true);
    QCOMPARE(marks.count(), 3);
    QCOMPARE(marks.repositories(), (std::vector{repository(u"a"), repository(u"b")}));
    QCOMPARE(changed.count(), 2);
    marks.setMarked(repository(u"b"), {tag(u"v1")}, false);
    QCOMPARE(marks.count(), 2);
    QCOMPARE(marks.repositories(), std::vector{repository(u"a")});
}

void TestMarks::undoAndRedoTakeWholeSteps()
{
    Marks marks;
    QVERIFY(!marks.canUndo());
    marks.setMarked(repository(u"a"), {tag(u"v1")}, true);
    marks.setMarked(repository(u"a"), {tag(u"v1"), tag(u"v2"), tag(u"v3")}, true);
    marks.undo();
    QCOMPARE(marks.in(repository(u"a")), Marks::Tags{tag(u"v1")}); // which the second step did not mark
    marks.undo();
    QCOMPARE(marks.count(), 0);
    QVERIFY(!marks.canUndo());
    marks.undo();
    marks.redo();
    marks.redo();
    QCOMPARE(marks.count(), 3);
    QVERIFY(!marks.canRedo());
}

void TestMarks::newChangeEndsRedo()
{
    Marks marks;
    marks.setMarked(repository(u"a"), {tag(u"v1")}, true);
    marks.undo();
    marks.setMarked(repository(u"a"), {tag(u"v2")}, true);
    QVERIFY(!marks.canRedo());
    marks.redo();
    QCOMPARE(marks.in(repository(u"a")), Marks::Tags{tag(u"v2")});
}

void TestMarks::discardCanBeUndone()
{
    Marks marks;
    marks.setMarked(repository(u"a"), {tag(u"v1")}, true);
    marks.setMarked(repository(u"b"), {tag(u"v1"), tag(u"v2")}, true);
    marks.discard(repository(u"b"));
    QCOMPARE(marks.count(), 1);
    marks.undo();
    marks.discardAll();
    QCOMPARE(marks.count(), 0);
    marks.undo();
    QCOMPARE(marks.count(), 3);
}

void TestMarks::whatIsGoneDoesNotComeBack()
{
    Marks marks;
    marks.setMarked(repository(u"a"), {tag(u"v1"), tag(u"v2")}, true);
    marks.setMarked(repository(u"a"), {tag(u"v3")}, true);
    marks.forget(repository(u"a"), {tag(u"v1"), tag(u"v3")});
    QCOMPARE(marks.in(repository(u"a")), Marks::Tags{tag(u"v2")});
    marks.undo();
    QCOMPARE(marks.count(), 0);
    QVERIFY(!marks.canUndo());
    marks.redo();
    QCOMPARE(marks.in(repository(u"a")), Marks::Tags{tag(u"v2")});
    QVERIFY(!marks.canRedo());
}

void TestMarks::imagesAreMarkedBesideTags()
{
    Marks marks;
    const oci::Digest one = oci::Digest::of("one");
    const oci::Digest two = oci::Digest::of("two");
    marks.setMarked(repository(u"a"), {tag(u"v1")}, true);
    marks.setMarked(repository(u"a"), std::vector{one, two}, true);
    QCOMPARE(marks.countIn(repository(u"a")), 3);
    QCOMPARE(marks.count(), 3);
    marks.undo();
    QCOMPARE(marks.countIn(repository(u"a")), 1);
    marks.redo();
    QCOMPARE(marks.imagesIn(repository(u"a")), (Marks::Images{one, two}));
    marks.forget(repository(u"a"), {tag(u"v1")}, {one});
    QCOMPARE(marks.imagesIn(repository(u"a")), Marks::Images{two});
    QVERIFY(marks.in(repository(u"a")).isEmpty());
    while (marks.canUndo())
        marks.undo();
    while (marks.canRedo())
        marks.redo();
    QVERIFY(!marks.imagesIn(repository(u"a")).contains(one));
    QVERIFY(!marks.in(repository(u"a")).contains(tag(u"v1")));
}

void TestMarks::removedConnectionTakesItsMarks()
{
    Marks marks;
    marks.setMarked(repository(u"a", u"one"_s), {tag(u"v1")}, true);
    marks.setMarked(repository(u"a", u"two"_s), {tag(u"v1")}, true);
    marks.forgetConnection(u"one"_s);
    QCOMPARE(marks.repositories(), std::vector{repository(u"a", u"two"_s)});
    marks.undo();
    QCOMPARE(marks.count(), 0);
    QVERIFY(!marks.canUndo());
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
