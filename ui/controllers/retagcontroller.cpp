#include "ui/controllers/retagcontroller.h"

#include "app/changes/retag.h"
#include "app/jobs/runplanjob.h"
#include "ui/dialogs/retagdialog.h"

namespace ui {

using namespace Qt::StringLiterals;

RetagController::RetagController(jobs::Workers &workers, Sessions &sessions, Runs &runs, RunNotices &notices,
                                 QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_runs(runs)
    , m_notices(notices)
{ }

RetagController::~RetagController() = default;

void RetagController::setWindow(QWidget *window)
{
    m_window = window;
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
        run(repository, {dialog->plan(), dialog->reading(), false}, reason);
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

void RetagController::run(const Repository &repository, const Order &order, const QString &reason)
{
    const jobs::RunPlanJob::Order ordered{m_runs.journal(), repository.name, m_runs.record(repository, reason),
                                          order.plan, order.reading};
    const QString what = order.isUndo ? tr("Undoing a retag in %1") : tr("Retagging in %1");
    m_runs.start(
        repository, what.arg(repository.name.toString()),
        [this, ordered](const Sessions::Session &session) {
            return std::make_unique<jobs::RunPlanJob>(m_workers, session, ordered);
        },
        [this, repository, order](const Runs::Ended &ended) { conclude(repository, order, ended); });
}

/// What was done can be taken back; what was not is said.
void RetagController::conclude(const Repository &repository, const Order &order, const Runs::Ended &ended)
{
    std::vector<changes::Step> done;
    for (const changes::StepRecord &record : ended.begun.steps) {
        if (record.state == changes::StepState::Done)
            done.push_back(record.step);
    }
    RunNotices::Notice notice{.icon = u"tag"_s};
    if (!done.empty() && !order.isUndo) {
        notice.words = done.size() == 1 ? tr("Retagged to %1.", "%1 is a tag").arg(done.front().tag->toString())
                                        : tr("Retagged %Ln tag(s).", nullptr, static_cast<int>(done.size()));
        if (changes::canUndo(done, order.reading->abilities) == platforms::Ability::Yes) {
            notice.wayBack = tr("Undo");
            notice.takeBack = [this, repository, undo = Order{changes::planUndo(done), order.reading, true}] {
                run(repository, undo, {});
            };
        }
    }
    const bool hasBegun = ended.begun.run != 0;
    const QString rest = hasBegun ? RunNotices::shortfall(changes::itemsOf(ended.begun.steps, ended.begun.goAlong))
                                  : tr("%Ln tag(s) were left as they are; Activity has more.", nullptr,
                                       static_cast<int>(order.plan.steps.size()));
    if (!rest.isEmpty())
        notice.words = notice.words.isEmpty() ? rest : tr("%1 %2", "two sentences").arg(notice.words, rest);
    m_notices.say(repository, std::move(notice));
}

} // namespace ui
