#include "ui/controllers/historycontroller.h"

#include <algorithm>
#include <utility>

#include <QFileInfo>
#include <QSaveFile>

#include "app/changes/journaltrouble.h"
#include "app/changes/runtrouble.h"
#include "app/doctor/words.h"
#include "models/format.h"
#include "models/plantext.h"
#include "models/runexport.h"
#include "ui/dialogs/restoredialog.h"
#include "ui/prompts.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using Losses = std::vector<changes::Loss>;

HistoryController::HistoryController(jobs::Workers &workers, Sessions &sessions, Runs &runs, RunNotices &notices,
                                     Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_runs(runs)
    , m_notices(notices)
    , m_prompts(prompts)
    , m_model([this](const changes::RunRecord &run) {
        const connections::Connection *connection = connectionOf(run);
        if (!connection)
            return RunHistoryModel::Access::Gone;
        const base::ChangePermit *permit = m_sessions.permit(connection->id);
        const bool isOpen = !connection->readOnly || (permit && permit->isGranted());
        return isOpen ? RunHistoryModel::Access::Open : RunHistoryModel::Access::ReadOnly;
    })
{
    connect(&m_runs, &Runs::changed, this, [this] {
        m_model.setRunning(m_runs.running());
        read();
    });
    connect(&m_runs, &Runs::stopRequested, this, &HistoryController::stop);
    connect(&m_runs, &Runs::ended, this, &HistoryController::runEnded);
    connect(this, &HistoryController::wasRead, this, [this] {
        if (const auto run = std::exchange(m_restoreOnceRead, std::nullopt))
            restore(*run);
    });
}

HistoryController::~HistoryController() = default;

/// The one of that id, or else one to the same place by the same account.
const connections::Connection *HistoryController::connectionOf(const changes::RunRecord &run) const
{
    if (const connections::Connection *connection = m_sessions.find(run.connection))
        return connection;
    const std::vector<connections::Connection> all = m_sessions.all();
    const auto same = std::find_if(all.cbegin(), all.cend(), [&run](const connections::Connection &connection) {
        return connection.address() == run.address && connection.user == run.account;
    });
    return same == all.cend() ? nullptr : m_sessions.find(same->id);
}

void HistoryController::setWindow(QWidget *window)
{
    m_window = window;
}

void HistoryController::read()
{
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    const QDateTime old
        = std::exchange(m_forgets, false) ? QDateTime::currentDateTimeUtc().addDays(-m_runs.keptDays()) : QDateTime();
    m_reading = std::make_unique<jobs::ReadHistoryJob>(m_workers, m_runs.journal(), old);
    connect(m_reading.get(), &jobs::ReadHistoryJob::historyReady, this,
            [this](const std::vector<jobs::PastRun> &runs) { m_model.setRuns(runs); });
    connect(m_reading.get(), &jobs::Job::finished, this, [this](const Result<> &result) {
        m_reading.release()->deleteLater();
        m_error = result ? std::nullopt : std::optional(ErrorWords::explain(result.error(), {}));
        if (!m_readAgain)
            emit wasRead();
        if (result && !std::exchange(m_wasSaid, true)) {
            sayLost();
            sayUnfinished();
        }
        if (!result && sayIfSetAside(result.error()))
            m_readAgain = true; // what could be saved of it
        if (std::exchange(m_readAgain, false))
            read();
    });
    m_reading->start();
}

/// Whether what failed had met a damaged journal and put another in its place: whoever comes next knows nothing of it.
bool HistoryController::sayIfSetAside(const Error &error)
{
    const changes::JournalTrouble *trouble = changes::journalTrouble(error);
    if (!trouble || trouble->aside.isEmpty())
        return false;
    const ErrorText words = ErrorWords::explain(error, {});
    emit journalSetAside(words.headline + u' ' + words.why);
    return true;
}

void HistoryController::sayUnfinished()
{
    const std::vector<qint64> runs = m_model.unfinished();
    if (runs.empty())
        return;
    emit unfinishedFound(
        runs.size() == 1 ? tr("A run was left before it had ended: %1.").arg(m_model.headline(runs.front()))
                         : tr("%Ln run(s) were left before they had ended.", nullptr, static_cast<int>(runs.size())));
}

std::optional<Runs::Repository> HistoryController::repositoryOf(qint64 run) const
{
    const jobs::PastRun *past = m_model.find(run);
    const auto name = past ? oci::RepositoryName::parse(past->run.repository) : base::fail(ErrorKind::NotFound, {});
    const connections::Connection *connection = past ? connectionOf(past->run) : nullptr;
    if (!name || !connection)
        return std::nullopt;
    return Runs::Repository{connection->id, *name};
}

void HistoryController::restore(qint64 run)
{
    if (m_reading) { // the model may not know how it ended
        m_restoreOnceRead = run;
        return;
    }
    const std::optional<Runs::Repository> repository = repositoryOf(run);
    if (repository && m_model.offer(run) == RunHistoryModel::Offer::Restore)
        review(*repository, run, run);
    else
        emit restoreRefused(run);
}

void HistoryController::restoreLost(qint64 run)
{
    const std::optional<Runs::Repository> repository = repositoryOf(run);
    const Losses lost = m_model.lost(run);
    const jobs::PastRun *past = m_model.find(run);
    if (repository && !lost.empty() && m_model.access(past->run) == RunHistoryModel::Access::Open)
        review(*repository, run, lost);
    else
        emit restoreRefused(run);
}

/// What earlier runs took and should not have, and nobody has put back or wants to hear no more of.
void HistoryController::sayLost()
{
    for (const qint64 run : m_model.withLosses()) {
        Losses lost = m_model.lost(run);
        std::erase_if(lost, [](const changes::Loss &loss) { return loss.isNoted; });
        if (!lost.empty())
            emit lossFound(lossWords(m_model.find(run)->run.repository, lost), run);
    }
}

void HistoryController::noteLost(qint64 run)
{
    auto *job = new jobs::NoteLossesJob(m_workers, m_runs.journal(), run, this);
    connect(job, &jobs::Job::finished, job, &QObject::deleteLater); // else it is said again
    job->start();
}

void HistoryController::review(const Runs::Repository &repository, qint64 run, const Of &of)
{
    const jobs::PastRun *past = m_model.find(run);
    const auto begun = oci::UtcTime(std::chrono::milliseconds(past->run.begun.toMSecsSinceEpoch()));
    open(new RestoreDialog(*m_sessions.find(repository.connection), repository.name,
                           tr("%1, %2", "what was done, when").arg(m_model.headline(run), models::formatTime(begun)),
                           m_window),
         repository, run, of);
}

void HistoryController::restoreMissing(const Runs::Repository &repository, const std::vector<oci::Digest> &manifests,
                                       const QString &tags, const std::optional<qint64> &run, QWidget *parent)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    if (!connection || manifests.empty())
        return;
    Losses lost;
    lost.reserve(manifests.size());
    for (const oci::Digest &manifest : manifests)
        lost.push_back({{}, manifest});
    auto *dialog
        = new RestoreDialog(*connection, repository.name, tr("Of %1", "tags of broken images").arg(tags), parent);
    dialog->setQuestion(tr("Put back what is missing in %1?", "%1 is a repository").arg(repository.name.toString()));
    open(dialog, repository, run, lost);
}

