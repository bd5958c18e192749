#include <algorithm>

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"

using namespace Qt::StringLiterals;

namespace {

ui::Options sample()
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample");
    return options;
}

/// What the tree calls it: the folder that the build made, or the copy in a profile.
const QString sampleFolder = u"sample"_s;
const QString sampleRegistry = u"Sample registry"_s;

/// Opens a repository of the sample folder and waits until its tags are read.
void open(DrivenWindow &window, const QString &project, const QString &repository)
{
    WAIT_FOR(window.treeRow({sampleFolder, project, repository}).isValid());
    window.clickTree(window.treeRow({sampleFolder, project, repository}));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
}

} // namespace

class tst_SampleWindow : public QObject
{
    Q_OBJECT

private slots:
    void welcome();
    void fromRepositoryToLayers();
    void brokenIndex();
    void filterTags();
    void filterRepositories();
    void sorting();
    void samePageTwice();
    void closeTab();
    void refreshKeepsSelection();
    void resetSample();
    void layoutOpensItsRepository();
    void addressErrors_data();
    void addressErrors();
    void accessibleNames();
};

void tst_SampleWindow::welcome()
{
    DrivenWindow window;
    QVERIFY(window.find<QAbstractButton>(u"welcomeSampleButton"_s));
    QTest::mouseClick(window.find<QAbstractButton>(u"welcomeSampleButton"_s), Qt::LeftButton);
    WAIT_FOR(window.tree() && window.treeRow({sampleRegistry, u"payments"_s}).isValid());
    QVERIFY(window.prompts.told.isEmpty());
}

void tst_SampleWindow::fromRepositoryToLayers()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    QCOMPARE(window.find<QTabWidget>(u"pageTabs"_s)->tabText(0), u"payments/api"_s);
    QVERIFY(window.tree()->window()->windowTitle().startsWith(u"payments/api — sample"_s));
    QVERIFY(window.tags()->model()->rowCount() > 20);
    QCOMPARE(window.find<QLabel>(u"tagsCompleteness"_s)->text(), u"complete"_s);
    QVERIFY(window.find<QLabel>(u"tagsTotals"_s)->text().contains(u" tags on "_s));
    // Every row has its details, and several tags share a digest.
    int shared = 0;
    for (int row = 0; row < window.tags()->model()->rowCount(); ++row) {
        const QModelIndex index = window.tags()->model()->index(row, models::TagModel::DigestColumn);
        QVERIFY(index.data().toString() != u"…"_s);
        shared += index.data(models::TagModel::DigestCountRole).toInt() > 1 ? 1 : 0;
    }
    QVERIFY(shared > 4);

    window.clickTag(u"latest"_s);
    WAIT_FOR(window.layers() && window.layers()->model()->rowCount() > 2);
    QVERIFY(window.find<QLabel>(u"layersSummary"_s)->text().contains(u"compressed"_s));
    QVERIFY(window.find<QComboBox>(u"platformBox"_s)->count() > 1);
    QVERIFY(window.find<QLabel>(u"selectionLabel"_s)->text().contains(u"share its digest"_s));
    // The count is in the tree now.
    const QString count = window.treeRow({sampleFolder, u"payments"_s, u"api"_s})
                              .data(models::RegistryTreeModel::StateTextRole)
                              .toString();
    QCOMPARE(count.toInt(), window.tags()->model()->rowCount());
}

void tst_SampleWindow::brokenIndex()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    WAIT_FOR(window.treeRow({sampleFolder, u"lab"_s}).isValid());
    QModelIndex broken;
    const QModelIndex lab = window.treeRow({sampleFolder, u"lab"_s});
    for (int row = 0; row < window.tree()->model()->rowCount(lab) && !broken.isValid(); ++row) {
        open(window, u"lab"_s, window.tree()->model()->index(row, 0, lab).data().toString());
        for (int tag = 0; tag < window.tags()->model()->rowCount(); ++tag) {
            const QModelIndex index = window.tags()->model()->index(tag, 0);
            if (index.data(models::IconRole).toString() == u"warn"_s)
                broken = index;
        }
    }
    QVERIFY(broken.isValid());
    QVERIFY(broken.siblingAtColumn(models::TagModel::PlatformsColumn).data().toString().contains(u"missing"_s));
}

