#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

#include "app/changes/planscript.h"
#include "models/runhistorymodel.h"
#include "tests/gui/registryrun.h"

using namespace Qt::StringLiterals;
using models::RestoreModel;
using models::RunHistoryModel;
using registryrun::approve;
using registryrun::deletesAre;
using registryrun::mark;
using registryrun::openedRestore;
using registryrun::retag;
using registryrun::review;
using registryrun::reviewRestore;
using registryrun::Server;
using ui::PlanDialog;

namespace {

/// The rows of a plan, each with the headline of its group before it.
QStringList rowsOf(const PlanDialog *dialog)
{
    QStringList rows;
    const QAbstractItemModel *model = dialog->findChild<QTreeView *>(u"planTree"_s)->model();
    for (int group = 0; group < model->rowCount(); ++group) {
        const QModelIndex parent = model->index(group, 0);
        for (int row = 0; row < model->rowCount(parent); ++row)
            rows.append(parent.data().toString() + u": "_s
                        + model->index(row, 0, parent).data(Qt::AccessibleTextRole).toString());
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
    void thePageLeadsBack();
    void aTagOfASharedImage();
    void freedBytesAreKnown();
    void whatWasCollectedDoesNotComeBack();
    void retagsAreUndone();
};

void tst_RegistryChanges::deletedAndRestored()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray old = server.raw(u"old"_s);
    const QByteArray latest = server.raw(u"latest"_s);
    DrivenWindow window(server.options());
    registryrun::remove(window, u"old"_s);
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"v2"_s}));
    QCOMPARE(server.raw(u"latest"_s), latest);

    ui::RestoreDialog *restore = reviewRestore(window);
    QVERIFY(restore);
    const auto *history = window.find<QTreeView>(u"historyView"_s);
    auto *button = restore->findChild<QPushButton *>(u"restoreApproveButton"_s);
    QCOMPARE(button->text(), u"Restore 1 tag"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    WAIT_FOR(window.tagRow(u"old"_s).isValid());
    QCOMPARE(server.raw(u"old"_s), old);
    WAIT_FOR(history->model()->index(0, RunHistoryModel::WhatColumn).data().toString() == u"Restored 1 tag");
    WAIT_FOR(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"1 done"_s);
}