/// @p run is what is put back, if it is one run.
void HistoryController::open(RestoreDialog *opened, const Runs::Repository &repository, std::optional<qint64> run,
                             const Of &of)
{
    const QPointer dialog = opened;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &RestoreDialog::retried, this, [this, dialog, repository, of] { plan(dialog, repository, of); });
    connect(dialog, &RestoreDialog::doctorRequested, this,
            [this, repository] { emit doctorRequested(repository.connection, repository.name.toString()); });
    connect(dialog, &RestoreDialog::approved, this,
            [this, dialog, repository, run](const QString &why) { carryOut(repository, run, dialog->restore(), why); });
    dialog->show();
    plan(dialog, repository, of);
}

void HistoryController::plan(const QPointer<RestoreDialog> &dialog, const Runs::Repository &repository, const Of &of)
{
    dialog->showProgress();
    m_sessions.open(repository.connection, dialog, [=, this](const Result<Sessions::Session> &session) {
        if (!session) {
            dialog->showError(session.error());
            return;
        }
        auto *job = std::visit(
            [&](const auto &what) {
                return new jobs::PlanRestoreJob(m_workers, *session, m_runs.journal(), what, repository.name, dialog);
            },
            of);
        connect(job, &jobs::PlanRestoreJob::restoreReady, dialog, &RestoreDialog::showRestore);
        connect(job, &jobs::Job::finished, dialog, [this, job, dialog](const Result<> &result) {
            job->deleteLater();
            if (result)
                return;
            dialog->showError(result.error());
            if (changes::journalTrouble(result.error()))
                read(); // another journal may be in its place
        });
        job->start();
    });
}

