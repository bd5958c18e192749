#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QTabBar>

#include "app/changes/journal.h"
#include "app/changes/runner.h"
#include "models/repairmodel.h"
#include "models/runhistorymodel.h"
#include "tests/app/registry/wire.h"
#include "tests/gui/drivenwindow.h"
#include "tests/gui/taggedfolder.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/repairdialog.h"
#include "ui/dialogs/restoredialog.h"

using namespace Qt::StringLiterals;
using models::RepairModel;
using support::Answer;
using ui::RepairDialog;

namespace {

QByteArray skopeo(const QStringList &arguments)
{
    QProcess process;
    process.start(support::findProgram(u"skopeo"_s), arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

/// The digests of what @p index names.
std::vector<oci::Digest> childrenOf(const QByteArray &index)
{
    std::vector<oci::Digest> children;
    const QJsonArray manifests = QJsonDocument::fromJson(index).object().value("manifests"_L1).toArray();
    children.reserve(static_cast<std::size_t>(manifests.size()));
    for (const auto &manifest : manifests)
        children.push_back(*oci::Digest::parse(manifest.toObject().value("digest"_L1).toString()));
    return children;
}

oci::Manifest nestedIn(const oci::Digest &index, qsizetype size)
{
    return *oci::Manifest::parse(
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":)"
        R"("application/vnd.oci.image.index.v1+json","digest":")"
            + index.toString().toLatin1() + R"(","size":)" + QByteArray::number(size) + "}]}",
        {});
}

RepairDialog *openReport(DrivenWindow &window)
{
    window.trigger(u"checkBrokenImagesAction"_s);
    return window.application.window().findChild<RepairDialog *>();
}

QString cell(const RepairDialog *dialog, int row, RepairModel::Column column)
{
    const QAbstractItemModel *model = dialog->findChild<QTreeView *>(u"repairTree"_s)->model();
    return model->index(row, column, model->index(0, 0)).data().toString();
}

int brokenIn(const RepairDialog *dialog)
{
    return dialog->findChild<QTreeView *>(u"repairTree"_s)->model()->rowCount();
}