/// Two tags go with their image, and come back from the bar on the page, which waits while one looks.
void tst_RegistryChanges::thePageLeadsBack()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray latest = server.raw(u"latest"_s);
    DrivenWindow window(server.options());
    mark(window, {u"latest"_s, u"v2"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    approve(dialog, u"Delete 2 tags"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QCOMPARE(window.find<QWidget>(u"runNoticeBar"_s)->accessibleName(), u"Deleted 2 tags."_s);
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"Deleted 2 tags."_s);
    QCOMPARE(window.find<QPushButton>(u"runNoticeButton"_s)->text(), u"Restore…"_s);
    QCOMPARE(server.tags(), QStringList{u"old"_s});

    window.press(u"runNoticeButton"_s);
    QPointer<ui::RestoreDialog> restore = openedRestore(window);
    QVERIFY(restore);
    restore->reject();
    WAIT_FOR(!restore);
    QVERIFY(window.find<QWidget>(u"runNoticeBar"_s));
    window.press(u"runNoticeButton"_s);
    restore = openedRestore(window);
    QVERIFY(restore);
    auto *button = restore->findChild<QPushButton *>(u"restoreApproveButton"_s);
    QCOMPARE(button->text(), u"Restore 2 tags"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    WAIT_FOR(!window.find<QWidget>(u"runNoticeBar"_s));
    WAIT_FOR(window.tagRow(u"latest"_s).isValid() && window.tagRow(u"v2"_s).isValid());
    QCOMPARE(server.raw(u"latest"_s), latest);
    QCOMPARE(server.raw(u"v2"_s), latest);

    retag(window, u"old"_s, u"kept"_s, u"cannot be taken back"_s); // one bar for all that is said
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"Retagged to kept."_s);
    QVERIFY(!window.find<QWidget>(u"runNoticeButton"_s));
    window.press(u"runNoticeCloseButton"_s);
    QVERIFY(!window.find<QWidget>(u"runNoticeBar"_s));
}

/// The plan leaves the tag alone and names its siblings; the detour, once chosen, takes the tag and keeps them.
void tst_RegistryChanges::aTagOfASharedImage()
{
    const support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    server.copy(u"team/app:latest"_s, u"team/app:edge"_s);
    const QStringList kept{u"edge"_s, u"latest"_s, u"old"_s};
    QCOMPARE(server.tags(), kept + QStringList{u"v2"_s});
    QByteArrayList before;
    for (const QString &tag : kept)
        before.append(server.raw(tag));
    QCOMPARE(before[0], before[1]);
    QCOMPARE(server.raw(u"v2"_s), before[1]);
    DrivenWindow window(server.options());
    mark(window, {u"v2"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    QCOMPARE(rowsOf(dialog).size(), 1);
    const QString skipped = rowsOf(dialog).constFirst();
    QVERIFY2(skipped.startsWith(u"Skipped: v2: Nothing"_s) && skipped.contains(u"edge and latest"_s),
             qPrintable(skipped));
    QVERIFY(dialog->plan().steps.empty());
    QVERIFY(!dialog->findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
    auto *placeholders = dialog->findChild<QCheckBox *>(u"placeholdersBox"_s);
    QVERIFY(placeholders->isVisible());
    placeholders->setChecked(true);
    QCOMPARE(rowsOf(dialog).size(), 1);
    const QString removed = rowsOf(dialog).constFirst();
    QVERIFY2(removed.startsWith(u"Tag removed, image stays: v2: Only the tag"_s)
                 && removed.contains(u"edge and latest"_s),
             qPrintable(removed));
    const auto name = oci::RepositoryName::parse(u"team/app").value();
    const auto *how = dialog->findChild<QLabel *>(u"planHow"_s);
    QCOMPARE(how->text(), u"1 × ask whether it deletes, 1 × put a placeholder, 1 × delete a placeholder"_s);
    const QStringList requests = changes::requestsOf({}, name, dialog->plan().steps).split(u'\n');
    const QByteArrayList sent = registry.changes();
    approve(dialog, u"Delete 1 tag"_s);
    WAIT_FOR(!window.tagRow(u"v2"_s).isValid());
    QCOMPARE(registry.changes().size(), sent.size() + requests.size()); // as many as the plan said
    QCOMPARE(requests.size(), 3);
    QCOMPARE(server.tags(), kept);
    for (qsizetype i = 0; i < kept.size(); ++i)
        QCOMPARE(server.raw(kept[i]), before[i]);
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

/// A garbage collection beside the running registry has taken what the image is made of. The registry says of all of it
/// that it is there, and the history does not believe it.
void tst_RegistryChanges::whatWasCollectedDoesNotComeBack()
{
    support::DockerRegistrySettings settings = deletesAre(true);
    settings.cachesBlobs = true;
    const support::DockerRegistry registry(settings);
    const Server server(registry.address());
    const QByteArray latest = server.raw(u"latest"_s);
    DrivenWindow window(server.options());
    registryrun::remove(window, u"old"_s);
    QVERIFY(registry.collectGarbageBeside());
    const QByteArrayList changes = registry.changes();

    ui::RestoreDialog *restore = reviewRestore(window);
    QVERIFY(restore);
    const auto labels = restore->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text() == u"Nothing of it can be put back."_s;
    }));
    const QAbstractItemModel *rows = restore->findChild<QTreeView *>(u"restoreTree"_s)->model();
    QVERIFY(rows->rowCount() > 0);
    for (int row = 0; row < rows->rowCount(); ++row) {
        const QString said = rows->index(row, RestoreModel::ResultColumn).data().toString();
        QVERIFY2(said.startsWith(u"Not put back: its layer "_s) && said.endsWith(u" is gone from the registry"_s),
                 qPrintable(said));
    }
    QCOMPARE(rows->index(rows->rowCount() - 1, RestoreModel::TagColumn).data().toString(), u"old"_s);
    QVERIFY(!restore->findChild<QPushButton *>(u"restoreApproveButton"_s)->isEnabled());
    QCOMPARE(registry.changes(), changes); // nothing was written
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"v2"_s}));
    QCOMPARE(server.raw(u"latest"_s), latest);
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
    window.press(u"runNoticeButton"_s);
    WAIT_FOR(!window.find<QWidget>(u"runNoticeBar"_s));
    WAIT_FOR(server.raw(u"v2"_s) == latest);
    QCOMPARE(server.raw(u"latest"_s), latest);
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"old"_s, u"v2"_s}));

    retag(window, u"old"_s, u"kept"_s, u"cannot be taken back"_s);
    QCOMPARE(server.raw(u"kept"_s), old);
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"Retagged to kept."_s);
    QVERIFY(!window.find<QWidget>(u"runNoticeButton"_s));
}

QTEST_MAIN(tst_RegistryChanges)
#include "tst_registrychanges.moc"