void HistoryController::carryOut(const Runs::Repository &repository, std::optional<qint64> run,
                                 const std::shared_ptr<const changes::Restore> &restore, const QString &reason)
{
    changes::RunRecord record = m_runs.record(repository, reason);
    record.restores = run;
    m_runs.start(repository, tr("Restoring in %1").arg(repository.name.toString()),
                 [this, repository, record, restore](const Sessions::Session &session) {
                     return std::make_unique<jobs::RunRestoreJob>(m_workers, session, m_runs.journal(), record,
                                                                  repository.name, restore);
                 });
}

void HistoryController::goOn(qint64 run)
{
    const std::optional<Runs::Repository> repository = repositoryOf(run);
    if (!repository || m_model.offer(run) != RunHistoryModel::Offer::GoOn)
        return;
    m_runs.resume(*repository, tr("Going on in %1").arg(repository->name.toString()), run,
                  [this, where = *repository](const Runs::Ended &ended) { m_notices.sayDeleted(where, ended); });
}

void HistoryController::pause(qint64 run)
{
    m_runs.pause(run);
}

void HistoryController::stop(qint64 run)
{
    const QString soFar = m_runs.outcome(run);
    if (soFar.isEmpty() && !m_model.canStop(run))
        return;
    m_prompts.confirm(m_window, tr("Stop it for good?"),
                      tr("So far: %1. What is under way still ends. What was not tried stays as it is, and cannot be "
                         "gone on with later. What was done can be restored from the history.")
                          .arg(soFar.isEmpty() ? m_model.outcome(run) : soFar),
                      tr("Stop", "a run, for good"), [this, run] { stopForGood(run); });
}

void HistoryController::stopForGood(qint64 run)
{
    if (!m_runs.outcome(run).isEmpty()) {
        m_runs.stop(run);
        return;
    }
    if (!m_model.canStop(run) || m_runs.running().contains(run))
        return; // it ended meanwhile, or is just being stopped
    if (const std::optional<Runs::Repository> repository = repositoryOf(run)) {
        const QString where = repository->name.toString();
        if (!m_runs.close(*repository, tr("Stopping in %1").arg(where), run))
            m_prompts.tell(m_window, tr("Another run is under way in %1.").arg(where),
                           tr("Stop this one once that has ended."), {});
        return;
    }
    auto *job = new jobs::StopRunJob(m_workers, m_runs.journal(), run, this);
    connect(job, &jobs::Job::finished, this, [this, job](const Result<> &result) {
        job->deleteLater();
        const changes::RunTrouble *trouble = result ? nullptr : changes::runTrouble(result.error());
        if (!result && !(trouble && trouble->kind == changes::RunTrouble::Kind::Ended)) { // as was wanted
            const ErrorText words = ErrorWords::explain(result.error(), {});
            m_prompts.tell(m_window, words.headline, doctor::Words::sentences({words.why, words.advice}),
                           words.details);
        }
        read();
    });
    job->start();
}

QString HistoryController::lossWords(const QString &repository, const Losses &lost)
{
    QStringList names;
    names.reserve(std::ssize(lost));
    for (const changes::Loss &loss : lost)
        names.append(loss.tag ? loss.tag->toString() : loss.digest.shortText());
    return tr("More is gone from %1 than the plan said: %2.").arg(repository, models::PlanText::names(names));
}

void HistoryController::runEnded(const Runs::Repository &repository, const Runs::Ended &ended)
{
    if (ended.error)
        sayIfSetAside(*ended.error);
    if (!ended.report)
        return;
    if (!ended.gone.empty()) {
        QStringList lacking;
        for (const changes::GoneBlob &blob : ended.gone)
            lacking.append(models::RunRow::of(blob, changes::itemsOf(ended.begun.steps, ended.begun.goAlong)).what);
        lacking.removeDuplicates();
        emit restoredInPart(
            tr("Layers of what was put back in %1 are gone from the registry, and it cannot be pulled: %2.",
               "a repository; tags")
                .arg(repository.name.toString(), models::PlanText::names(lacking)),
            ended.begun.run);
    }
    const QString others = raceWords(repository, ended);
    if (ended.report->lost.empty()) {
        if (!others.isEmpty())
            emit raceFound(others, ended.begun.run);
        return;
    }
    QString words = lossWords(repository.name.toString(), ended.report->lost);
    if (ended.report->ending == changes::RunReport::Ending::Lost)
        words = tr("%1 %2", "two sentences").arg(words, tr("The run was stopped there."));
    if (!others.isEmpty())
        words = tr("%1 %2", "two sentences").arg(words, others);
    const auto say = [this, words, run = ended.begun.run] { emit lossFound(words, run); };
    connect(this, &HistoryController::wasRead, this, say, Qt::SingleShotConnection); // the model knows it then
}