bool says(const QWidget *dialog, const QString &text)
{
    const auto labels = dialog->findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(),
                       [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

QPushButton *barButton(const QWidget *dialog, const QString &text)
{
    const auto buttons = dialog->findChildren<QPushButton *>(u"infoBarButton"_s);
    const auto found = std::find_if(buttons.cbegin(), buttons.cend(), [&text](const QPushButton *button) {
        return button->isVisible() && button->text() == text;
    });
    return found == buttons.cend() ? nullptr : *found;
}

void pressBar(const QWidget *dialog, const QString &text)
{
    WAIT_FOR(barButton(dialog, text));
    QTest::mouseClick(barButton(dialog, text), Qt::LeftButton);
}

Answer denied()
{
    return Answer::withStatus(403, R"({"errors":[{"code":"DENIED","message":"not for you"}]})");
}

} // namespace

/// The repair report, and the way back from it.
class tst_RepairWindow : public QObject
{
    Q_OBJECT

private slots:
    void foundAndRestored();
    void nothingIsBroken();
    void readOnlyOffersNoRestore();
    void notEverythingIsRead();

private:
    [[nodiscard]] QString at(const QString &reference) const
    {
        return u"docker://%1/team/app"_s.arg(QString::fromLatin1(m_registry.address())) + reference;
    }
    [[nodiscard]] QByteArray raw(const QString &reference) const
    {
        return skopeo({u"inspect"_s, u"--raw"_s, u"--tls-verify=false"_s, at(reference)});
    }
    void push(const QString &layout, const QString &tag) const
    {
        const QByteArray said = skopeo({u"copy"_s, u"--all"_s, u"--insecure-policy"_s, u"--dest-tls-verify=false"_s,
                                        u"oci:%1/%2:latest"_s.arg(sample, layout), at(tag)});
        QVERIFY2(!said.startsWith("failed"), said.constData());
    }
    [[nodiscard]] ui::Options options(const QTemporaryDir &profile) const
    {
        ui::Options options;
        options.target = QString::fromLatin1(m_registry.address()) + u"/team/app"_s;
        options.profile = profile.path();
        return options;
    }
    void deleteByARun(const oci::Digest &digest, const QString &profile);

    const QString sample = QStringLiteral(BINARY_DIR "/share/portolan/sample");
    const oci::RepositoryName m_name = wire::repository(u"team/app"_s);
    support::DockerRegistry m_registry{{{}, false, nullptr, true}};
};

/// A run of Portolan deletes a manifest that an index names: no tag leads to that index yet.
void tst_RepairWindow::deleteByARun(const oci::Digest &digest, const QString &profile)
{
    wire::Connection registry({m_registry.url("")});
    const auto manifest = registry->manifest(m_name, digest, {});
    VERIFY_OK(manifest);
    QVERIFY(QDir(profile).mkpath(u"data"_s));
    const auto journal = changes::Journal::open(profile + u"/data/changes.sqlite"_s);
    VERIFY_OK(journal);
    changes::RunRecord record;
    record.repository = m_name.toString();
    record.address = QString::fromLatin1(m_registry.address());
    record.account = u"maria"_s;
    record.reason = u"too large"_s;
    record.begun = QDateTime::currentDateTimeUtc();
    const auto id = (*journal)->begin(record, {{changes::Step::Kind::DeleteManifest, {}, digest}}, {*manifest});
    VERIFY_OK(id);
    const changes::RunReport report = changes::Runner(**journal, registry.registry(), m_name, {}).run(*id, {}, {});
    QCOMPARE(report.count(changes::StepState::Done), 1);
}

/// One image of an index went by a run of Portolan, another by somebody else: the report tells them apart, and what
/// the history has comes back as it was.
void tst_RepairWindow::foundAndRestored()
{
    const QTemporaryDir profile;
    push(u"payments/api"_s, u":latest"_s);
    const QByteArray inner = raw(u":latest"_s);
    const std::vector<oci::Digest> children = childrenOf(inner);
    QVERIFY(children.size() >= 2);
    const QByteArray ours = raw(u'@' + children.at(0).toString());
    push(u"payments/gateway"_s, u":latest"_s);
    deleteByARun(children.at(0), profile.path());
    wire::Connection registry({m_registry.url("")});
    const oci::Digest innerDigest = oci::Digest::of(inner);
    VERIFY_OK(registry->putManifest(m_name, wire::tag(u"nested"_s), nestedIn(innerDigest, inner.size()), {}));
    VERIFY_OK(registry->deleteManifest(m_name, children.at(1), {}));
    QVERIFY(raw(u'@' + children.at(0).toString()).startsWith("failed"));

    DrivenWindow window(options(profile));
    WAIT_FOR(window.tagRow(u"nested"_s).isValid());
    RepairDialog *dialog = openReport(window);
    QVERIFY(dialog);
    WAIT_FOR(brokenIn(dialog) == 1);
    const auto *view = dialog->findChild<QTreeView *>(u"repairTree"_s);
    const QModelIndex top = view->model()->index(0, RepairModel::TagColumn);
    QCOMPARE(top.data().toString(), u"nested"_s);
    QCOMPARE(view->model()->rowCount(top), 2);
    WAIT_FOR(says(dialog, u"2 tags and 3 indexes read"_s));
    QCOMPARE(cell(dialog, 0, RepairModel::ImageColumn), children.at(0).shortText());
    QCOMPARE(cell(dialog, 0, RepairModel::CauseColumn), u"Deleted by Portolan as maria: too large"_s);
    QCOMPARE(cell(dialog, 0, RepairModel::RestoreColumn), u"From the history"_s);
    QCOMPARE(cell(dialog, 1, RepairModel::ImageColumn), children.at(1).shortText());
    QCOMPARE(cell(dialog, 1, RepairModel::CauseColumn), u"Not by a run that the history knows"_s);
    QCOMPARE(cell(dialog, 1, RepairModel::SinceColumn), u"Seen now"_s);
    QCOMPARE(cell(dialog, 1, RepairModel::RestoreColumn), u"No: push it again"_s);
    window.press(u"repairCopyButton"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(children.at(1).toString()));

    window.press(u"repairRestoreButton"_s);
    auto *restore = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(restore);
    auto *approve = restore->findChild<QPushButton *>(u"restoreApproveButton"_s);
    WAIT_FOR(approve->isEnabled());
    QCOMPARE(approve->text(), u"Restore 1 image"_s);
    QTest::mouseClick(approve, Qt::LeftButton);
    WAIT_FOR(brokenIn(dialog) == 1 && view->model()->rowCount(view->model()->index(0, 0)) == 1);
    QCOMPARE(raw(u'@' + children.at(0).toString()), ours);
    WAIT_FOR(!window.find<QPushButton>(u"repairRestoreButton"_s)->isEnabled()); // the other one is nowhere

    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s));
    const QAbstractItemModel *history = window.find<QTreeView>(u"historyView"_s)->model();
    WAIT_FOR(history->index(0, models::RunHistoryModel::WhatColumn).data().toString() == u"Restored 1 image"_s);
    WAIT_FOR(history->index(1, models::RunHistoryModel::RestoreColumn).data().toString().startsWith(u"Restored"_s));
    const auto journal = changes::Journal::open(profile.path() + u"/data/changes.sqlite"_s);
    VERIFY_OK(journal);
    QCOMPARE((*journal)->runs()->front().restores, std::optional<qint64>(1));
}

