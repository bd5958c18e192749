#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

#include "models/runhistorymodel.h"
#include "tests/gui/registryrun.h"
#include "ui/dialogs/restoredialog.h"
#include "ui/dialogs/retagdialog.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using registryrun::approve;
using registryrun::mark;
using registryrun::review;
using registryrun::Server;
using ui::PlanDialog;

namespace {

/// Debian's docker-registry, which deletes by digest only.
support::DockerRegistrySettings deletesAre(bool on)
{
    return {{}, false, nullptr, on};
}

/// The texts of the rows below the groups of a plan.
QStringList rowsOf(const PlanDialog *dialog)
{
    QStringList rows;
    const QAbstractItemModel *model = dialog->findChild<QTreeView *>(u"planTree"_s)->model();
    for (int group = 0; group < model->rowCount(); ++group) {
        const QModelIndex parent = model->index(group, 0);
        for (int row = 0; row < model->rowCount(parent); ++row)
            rows.append(model->index(row, 0, parent).data(Qt::AccessibleTextRole).toString());
    }
    return rows;
}

} // namespace

/// Marks, review, run, history and restore on a real registry.
class tst_RegistryChanges : public QObject
{
    Q_OBJECT

private slots:
    void deletedAndRestored();
    void aTagOfASharedImage();
    void freedBytesAreKnown();
    void deletionIsOff();
    void retagsAreUndone();
};

namespace {

/// Puts @p name on the image of @p tag, by the dialog of F2, which says @p undo.
void retag(DrivenWindow &window, const QString &tag, const QString &name, const QString &undo)
{
    WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
    WAIT_FOR(!window.find<QWidget>(u"pendingBar"_s)); // nothing runs
    window.clickTag(tag);
    window.application.window().activateWindow(); // which nobody does here after a dialog
    WAIT_FOR(window.application.window().isActiveWindow());
    QTest::keyClick(window.tags(), Qt::Key_F2);
    const QPointer<ui::RetagDialog> dialog = window.application.window().findChild<ui::RetagDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    window.type(u"retagNameField"_s, name);
    const QString said = window.find<QLabel>(u"retagUndo"_s)->text();
    QVERIFY2(said.contains(undo), qPrintable(said));
    if (window.find<QLineEdit>(u"retagConfirmField"_s))
        window.type(u"retagConfirmField"_s, u"team/app"_s);
    window.press(u"retagButton"_s);
    WAIT_FOR(!dialog);
    WAIT_FOR(window.find<QWidget>(u"undoBar"_s));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
}

} // namespace

void tst_RegistryChanges::deletedAndRestored()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray old = server.raw(u"old"_s);
    const QByteArray latest = server.raw(u"latest"_s);
    DrivenWindow window(server.options());
    mark(window, {u"old"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    approve(dialog, u"Delete 1 tag"_s);
    WAIT_FOR(!window.tagRow(u"old"_s).isValid());
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"v2"_s}));
    QCOMPARE(server.raw(u"latest"_s), latest);

    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s));
    auto *history = window.find<QTreeView>(u"historyView"_s);
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    window.press(u"restoreRunButton"_s);
    auto *restore = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(restore);
    auto *button = restore->findChild<QPushButton *>(u"restoreApproveButton"_s);
    WAIT_FOR(button->isEnabled());
    QCOMPARE(button->text(), u"Restore 1 tag"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    WAIT_FOR(window.tagRow(u"old"_s).isValid());
    QCOMPARE(server.raw(u"old"_s), old);
    WAIT_FOR(history->model()->index(0, RunHistoryModel::WhatColumn).data().toString() == u"Restored 1 tag");
    WAIT_FOR(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"1 done"_s);
}

/// The plan leaves the tag alone and names its siblings; the detour, once chosen, takes the tag and keeps them.
void tst_RegistryChanges::aTagOfASharedImage()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray latest = server.raw(u"latest"_s);
    DrivenWindow window(server.options());
    mark(window, {u"v2"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    QCOMPARE(rowsOf(dialog).size(), 1);
    QVERIFY2(rowsOf(dialog).constFirst().contains(u"latest"_s), qPrintable(rowsOf(dialog).constFirst()));
    QVERIFY(!dialog->findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
    auto *placeholders = dialog->findChild<QCheckBox *>(u"placeholdersBox"_s);
    QVERIFY(placeholders->isVisible());
    placeholders->setChecked(true);
    approve(dialog, u"Delete 1 tag"_s);
    WAIT_FOR(!window.tagRow(u"v2"_s).isValid());
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"old"_s}));
    QCOMPARE(server.raw(u"latest"_s), latest);
}

/// Another repository has the same image, and so nothing would be freed: known once that was read.
void tst_RegistryChanges::freedBytesAreKnown()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    server.copy(u"team/app:old"_s, u"team/tool:old"_s);
    DrivenWindow window(server.options());
    mark(window, {u"old"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    QVERIFY(dialog->plan().space.unknown > 0);
    const qint64 all = dialog->plan().space.unknown;
    auto *read = dialog->findChild<QPushButton *>(u"readElsewhereButton"_s);
    QVERIFY(read->isVisible());
    QTest::mouseClick(read, Qt::LeftButton);
    WAIT_FOR(!read->isVisible());
    QCOMPARE(dialog->plan().space, (changes::Space{0, all, 0}));
}

void tst_RegistryChanges::deletionIsOff()
{
    const support::DockerRegistry registry(deletesAre(false));
    const Server server(registry.address());
    DrivenWindow window(server.options());
    mark(window, {u"old"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
    const auto labels = dialog->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"REGISTRY_STORAGE_DELETE_ENABLED"_s);
    }));
    QCOMPARE(server.tags().size(), 3);
}

/// A tag that was moved goes back; a new one stays, as the dialog said before: this registry removes no tag alone.
void tst_RegistryChanges::retagsAreUndone()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray old = server.raw(u"old"_s);
    const QByteArray latest = server.raw(u"latest"_s);
    QVERIFY(old != latest);
    DrivenWindow window(server.options());
    retag(window, u"old"_s, u"v2"_s, u"With a click"_s);
    QCOMPARE(server.raw(u"v2"_s), old);
    window.press(u"undoButton"_s);
    WAIT_FOR(!window.find<QWidget>(u"undoBar"_s));
    WAIT_FOR(server.raw(u"v2"_s) == latest);
    QCOMPARE(server.raw(u"latest"_s), latest);
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"old"_s, u"v2"_s}));

    retag(window, u"old"_s, u"kept"_s, u"cannot be taken back"_s);
    QCOMPARE(server.raw(u"kept"_s), old);
    QCOMPARE(window.find<QLabel>(u"undoText"_s)->text(), u"Retagged to kept."_s);
    QVERIFY(!window.find<QWidget>(u"undoButton"_s));
}

QTEST_MAIN(tst_RegistryChanges)
#include "tst_registrychanges.moc"
