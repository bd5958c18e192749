#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>

#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

ui::Options api()
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample/payments/api");
    return options;
}

bool isListed(DrivenWindow &window)
{
    return window.tags() && window.find<QLabel>(u"tagsCompleteness"_s);
}

QAction *action(DrivenWindow &window, const QString &name)
{
    return window.tags()->findChild<QAction *>(name);
}

QString copied(DrivenWindow &window, const QString &name)
{
    QGuiApplication::clipboard()->clear();
    action(window, name)->trigger();
    return QGuiApplication::clipboard()->text();
}

int selectedRows(DrivenWindow &window)
{
    return static_cast<int>(window.tags()->selectionModel()->selectedRows().size());
}

QMenu *openMenu()
{
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    return menu && menu->objectName() == u"tagsMenu"_s ? menu : nullptr;
}

/// What the menu offers, by the names of its actions; closes it.
QStringList offered()
{
    QMenu *menu = openMenu();
    QStringList names;
    for (const QAction *entry : menu->actions()) {
        if (entry->isVisible() && !entry->isSeparator() && !entry->menu())
            names.append(entry->objectName());
    }
    menu->close();
    return names;
}

} // namespace

/// What can be done with the tags of a repository, through menus, keys and the mouse.
class tst_TagActions : public QObject
{
    Q_OBJECT

private slots:
    void copies();
    void copiesSeveralRows();
    void copiesRowsAsText();
    void exports();
    void exportThatFails();
    void keys();
    void menuOfRows();
    void menuByKey();
    void menuOfEmptyArea();
    void openDetails();
    void openInTab();
    void nothingToOpen();
    void escapeGivesWay();
    void everyCommandHasWords();
};

void tst_TagActions::copies()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    const QString reference = copied(window, u"copyReferenceAction"_s);
    QVERIFY2(reference.startsWith(u"oci:/"_s) && reference.endsWith(u"/payments/api:latest"_s), qPrintable(reference));
    const QString digest = copied(window, u"copyDigestAction"_s);
    QCOMPARE(digest,
             window.tagRow(u"latest"_s).siblingAtColumn(TagModel::DigestColumn).data(models::RawRole).toString());
    QCOMPARE(copied(window, u"copyPodmanPullAction"_s), u"podman pull "_s + reference);
    QCOMPARE(copied(window, u"copySkopeoInspectAction"_s), u"skopeo inspect "_s + reference);
    QVERIFY(copied(window, u"copySkopeoCopyAction"_s).startsWith(u"skopeo copy --all "_s + reference));
    // docker and crane do not read layouts.
    QVERIFY(!action(window, u"copyDockerPullAction"_s)->isVisible());
    QVERIFY(!action(window, u"copyCranePullAction"_s)->isVisible());
}

void tst_TagActions::copiesSeveralRows()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"edge"_s);
    const QModelIndex other = window.tagRow(u"latest"_s);
    QTest::mouseClick(window.tags()->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      window.tags()->visualRect(other).center());
    const QStringList lines = copied(window, u"copyReferenceAction"_s).split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().endsWith(u":edge"_s)); // as they stand in the table
    QVERIFY(lines.last().endsWith(u":latest"_s));
}

void tst_TagActions::copiesRowsAsText()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    const QStringList cells = copied(window, u"copyRowsAction"_s).trimmed().split(u'\t');
    QCOMPARE(cells.size(), 6); // what is shown: Pushed has no data
    QCOMPARE(cells.first(), u"latest"_s);
    QCOMPARE(cells.last(), window.tagRow(u"latest"_s).siblingAtColumn(TagModel::CreatedColumn).data().toString());
}

/// What is shown, in the order it is shown in.
void tst_TagActions::exports()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    const int all = window.tags()->model()->rowCount();
    QTest::keyClicks(window.find<QLineEdit>(u"tagFilterEdit"_s), u"prod"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window.tags()->model()->rowCount() < all, 60000);
    const QString json = window.profile.filePath(u"tags.json"_s);
    window.prompts.nextText = json;
    window.tags()->setFocus();
    QTest::keyClick(window.tags(), Qt::Key_E, Qt::ControlModifier);
    const QString csv = window.profile.filePath(u"tags.csv"_s);
    window.prompts.nextText = csv;
    action(window, u"exportTagsAction"_s)->trigger();
    WAIT_FOR(QFile::exists(json) && QFile::exists(csv)); // one does not drop the other
    for (const QString &path : {json, csv}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains("prod-eu"));
        QVERIFY(bytes.indexOf("prod-eu") < bytes.indexOf("prod-us"));
        QVERIFY(!bytes.contains("latest"));
    }
    QVERIFY(window.prompts.told.isEmpty());
}

void tst_TagActions::exportThatFails()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.prompts.nextText = window.profile.filePath(u"no such folder/tags.csv"_s);
    action(window, u"exportTagsAction"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window.prompts.told, QStringList{u"The tags could not be exported."_s}, 60000);
}

