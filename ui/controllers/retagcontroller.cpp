#include "ui/controllers/retagcontroller.h"

#include "app/changes/retag.h"
#include "app/jobs/runplanjob.h"
#include "ui/dialogs/retagdialog.h"

namespace ui {

RetagController::RetagController(jobs::Workers &workers, Sessions &sessions, Runs &runs, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_runs(runs)
{
    connect(&m_runs, &Runs::ended, this, &RetagController::conclude);
}

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
    if (!connection || tags.empty() || m_runs.isRunning(repository))
        return;
    QPointer dialog = new RetagDialog(*connection, repository.name, tags, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &RetagDialog::retried, this, [this, dialog, repository] { read(dialog, repository); });
    connect(dialog, &RetagDialog::doctorRequested, this,
            [this, repository] { emit doctorRequested(repository.connection, repository.name.toString()); });
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
    if (m_runs.isRunning(repository))
        return;
    dismiss(repository);
    m_underWay[repository] = {plan.steps.size(), reading, isUndo};
    const jobs::RunPlanJob::Order order{m_runs.journal(), repository.name, m_runs.record(repository, reason), plan,
                                        reading};
    const QString what = isUndo ? tr("Undoing a retag in %1") : tr("Retagging in %1");
    m_runs.start(repository, what.arg(repository.name.toString()), [this, order](const Sessions::Session &session) {
        return std::make_unique<jobs::RunPlanJob>(m_workers, session, order);
    });
}

/// What was done can be taken back; what was not is said.
void RetagController::conclude(const Repository &repository, const Runs::Ended &ended)
{
    const auto found = m_underWay.find(repository);
    if (found == m_underWay.end())
        return;
    const Run run = std::move(found->second);
    m_underWay.erase(found);
    Outcome outcome;
    for (const changes::StepRecord &record : ended.begun.steps) {
        if (record.state == changes::StepState::Done)
            outcome.done.push_back(record.step);
    }
    const auto left = static_cast<int>(run.steps - outcome.done.size());
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
