#include <cstdio>
#include <vector>

#include <unistd.h>

#include <QAccessible>
#include <QApplication>
#include <QPointer>
#include <QRadioButton>

#include "models/runhistorymodel.h"
#include "tests/gui/registryrun.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using registryrun::Server;

namespace {

/// Keys for whatever has the focus, as a keyboard sends them.
void type(int key, Qt::KeyboardModifiers modifiers = {})
{
    QVERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
}

void type(const QString &text)
{
    QVERIFY(QApplication::focusWidget());
    QTest::keyClicks(QApplication::focusWidget(), text);
}

bool isFocused(const QString &name)
{
    return QApplication::focusWidget() && QApplication::focusWidget()->objectName() == name;
}

/// Goes to the widget of that name by Tab, which may have to come first.
void tabTo(const QString &name)
{
    const auto isReached = [&name] {
        for (int i = 0; i < 100 && !isFocused(name); ++i) {
            if (!QApplication::focusWidget())
                return false;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        return isFocused(name);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isReached(), qPrintable(name), 60000);
}

/// Goes to the row of the tag by Home and Down.
void goTo(DrivenWindow &window, const QString &tag)
{
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s) && window.tagRow(tag).isValid());
    WAIT_FOR(window.application.window().isActiveWindow());
    type(Qt::Key_2, Qt::ControlModifier);
    WAIT_FOR(isFocused(u"tagsTable"_s));
    type(Qt::Key_Home);
    for (int row = 0;
         row < window.tags()->model()->rowCount() && window.tags()->currentIndex().row() != window.tagRow(tag).row();
         ++row)
        type(Qt::Key_Down);
    QCOMPARE(window.tags()->currentIndex().siblingAtColumn(0).data().toString(), tag);
}

/// The words of a button or a tab, as a screen reader says them.
QString said(const QObject *object)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QObject *>(object));
    return interface ? interface->text(QAccessible::Name) : QString();
}

/// The visible widget of that name, in the window or a dialog over it.
template <class Widget>
Widget *shown(const QString &name)
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        for (Widget *widget : top->findChildren<Widget *>(name)) {
            if (widget->isVisible())
                return widget;
        }
    }
    return nullptr;
}

} // namespace

/// Marks, review, run, history, restore and retag on a real registry and a real display, without a mouse.
class tst_KeyboardRun : public QObject
{
    Q_OBJECT

private slots:
    void wholeWay();

private:
    void mark(DrivenWindow &window);
    void reviewAndRun(DrivenWindow &window);
    void restore(DrivenWindow &window);
    void moveAndUndo(DrivenWindow &window);
};

