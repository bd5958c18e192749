#include <QAction>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"
#include "ui/delegates/tagdelegates.h"
#include "ui/look/theme.h"
#include "ui/pages/repositorypage.h"

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

const QString sampleFolder = u"sample"_s;

ui::Options sample()
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample");
    return options;
}

void open(DrivenWindow &window, const QString &project, const QString &repository)
{
    WAIT_FOR(window.treeRow({sampleFolder, project, repository}).isValid());
    window.clickTree(window.treeRow({sampleFolder, project, repository}));
    WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
}

QMenu *menu(DrivenWindow &window)
{
    return window.tags()->findChild<QMenu *>(u"columnsMenu"_s);
}

QAction *column(DrivenWindow &window, const QString &key)
{
    for (QAction *action : menu(window)->actions()) {
        if (action->objectName() == key + u"ColumnAction"_s)
            return action;
    }
    return nullptr;
}

ui::RepositoryPage *page(DrivenWindow &window)
{
    return window.find<ui::RepositoryPage>({});
}

} // namespace

/// The columns of the tags: chosen, moved and kept by a person.
class tst_TagColumns : public QObject
{
    Q_OBJECT

private slots:
    void chooseColumns();
    void menuOfHeader();
    void nextPageHasTheSame();
    void keepsOrderAndWidths();
    void lastColumnHasNoWidth();
    void damagedArrangement();
    void namesAreNeverCut();
    void narrowWindow();
    void platformsThatDoNotFit();
    void threePlatformsFit();
};

void tst_TagColumns::chooseColumns()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    QTest::mouseClick(window.find<QToolButton>(u"columnsButton"_s), Qt::LeftButton);
    WAIT_FOR(menu(window)->isVisible());
    menu(window)->close();
    QVERIFY(!column(window, u"tag"_s)); // what a row is called stays
    QVERIFY(!column(window, u"pushed"_s)->isVisible()); // a folder does not know
    QVERIFY(window.tags()->isColumnHidden(TagModel::PushedColumn));
    QVERIFY(column(window, u"created"_s)->isChecked());
    column(window, u"created"_s)->trigger();
    QVERIFY(window.tags()->isColumnHidden(TagModel::CreatedColumn));
    column(window, u"created"_s)->trigger();
    QVERIFY(!window.tags()->isColumnHidden(TagModel::CreatedColumn));
}

void tst_TagColumns::menuOfHeader()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    emit window.tags()->header()->customContextMenuRequested(QPoint(10, 10));
    WAIT_FOR(menu(window)->isVisible());
    menu(window)->close();
}

void tst_TagColumns::nextPageHasTheSame()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    column(window, u"digest"_s)->trigger();
    window.tags()->header()->moveSection(window.tags()->header()->visualIndex(TagModel::CreatedColumn), 1);
    window.tags()->sortByColumn(TagModel::SizeColumn, Qt::DescendingOrder);
    open(window, u"payments"_s, u"gateway"_s);
    QVERIFY(window.tags()->isColumnHidden(TagModel::DigestColumn));
    QCOMPARE(window.tags()->header()->visualIndex(TagModel::CreatedColumn), 1);
    QCOMPARE(window.tags()->header()->sortIndicatorSection(), int(TagModel::SizeColumn));
    QCOMPARE(window.tags()->header()->sortIndicatorOrder(), Qt::DescendingOrder);
}

void tst_TagColumns::keepsOrderAndWidths()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    QHeaderView *header = window.tags()->header();
    header->moveSection(header->visualIndex(TagModel::SizeColumn), 1);
    header->resizeSection(TagModel::DigestColumn, 321);
    column(window, u"platforms"_s)->trigger();
    const QJsonObject kept = page(window)->arrangement();
    for (QAction *action : menu(window)->actions()) {
        if (action->objectName() == u"resetColumnsAction"_s)
            action->trigger();
    }
    QVERIFY(header->sectionSize(TagModel::DigestColumn) != 321);
    QCOMPARE(header->visualIndex(TagModel::DigestColumn), 1);
    QVERIFY(!window.tags()->isColumnHidden(TagModel::PlatformsColumn));
    page(window)->arrange(kept);
    QCOMPARE(header->sectionSize(TagModel::DigestColumn), 321);
    QCOMPARE(header->visualIndex(TagModel::SizeColumn), 1);
    QVERIFY(window.tags()->isColumnHidden(TagModel::PlatformsColumn));
}