void tst_TagActions::keys()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(window.tags(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u":latest"_s));
    QTest::keyClick(window.tags(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"sha256:"_s));
    const int rows = window.tags()->model()->rowCount();
    QTest::keyClick(window.tags(), Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(selectedRows(window), rows - 1);
    QTest::keyClick(window.tags(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selectedRows(window), rows);
    QCOMPARE(window.find<QLabel>(u"selectionLabel"_s)->text(), u"%1 of %1 selected"_s.arg(rows));
    QTest::keyClick(window.tags(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(selectedRows(window), 0);
    QTest::keyClick(window.tags(), Qt::Key_Slash);
    QVERIFY(window.find<QLineEdit>(u"tagFilterEdit"_s)->hasFocus());
    QTest::keyClicks(window.find<QLineEdit>(u"tagFilterEdit"_s), u"v2"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window.tags()->model()->rowCount() < rows, 60000);
    QTest::keyClick(window.find<QLineEdit>(u"tagFilterEdit"_s), Qt::Key_Down);
    QVERIFY(window.tags()->hasFocus());
    // Only what is filtered is selected.
    QTest::keyClick(window.tags(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selectedRows(window), window.tags()->model()->rowCount());
    QVERIFY(selectedRows(window) < rows);
}

void tst_TagActions::menuOfRows()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    const QPoint position = window.tags()->visualRect(window.tagRow(u"latest"_s)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, position, window.tags()->viewport()->mapToGlobal(position));
    QCoreApplication::sendEvent(window.tags()->viewport(), &event);
    WAIT_FOR(openMenu());
    const QStringList names = offered();
    for (const QString &name :
         {u"openDetailsAction"_s, u"copyReferenceAction"_s, u"copyDigestAction"_s, u"selectAllTagsAction"_s,
          u"selectNoTagsAction"_s, u"invertTagsAction"_s, u"refreshAction"_s, u"stopListingAction"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
}

void tst_TagActions::menuByKey()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    QTest::keyClick(window.tags(), Qt::Key_F10, Qt::ShiftModifier);
    WAIT_FOR(openMenu());
    // At its row, wherever the pointer is.
    const QRect row = window.tags()->visualRect(window.tagRow(u"latest"_s));
    QVERIFY(row.contains(window.tags()->viewport()->mapFromGlobal(openMenu()->pos())));
    QVERIFY(offered().contains(u"copyReferenceAction"_s));
}

void tst_TagActions::menuOfEmptyArea()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    auto *edit = window.find<QLineEdit>(u"tagFilterEdit"_s);
    QTest::keyClicks(edit, u"edge"_s);
    QTRY_COMPARE_WITH_TIMEOUT(window.tags()->model()->rowCount(), 1, 60000);
    const QPoint position = window.tags()->viewport()->rect().bottomLeft() + QPoint(20, -5);
    QVERIFY(!window.tags()->indexAt(position).isValid());
    QContextMenuEvent event(QContextMenuEvent::Mouse, position, window.tags()->viewport()->mapToGlobal(position));
    QCoreApplication::sendEvent(window.tags()->viewport(), &event);
    WAIT_FOR(openMenu());
    const QStringList names = offered();
    QVERIFY(names.contains(u"selectAllTagsAction"_s));
    QVERIFY(!names.contains(u"copyReferenceAction"_s));
}

void tst_TagActions::openDetails()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    QTest::keyClick(window.tags(), Qt::Key_Return);
    WAIT_FOR(window.layers());
    QVERIFY(!window.tags()->hasFocus());
    QTest::keyClick(window.application.window().focusWidget(), Qt::Key_Escape);
    QVERIFY(window.tags()->hasFocus()); // Esc leaves the pane
}

void tst_TagActions::openInTab()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    auto *tabs = window.find<QTabWidget>(u"pageTabs"_s);
    window.clickTag(u"latest"_s);
    QTest::keyClick(window.tags(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(tabs->count(), 2, 60000);
    QVERIFY2(tabs->tabText(1).contains(u"latest"_s), qPrintable(tabs->tabText(1)));
    tabs->setCurrentIndex(0);
    const QRect row = window.tags()->visualRect(window.tagRow(u"edge"_s));
    QTest::mouseClick(window.tags()->viewport(), Qt::MiddleButton, {}, row.center());
    QTRY_COMPARE_WITH_TIMEOUT(tabs->count(), 3, 60000);
    QCOMPARE(tabs->currentIndex(), 0); // in the background
}

void tst_TagActions::nothingToOpen()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    window.clickTag(u"latest"_s);
    QVERIFY(action(window, u"openInTabAction"_s)->isEnabled());
    window.type(u"tagFilterEdit"_s, u"edge"_s); // hides the row that was current
    WAIT_FOR(!window.tagRow(u"latest"_s).isValid());
    QVERIFY(!action(window, u"openInTabAction"_s)->isEnabled());
    QVERIFY(!action(window, u"copyReferenceAction"_s)->isEnabled());
}

void tst_TagActions::escapeGivesWay()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    auto *edit = window.find<QLineEdit>(u"tagFilterEdit"_s);
    QTest::keyClicks(edit, u"v2"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(window.tags()->hasFocus());
    QTest::keyClick(window.tags(), Qt::Key_Escape);
    QVERIFY(edit->text().isEmpty()); // Esc clears the filter from the table, too
    QVERIFY(window.tags()->hasFocus());
}

void tst_TagActions::everyCommandHasWords()
{
    DrivenWindow window(api());
    WAIT_FOR(isListed(window));
    QSet<QString> names;
    for (const QAction *action : window.tags()->actions()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(action->objectName().endsWith(u"Action"_s), qPrintable(action->text()));
        QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
        names.insert(action->objectName());
    }
    QVERIFY(names.size() > 8);
}

QTEST_MAIN(tst_TagActions)
#include "tst_tagactions.moc"
