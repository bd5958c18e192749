#include <QTest>

#include "ui/commandline.h"

using namespace Qt::StringLiterals;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private slots:
    void nothing();
    void everything();
    void refused_data();
    void refused();
    void addressThatLooksLikeAnOption();
    void doctorAsAName();
};

void tst_CommandLine::nothing()
{
    const ui::CommandLine line({u"portolan"_s});
    QVERIFY(line.text().isEmpty());
    QVERIFY(line.options().target.isEmpty());
    QVERIFY(line.options().profile.isEmpty());
    QVERIFY(!line.options().sample);
    QVERIFY(!line.options().theme);
    QVERIFY(!line.options().safeMode);
}

void tst_CommandLine::everything()
{
    const ui::CommandLine line({u"portolan"_s, u"--profile"_s, u"/p"_s, u"--sample"_s, u"--theme=dark"_s,
                                u"--language"_s, u"zh_CN"_s, u"--safe-mode"_s, u"http://127.0.0.1:5000/a/b"_s});
    QVERIFY(line.text().isEmpty());
    QCOMPARE(line.options().profile, u"/p"_s);
    QVERIFY(line.options().sample);
    QVERIFY(line.options().safeMode);
    QCOMPARE(*line.options().theme, look::Theme::Dark);
    QCOMPARE(line.options().language, u"zh_CN"_s);
    QCOMPARE(line.options().target, u"http://127.0.0.1:5000/a/b"_s);
}

void tst_CommandLine::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown") << QStringList{u"--unknown"_s};
    QTest::newRow("value missing") << QStringList{u"--profile"_s};
    QTest::newRow("value empty") << QStringList{u"--profile="_s};
    QTest::newRow("theme") << QStringList{u"--theme=blue"_s};
    QTest::newRow("two targets") << QStringList{u"a"_s, u"b"_s};
}

void tst_CommandLine::refused()
{
    QFETCH(QStringList, arguments);
    const ui::CommandLine line(QStringList{u"portolan"_s} + arguments);
    QCOMPARE(line.exitCode(), 2);
    QVERIFY(line.text().contains(u"portolan --help"_s));
}

void tst_CommandLine::addressThatLooksLikeAnOption()
{
    const ui::CommandLine line({u"portolan"_s, u"--"_s, u"-x"_s});
    QVERIFY(line.text().isEmpty());
    QCOMPARE(line.options().target, u"-x"_s);
}

/// `doctor` is a verb as the first word only; elsewhere it is an image at Docker Hub.
void tst_CommandLine::doctorAsAName()
{
    const ui::CommandLine line({u"portolan"_s, u"--sample"_s, u"doctor"_s});
    QVERIFY(line.text().isEmpty());
    QCOMPARE(line.options().target, u"doctor"_s);
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