void tst_SampleWindow::filterTags()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    const int all = window.tags()->model()->rowCount();
    auto *edit = window.find<QLineEdit>(u"tagFilterEdit"_s);
    QTest::keyClicks(edit, u"V2.8"_s);
    WAIT_FOR(window.tags()->model()->rowCount() < all);
    QVERIFY(window.tags()->model()->rowCount() > 0);
    QTest::keyClicks(edit, u"nothing"_s);
    WAIT_FOR(!window.tags()); // a sentence instead
    QTest::keyClick(edit, Qt::Key_Escape);
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == all);
}

void tst_SampleWindow::filterRepositories()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    WAIT_FOR(window.treeRow({sampleFolder, u"payments"_s, u"api"_s}).isValid());
    auto *edit = window.find<QLineEdit>(u"repositoryFilterEdit"_s);
    QTest::keyClicks(edit, u"payments/a"_s);
    QVERIFY(window.treeRow({sampleFolder, u"payments"_s, u"api"_s}).isValid());
    QVERIFY(!window.treeRow({sampleFolder, u"shop"_s}).isValid());
    QTest::keyClicks(edit, u"xyz"_s);
    QVERIFY(!window.tree());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(window.treeRow({sampleFolder, u"shop"_s}).isValid());
}

void tst_SampleWindow::sorting()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    QAbstractItemModel *model = window.tags()->model();
    WAIT_FOR(window.tagRow(u"v1.9.7"_s).row() < window.tagRow(u"v1.10"_s).row());
    QSignalSpy sorted(model, &QAbstractItemModel::layoutChanged);
    window.tags()->sortByColumn(models::TagModel::SizeColumn, Qt::DescendingOrder);
    WAIT_FOR(!sorted.isEmpty());
    qint64 before = std::numeric_limits<qint64>::max();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QVariant size = model->index(row, models::TagModel::SizeColumn).data(models::RawRole);
        if (!size.isValid())
            continue;
        QVERIFY(size.toLongLong() <= before);
        before = size.toLongLong();
    }
}

void tst_SampleWindow::samePageTwice()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    open(window, u"payments"_s, u"gateway"_s);
    window.clickTree(window.treeRow({sampleFolder, u"payments"_s, u"api"_s}));
    auto *tabs = window.find<QTabWidget>(u"pageTabs"_s);
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(tabs->currentIndex(), 0);
    QVERIFY(window.find<QLineEdit>(u"addressEdit"_s)->text().endsWith(u"payments/api"_s));
}

void tst_SampleWindow::closeTab()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    window.application.window().findChild<QAction *>(u"closePageAction"_s)->trigger();
    WAIT_FOR(window.find<QAbstractButton>(u"welcomeSampleButton"_s));
    WAIT_FOR(!window.application.window().findChild<QTreeView *>(u"tagsTable"_s));
}

void tst_SampleWindow::refreshKeepsSelection()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    window.clickTag(u"stable"_s);
    WAIT_FOR(window.layers());
    window.application.window().findChild<QAction *>(u"refreshAction"_s)->trigger();
    WAIT_FOR(!window.find<QLabel>(u"tagsCompleteness"_s));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    QCOMPARE(window.tags()->currentIndex().siblingAtColumn(0).data().toString(), u"stable"_s);
    QVERIFY(window.layers());
}

