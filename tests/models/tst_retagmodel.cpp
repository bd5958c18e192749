#include <QAbstractItemModelTester>
#include <QTest>

#include "models/readtags.h"
#include "models/retagmodel.h"

using namespace Qt::StringLiterals;
using namespace models;
using State = RetagModel::State;

namespace {

oci::TagName tag(const QString &name)
{
    return *oci::TagName::parse(name);
}

/// `prod` and `rc` on one image, `old` on another, `unread` on nobody knows what.
std::shared_ptr<changes::Reading> makeReading()
{
    auto reading = std::make_shared<changes::Reading>();
    reading->graph.addTag(tag(u"prod"_s), oci::Digest::of("one"));
    reading->graph.addTag(tag(u"rc"_s), oci::Digest::of("one"));
    reading->graph.addTag(tag(u"old"_s), oci::Digest::of("two"));
    reading->graph.addUnreadTag(tag(u"unread"_s), base::failure(base::ErrorKind::Timeout, u"gone"_s));
    return reading;
}

} // namespace

class TestRetagModel : public QObject
{
    Q_OBJECT

private slots:
    void mistakesHaveWords_data();
    void mistakesHaveWords();
    void nothingIsKnownBeforeTheReading();
    void newAndMovedAreToldApart();
    void whatIsRefused();
    void listingThatEndedEarlyIsSaid();
    void severalNamesAreOnePlan();
    void tagsAreListedByName();
};

void TestRetagModel::mistakesHaveWords_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part"); ///< of the words; empty: there is no mistake
    QTest::newRow("good") << u"v1.2_3-rc"_s << QString();
    QTest::newRow("begins with _") << u"_x"_s << QString();
    QTest::newRow("longest") << QString(128, u'a') << QString();
    QTest::newRow("too long") << QString(129, u'a') << u"129"_s;
    QTest::newRow("dot") << u".x"_s << u"begin with “.”"_s;
    QTest::newRow("dash") << u"-x"_s << u"begin with “-”"_s;
    QTest::newRow("space") << u"a b"_s << u"spaces"_s;
    QTest::newRow("slash") << u"a/b"_s << u"“/”"_s;
    QTest::newRow("umlaut") << u"äb"_s << u"“ä”"_s;
    QTest::newRow("outside the first plane") << u"a😀"_s << u"“😀”"_s;
    QTest::newRow("bidirectional") << u"a\u202eb"_s << u"“⟨U+202E⟩”"_s;
    QTest::newRow("foreign and too long") << QString(200, u'/') << u"“/”"_s;
}

void TestRetagModel::mistakesHaveWords()
{
    QFETCH(const QString, name);
    QFETCH(const QString, part);
    const QString words = RetagModel::mistakeIn(name);
    QCOMPARE(words.isEmpty(), part.isEmpty());
    QVERIFY2(words.contains(part), qPrintable(words));
    QCOMPARE(oci::TagName::parse(name).has_value(), part.isEmpty());
}

void TestRetagModel::nothingIsKnownBeforeTheReading()
{
    RetagModel model({tag(u"rc"_s)});
    QCOMPARE(model.state(0), State::Empty);
    model.setNewNames({u"fresh"_s});
    QCOMPARE(model.state(0), State::NotYetKnown);
    QVERIFY(model.plan().steps.empty());
    model.setNewNames({u"no good"_s});
    QCOMPARE(model.state(0), State::BadName);
    QVERIFY(!model.imageOf(0));
}

void TestRetagModel::newAndMovedAreToldApart()
{
    RetagModel model({tag(u"rc"_s)});
    model.setNewNames({u"fresh"_s});
    model.setReading(makeReading(), {});
    const oci::Digest one = oci::Digest::of("one");
    const oci::Digest two = oci::Digest::of("two");
    QCOMPARE(model.imageOf(0), one);
    QCOMPARE(model.state(0), State::Adds);
    QCOMPARE(model.words(0), u"New tag: it will point at sha256:"_s + one.shortText());
    QCOMPARE(model.plan().steps, (std::vector<changes::Step>{{changes::Step::Kind::PutTag, tag(u"fresh"_s), one}}));

    model.setNewNames({u"old"_s});
    QCOMPARE(model.state(0), State::Moves);
    QCOMPARE(model.words(0), u"Moves old from sha256:%1 to sha256:%2"_s.arg(two.shortText(), one.shortText()));
    QCOMPARE(model.plan().steps.size(), 1U);
    QCOMPARE(model.plan().steps.front().before, two);
}

