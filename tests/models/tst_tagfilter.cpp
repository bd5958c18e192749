#include <QTest>

#include "models/tagblocks.h"
#include "models/tagfilter.h"
#include "models/tagmodel.h"
#include "tests/models/tagsamples.h"

using namespace Qt::StringLiterals;
using models::TagFilter;
using models::TagModel;
using platforms::TagKind;
using Answer = models::TagFilter::Answer;

Q_DECLARE_METATYPE(models::TagFilter::Answer)

namespace {

constexpr qint64 now = 1'800'000'000; // seconds
constexpr qint64 day = 24 * 60 * 60;
constexpr Answer yes = Answer::Yes;
constexpr Answer no = Answer::No;
constexpr Answer undecided = Answer::Undecided;

QString words(const base::Error &)
{
    return u"it failed"_s;
}

} // namespace

class tst_TagFilter : public QObject
{
    Q_OBJECT

private slots:
    void empty();
    void accepts_data();
    void accepts();
    void unknown_data();
    void unknown();
    void pushedBeforeCreated();
    void mistakes_data();
    void mistakes();
    void patternsThatExplode_data();
    void patternsThatExplode();
};

void tst_TagFilter::empty()
{
    QVERIFY(TagFilter::parse({}).value().isEmpty());
    QVERIFY(TagFilter::parse(u" \t　"_s).value().isEmpty());
    QVERIFY(!TagFilter::parse(u"x"_s).value().isEmpty());
}

/// Of an index v2.8.1-RC for linux/amd64, linux/arm64/v8 and windows/amd64, 1.5 GB, 100 days old.
void tst_TagFilter::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Answer>("answer");
    const auto row = [](const char *text, Answer answer) { QTest::newRow(text) << QString::fromUtf8(text) << answer; };
    row("rc", yes);
    row("2.8", yes);
    row("2x8", no); // a dot is a dot
    row("v2 rc", yes);
    row("  v2   nothing ", no);
    row("tag:RC", yes);
    row("TAG:rc", yes);
    row("tag:~^v2", yes);
    row("tag:~^2", no);
    row("tag:~rc$", no); // case counts here
    row("tag:~(?i)rc$", yes);
    row("-", yes);
    row("-rc", no);
    row("-alpha", yes);
    row("not:alpha", yes);
    row("not:tag:~^v2", no);
    row("tag:-rc", yes);
    row("size:>1GB", yes);
    row("size:>1.5GB", no);
    row("size:>=1.5GB", yes);
    row("size:<=1500000000", yes);
    row("size:<1.4GiB", yes);
    row("size:>1430mib", yes);
    row("size:>1431MiB", no);
    row("-size:>1GB", no);
    row("age:>90d", yes);
    row("age:>100d", no);
    row("age:>=100d", yes);
    row("age:<15w", yes);
    row("age:>3m", yes);
    row("age:<1y", yes);
    row("age:>2399h", yes);
    row("platform:arm64", yes);
    row("platform:ARM64", yes);
    row("platform:arm", no);
    row("platform:linux/arm64", yes);
    row("platform:arm64/v8", yes);
    row("platform:windows", yes);
    row("platform:linux/s390x", no);
    row("-platform:s390x", yes);
    row("type:index", yes);
    row("kind:Index", yes);
    row("type:image", no);
    row("v2 size:>1GB -platform:s390x age:>90d", yes);
    const QString hex = samples::digest("v2").hex();
    const auto digest = [&row](const QString &text, Answer answer) { row(text.toUtf8().constData(), answer); };
    digest(u"digest:"_s + hex, yes);
    digest(u"digest:"_s + hex.first(4).toUpper(), yes);
    digest(u"digest:"_s + hex.sliced(1), no);
    digest(u"digest:sha256:"_s + hex.first(6), yes);
    digest(u"sha256:"_s + hex, yes);
    digest(u"digest:sha512:"_s + hex.first(6), no);
    digest(u"digest:"_s + samples::digest("v2").shortText(), yes);
    digest(u"digest:"_s + samples::digest("v3").shortText(), no);
}

