#include "ui/controllers/retagcontroller.h"

#include <algorithm>

#include "app/changes/retag.h"
#include "ui/controllers/changecontroller.h"
#include "ui/dialogs/retagdialog.h"

namespace ui {

using changes::StepState;

RetagController::RetagController(jobs::Workers &workers, Sessions &sessions, Activities &activities,
                                 const ChangeController &changes, QString journal, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_activities(activities)
    , m_changes(changes)
    , m_journal(std::move(journal))
{ }

RetagController::~RetagController() = default;

void RetagController::setWindow(QWidget *window)
{
    m_window = window;
}

RetagController::Notice RetagController::notice(const Repository &repository) const
{
    const auto found = m_outcomes.find(repository);
    return found == m_outcomes.cend() ? Notice() : found->second.notice;
}

void RetagController::retag(const Repository &repository, const std::vector<oci::TagName> &tags)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    if (!connection || tags.empty() || isRunning(repository) || m_changes.isRunning(repository))
        return;
    QPointer dialog = new RetagDialog(*connection, repository.name, tags, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &RetagDialog::retried, this, [this, dialog, repository] { read(dialog, repository); });
    connect(dialog, &RetagDialog::approved, this, [this, dialog, repository](const QString &reason) {
        run(repository, dialog->plan(), dialog->reading(), reason, false);
    });
    dialog->show();
    read(dialog, repository);
}

void RetagController::read(const QPointer<RetagDialog> &dialog, const Repository &repository)
{
    dialog->showProgress(0, -1);
    m_sessions.open(repository.connection, dialog, [=, this](const Result<Sessions::Session> &session) {
        if (!session) {
            dialog->showError(session.error());
            return;
        }
        auto *job = new jobs::ReadForPlanJob(m_workers, *session, repository.name, {}, dialog);
        connect(job, &jobs::Job::progress, dialog, &RetagDialog::showProgress);
        connect(job, &jobs::ReadForPlanJob::readingReady, dialog, &RetagDialog::showReading);
        connect(job, &jobs::Job::finished, dialog, [job, dialog](const Result<> &result) {
            job->deleteLater();
            if (!result)
                dialog->showError(result.error());
        });
        job->start();
    });
}

void RetagController::undo(const Repository &repository)
{
    const auto found = m_outcomes.find(repository);
    if (found == m_outcomes.end() || !found->second.notice.canUndo)
        return;
    const Outcome outcome = found->second;
    run(repository, changes::planUndo(outcome.done), outcome.reading, {}, true);
}

void RetagController::dismiss(const Repository &repository)
{
    m_outcomes.erase(repository);
    emit noticeChanged(repository);
}

void RetagController::run(const Repository &repository, const changes::Plan &plan, const Reading &reading,
                          const QString &reason, bool isUndo)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    if (!connection || isRunning(repository) || m_changes.isRunning(repository))
        return;
    dismiss(repository);
    Run &run = m_runs[repository];
    run.steps = plan.steps;
    run.reading = reading;
    run.isUndo = isUndo;
    const QString what = isUndo ? tr("Undoing a retag in %1") : tr("Retagging in %1");
    run.activity = m_activities.begin(
        {.what = what.arg(repository.name.toString()), .where = connection->name, .connectionId = connection->id});
    const changes::RunRecord record{
        0,
        connection->id,
        tr("%1 (%2)", "a connection and its address").arg(connection->name, connection->address()),
        repository.name.toString(),
        connection->user,
        reason,
        QDateTime::currentDateTimeUtc(),
        {}};
    emit runChanged(repository);
    m_sessions.open(repository.connection, this, [=, this](const Result<Sessions::Session> &session) {
        if (session)
            start(*session, repository, {m_journal, repository.name, record, plan, reading});
        else
            end(repository, base::fail(session.error()));
    });
}

void RetagController::start(const Sessions::Session &session, const Repository &repository,
                            jobs::RunPlanJob::Order order)
{
    Run &run = m_runs.at(repository);
    run.job = std::make_unique<jobs::RunPlanJob>(m_workers, session, std::move(order));
    run.activity.setCancel([job = run.job.get()] { job->cancel(); });
    connect(run.job.get(), &jobs::Job::progress, this,
            [this, repository](qint64 done, qint64 total) { m_runs.at(repository).activity.setProgress(done, total); });
    connect(run.job.get(), &jobs::RunPlanJob::ended, this,
            [this, repository](const changes::RunReport &report) { m_runs.at(repository).report = report; });
    connect(run.job.get(), &jobs::Job::finished, this,
            [this, repository](const Result<> &result) { end(repository, result); });
    run.job->start();
}

void RetagController::end(const Repository &repository, const Result<> &result)
{
    Run run = std::move(m_runs.at(repository));
    m_runs.erase(repository);
    if (run.job)
        run.job.release()->deleteLater(); // which is telling us
    const auto done = run.report ? static_cast<int>(run.report->count(StepState::Done)) : 0;
    run.activity.end(result, tr("%Ln tag(s)", "what came of a retag", done));
    conclude(repository, run);
    emit runChanged(repository);
}

/// What was done can be taken back; what was not is said.
void RetagController::conclude(const Repository &repository, const Run &run)
{
    Outcome outcome;
    for (std::size_t i = 0; run.report && i < run.report->steps.size(); ++i) {
        if (run.report->steps[i].state == StepState::Done)
            outcome.done.push_back(run.steps[i]);
    }
    const auto left = static_cast<int>(run.steps.size() - outcome.done.size());
    QString &words = outcome.notice.words;
    if (!outcome.done.empty() && !run.isUndo) {
        const oci::TagName &first = *outcome.done.front().tag;
        words = outcome.done.size() == 1 ? tr("Retagged to %1.", "%1 is a tag").arg(first.toString())
                                         : tr("Retagged %Ln tag(s).", nullptr, static_cast<int>(outcome.done.size()));
        outcome.reading = run.reading;
        outcome.notice.canUndo = changes::canUndo(outcome.done, run.reading->abilities) == platforms::Ability::Yes;
    }
    if (left > 0) {
        const QString rest = tr("%Ln tag(s) were left as they are; Activity has more.", nullptr, left);
        words = words.isEmpty() ? rest : tr("%1 %2", "two sentences").arg(words, rest);
    }
    m_outcomes[repository] = std::move(outcome);
    emit noticeChanged(repository);
}

} // namespace ui
