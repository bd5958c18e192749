#include <QTest>

#include "models/tagmodel.h"
#include "models/tagorder.h"
#include "tests/models/tagsamples.h"

using namespace Qt::StringLiterals;
using models::TagFilter;
using models::TagModel;
using models::TagOrder;
using models::TagQuestion;

namespace {

QString words(const base::Error &)
{
    return u"it failed"_s;
}

TagQuestion question(TagModel &model, int column = TagModel::TagColumn, Qt::SortOrder order = Qt::AscendingOrder)
{
    return {.rows = model.snapshot(), .imageNumbers = model.imageNumbers(), .column = column, .order = order};
}

QString names(const TagModel &model, const TagOrder &answer)
{
    QStringList names;
    for (const int row : answer.rows)
        names.append(model.row(row).tag.toString());
    return names.join(u' ');
}

} // namespace

class tst_TagOrder : public QObject
{
    Q_OBJECT

private slots:
    void everyColumn_data();
    void everyColumn();
    void equalValuesInOrderOfTags();
    void positions();
    void severalBlocks();
    void stopped();
};

void tst_TagOrder::everyColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");
    QTest::newRow("tag") << int(TagModel::TagColumn) << u"big none small"_s << u"small none big"_s;
    QTest::newRow("size") << int(TagModel::SizeColumn) << u"small big none"_s << u"big small none"_s;
    QTest::newRow("created") << int(TagModel::CreatedColumn) << u"big small none"_s << u"small big none"_s;
    QTest::newRow("pushed") << int(TagModel::PushedColumn) << u"small big none"_s << u"big small none"_s;
    QTest::newRow("platforms") << int(TagModel::PlatformsColumn) << u"big small none"_s << u"small big none"_s;
    const bool isBigFirst = samples::digest("big") < samples::digest("small");
    const QString bigFirst = u"big small none"_s;
    const QString smallFirst = u"small big none"_s;
    QTest::newRow("digest") << int(TagModel::DigestColumn) << (isBigFirst ? bigFirst : smallFirst)
                            << (isBigFirst ? smallFirst : bigFirst);
}

void tst_TagOrder::everyColumn()
{
    QFETCH(int, column);
    TagModel model(words);
    platforms::TagDetails small = samples::image(u"small"_s, "small", 10, 100);
    platforms::TagDetails big = samples::image(u"big"_s, "big", 1000, 50);
    small.platforms.first().os = u"windows"_s;
    small.pushed = {oci::UtcTime(std::chrono::seconds(1)), platforms::DateKind::Pushed};
    big.pushed = {oci::UtcTime(std::chrono::seconds(2)), platforms::DateKind::Pushed};
    model.addNames(samples::tags({u"none"_s}));
    model.addDetails({small, big});
    QTEST(names(model, orderTags(question(model, column, Qt::AscendingOrder), {})), "ascending");
    QTEST(names(model, orderTags(question(model, column, Qt::DescendingOrder), {})), "descending");
}

void tst_TagOrder::equalValuesInOrderOfTags()
{
    TagModel model(words);
    model.addDetails(
        {samples::image(u"v10"_s, "1", 10), samples::image(u"v9"_s, "2", 10), samples::image(u"v1"_s, "3", 10)});
    QCOMPARE(names(model, orderTags(question(model, TagModel::SizeColumn, Qt::DescendingOrder), {})), u"v1 v9 v10"_s);
}

void tst_TagOrder::positions()
{
    TagModel model(words);
    model.addNames(samples::tags({u"c"_s, u"b"_s, u"a1"_s, u"a"_s}));
    TagQuestion asked = question(model);
    asked.filter = TagFilter::parse(u"-b"_s).value();
    const TagOrder answer = orderTags(asked, {});
    QCOMPARE(answer.rows, (std::vector<int>{3, 2, 0}));
    QCOMPARE(answer.positions, (std::vector<int>{2, -1, 1, 0}));
    QCOMPARE(answer.rails, (std::vector<std::uint8_t>{0, 0, 0}));
}

void tst_TagOrder::severalBlocks()
{
    TagModel model(words);
    QStringList tags;
    for (int i = 5000; i > 0; --i)
        tags.append(u"t%1"_s.arg(i));
    model.addNames(samples::tags(tags));
    const TagOrder answer = orderTags(question(model), {});
    QCOMPARE(answer.rows.front(), 4999);
    QCOMPARE(answer.rows.back(), 0);
    QCOMPARE(answer.positions.at(1), 4998);
}

void tst_TagOrder::stopped()
{
    TagModel model(words);
    model.addNames(samples::tags({u"a"_s}));
    std::stop_source stop;
    stop.request_stop();
    TagQuestion asked = question(model);
    asked.filter = TagFilter::parse(u"a"_s).value();
    QVERIFY(orderTags(asked, stop.get_token()).rows.empty());
}

QTEST_GUILESS_MAIN(tst_TagOrder)
#include "tst_tagorder.moc"