/// The last column takes what is left, in a smaller window as well.
void tst_TagColumns::lastColumnHasNoWidth()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    window.application.window().resize(1800, 900);
    open(window, u"payments"_s, u"api"_s);
    WAIT_FOR(window.tags()->model()->rowCount() > 0 && !window.tags()->isColumnHidden(TagModel::CreatedColumn));
    const QJsonObject kept = page(window)->arrangement();
    window.application.window().resize(1300, 900);
    page(window)->arrange(kept);
    WAIT_FOR(window.tags()->header()->length() == window.tags()->viewport()->width());
}

void tst_TagColumns::damagedArrangement()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    QHeaderView *header = window.tags()->header();
    const int width = header->sectionSize(TagModel::DigestColumn);
    page(window)->arrange({{u"columns"_s,
                            QJsonArray{QJsonObject{{u"name"_s, u"digest"_s}, {u"width"_s, -5}}, 7,
                                       QJsonObject{{u"name"_s, u"of another version"_s}},
                                       QJsonObject{{u"name"_s, u"digest"_s}, {u"width"_s, 1000000}},
                                       QJsonObject{{u"name"_s, u"tag"_s}, {u"shown"_s, false}}}},
                           {u"sortedBy"_s, 3}});
    QCOMPARE(header->sectionSize(TagModel::DigestColumn), width);
    QVERIFY(!window.tags()->isColumnHidden(TagModel::TagColumn));
    QCOMPARE(header->visualIndex(TagModel::TagColumn), 0);
    for (int i = 0; i < header->count(); ++i)
        QVERIFY(header->visualIndex(i) >= 0);
}

void tst_TagColumns::namesAreNeverCut()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    QHeaderView *header = window.tags()->header();
    header->resizeSection(TagModel::TagColumn, 50);
    const QFontMetrics metrics(window.tags()->font());
    QTRY_VERIFY_WITH_TIMEOUT(
        header->sectionSize(TagModel::TagColumn) > metrics.horizontalAdvance(u"rollback-candidate"_s), 60000);
}

void tst_TagColumns::narrowWindow()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    window.application.window().resize(1024, 768);
    open(window, u"payments"_s, u"api"_s);
    QVERIFY(window.tags()->isColumnHidden(TagModel::CreatedColumn));
    WAIT_FOR(window.tags()->model()->rowCount() > 0);
    WAIT_FOR(window.tags()->horizontalScrollBar()->maximum() == 0);
    QVERIFY(!window.find<QWidget>(u"detailTabs"_s));
    window.clickTag(u"latest"_s);
    QVERIFY(!window.find<QWidget>(u"detailTabs"_s));
    QTest::keyClick(window.tags(), Qt::Key_Return);
    WAIT_FOR(window.layers());
    QTest::keyClick(window.application.window().focusWidget(), Qt::Key_Escape);
    QVERIFY(!window.layers());
    QVERIFY(window.tags()->hasFocus());
}

void tst_TagColumns::platformsThatDoNotFit()
{
    const QFont font;
    const auto fitting = [&font](const QString &text, const QString &room) {
        return ui::PlatformsDelegate::fitting(text, font, ui::RowDelegate::textWidth(room, font));
    };
    const QString four = u"linux/amd64, arm64, arm/v7, s390x"_s;
    QCOMPARE(fitting(four, four), four);
    for (const QString &shown : {u"linux/amd64, arm64, arm/v7 +1"_s, u"linux/amd64, arm64 +2"_s, u"linux/amd64 +3"_s})
        QCOMPARE(fitting(four, shown), shown);
    const QString least = fitting(four, u"linux +3"_s);
    QVERIFY2(least.startsWith(u'l') && least.endsWith(u"… +3"_s), qPrintable(least));
    QCOMPARE(fitting(u"signature"_s, u"sig"_s), u"signature"_s); // is shortened where it is drawn
}

/// At the width that the column has at first, in either language.
void tst_TagColumns::threePlatformsFit()
{
    for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
        ui::Options options = sample();
        options.language = language;
        DrivenWindow window(options);
        WAIT_FOR(window.tree());
        open(window, u"payments"_s, u"api"_s);
        const QTreeView *tags = window.tags();
        const int room = tags->header()->sectionSize(TagModel::PlatformsColumn) - 2 * look::cellPadding;
        for (const QString &three : {u"linux/amd64, arm64, arm/v7"_s, u"linux/amd64, arm64, s390x"_s})
            QCOMPARE(ui::PlatformsDelegate::fitting(three, tags->font(), room), three);
    }
}

QTEST_MAIN(tst_TagColumns)
#include "tst_tagcolumns.moc"
