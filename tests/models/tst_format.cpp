#include <QTest>

#include "models/format.h"
#include "models/naturalorder.h"

using namespace Qt::StringLiterals;

class tst_Format : public QObject
{
    Q_OBJECT

private slots:
    void bytes_data();
    void bytes();
    void time();
    void platforms_data();
    void platforms();
    void command_data();
    void command();
    void visible_data();
    void visible();
    void naturalOrder();
};

void tst_Format::bytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(117) << u"117 B"_s;
    QTest::newRow("last byte") << qint64(1023) << u"1023 B"_s;
    QTest::newRow("first KiB") << qint64(1024) << u"1.0 KiB"_s;
    QTest::newRow("rounds into the next unit") << qint64(1024 * 1024 - 1) << u"1.0 MiB"_s;
    QTest::newRow("MiB") << qint64(143863809) << u"137.2 MiB"_s;
    QTest::newRow("GiB") << qint64(10522669875) << u"9.8 GiB"_s;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << u"8.0 EiB"_s;
}

void tst_Format::bytes()
{
    QFETCH(qint64, bytes);
    QTEST(models::formatBytes(bytes), "text");
}

void tst_Format::time()
{
    const oci::UtcTime time(std::chrono::milliseconds(1786700460000)); // 2026-08-14T09:41:00Z
    const QString local = QDateTime::fromMSecsSinceEpoch(1786700460000).toString(u"yyyy-MM-dd HH:mm"_s);
    QCOMPARE(models::formatTime(time), local);
    QVERIFY(models::formatTimeInFull(time).startsWith(local));
    QVERIFY(models::formatTimeInFull(time).endsWith(u"(2026-08-14 09:41:00 UTC)"_s));
    QCOMPARE(models::formatTime(oci::UtcTime{}).left(3), QDateTime::fromMSecsSinceEpoch(0).toString(u"yyyy"_s).left(3));
}

void tst_Format::platforms_data()
{
    QTest::addColumn<QStringList>("parts"); // os, architecture, variant …
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("one") << QStringList{u"linux"_s, u"amd64"_s, {}} << u"linux/amd64"_s;
    QTest::newRow("same system") << QStringList{u"linux"_s, u"amd64"_s, {}, u"linux"_s, u"arm64"_s, u"v8"_s}
                                 << u"linux/amd64, arm64/v8"_s;
    QTest::newRow("two systems") << QStringList{u"linux"_s, u"amd64"_s, {}, u"windows"_s, u"amd64"_s, {}}
                                 << u"linux/amd64, windows/amd64"_s;
    QTest::newRow("tricks") << QStringList{u"linux"_s, u"amd\u202e64"_s, {}} << u"linux/amd⟨U+202E⟩64"_s;
}

void tst_Format::platforms()
{
    QFETCH(QStringList, parts);
    QList<oci::Platform> platforms;
    for (qsizetype i = 0; i + 2 < parts.size(); i += 3)
        platforms.append({parts.at(i), parts.at(i + 1), parts.at(i + 2), {}, {}});
    QTEST(models::formatPlatforms(platforms), "text");
}

void tst_Format::command_data()
{
    QTest::addColumn<QString>("createdBy");
    QTest::addColumn<QString>("text");
    QTest::newRow("classic run") << u"/bin/sh -c apt-get update"_s << u"RUN apt-get update"_s;
    QTest::newRow("classic instruction") << u"/bin/sh -c #(nop)  CMD [\"bash\"]"_s << u"CMD [\"bash\"]"_s;
    QTest::newRow("classic add") << u"/bin/sh -c #(nop) ADD file:1 in / "_s << u"ADD file:1 in /"_s;
    QTest::newRow("buildkit") << u"RUN /bin/sh -c npm ci # buildkit"_s << u"RUN npm ci"_s;
    QTest::newRow("plain") << u"COPY /opt/jre /opt/jre # buildkit"_s << u"COPY /opt/jre /opt/jre"_s;
    QTest::newRow("lines") << u"RUN <<EOF\nset -e\nEOF"_s << u"RUN <<EOF↵set -e↵EOF"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void tst_Format::command()
{
    QFETCH(QString, createdBy);
    QTEST(models::formatCommand(createdBy), "text");
}

void tst_Format::visible_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"镜像 <b>x</b>"_s << u"镜像 <b>x</b>"_s;
    QTest::newRow("override") << u"abc\u202etxt.exe"_s << u"abc⟨U+202E⟩txt.exe"_s;
    QTest::newRow("isolate") << u"\u2066a\u2069"_s << u"⟨U+2066⟩a⟨U+2069⟩"_s;
    QTest::newRow("escape") << u"a\x1b[31m"_s << u"a⟨U+001B⟩[31m"_s;
    QTest::newRow("nul") << QString(u"a"_s + QChar(0) + u"b"_s) << u"a⟨U+0000⟩b"_s;
    QTest::newRow("zero width") << u"lat\u200best"_s << u"lat⟨U+200B⟩est"_s;
    QTest::newRow("line ends") << u"a\r\nb\nc\td"_s << u"a↵b↵c d"_s;
    QTest::newRow("lonely return") << u"good\rbad"_s << u"good⟨U+000D⟩bad"_s;
    QTest::newRow("beyond the plane") << u"😀"_s << u"😀"_s;
}

void tst_Format::visible()
{
    QFETCH(QString, raw);
    QTEST(models::visibleText(raw), "text");
}

void tst_Format::naturalOrder()
{
    const models::NaturalOrder order;
    QStringList names{u"v1.10"_s, u"v1.9"_s, u"latest"_s, u"v1.9-rc.2"_s, u"v1.9-rc.10"_s,
                      u"V1.9"_s,  u"1"_s,    u"10"_s,     u"2"_s};
    std::sort(names.begin(), names.end(),
              [&order](const QString &left, const QString &right) { return order.isLess(left, right); });
    QCOMPARE(names.join(u' '), u"1 2 10 latest v1.9 V1.9 v1.9-rc.2 v1.9-rc.10 v1.10"_s);
    QVERIFY(order.key(u"v1.9"_s) < order.key(u"v1.10"_s));
}

QTEST_GUILESS_MAIN(tst_Format)
#include "tst_format.moc"