/// Del, Ctrl+Z and Ctrl+Shift+Z, with the bar that says what is pending.
void tst_KeyboardRun::mark(DrivenWindow &window)
{
    goTo(window, u"old"_s);
    type(Qt::Key_Delete);
    WAIT_FOR(window.find<QWidget>(u"pendingBar"_s));
    QCOMPARE(window.find<QLabel>(u"pendingCount"_s)->text(), u"1 change pending"_s);
    goTo(window, u"v2"_s);
    type(Qt::Key_Delete);
    QCOMPARE(window.find<QLabel>(u"pendingCount"_s)->text(), u"2 changes pending"_s);
    QCOMPARE(said(window.find<QWidget>(u"pendingBar"_s)), u"2 changes pending"_s);
    QCOMPARE(said(window.find<QWidget>(u"pendingReviewButton"_s)), u"Review…"_s);
    QCOMPARE(said(window.find<QWidget>(u"pendingDiscardButton"_s)), u"Discard"_s);
    type(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(window.find<QLabel>(u"pendingCount"_s)->text(), u"1 change pending"_s);
    type(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(window.find<QLabel>(u"pendingCount"_s)->text(), u"2 changes pending"_s);
}

/// `v2` shares its image with `latest`, which this registry cannot separate, and `old` goes.
void tst_KeyboardRun::reviewAndRun(DrivenWindow &window)
{
    type(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    WAIT_FOR(isFocused(u"planCancelButton"_s));
    QCOMPARE(said(QApplication::focusWidget()), u"Cancel"_s);
    const QPointer<QAbstractButton> run = shown<QAbstractButton>(u"planDeleteButton"_s);
    QVERIFY(run);
    WAIT_FOR(said(run) == u"Delete 1 tag"_s);

    const auto *keep = shown<QRadioButton>(u"keepSharedButton"_s);
    const auto *remove = shown<QRadioButton>(u"deleteSharedButton"_s);
    QVERIFY(keep && remove);
    QCOMPARE(said(keep), u"Keep them"_s);
    QCOMPARE(said(remove), u"Delete them too"_s);
    QVERIFY(keep->isChecked());
    tabTo(u"keepSharedButton"_s);
    type(Qt::Key_Right);
    QVERIFY(remove->isChecked());
    QCOMPARE(said(run), u"Delete 3 tags"_s);
    type(Qt::Key_Left);
    QVERIFY(keep->isChecked());
    QCOMPARE(said(run), u"Delete 1 tag"_s);

    tabTo(u"planReasonField"_s);
    type(u"too old"_s);
    QVERIFY(!run->isEnabled()); // the images of two platforms go along
    tabTo(u"planConfirmField"_s);
    type(u"team/app"_s);
    WAIT_FOR(run->isEnabled());
    tabTo(u"planDeleteButton"_s);
    type(Qt::Key_Return); // which may be meant for something else
    QVERIFY(run && run->isVisible());
    type(Qt::Key_Space);
    WAIT_FOR(!run);
    WAIT_FOR(!window.tagRow(u"old"_s).isValid());
    const auto *count = window.find<QLabel>(u"pendingCount"_s);
    WAIT_FOR(count->text() == u"1 change pending"_s); // which was left alone
    WAIT_FOR(window.application.window().isActiveWindow() && QApplication::focusWidget());
    tabTo(u"pendingDiscardButton"_s);
    type(Qt::Key_Space);
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
}

void tst_KeyboardRun::restore(DrivenWindow &window)
{
    WAIT_FOR(window.application.window().isActiveWindow() && QApplication::focusWidget());
    type(Qt::Key_J, Qt::ControlModifier);
    WAIT_FOR(window.find<QTabBar>(u"activityTabs"_s));
    tabTo(u"activityTabs"_s);
    const auto *tabs = window.find<QTabBar>(u"activityTabs"_s);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QTabBar *>(tabs));
    const QStringList names{u"Running"_s, u"Failed"_s, u"Done"_s, u"History"_s};
    for (int i = 0; i < names.size(); ++i)
        QCOMPARE(spoken->child(i)->text(QAccessible::Name), names[i]);
    for (int i = tabs->currentIndex(); i < 3; ++i)
        type(Qt::Key_Right);
    QCOMPARE(tabs->currentIndex(), 3);

    tabTo(u"historyView"_s);
    const auto *history = window.find<QTreeView>(u"historyView"_s);
    const auto cell = [history](int column) { return history->model()->index(0, column).data().toString(); };
    type(Qt::Key_Home);
    WAIT_FOR(cell(RunHistoryModel::ResultColumn).startsWith(u"1 done"_s));
    QCOMPARE(cell(RunHistoryModel::WhatColumn), u"Deleted 1 tag"_s);
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    QCOMPARE(said(window.find<QAbstractButton>(u"restoreRunButton"_s)), u"Restore…"_s);
    type(Qt::Key_Right); // unfolds it
    QVERIFY(history->isExpanded(history->model()->index(0, 0)));
    tabTo(u"restoreRunButton"_s);
    type(Qt::Key_Space);
    WAIT_FOR(isFocused(u"restoreCancelButton"_s));
    QCOMPARE(said(QApplication::focusWidget()), u"Cancel"_s);
    const QPointer<QAbstractButton> approve = shown<QAbstractButton>(u"restoreApproveButton"_s);
    QVERIFY(approve);
    WAIT_FOR(approve->isEnabled());
    QCOMPARE(said(approve), u"Restore 1 tag"_s);
    tabTo(u"restoreApproveButton"_s);
    type(Qt::Key_Return);
    QVERIFY(approve && approve->isVisible());
    type(Qt::Key_Space);
    WAIT_FOR(!approve);
    WAIT_FOR(window.tagRow(u"old"_s).isValid());
    WAIT_FOR(cell(RunHistoryModel::WhatColumn) == u"Restored 1 tag"_s);
}

/// F2, the name of the repository as a confirmation, and Undo.
void tst_KeyboardRun::moveAndUndo(DrivenWindow &window)
{
    WAIT_FOR(!window.find<QWidget>(u"pendingBar"_s)); // nothing runs
    goTo(window, u"old"_s);
    type(Qt::Key_F2);
    WAIT_FOR(isFocused(u"retagNameField"_s));
    const QPointer<QAbstractButton> move = shown<QAbstractButton>(u"retagButton"_s);
    QVERIFY(move);
    type(Qt::Key_A, Qt::ControlModifier);
    type(u"v2"_s);
    WAIT_FOR(shown<QLineEdit>(u"retagConfirmField"_s));
    QCOMPARE(said(move), u"Move tag"_s);
    tabTo(u"retagConfirmField"_s);
    type(u"team/app"_s);
    WAIT_FOR(move->isEnabled());
    tabTo(u"retagButton"_s);
    type(Qt::Key_Space);
    WAIT_FOR(!move);
    WAIT_FOR(window.find<QWidget>(u"runNoticeButton"_s));
}

void tst_KeyboardRun::wholeWay()
{
    const support::DockerRegistry registry(registryrun::deletesAre(true));
    QVERIFY2(registry.isRunning(), registry.log().constData());
    const Server server(registry.address());
    const QByteArray old = server.raw(u"old"_s);
    const QByteArray latest = server.raw(u"latest"_s);
    const QStringList tags = server.tags();
    DrivenWindow window(server.options());
    WAIT_FOR(window.tags());

    mark(window);
    QCOMPARE(server.tags(), tags);
    reviewAndRun(window);
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"v2"_s}));
    QCOMPARE(server.raw(u"latest"_s), latest);
    QCOMPARE(server.raw(u"v2"_s), latest);

    restore(window);
    QCOMPARE(server.tags(), tags);
    QCOMPARE(server.raw(u"old"_s), old);

    moveAndUndo(window);
    QCOMPARE(server.raw(u"v2"_s), old);
    tabTo(u"runNoticeButton"_s);
    QCOMPARE(said(QApplication::focusWidget()), u"Undo"_s);
    type(Qt::Key_Space);
    WAIT_FOR(server.raw(u"v2"_s) == latest);
    QCOMPARE(server.raw(u"old"_s), old);
    QCOMPARE(server.tags(), tags);
}

/// The program again, under an X server and a window manager of its own, which gives and takes the focus.
static int runOnDisplay(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "xcb");
    std::vector<const char *> arguments{
        "xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "sh", "-c", "openbox & exec \"$0\" \"$@\""};
    arguments.insert(arguments.end(), argv, argv + argc);
    arguments.push_back(nullptr);
    execvp(arguments.front(), const_cast<char *const *>(arguments.data()));
    std::perror("xvfb-run");
    return 1;
}

int main(int argc, char *argv[])
{
    constexpr auto variable = "PORTOLAN_TEST_ON_DISPLAY";
    if (!qEnvironmentVariableIsSet(variable)) {
        qputenv(variable, "1");
        return runOnDisplay(argc, argv);
    }
    const QApplication application(argc, argv);
    tst_KeyboardRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keyboardrun.moc"