void tst_SampleWindow::resetSample()
{
    ui::Options options;
    options.sample = true;
    DrivenWindow window(options);
    WAIT_FOR(window.tree());
    WAIT_FOR(window.treeRow({sampleRegistry, u"payments"_s, u"api"_s}).isValid());
    const QString index = window.profile.filePath(u"data/sample/payments/api/index.json"_s);
    QVERIFY(QFile::exists(index));
    QVERIFY(QFile::remove(index));
    auto *reset = window.application.window().findChild<QAction *>(u"resetSampleAction"_s);
    reset->trigger();
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(!QFile::exists(index)); // asked, and refused
    window.prompts.nextConfirm = true;
    reset->trigger();
    WAIT_FOR(QFile::exists(index));
    QVERIFY(window.prompts.told.isEmpty());
}

void tst_SampleWindow::layoutOpensItsRepository()
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample/payments/api");
    DrivenWindow window(options);
    WAIT_FOR(window.tags() && window.tagRow(u"latest"_s).isValid());
    // The same folder again, now by the dialog, raises it.
    window.prompts.nextText = options.target;
    window.application.window().findChild<QAction *>(u"openFolderAction"_s)->trigger();
    QCOMPARE(window.find<QTabWidget>(u"pageTabs"_s)->count(), 1);
    QCOMPARE(window.tree()->model()->rowCount(), 1);
}

void tst_SampleWindow::addressErrors_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("plain HTTP elsewhere") << u"http://registry.example/x"_s;
    QTest::newRow("no folder") << u"/nowhere/at/all"_s;
    QTest::newRow("no name") << u"UPPER//x"_s;
    QTest::newRow("other scheme") << u"ftp://x/y"_s;
}

void tst_SampleWindow::addressErrors()
{
    QFETCH(QString, address);
    DrivenWindow window;
    window.enterAddress(address);
    QVERIFY(window.find<QWidget>(u"addressError"_s));
    QTest::keyClicks(window.find<QLineEdit>(u"addressEdit"_s), u"x"_s);
    QVERIFY(!window.find<QWidget>(u"addressError"_s)); // gone with the next key
}

void tst_SampleWindow::accessibleNames()
{
    DrivenWindow window(sample());
    WAIT_FOR(window.tree());
    open(window, u"payments"_s, u"api"_s);
    window.clickTag(u"latest"_s);
    WAIT_FOR(window.layers());
    QCOMPARE(window.tree()->accessibleName(), u"Registries"_s);
    QCOMPARE(window.tags()->accessibleName(), u"Tags"_s);
    QCOMPARE(window.layers()->accessibleName(), u"Layers"_s);
    QCOMPARE(window.find<QLineEdit>(u"repositoryFilterEdit"_s)->accessibleName(), u"Filter repositories"_s);
    QCOMPARE(window.find<QLineEdit>(u"tagFilterEdit"_s)->accessibleName(), u"Filter tags"_s);
    QCOMPARE(window.find<QLineEdit>(u"addressEdit"_s)->accessibleName(), u"Address"_s);
    for (const QWidget *widget : window.application.window().findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(
            const_cast<QWidget *>(widget)); // its API is not const
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
    // What is only for the mouse has a name, too, and nothing is read as markup.
    const QList<QToolButton *> icons = window.find<QLineEdit>(u"addressEdit"_s)->findChildren<QToolButton *>();
    QVERIFY(std::any_of(icons.cbegin(), icons.cend(), [](QToolButton *icon) {
        return QAccessible::queryAccessibleInterface(icon)->text(QAccessible::Name) == u"Copy address"_s;
    }));
    const auto *tabs = window.find<QTabWidget>(u"pageTabs"_s);
    QAccessibleInterface *tab = QAccessible::queryAccessibleInterface(tabs->tabBar())->child(0);
    QCOMPARE(tab->text(QAccessible::Name), u"payments/api"_s);
    QCOMPARE(tab->text(QAccessible::Description), u"payments/api — sample"_s);
}

QTEST_MAIN(tst_SampleWindow)
#include "tst_samplewindow.moc"
