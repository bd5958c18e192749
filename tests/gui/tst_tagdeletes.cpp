#include <QTreeView>

#include "tests/gui/registryrun.h"
#include "tests/support/interop.h"
#include "ui/dialogs/restoredialog.h"

using namespace Qt::StringLiterals;

namespace {

/// One of two tags of an image goes and comes back; the other one and the image stay as they were.
void prove(const QByteArray &address)
{
    const registryrun::Server server(address);
    const QByteArray latest = server.raw(u"latest"_s);
    const QStringList before = server.tags();
    QCOMPARE(before, (QStringList{u"latest"_s, u"old"_s, u"v2"_s}));
    DrivenWindow window(server.options());
    registryrun::mark(window, {u"v2"_s});
    ui::PlanDialog *dialog = registryrun::review(window);
    QVERIFY(dialog);
    registryrun::approve(dialog, u"Delete 1 tag"_s);
    WAIT_FOR(!window.tagRow(u"v2"_s).isValid());
    QCOMPARE(server.tags(), (QStringList{u"latest"_s, u"old"_s}));
    QCOMPARE(server.raw(u"latest"_s), latest);

    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    window.press(u"restoreRunButton"_s);
    auto *restore = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(restore);
    auto *button = restore->findChild<QPushButton *>(u"restoreApproveButton"_s);
    WAIT_FOR(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    WAIT_FOR(window.tagRow(u"v2"_s).isValid());
    QCOMPARE(server.tags(), before);
    QCOMPARE(server.raw(u"v2"_s), latest);
}

} // namespace

/// Other people's registries that delete by tag, those of them that are installed.
class tst_TagDeletes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void distribution();
    void ggcr();
};

void tst_TagDeletes::initTestCase()
{
    QVERIFY2(!support::interopProgram(u"distribution"_s).isEmpty()
                 || !support::interopProgram(u"ggcr-registry"_s).isEmpty(),
             "tests/interop/install.sh installs what this tests against");
}

void tst_TagDeletes::distribution()
{
    if (support::interopProgram(u"distribution"_s).isEmpty())
        return;
    support::DockerRegistrySettings settings;
    settings.program = support::interopProgram(u"distribution"_s);
    settings.deletes = true;
    const support::DockerRegistry registry(settings);
    QVERIFY2(registry.isRunning(), registry.log().constData());
    prove(registry.address());
}

void tst_TagDeletes::ggcr()
{
    if (support::interopProgram(u"ggcr-registry"_s).isEmpty())
        return;
    const quint16 port = support::freePort();
    support::ChildProcess registry(support::interopProgram(u"ggcr-registry"_s), {u"-port"_s, QString::number(port)});
    QVERIFY2(registry.waitForPort(port), registry.log().constData());
    prove("127.0.0.1:" + QByteArray::number(port));
}

QTEST_MAIN(tst_TagDeletes)
#include "tst_tagdeletes.moc"
