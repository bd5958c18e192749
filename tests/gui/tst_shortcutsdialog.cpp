#include <QDialog>
#include <QSet>

#include "tests/gui/drivenwindow.h"
#include "tests/support/modelprinter.h"
#include "ui/locator/commandlist.h"
#include "ui/tabs.h"

using namespace Qt::StringLiterals;

/// The sheet of shortcuts, and what it rests on: every command of the window.
class tst_ShortcutsDialog : public QObject
{
    Q_OBJECT

private slots:
    void listsTheKeys();
    void searches();
    void opensOnce();
    void noKeyTwice();
};

namespace {

QTreeView *view(DrivenWindow &window)
{
    return window.find<QTreeView>(u"shortcutsView"_s);
}

void openSheet(DrivenWindow &window)
{
    auto *action = window.application.window().findChild<QAction *>(u"shortcutsAction"_s);
    QVERIFY(action);
    QCOMPARE(action->shortcut(), QKeySequence(u"Ctrl+?"_s));
    action->trigger();
    WAIT_FOR(view(window));
}

} // namespace

void tst_ShortcutsDialog::listsTheKeys()
{
    DrivenWindow window;
    openSheet(window);
    const QString text = printModel(*view(window)->model());
    QVERIFY2(text.contains(u"\n  Refresh | F5\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"\n  Search everything | Ctrl+K\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"Activity | \n"_s) || text.contains(u"\n  Activity | Ctrl+J\n"_s), qPrintable(text));
    QVERIFY(text.startsWith(u"File | \n"_s)); // the menus in their order
    QVERIFY(!text.contains(u'&'));
    const QModelIndex first = view(window)->model()->index(0, 0, view(window)->model()->index(0, 0));
    QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(u", "_s));
}

void tst_ShortcutsDialog::searches()
{
    DrivenWindow window;
    openSheet(window);
    auto *edit = window.find<QLineEdit>(u"shortcutsEdit"_s);
    WAIT_FOR(edit->hasFocus());
    QTest::keyClicks(edit, u"ctrl+k"_s);
    QCOMPARE(printModel(*view(window)->model()), u"Edit | \n  Search everything | Ctrl+K\n"_s);
    QVERIFY(view(window)->isExpanded(view(window)->model()->index(0, 0)));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(edit->text().isEmpty());
    QVERIFY(view(window)->model()->rowCount() > 2);
    QTest::keyClick(edit, Qt::Key_Down);
    QVERIFY(view(window)->hasFocus());
    QTest::keyClick(view(window), Qt::Key_Escape);
    WAIT_FOR(!window.find<QDialog>(u"shortcutsDialog"_s));
}

void tst_ShortcutsDialog::opensOnce()
{
    DrivenWindow window;
    openSheet(window);
    openSheet(window);
    QCOMPARE(window.application.window().findChildren<QDialog *>(u"shortcutsDialog"_s).size(), 1);
}

/// Of the commands that work at one place, no two have the same key.
void tst_ShortcutsDialog::noKeyTwice()
{
    DrivenWindow window;
    QSet<QString> keys;
    ui::MainWindow &main = window.application.window();
    for (const ui::ListedCommand &command : ui::listCommands(main, main.tabs().currentPage())) {
        if (command.action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence &key : command.action->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(command.name + u' ' + key.toString()));
            keys.insert(key.toString());
        }
    }
    QVERIFY(keys.size() > 15);
}

QTEST_MAIN(tst_ShortcutsDialog)
#include "tst_shortcutsdialog.moc"
