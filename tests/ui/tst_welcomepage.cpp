#include <QLabel>
#include <QMainWindow>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTest>

#include "ui/commands.h"
#include "ui/look/theme.h"
#include "ui/pages/welcomepage.h"
#include "ui/widgets/waybutton.h"
#include "ui/widgets/wrappedlabel.h"

using namespace Qt::StringLiterals;

/// The page of a start fits its window, and what it lays out once is laid out anew where it changes.
class tst_WelcomePage : public QObject
{
    Q_OBJECT

private slots:
    void init() { look::scaleText(1); }
    void cleanupTestCase() { init(); }
    void ways();
    void waysOfLargerText();
    void wrappedHeights();
};

namespace {

struct Shown
{
    QMainWindow window;
    ui::Commands commands{window};
    ui::WelcomePage page{commands};

    explicit Shown(QSize size)
    {
        page.resize(size);
        page.show();
    }

    /// Of the ways.
    [[nodiscard]] int columns() const
    {
        const QList<ui::WayButton *> all = page.findChildren<ui::WayButton *>();
        QSet<int> lefts;
        for (const ui::WayButton *way : all)
            lefts.insert(way->geometry().left());
        return static_cast<int>(lefts.size());
    }

    /// How far one has to scroll sideways, in pixels.
    [[nodiscard]] int hidden() const { return page.findChild<QScrollArea *>()->horizontalScrollBar()->maximum(); }
};

} // namespace

void tst_WelcomePage::ways()
{
    Shown shown({1100, 700});
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page, 60000));
    QTRY_COMPARE_WITH_TIMEOUT(shown.columns(), 2, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.hidden(), 0, 60000);
    shown.page.resize(560, 700);
    QTRY_COMPARE_WITH_TIMEOUT(shown.columns(), 1, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.hidden(), 0, 60000);
    shown.page.resize(1100, 700);
    QTRY_COMPARE_WITH_TIMEOUT(shown.columns(), 2, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.hidden(), 0, 60000);
}

void tst_WelcomePage::waysOfLargerText()
{
    Shown shown({900, 700});
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page, 60000));
    QTRY_COMPARE_WITH_TIMEOUT(shown.columns(), 2, 60000);
    const int before = shown.page.findChild<ui::WayButton *>()->sizeHint().width();
    look::scaleText(1.5);
    QTRY_VERIFY_WITH_TIMEOUT(shown.page.findChild<ui::WayButton *>()->sizeHint().width() > before, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.columns(), 1, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.hidden(), 0, 60000);
}

/// Whatever changes, it says what a label without a memory says.
void tst_WelcomePage::wrappedHeights()
{
    ui::WrappedLabel label;
    QLabel plain;
    plain.setWordWrap(true);
    const auto same = [&label, &plain] {
        for (int round = 0; round < 2; ++round) {
            for (int width = 60; width < 60 + 40 * 10; width += 10) {
                if (label.heightForWidth(width) != plain.heightForWidth(width))
                    return false;
            }
        }
        return true;
    };
    const auto both = [&label, &plain](auto &&change) {
        change(static_cast<QLabel &>(label));
        change(plain);
    };
    QVERIFY(same());
    both([](QLabel &each) { each.setText(u"Look into container registries, and tidy them up."_s); });
    QVERIFY(same());
    const int before = label.heightForWidth(100);
    both([](QLabel &each) { each.setText(u"Look into container registries, and tidy them up. "_s.repeated(5)); });
    QVERIFY(same());
    QVERIFY(label.heightForWidth(100) > before);
    both([](QLabel &each) { each.setFont(look::headlineFont(each.font())); });
    QVERIFY(same());
    both([](QLabel &each) { each.setContentsMargins(20, 5, 20, 5); });
    QVERIFY(same());
    both([](QLabel &each) { each.setText(u"<b>one</b><br>two<br>three"_s); });
    QVERIFY(same());
    both([](QLabel &each) { each.setTextFormat(Qt::PlainText); });
    QVERIFY(same());
}

QTEST_MAIN(tst_WelcomePage)
#include "tst_welcomepage.moc"
