#include <cmath>

#include <QTest>

#include "ui/look/colours.h"

using look::Colours;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// WCAG 2.1, relative luminance.
double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &first, const QColor &second)
{
    const auto [dark, light] = std::minmax({luminance(first), luminance(second)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class tst_Colours : public QObject
{
    Q_OBJECT

private slots:
    void contrasts_data();
    void contrasts();
    void toldByThePalette();
    void viewsKeepTheirTextColour();
};

void tst_Colours::contrasts_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// Text needs 4.5, marks and outlines 3 (WCAG 2.1 AA).
void tst_Colours::contrasts()
{
    QFETCH(bool, dark);
    const Colours &c = dark ? Colours::dark() : Colours::light();
    for (const QColor &ground : {c.window, c.base, c.raised, c.selection, c.idleSelection, c.hover}) {
        QVERIFY(contrast(c.text, ground) >= 4.5);
        QVERIFY(contrast(c.text2, ground) >= 4.5);
    }
    for (const QColor &ground : {c.base, c.window, c.raised}) {
        QVERIFY(contrast(c.accent, ground) >= 4.5);
        QVERIFY(contrast(c.edge, ground) >= 3);
    }
    QVERIFY(contrast(c.text, c.infoBackground) >= 4.5);
    QVERIFY(contrast(c.danger, c.dangerBackground) >= 4.5);
    QVERIFY(contrast(c.warn, c.warnBackground) >= 4.5);
    for (const QColor &ground : {c.markedRow, c.affectedRow}) {
        QVERIFY(contrast(c.text, ground) >= 4.5);
        QVERIFY(contrast(c.text2, ground) >= 4.5);
    }
    QVERIFY(contrast(c.danger, c.markedRow) >= 4.5);
    QVERIFY(contrast(c.warn, c.affectedRow) >= 4.5);
    QVERIFY(contrast(c.ok, c.base) >= 4.5);
    QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
    QVERIFY(contrast(c.own, c.base) >= 3);
    QVERIFY(contrast(c.sharedEdge, c.base) >= 3);
    for (const QColor &group : c.groups) {
        QVERIFY(contrast(group, c.base) >= 3);
        QVERIFY(contrast(group, c.selection) >= 3);
    }
}

void tst_Colours::toldByThePalette()
{
    QCOMPARE(&Colours::of(Colours::light().palette()), &Colours::light());
    QCOMPARE(&Colours::of(Colours::dark().palette()), &Colours::dark());
    QCOMPARE(&Colours::of(Colours::dark().viewPalette()), &Colours::dark());
}

void tst_Colours::viewsKeepTheirTextColour()
{
    for (const Colours *colours : {&Colours::light(), &Colours::dark()}) {
        const QPalette view = colours->viewPalette();
        QCOMPARE(view.color(QPalette::HighlightedText), colours->text);
        QCOMPARE(view.color(QPalette::Active, QPalette::Highlight), colours->selection);
        QCOMPARE(view.color(QPalette::Inactive, QPalette::Highlight), colours->idleSelection);
        QCOMPARE(colours->palette().color(QPalette::Highlight), colours->accent);
    }
}

QTEST_GUILESS_MAIN(tst_Colours)
#include "tst_colours.moc"
