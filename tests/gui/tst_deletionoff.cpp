#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>

#include "tests/gui/registryrun.h"

using namespace Qt::StringLiterals;
using registryrun::approve;
using registryrun::deletesAre;
using registryrun::mark;
using registryrun::retag;
using registryrun::review;
using registryrun::reviewRestore;
using registryrun::Server;
using ui::PlanDialog;

namespace {

/// What reached the registry since @p before and could change something: all but a DELETE of what is not there.
QByteArrayList harm(const support::DockerRegistry &registry, const Server &server, qsizetype before)
{
    QByteArrayList harm;
    const QStringList tags = server.tags();
    for (const QByteArray &change : registry.changes().mid(before)) {
        const QByteArray name = change.mid(change.lastIndexOf('/') + 1);
        const bool isThere = name.startsWith("sha256:")
            ? QFile::exists(registry.blobFile(QString::fromLatin1(name.mid(7))))
            : tags.contains(QString::fromLatin1(name));
        if (isThere || !change.startsWith("DELETE /v2/team/app/manifests/"))
            harm.append(change);
    }
    return harm;
}

/// The variable that an administrator sets is said in @p dialog.
bool saysTheLine(const PlanDialog *dialog)
{
    const auto labels = dialog->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"REGISTRY_STORAGE_DELETE_ENABLED=true"_s);
    });
}

} // namespace

/// Debian's docker-registry with its deletion off, whose log says what reached it.
class tst_DeletionOff : public QObject
{
    Q_OBJECT

private slots:
    void reviews_data();
    void reviews();
    void afterTheReview();
    void aMoveAndItsUndo();
    void aRestore();
};

void tst_DeletionOff::reviews_data()
{
    QTest::addColumn<QStringList>("tags"); // none: the repository
    QTest::newRow("a tag") << QStringList{u"old"_s};
    QTest::newRow("a tag of a shared image") << QStringList{u"v2"_s};
    QTest::newRow("an image") << QStringList{u"v2"_s, u"latest"_s};
    QTest::newRow("the repository") << QStringList();
}

/// It is found by asking for the deletion of what is not there, before anything that is; no detour is offered, either.
void tst_DeletionOff::reviews()
{
    QFETCH(QStringList, tags);
    const support::DockerRegistry registry(deletesAre(false));
    const Server server(registry.address());
    const qsizetype pushes = registry.changes().size();
    QVERIFY(pushes > 0); // the log has them
    DrivenWindow window(server.options());
    PlanDialog *dialog = nullptr;
    if (tags.isEmpty()) {
        WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
        window.trigger(u"deleteRepositoryAction"_s);
        dialog = window.application.window().findChild<PlanDialog *>();
        QVERIFY(dialog);
        WAIT_FOR(dialog->reading());
    } else {
        mark(window, tags);
        QCOMPARE(registry.changes().size(), pushes); // a mark stays here
        dialog = review(window);
    }
    QVERIFY(dialog);
    QVERIFY(!dialog->plan().items.empty());
    QVERIFY(dialog->plan().steps.empty());
    QVERIFY(!dialog->findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
    QVERIFY(!dialog->findChild<QCheckBox *>(u"placeholdersBox"_s)->isVisible());
    QVERIFY(saysTheLine(dialog));
    QVERIFY(registry.changes().size() > pushes); // it was asked
    QCOMPARE(harm(registry, server, pushes), QByteArrayList());
}

/// The plan goes by placeholders: none is put on the tag that it could not be taken from.
void tst_DeletionOff::afterTheReview()
{
    support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray image = server.raw(u"v2"_s);
    const QStringList tags = server.tags();
    DrivenWindow window(server.options());
    mark(window, {u"v2"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>(u"placeholdersBox"_s)->click();
    QCOMPARE(dialog->plan().steps.size(), std::size_t(2));
    registry.restart(deletesAre(false));
    QVERIFY2(registry.isRunning(), registry.log().constData());
    approve(dialog, u"Delete 1 tag"_s);
    WAIT_FOR(!registry.changes().isEmpty());
    WAIT_FOR(window.find<QLabel>(u"pendingCount"_s)->text() == u"1 change pending"_s); // nothing runs
    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(1); // of what failed
    const QString why = window.find<QTreeView>(u"activityView"_s)->model()->index(0, 3).data().toString();
    QVERIFY2(why.startsWith(u"Deleting is switched off on"_s), qPrintable(why));
    QCOMPARE(harm(registry, server, 0), QByteArrayList());
    QCOMPARE(server.tags(), tags);
    QCOMPARE(server.raw(u"v2"_s), image);
}

/// Both are one PUT, which such a registry takes.
void tst_DeletionOff::aMoveAndItsUndo()
{
    const support::DockerRegistry registry(deletesAre(false));
    const Server server(registry.address());
    const QByteArray old = server.raw(u"old"_s);
    const QByteArray latest = server.raw(u"latest"_s);
    const qsizetype pushes = registry.changes().size();
    DrivenWindow window(server.options());
    retag(window, u"old"_s, u"v2"_s, u"With a click"_s);
    const QByteArray put = "PUT /v2/team/app/manifests/v2";
    QCOMPARE(harm(registry, server, pushes), QByteArrayList{put});
    QCOMPARE(server.raw(u"v2"_s), old);
    window.press(u"runNoticeButton"_s);
    WAIT_FOR(!window.find<QWidget>(u"runNoticeBar"_s));
    WAIT_FOR(server.raw(u"v2"_s) == latest);
    QCOMPARE(harm(registry, server, pushes), (QByteArrayList{put, put}));

    retag(window, u"old"_s, u"kept"_s, u"cannot be taken back"_s);
    QCOMPARE(harm(registry, server, pushes), (QByteArrayList{put, put, "PUT /v2/team/app/manifests/kept"}));
}

/// What was deleted before comes back by PUTs alone.
void tst_DeletionOff::aRestore()
{
    support::DockerRegistry registry(deletesAre(true));
    const Server server(registry.address());
    const QByteArray old = server.raw(u"old"_s);
    const QStringList tags = server.tags();
    DrivenWindow window(server.options());
    registryrun::remove(window, u"old"_s);
    registry.restart(deletesAre(false));
    QVERIFY2(registry.isRunning(), registry.log().constData());

    ui::RestoreDialog *restore = reviewRestore(window);
    QVERIFY(restore);
    QCOMPARE(registry.changes(), QByteArrayList()); // nothing yet
    const std::size_t steps = restore->restore()->steps.size();
    QVERIFY(steps > 1);
    QTest::mouseClick(restore->findChild<QPushButton *>(u"restoreApproveButton"_s), Qt::LeftButton);
    WAIT_FOR(window.tagRow(u"old"_s).isValid());
    QCOMPARE(server.raw(u"old"_s), old);
    QCOMPARE(server.tags(), tags);
    const QByteArrayList changes = registry.changes();
    QCOMPARE(changes.size(), qsizetype(steps));
    QVERIFY(std::ranges::all_of(
        changes, [](const QByteArray &change) { return change.startsWith("PUT /v2/team/app/manifests/"); }));
}

QTEST_MAIN(tst_DeletionOff)
#include "tst_deletionoff.moc"
