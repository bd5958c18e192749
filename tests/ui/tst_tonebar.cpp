#include <QLabel>
#include <QTest>

#include "ui/look/colours.h"
#include "ui/look/theme.h"
#include "ui/pages/pendingbar.h"
#include "ui/widgets/infobar.h"

using namespace Qt::StringLiterals;

/// A bar that is on the screen follows theme and zoom.
class tst_ToneBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanupTestCase() { init(); }
    void themes();
    void zoom();
};

namespace {

QLabel *iconOf(const QWidget &bar)
{
    const QList<QLabel *> labels = bar.findChildren<QLabel *>();
    const auto icon = std::find_if(labels.cbegin(), labels.cend(),
                                   [](const QLabel *label) { return !label->pixmap(Qt::ReturnByValue).isNull(); });
    return icon == labels.cend() ? nullptr : *icon;
}

/// The strongest colour of the icon: what lies at the edge of its lines is mixed.
QColor inkOf(const QWidget &bar)
{
    const QImage image = iconOf(bar)->pixmap(Qt::ReturnByValue).toImage();
    QColor ink(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (const QColor colour = image.pixelColor(x, y); colour.alpha() > ink.alpha())
                ink = colour;
        }
    }
    return ink;
}

QColor groundOf(QWidget &bar)
{
    return bar.grab().toImage().pixelColor(bar.width() - 3, bar.height() / 2);
}

} // namespace

void tst_ToneBar::init()
{
    look::apply(false);
    look::scaleText(1);
}

void tst_ToneBar::themes()
{
    ui::InfoBar warning;
    warning.display(ui::InfoBar::Tone::Warning, u"Stopped"_s);
    ui::PendingBar pending;
    pending.display(3, 0, false);
    for (QWidget *bar : {static_cast<QWidget *>(&warning), static_cast<QWidget *>(&pending)})
        QVERIFY(QTest::qWaitForWindowExposed(bar, 60000));
    for (const bool dark : {false, true, false}) {
        look::apply(dark);
        const look::Colours &colours = dark ? look::Colours::dark() : look::Colours::light();
        QTRY_COMPARE_WITH_TIMEOUT(inkOf(warning).rgb(), colours.warn.rgb(), 60000); // Qt posts it
        QCOMPARE(groundOf(warning), colours.warnBackground);
        QCOMPARE(inkOf(pending).rgb(), colours.danger.rgb());
        QCOMPARE(groundOf(pending), colours.dangerBackground);
    }
    warning.display(ui::InfoBar::Tone::Failure, u"Failed"_s);
    QCOMPARE(inkOf(warning).rgb(), look::Colours::light().danger.rgb());
    QCOMPARE(groundOf(warning), look::Colours::light().dangerBackground);
}

void tst_ToneBar::zoom()
{
    ui::PendingBar bar;
    bar.display(1, 0, false);
    QVERIFY(QTest::qWaitForWindowExposed(&bar, 60000));
    const int before = bar.minimumHeight();
    look::scaleText(2);
    QTRY_VERIFY_WITH_TIMEOUT(bar.minimumHeight() > before, 60000);
    QCOMPARE(bar.minimumHeight(), look::stripHeight(bar.fontMetrics()));
}

QTEST_MAIN(tst_ToneBar)
#include "tst_tonebar.moc"