/// What no longer fitted the plan was left alone. The other tags were changed while the run was at it, or after.
QString HistoryController::raceWords(const Runs::Repository &repository, const Runs::Ended &ended) const
{
    const std::vector<changes::RunItem> items = changes::itemsOf(ended.begun.steps, ended.begun.goAlong);
    QStringList left;
    QStringList others;
    for (const changes::Race &race : ended.report->raced) {
        const bool isLeft = std::any_of(items.cbegin(), items.cend(), [&race](const changes::RunItem &item) {
            return item.tag == race.tag && item.state() == changes::StepState::Skipped;
        });
        (isLeft ? left : others).append(race.tag.toString());
    }
    left.removeDuplicates();
    others.removeDuplicates();
    QString stale;
    if (!left.isEmpty()) {
        const QString what = u"%1: %2"_s.arg(repository.name.toString(), models::PlanText::names(left));
        stale = ErrorWords::inFull(ErrorWords::stalePlan(m_sessions.nameOf(repository.connection), what));
    }
    if (others.isEmpty())
        return stale;
    const QString changed = tr("Somebody else changed tags in %1 meanwhile: %2.", "a repository; tags")
                                .arg(repository.name.toString(), models::PlanText::names(others));
    return stale.isEmpty() ? changed : tr("%1 %2", "two sentences").arg(stale, changed);
}

QString HistoryController::lostWith(const QString &connection) const
{
    int unfinished = 0;
    int restorable = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const qint64 run = m_model.index(row, 0).data(RunHistoryModel::RunRole).toLongLong();
        const connections::Connection *its = connectionOf(m_model.find(run)->run);
        if (!its || its->id != connection)
            continue;
        const RunHistoryModel::Offer offer = m_model.offer(run);
        unfinished += offer == RunHistoryModel::Offer::GoOn ? 1 : 0;
        restorable += offer == RunHistoryModel::Offer::Restore || offer == RunHistoryModel::Offer::RestoreLost ? 1 : 0;
    }
    QStringList sentences;
    if (unfinished > 0)
        sentences.append(tr("%Ln run(s) on it did not end and cannot go on then.", nullptr, unfinished));
    if (restorable > 0)
        sentences.append(tr("%Ln run(s) on it cannot be restored from here then.", nullptr, restorable));
    if (!sentences.isEmpty())
        sentences.append(tr("The history is kept."));
    return sentences.join(u' ');
}

void HistoryController::setKeptDays(int days)
{
    m_runs.setKeptDays(days);
    m_model.setKeptDays(days);
}

void HistoryController::keepFor(int days)
{
    if (days == 0) {
        m_prompts.askText(m_window, tr("Keep the history"),
                          tr("For how many days, 1 to %1:").arg(changes::mostKeptDays), [this](const QString &text) {
                              if (const int number = text.toInt(); number > 0 && number <= changes::mostKeptDays)
                                  keepFor(number);
                              else
                                  m_prompts.tell(m_window, tr("“%1” is no number of days.").arg(text),
                                                 tr("Give one from 1 to %1.").arg(changes::mostKeptDays), {});
                          });
        return;
    }
    const int forgotten = m_model.endedBefore(QDateTime::currentDateTimeUtc().addDays(-days));
    if (forgotten == 0) {
        forgetAfter(days);
        return;
    }
    m_prompts.confirm(
        m_window, tr("Forget %Ln run(s)?", "of the history", forgotten),
        tr("They ended more than %Ln day(s) ago. What they took cannot be restored from the history then.", nullptr,
           days),
        tr("Forget", "runs of the history"), [this, days] { forgetAfter(days); });
}

void HistoryController::forgetAfter(int days)
{
    setKeptDays(days);
    emit keptDaysChanged(days);
    m_forgets = true;
    read();
}

void HistoryController::exportAll()
{
    const auto write = [this](const QString &path) {
        std::vector<jobs::PastRun> runs;
        for (int row = 0; row < m_model.rowCount(); ++row)
            runs.push_back(*m_model.find(m_model.index(row, 0).data(RunHistoryModel::RunRole).toLongLong()));
        const bool isCsv = QFileInfo(path).suffix().compare("csv"_L1, Qt::CaseInsensitive) == 0;
        const QByteArray bytes = isCsv ? models::runsToCsv(runs) : models::runsToJson(runs);
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() && file.commit())
            return;
        m_prompts.tell(m_window, tr("The history could not be exported."),
                       tr("%1 was not written. Choose another folder, or make room.").arg(path), file.errorString());
    };
    m_prompts.askNewFile(m_window, tr("Export history"), u"history.csv"_s,
                         {{tr("CSV (*.csv)"), u"csv"_s}, {tr("JSON (*.json)"), u"json"_s}}, write);
}

} // namespace ui