void tst_TagFilter::accepts()
{
    QFETCH(QString, text);
    TagModel model(words);
    platforms::TagDetails details = samples::image(u"v2.8.1-RC"_s, "v2", 1'500'000'000, now - 100 * day);
    details.kind = TagKind::Index;
    details.platforms.append({u"linux"_s, u"arm64"_s, u"v8"_s, {}, {}});
    details.platforms.append({u"windows"_s, u"amd64"_s, {}, u"10.0.20348"_s, {}});
    model.addDetails({details});
    const auto filter = TagFilter::parse(text);
    QVERIFY2(filter, filter ? "" : qPrintable(filter.error().words));
    QTEST(filter->accepts(model.row(0), {.now = oci::UtcTime(std::chrono::seconds(now)), .sharing = {}}), "answer");
}

/// Of a row whose details are not there.
void tst_TagFilter::unknown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Answer>("answer");
    const auto row = [](const char *text, Answer answer) { QTest::newRow(text) << QString::fromUtf8(text) << answer; };
    row("v1", yes);
    row("-v1", no);
    for (const char *text : {"size:>1", "-size:>1", "only:>1MB", "age:<1y", "platform:amd64", "digest:9", "type:index"})
        row(text, undecided);
    row("v1 size:>1", undecided);
    row("size:>1 nothing", no); // whatever its size
}

void tst_TagFilter::unknown()
{
    QFETCH(QString, text);
    TagModel model(words);
    model.addNames(samples::tags({u"v1"_s}));
    QTEST(TagFilter::parse(text).value().accepts(model.row(0), {}), "answer");
}

void tst_TagFilter::pushedBeforeCreated()
{
    TagModel model(words);
    platforms::TagDetails details = samples::image(u"v1"_s, "v1", 1, now - 100 * day);
    details.pushed = {oci::UtcTime(std::chrono::seconds(now - day)), platforms::DateKind::Pushed};
    model.addDetails({details});
    QCOMPARE(TagFilter::parse(u"age:>90d"_s)
                 .value()
                 .accepts(model.row(0), {.now = oci::UtcTime(std::chrono::seconds(now)), .sharing = {}}),
             no);
}

void tst_TagFilter::mistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part"); // of the text
    const auto row = [](const char *text, const char *part) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(part);
    };
    row("v1 colour:red", "colour:");
    row("size:", "size:");
    row("v1 -size: v2", "size:");
    row("not:", "not:");
    row("size:1GB", "1GB");
    row("size:>", ">");
    row("size:>x", ">x");
    row("size:>-1GB", ">-1GB");
    row("size:>1e9", ">1e9"); // no, not that kind of number
    row("size:>1XB", "XB");
    row("size:>99999999999999999999999999GB", ">99999999999999999999999999GB");
    row("age:>90", ">90");
    row("age:>90x", "x");
    row("tag:~", "~");
    row("tag:~v[", "[");
    row("tag:~*v", "*v");
    row("tag:~(a", "a");
    row("  v2 tag:~(?<n", "n");
    row("digest:xyz", "xyz");
    row("type:thing", "thing");
    row("http://x", "http:");
}

void tst_TagFilter::mistakes()
{
    QFETCH(QString, text);
    const auto filter = TagFilter::parse(text);
    QVERIFY(!filter);
    QVERIFY(!filter.error().words.isEmpty());
    QVERIFY(filter.error().length > 0);
    QVERIFY(filter.error().offset + filter.error().length <= text.size());
    QTEST(text.sliced(filter.error().offset, filter.error().length), "part");
}

void tst_TagFilter::patternsThatExplode_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern :
         {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*)*(.*)*(.*)*x$", "(*LIMIT_MATCH=4000000000)^(a+)+$",
          "(*NO_JIT)^(a+)+$", "^(?:(?:a*)*)*$", "^(\\w*)*\\d$"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

/// They end by themselves: without a limit any of these would run for years.
void tst_TagFilter::patternsThatExplode()
{
    QFETCH(QString, pattern);
    TagModel model(words);
    model.addNames(samples::tags({QString(127, u'a') + u'.'}));
    const TagFilter filter = TagFilter::parse(u"v1 -tag:~"_s + pattern).value();
    const TagFilter alone = TagFilter::parse(u"-tag:~"_s + pattern).value();
    QCOMPARE(filter.accepts(model.row(0), {}), no); // not even looked at
    const Answer answer = alone.accepts(model.row(0), {});
    QVERIFY(answer == Answer::TooComplex || answer == yes);
    QCOMPARE(alone.complexity().offset, 0);
    QCOMPARE(filter.complexity().offset, 3);
    QCOMPARE(filter.complexity().length, pattern.size() + 6);
}

QTEST_GUILESS_MAIN(tst_TagFilter)
#include "tst_tagfilter.moc"