void tst_RepairWindow::nothingIsBroken()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(window.tagRow(u"prod"_s).isValid());
    RepairDialog *dialog = openReport(window);
    QVERIFY(dialog);
    WAIT_FOR(says(dialog, u"Every index of app is complete"_s));
    WAIT_FOR(says(dialog, u"4 tags and 0 indexes read"_s));
    window.trigger(u"checkRepositoryAction"_s); // of the tree
    QCOMPARE(window.application.window().findChildren<RepairDialog *>(), {dialog}); // there is one
    QTest::keyClick(dialog, Qt::Key_Escape);
    WAIT_FOR(!window.application.window().findChild<RepairDialog *>());
}

/// The same broken index as the sample registry has it, on a connection that may not be changed.
void tst_RepairWindow::readOnlyOffersNoRestore()
{
    const QTemporaryDir profile;
    QVERIFY(QDir(profile.path()).mkpath(u"config"_s));
    auto connection = connections::Connection::toFolder(sample + u"/lab/half-copied"_s);
    connection.readOnly = true;
    QVERIFY(connections::ConnectionFile(profile.path() + u"/config/connections.json"_s).write({connection}));
    ui::Options options;
    options.target = sample + u"/lab/half-copied"_s;
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(window.tagRow(u"v0.4.0"_s).isValid());
    RepairDialog *dialog = openReport(window);
    QVERIFY(dialog);
    WAIT_FOR(brokenIn(dialog) == 1);
    QVERIFY(!window.find<QPushButton>(u"repairRestoreButton"_s));
}

/// What a registry does not show is neither whole nor broken; what failed can be tried again.
void tst_RepairWindow::notEverythingIsRead()
{
    const oci::Digest image = support::blob("an image that nobody may read");
    const QByteArray index = support::indexManifest({image}).raw();
    support::ScriptedServer server;
    server.answer({"", "/v2/"}, Answer::ok("{}"));
    const auto list = [&server](const Answer &answer) { server.answer({"", "/v2/team/app/tags/list"}, answer); };
    list(Answer::ok(R"({"name":"team/app","tags":["v1"]})"));
    server.answer({"", "/v2/team/app/manifests/", true}, Answer::ok(index, "application/vnd.oci.image.index.v1+json"));
    server.answer({"", "/v2/team/app/manifests/" + image.toString().toLatin1()}, denied());
    ui::Options options;
    options.target = QString::fromLatin1(server.url("/team/app"));
    DrivenWindow window(options);
    WAIT_FOR(window.tagRow(u"v1"_s).isValid() && window.find<QLabel>(u"tagsCompleteness"_s));

    list(Answer::silence());
    RepairDialog *dialog = openReport(window);
    QVERIFY(dialog);
    pressBar(dialog, u"Stop"_s);
    WAIT_FOR(says(dialog, u"Stopped: not everything was read."_s));
    list(denied());
    pressBar(dialog, u"Try again"_s);
    WAIT_FOR(barButton(dialog, u"Try again"_s) && !says(dialog, u"Stopped"_s));
    QVERIFY(!dialog->findChild<QPushButton *>(u"repairCopyButton"_s)->isEnabled());
    list(Answer::withStatus(401, {}, {{"WWW-Authenticate", "Basic realm=\"here\""}}));
    pressBar(dialog, u"Try again"_s);
    WAIT_FOR(barButton(dialog, u"Sign in…"_s));
    list(Answer::ok(R"({"name":"team/app","tags":["v1"]})"));
    window.press(u"repairAgainButton"_s);
    WAIT_FOR(says(dialog, u"Every index of team/app that could be read is complete"_s));
    WAIT_FOR(says(dialog, u"1 thing could not be read and may be whole or broken."_s));
    QVERIFY(dialog->reportText().contains(image.toString()));

    server.answer({"", "/v2/team/app/manifests/" + image.toString().toLatin1()}, Answer::withStatus(404));
    pressBar(dialog, u"Try again"_s);
    WAIT_FOR(brokenIn(dialog) == 1);
}

QTEST_MAIN(tst_RepairWindow)
#include "tst_repairwindow.moc"
