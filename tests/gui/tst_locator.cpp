#include <QAccessible>
#include <QLabel>
#include <QListView>
#include <QTabWidget>

#include "models/locatormodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using models::LocatorModel;

/// The locator over the sample registry, by keyboard and object names.
class tst_Locator : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensATag();
    void opensATagInATab();
    void opensARepository();
    void opensAConnection();
    void runsACommand();
    void commandThatIsSwitchedOff();
    void commandsOnly();
    void everyCommandCanBeToldApart();
    void commandOfTheTreeAndOfThePage();
    void nothingFound();
    void escapeGivesTheFocusBack();
    void clickElsewhereCloses();
    void focusElsewhereCloses();
    void movesOverHeadings();
    void sentences();
    void tagsThatArriveLater();

private:
    QListView *view() { return window->find<QListView>(u"locatorView"_s); }
    QLineEdit *edit() { return window->find<QLineEdit>(u"locatorEdit"_s); }
    QString current() { return view()->currentIndex().data().toString(); }
    void openSearch(const QString &text);
    QAction *action(const QString &name) { return window->application.window().findChild<QAction *>(name); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(edit(), key, modifiers); }

    std::unique_ptr<DrivenWindow> window;
};

void tst_Locator::init()
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample");
    window = std::make_unique<DrivenWindow>(options);
    WAIT_FOR(window->tree());
    WAIT_FOR(window->treeRow({u"sample"_s, u"payments"_s, u"api"_s}).isValid());
    window->clickTree(window->treeRow({u"sample"_s, u"payments"_s, u"api"_s}));
    WAIT_FOR(window->tags() && window->tagRow(u"v2.8.1"_s).isValid());
}

void tst_Locator::cleanup()
{
    window.reset();
}

void tst_Locator::openSearch(const QString &text)
{
    action(u"searchAction"_s)->trigger();
    WAIT_FOR(edit() && edit()->hasFocus());
    QTest::keyClicks(edit(), text);
}

void tst_Locator::opensATag()
{
    openSearch(u"api v2.8.1"_s);
    WAIT_FOR(view() && current() == u"v2.8.1"_s);
    QVERIFY(window->find<QLabel>(u"locatorFound"_s));
    key(Qt::Key_Return);
    QVERIFY(!edit());
    QTRY_COMPARE_WITH_TIMEOUT(window->tags()->currentIndex().siblingAtColumn(0).data().toString(), u"v2.8.1"_s, 60000);
    QCOMPARE(window->find<QTabWidget>(u"pageTabs"_s)->count(), 1);
}

