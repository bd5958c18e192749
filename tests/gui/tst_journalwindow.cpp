#include <optional>

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

#include "app/changes/journal.h"
#include "app/changes/runlock.h"
#include "models/runhistorymodel.h"
#include "tests/gui/registryrun.h"
#include "tests/support/fulldisk.h"
#include "tests/support/manifests.h"
#include "tests/support/readonlyfolder.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using registryrun::approve;
using registryrun::mark;
using registryrun::review;
using registryrun::Server;
using ui::PlanDialog;

namespace {

constexpr int pastRuns = 12;
constexpr qint64 pageSize = 4'096;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Over what is there, which is never shorter in between.
void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// A journal of runs that ended; each took an image whose manifest is larger than a page.
void writeHistory(const QString &path)
{
    const auto journal = changes::Journal::open(path).value();
    for (int i = 0; i < pastRuns; ++i) {
        constexpr int layers = 40;
        std::vector<support::NamedBlob> blobs;
        blobs.reserve(layers);
        for (int blob = 0; blob < layers; ++blob)
            blobs.push_back({QByteArray::number(i) + ' ' + QByteArray::number(blob), 1'000});
        const oci::Manifest image = support::imageManifest(blobs);
        changes::RunRecord run;
        run.repository = u"team/app"_s;
        run.begun = QDateTime::currentDateTimeUtc();
        const std::vector<changes::Step> steps{{changes::Step::Kind::DeleteManifest, {}, image.digest()}};
        const qint64 id = journal->begin(run, steps, {image}).value();
        if (!journal->record(id, 0, changes::StepState::Sent) || !journal->record(id, 0, changes::StepState::Done)
            || !journal->end(id, run.begun))
            qFatal("the journal is not written");
    }
}

/// The bytes of the journal at @p path with one page overwritten: of those pages whose loss is noticed and leaves some
/// of the runs, the first. Empty where there is none.
QByteArray withAPageOverwritten(const QString &path)
{
    const QByteArray sound = contentOf(path);
    for (qint64 at = pageSize; at < sound.size(); at += pageSize) {
        QByteArray damaged = QByteArray(sound).replace(at, pageSize, QByteArray(pageSize, '\xff'));
        const QTemporaryDir folder;
        const QString trial = folder.filePath(u"journal.sqlite"_s);
        write(trial, damaged);
        if (changes::Journal::open(trial))
            continue;
        const auto saved = changes::Journal::open(trial);
        const auto runs = saved ? (*saved)->runs() : base::fail(saved.error());
        if (runs && !runs->empty())
            return damaged;
    }
    return {};
}

/// A profile, and what is shown of a window over it.
class Profile
{
public:
    Profile()
    {
        if (!QDir(m_folder.path()).mkpath(u"data"_s))
            qFatal("no profile");
        writeHistory(journal());
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString journal() const { return m_folder.filePath(u"data/changes.sqlite"_s); }
    [[nodiscard]] QStringList setAside() const
    {
        const QDir data(m_folder.filePath(u"data"_s));
        return data.entryList({u"changes.sqlite.damaged-*"_s});
    }
    [[nodiscard]] ui::Options options(const Server &server) const
    {
        ui::Options options = server.options();
        options.profile = m_folder.path();
        return options;
    }

private:
    QTemporaryDir m_folder;
};

/// Whether a label, or a row of Activity, has @p words.
bool says(DrivenWindow &window, const QString &words)
{
    for (const QLabel *label : window.application.window().findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    const auto *view = window.find<QTreeView>(u"activityView"_s);
    for (int row = 0; view && row < view->model()->rowCount(); ++row) {
        for (int column = 0; column < view->model()->columnCount(); ++column) {
            const QModelIndex index = view->model()->index(row, column);
            if (index.data().toString().contains(words)
                || index.data(Qt::AccessibleTextRole).toString().contains(words))
                return true;
        }
    }
    return false;
}

/// Opens a list of Activity.
void openList(DrivenWindow &window, int number)
{
    if (!window.find<QTabBar>(u"activityTabs"_s))
        window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(number);
}

/// The runs in the history; -1 where it is not shown.
int historySize(DrivenWindow &window)
{
    openList(window, 3);
    const auto *view = window.find<QTreeView>(u"historyView"_s);
    return view ? view->model()->rowCount() : -1;
}

/// What the bar over the tags says; empty where there is none.
QString pending(DrivenWindow &window)
{
    const auto *label = window.find<QLabel>(u"pendingCount"_s);
    return label ? label->text() : QString();
}

/// Marks `old`, and approves the plan for it.
void approveDeletion(DrivenWindow &window)
{
    if (!window.find<QWidget>(u"pendingBar"_s))
        mark(window, {u"old"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    approve(dialog, u"Delete 1 tag"_s);
}

/// Whether a run has deleted something.
bool isAnythingDeleted(const support::DockerRegistry &registry, const QByteArray &digest)
{
    return registry.changes().contains("DELETE /v2/team/app/manifests/" + digest);
}

} // namespace

/// Whatever becomes of the journal's file: the window says so, nothing is sent, and what can be read stays.
class tst_JournalWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void diskIsFull();
    void profileIsReadOnly();
    void aPageWasOverwritten();
    void aPageIsOverwritten_data();
    void aPageIsOverwritten();
    void anotherIsAtTheRun();

private:
    std::unique_ptr<support::DockerRegistry> m_registry;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<Profile> m_profile;
    QByteArray m_old; ///< the digest of that tag
};

void tst_JournalWindow::init()
{
    m_registry = std::make_unique<support::DockerRegistry>(registryrun::deletesAre(true));
    QVERIFY2(m_registry->isRunning(), m_registry->log().constData());
    m_server = std::make_unique<Server>(m_registry->address());
    m_profile = std::make_unique<Profile>();
    m_old = oci::Digest::of(m_server->raw(u"old"_s)).toString().toLatin1();
}

void tst_JournalWindow::diskIsFull()
{
    DrivenWindow window(m_profile->options(*m_server));
    mark(window, {u"old"_s});
    {
        const support::FullDisk full;
        approveDeletion(window);
        openList(window, 1);
        WAIT_FOR(says(window, u"The journal of changes cannot be written."_s));
        WAIT_FOR(pending(window) == u"1 change pending"_s); // it has ended, and the tag is marked still
        WAIT_FOR(historySize(window) == pastRuns);
    }
    QVERIFY(!isAnythingDeleted(*m_registry, m_old));
    QCOMPARE(m_server->tags().size(), 3);

    approveDeletion(window); // there is room again
    WAIT_FOR(!window.tagRow(u"old"_s).isValid());
    QVERIFY(isAnythingDeleted(*m_registry, m_old));
    WAIT_FOR(historySize(window) == pastRuns + 1);
}

void tst_JournalWindow::profileIsReadOnly()
{
    const QByteArray before = contentOf(m_profile->journal());
    {
        const support::ReadOnlyFolder readOnly(m_profile->path()); // before the window: its threads may do what we may
        DrivenWindow window(m_profile->options(*m_server));
        approveDeletion(window);
        openList(window, 1);
        WAIT_FOR(says(window, u"The journal of changes cannot be written."_s));
        WAIT_FOR(historySize(window) == pastRuns);
    }
    QVERIFY(!isAnythingDeleted(*m_registry, m_old));
    QCOMPARE(m_server->tags().size(), 3);
    QCOMPARE(contentOf(m_profile->journal()), before);
    QCOMPARE(m_profile->setAside(), QStringList());
}

void tst_JournalWindow::aPageWasOverwritten()
{
    const QByteArray damaged = withAPageOverwritten(m_profile->journal());
    QVERIFY(!damaged.isEmpty());
    write(m_profile->journal(), damaged);
    DrivenWindow window(m_profile->options(*m_server));
    WAIT_FOR(says(window, u"The journal of changes was damaged. The file is kept as "_s));
    QVERIFY(says(window, u"What could be read of it is in a new journal."_s));
    QCOMPARE(m_profile->setAside().size(), 1);
    QVERIFY(says(window, m_profile->setAside().constFirst()));
    QCOMPARE(contentOf(m_profile->path() + u"/data/"_s + m_profile->setAside().constFirst()), damaged);
    WAIT_FOR(historySize(window) > 0);
    const int saved = historySize(window);
    QVERIFY(saved <= pastRuns);

    approveDeletion(window);
    WAIT_FOR(!window.tagRow(u"old"_s).isValid());
    WAIT_FOR(historySize(window) == saved + 1);
    QCOMPARE(m_profile->setAside().size(), 1);
}

void tst_JournalWindow::aPageIsOverwritten_data()
{
    QTest::addColumn<bool>("restores");
    QTest::newRow("before a run") << false;
    QTest::newRow("before a restore") << true;
}

/// While the window runs, between two of its runs.
void tst_JournalWindow::aPageIsOverwritten()
{
    QFETCH(const bool, restores);
    DrivenWindow window(m_profile->options(*m_server));
    mark(window, {u"latest"_s, u"v2"_s});
    PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    approve(dialog, u"Delete 2 tags"_s);
    WAIT_FOR(!window.tagRow(u"latest"_s).isValid());
    WAIT_FOR(!window.find<QWidget>(u"pendingBar"_s)); // nothing runs
    WAIT_FOR(historySize(window) == pastRuns + 1);
    auto *history = window.find<QTreeView>(u"historyView"_s);
    WAIT_FOR(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"2 done"_s);
    WAIT_FOR(!QFile::exists(m_profile->journal() + u"-wal"_s)); // all that was written is in the file, and stays
    const QByteArray damaged = withAPageOverwritten(m_profile->journal());
    QVERIFY(!damaged.isEmpty());
    write(m_profile->journal(), damaged);

    if (restores) {
        history->setCurrentIndex(history->model()->index(0, 0));
        window.press(u"restoreRunButton"_s);
    } else {
        approveDeletion(window);
    }
    WAIT_FOR(says(window, u"The journal of changes was damaged. The file is kept as "_s));
    QVERIFY(says(window, u"What could be read of it is in a new journal."_s));
    QCOMPARE(m_profile->setAside().size(), 1);
    QCOMPARE(contentOf(m_profile->path() + u"/data/"_s + m_profile->setAside().constFirst()), damaged);
    if (restores) {
        const auto *refused = window.application.window().findChild<ui::RestoreDialog *>();
        QVERIFY(!refused->findChild<QPushButton *>(u"restoreApproveButton"_s)->isEnabled());
        window.press(u"restoreCancelButton"_s);
        QVERIFY(!isAnythingDeleted(*m_registry, m_old));
    } else { // whoever met the damage first, the run or what shows the history
        WAIT_FOR(!window.tagRow(u"old"_s).isValid() || pending(window) == u"1 change pending"_s);
    }
    if (window.tagRow(u"old"_s).isValid()) {
        QVERIFY(!isAnythingDeleted(*m_registry, m_old));
        approveDeletion(window);
        WAIT_FOR(!window.tagRow(u"old"_s).isValid());
    }
    WAIT_FOR(historySize(window) > 1);
    const QAbstractItemModel *runs = window.find<QTreeView>(u"historyView"_s)->model();
    WAIT_FOR(runs->index(0, RunHistoryModel::WhatColumn).data().toString() == u"Deleted 1 tag"_s);
    WAIT_FOR(runs->index(0, RunHistoryModel::ResultColumn).data().toString() == u"1 done"_s);
    QCOMPARE(m_profile->setAside().size(), 1);
}

/// Said in words of its own, in the window's language; the run is left alone.
void tst_JournalWindow::anotherIsAtTheRun()
{
    qint64 id = 0;
    {
        const auto journal = changes::Journal::open(m_profile->journal()).value();
        changes::RunRecord run;
        run.connection = u"gone"_s;
        run.repository = u"team/app"_s;
        run.begun = QDateTime::currentDateTimeUtc();
        const auto digest = oci::Digest::parse(QString::fromLatin1(m_old)).value();
        id = journal->begin(run, {{changes::Step::Kind::DeleteManifest, {}, digest}}, {}).value();
    }
    auto lock = changes::lockRun(m_profile->journal(), id).value();
    ui::Options options = m_profile->options(*m_server);
    options.language = u"zh_CN"_s;
    DrivenWindow window(options);
    WAIT_FOR(historySize(window) == pastRuns + 1);
    auto *view = window.find<QTreeView>(u"historyView"_s);
    view->setCurrentIndex(view->model()->index(0, 0));
    window.prompts.nextConfirm = true;
    window.press(u"stopRunButton"_s);
    WAIT_FOR(window.prompts.told == QStringList(u"另一个 Portolan 正在执行此操作。"_s));
    const auto journal = changes::Journal::open(m_profile->journal()).value();
    const auto isOpen = [&journal] { return !journal->runs().value().front().ended.isValid(); };
    QVERIFY(isOpen());
    lock.reset();
    window.press(u"stopRunButton"_s);
    WAIT_FOR(!isOpen());
    QCOMPARE(window.prompts.told.size(), 1);
}

QTEST_MAIN(tst_JournalWindow)
#include "tst_journalwindow.moc"