void TestRetagModel::whatIsRefused()
{
    RetagModel model({tag(u"rc"_s)});
    const auto reading = makeReading();
    model.setReading(reading, [](const oci::TagName &name) { return name == tag(u"old"_s); });
    const auto refused = [&model](const QString &name) {
        model.setNewNames({name});
        return model.state(0) == State::Refused && model.plan().steps.empty() ? model.words(0) : QString();
    };
    QVERIFY(refused(u"rc"_s).contains(u"already"_s));
    QVERIFY(refused(u"prod"_s).contains(u"already"_s));
    QVERIFY(refused(u"old"_s).contains(u"always keeps"_s));
    QVERIFY(refused(u"unread"_s).contains(u"could not be read"_s));

    reading->abilities.immutableTags = true;
    model.setReading(reading, {});
    QVERIFY(refused(u"old"_s).contains(u"move"_s));
    model.setNewNames({u"fresh"_s});
    QCOMPARE(model.state(0), State::Adds);

    RetagModel gone({tag(u"gone"_s)});
    gone.setReading(reading, {});
    gone.setNewNames({u"fresh"_s});
    QCOMPARE(gone.state(0), State::Refused);
    QVERIFY(gone.words(0).contains(u"not there"_s));
}

void TestRetagModel::listingThatEndedEarlyIsSaid()
{
    RetagModel model({tag(u"rc"_s)});
    const auto reading = makeReading();
    reading->graph.setIncomplete(base::failure(base::ErrorKind::InvalidData, {}));
    model.setReading(reading, {});
    model.setNewNames({u"fresh"_s});
    QCOMPARE(model.state(0), State::Adds);
    QVERIFY2(model.words(0).contains(u"could not be listed"_s), qPrintable(model.words(0)));
    QCOMPARE(model.plan().steps.size(), 1U);
}

void TestRetagModel::severalNamesAreOnePlan()
{
    RetagModel model({tag(u"rc"_s), tag(u"old"_s), tag(u"prod"_s)});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReading(makeReading(), {});
    model.setNewNames({u"rc-1"_s, u"rc"_s, u"no good"_s});
    QCOMPARE(model.count(State::Adds), 1);
    QCOMPARE(model.count(State::Moves), 1);
    QCOMPARE(model.count(State::BadName), 1);
    QCOMPARE(model.plan().steps.size(), 2U);
    QCOMPARE(model.plan().steps[0].digest, oci::Digest::of("one"));
    QCOMPARE(model.plan().steps[1].digest, oci::Digest::of("two"));
    QCOMPARE(model.index(1, RetagModel::NewTagColumn).data().toString(), u"rc"_s);
    QCOMPARE(model.index(1, RetagModel::OutcomeColumn).data(RetagModel::StateRole).toInt(),
             static_cast<int>(State::Moves));
}

void TestRetagModel::tagsAreListedByName()
{
    ReadTags model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReading(makeReading());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, ReadTags::TagColumn).data().toString(), u"old"_s);
    QCOMPARE(model.index(0, ReadTags::ImageColumn).data().toString(),
             u"sha256:"_s + oci::Digest::of("two").shortText());
    QCOMPARE(model.index(3, ReadTags::TagColumn).data().toString(), u"unread"_s);
    QCOMPARE(model.index(3, ReadTags::ImageColumn).data().toString(), QString());
    model.setPrefix(u"r"_s);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, ReadTags::TagColumn).data().toString(), u"rc"_s);
    model.setPrefix(u"rc-1"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setPrefix(u"R"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setPrefix(u"zz"_s);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_APPLESS_MAIN(TestRetagModel)
#include "tst_retagmodel.moc"