void tst_Locator::opensATagInATab()
{
    openSearch(u":v2.8.1"_s);
    WAIT_FOR(view() && current() == u"v2.8.1"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(window->find<QTabWidget>(u"pageTabs"_s)->count(), 2);
}

void tst_Locator::opensARepository()
{
    openSearch(u"payments gateway"_s);
    WAIT_FOR(view() && current() == u"payments/gateway"_s);
    key(Qt::Key_Enter);
    WAIT_FOR(window->find<QLineEdit>(u"addressEdit"_s)->text().endsWith(u"payments/gateway"_s));
}

void tst_Locator::opensAConnection()
{
    openSearch(u"@sam"_s);
    WAIT_FOR(view() && current() == u"sample"_s);
    key(Qt::Key_Return);
    QCOMPARE(window->tree()->currentIndex().data().toString(), u"sample"_s);
}

void tst_Locator::runsACommand()
{
    openSearch(u">activity"_s);
    WAIT_FOR(view() && current() == u"Activity"_s);
    QCOMPARE(view()->currentIndex().data(LocatorModel::ShortcutRole).toString(), u"Ctrl+J"_s);
    key(Qt::Key_Return);
    WAIT_FOR(window->find<QWidget>(u"activityDock"_s));
}

void tst_Locator::commandThatIsSwitchedOff()
{
    action(u"upAction"_s)->setEnabled(false);
    action(u"upAction"_s)->setStatusTip(u"there is nothing above"_s);
    openSearch(u">Up"_s);
    WAIT_FOR(view() && current() == u"Up"_s);
    QVERIFY(view()->currentIndex().data(LocatorModel::IsOffRole).toBool());
    QVERIFY(view()->currentIndex().data(LocatorModel::ContextRole).toString().endsWith(u"there is nothing above"_s));
    key(Qt::Key_Return);
    QVERIFY(edit()); // and stays
}

void tst_Locator::commandsOnly()
{
    action(u"searchCommandsAction"_s)->trigger();
    WAIT_FOR(view());
    QCOMPARE(edit()->text(), u">"_s);
    for (int row = 1; row < view()->model()->rowCount(); ++row)
        QCOMPARE(view()->model()->index(row, 0).data(LocatorModel::KindRole).toInt(),
                 static_cast<int>(models::LocatorKind::Command));
    QVERIFY(view()->model()->rowCount() > 15);
}

void tst_Locator::everyCommandCanBeToldApart()
{
    action(u"searchCommandsAction"_s)->trigger();
    WAIT_FOR(view());
    QStringList shown;
    for (int row = 1; row < view()->model()->rowCount(); ++row) {
        const QModelIndex index = view()->model()->index(row, 0);
        const QString sentence = index.data().toString() + u" | "_s + index.data(LocatorModel::ContextRole).toString();
        QVERIFY2(!shown.contains(sentence), qPrintable(sentence));
        shown.append(sentence);
    }
}

/// The tree and the page have a command of one name: it is listed once where both work on one repository, and with
/// what each works on where they do not.
void tst_Locator::commandOfTheTreeAndOfThePage()
{
    const QString name = u"Check for broken images…"_s;
    const auto contexts = [&] {
        QStringList found;
        for (int row = 1; view() && row < view()->model()->rowCount(); ++row) {
            const QModelIndex index = view()->model()->index(row, 0);
            if (index.data().toString() == name)
                found.append(index.data(LocatorModel::ContextRole).toString());
        }
        return found;
    };
    openSearch(u">broken"_s);
    QTRY_COMPARE_WITH_TIMEOUT(contexts().size(), 1, 60000);
    key(Qt::Key_Escape);
    window->tree()->setCurrentIndex(window->treeRow({u"sample"_s, u"payments"_s, u"gateway"_s}));
    openSearch(u">broken"_s);
    QTRY_COMPARE_WITH_TIMEOUT(contexts().join(u'|'),
                              u"Repository · payments/api — sample|Window · payments/gateway — sample"_s, 60000);
    key(Qt::Key_Escape);
    window->tree()->setCurrentIndex(window->treeRow({u"sample"_s})); // has nothing to check
    openSearch(u">broken"_s);
    QTRY_COMPARE_WITH_TIMEOUT(contexts().size(), 1, 60000);
}

void tst_Locator::nothingFound()
{
    openSearch(u"no such thing"_s);
    WAIT_FOR(window->find<QLabel>(u"locatorNothing"_s));
    QVERIFY(!view());
    key(Qt::Key_Return); // does nothing
    key(Qt::Key_Down);
    QVERIFY(edit());
}

void tst_Locator::escapeGivesTheFocusBack()
{
    window->tags()->setFocus();
    openSearch(u"x"_s);
    key(Qt::Key_Escape);
    QVERIFY(!edit());
    WAIT_FOR(window->tags()->hasFocus());
    QVERIFY(!window->find<QLineEdit>(u"addressEdit"_s)->hasSelectedText()); // it did not pass there
}

void tst_Locator::clickElsewhereCloses()
{
    window->tags()->setFocus();
    WAIT_FOR(window->find<QLabel>(u"tagsCompleteness"_s)); // it comes with the last tag, and takes no focus
    openSearch(u"x"_s);
    QTest::mouseClick(window->find<QLabel>(u"tagsCompleteness"_s), Qt::LeftButton);
    QVERIFY(!edit());
    QVERIFY(window->tags()->hasFocus());
    QVERIFY(!window->find<QLineEdit>(u"addressEdit"_s)->hasSelectedText());
}

void tst_Locator::focusElsewhereCloses()
{
    openSearch(u"x"_s);
    window->find<QLineEdit>(u"addressEdit"_s)->setFocus();
    WAIT_FOR(!edit());
    QVERIFY(window->find<QLineEdit>(u"addressEdit"_s)->hasFocus()); // it does not take it back
}

void tst_Locator::movesOverHeadings()
{
    openSearch(u"a"_s);
    WAIT_FOR(view() && view()->currentIndex().row() == 1); // below the first heading
    int row = 1;
    for (int step = 0; step < 60; ++step) {
        key(Qt::Key_Down);
        QVERIFY(view()->currentIndex().row() >= row);
        row = view()->currentIndex().row();
        QVERIFY(!view()->currentIndex().data(LocatorModel::IsHeadingRole).toBool());
    }
    QCOMPARE(row, view()->model()->rowCount() - 1);
    key(Qt::Key_PageUp);
    QVERIFY(view()->currentIndex().row() < row);
    for (int step = 0; step < 10; ++step)
        key(Qt::Key_PageUp);
    QCOMPARE(view()->currentIndex().row(), 1);
}

/// A row is read as one sentence.
void tst_Locator::sentences()
{
    openSearch(u":v2.8.1"_s);
    WAIT_FOR(view() && current() == u"v2.8.1"_s);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view());
    QVERIFY(list);
    QCOMPARE(list->text(QAccessible::Name), u"What was found"_s);
    QCOMPARE(list->child(1)->text(QAccessible::Name), u"v2.8.1, payments/api in sample"_s);
    QVERIFY(!QAccessible::queryAccessibleInterface(edit())->text(QAccessible::Name).isEmpty());
}

/// Tags that are listed while the locator is open are found; where the user is stays.
void tst_Locator::tagsThatArriveLater()
{
    support::ScriptedServer server;
    const auto gate = std::make_shared<support::Gate>();
    support::Answer second = support::Answer::ok(R"({"name":"a/b","tags":["v1.5","v3"]})");
    second.gate = gate;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, [second](const support::ReceivedRequest &request) {
        if (request.target.contains("last="))
            return second;
        support::Answer first = support::Answer::ok(R"({"name":"a/b","tags":["v1","v2"]})");
        first.headers.emplace_back("Link", "</v2/a/b/tags/list?last=v2&n=1000>; rel=\"next\"");
        return first;
    });
    ui::Options options;
    options.target = QString::fromLatin1(server.url("/a/b"));
    window = std::make_unique<DrivenWindow>(options);
    WAIT_FOR(window->tagRow(u"v2"_s).isValid());
    openSearch(u":v"_s);
    WAIT_FOR(view() && current() == u"v1"_s);
    key(Qt::Key_Down);
    QCOMPARE(current(), u"v2"_s);
    QVERIFY(!window->tagRow(u"v3"_s).isValid());
    gate->open();
    WAIT_FOR(view()->model()->rowCount() == 5);
    QCOMPARE(current(), u"v2"_s); // below v1.5 now
    QCOMPARE(view()->currentIndex().row(), 3);
    QVERIFY(edit()->hasFocus());
    window.reset(); // before its server
}

QTEST_MAIN(tst_Locator)
#include "tst_locator.moc"
