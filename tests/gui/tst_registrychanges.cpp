#include <QCheckBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTabBar>

#include "models/runhistorymodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/dockerregistry.h"
#include "ui/dialogs/plandialog.h"
#include "ui/dialogs/restoredialog.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using ui::PlanDialog;

namespace {

QByteArray skopeo(const QStringList &arguments)
{
    QProcess process;
    process.start(support::findProgram(u"skopeo"_s), arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

/// Debian's docker-registry, which deletes by digest only, with `latest` and `v2` on one index of images and `old` on
/// another; looked at through skopeo, which knows nothing of us.
class Server
{
public:
    explicit Server(bool deletes)
        : m_registry({{}, false, nullptr, deletes})
    {
        for (const auto &[layout, tag] : {std::pair(u"payments/api"_s, u"latest"_s),
                                          {u"payments/api"_s, u"v2"_s},
                                          {u"payments/gateway"_s, u"old"_s}}) {
            const QByteArray said = skopeo(
                {u"copy"_s, u"--all"_s, u"--insecure-policy"_s, u"--dest-tls-verify=false"_s,
                 u"oci:%1/%2:latest"_s.arg(QStringLiteral(BINARY_DIR "/share/portolan/sample"), layout), at(tag)});
            if (said.startsWith("failed"))
                qFatal("%s", said.constData());
        }
    }

    void copy(const QString &from, const QString &to) const
    {
        const QString address = u"docker://"_s + QString::fromLatin1(m_registry.address()) + u'/';
        const QByteArray said = skopeo({u"copy"_s, u"--all"_s, u"--insecure-policy"_s, u"--src-tls-verify=false"_s,
                                        u"--dest-tls-verify=false"_s, address + from, address + to});
        if (said.startsWith("failed"))
            qFatal("%s", said.constData());
    }
    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = QString::fromLatin1(m_registry.address()) + u"/team/app"_s;
        return options;
    }
    [[nodiscard]] QStringList tags() const
    {
        const QByteArray listed = skopeo({u"list-tags"_s, u"--tls-verify=false"_s, at({})});
        QStringList tags;
        const QJsonArray array = QJsonDocument::fromJson(listed).object().value("Tags"_L1).toArray();
        for (const auto &tag : array)
            tags.append(tag.toString());
        tags.sort();
        return tags;
    }
    [[nodiscard]] QByteArray raw(const QString &tag) const
    {
        return skopeo({u"inspect"_s, u"--raw"_s, u"--tls-verify=false"_s, at(tag)});
    }

private:
    [[nodiscard]] QString at(const QString &tag) const
    {
        const QString name = u"docker://%1/team/app"_s.arg(QString::fromLatin1(m_registry.address()));
        return tag.isEmpty() ? name : name + u':' + tag;
    }

    support::DockerRegistry m_registry;
};

void mark(DrivenWindow &window, const QStringList &tags)
{
    WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
    for (const QString &tag : tags) {
        WAIT_FOR(window.tagRow(tag).isValid());
        window.clickTag(tag);
        QTest::keyClick(window.tags(), Qt::Key_Delete);
    }
}

/// The review, once it was read.
PlanDialog *review(DrivenWindow &window)
{
    window.press(u"pendingReviewButton"_s);
    auto *dialog = window.application.window().findChild<PlanDialog *>();
    const auto isRead = [dialog] { return dialog->reading() != nullptr; };
    return dialog && QTest::qWaitFor(isRead, 60'000) ? dialog : nullptr;
}

void approve(PlanDialog *dialog, const QString &words)
{
    auto *confirm = dialog->findChild<QLineEdit *>(u"planConfirmField"_s);
    if (confirm->isVisible())
        confirm->setText(u"team/app"_s);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    QCOMPARE(run->text(), words);
    QTest::mouseClick(run, Qt::LeftButton);
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
};

void tst_RegistryChanges::deletedAndRestored()
{
    const Server server(true);
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
    auto *history = window.find<QTreeView>(u"historyView"_s);
    QVERIFY(history);
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
    QCOMPARE(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString(), u"1 done"_s);
}

/// The plan leaves the tag alone and names its siblings; the detour, once chosen, takes the tag and keeps them.
void tst_RegistryChanges::aTagOfASharedImage()
{
    const Server server(true);
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
    const Server server(true);
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
    const Server server(false);
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

QTEST_MAIN(tst_RegistryChanges)
#include "tst_registrychanges.moc"
