#include "ui/controllers/changecontroller.h"

#include <algorithm>

#include <QFileInfo>
#include <QSaveFile>

#include "ui/dialogs/plandialog.h"
#include "ui/errortext.h"
#include "ui/prompts.h"

namespace ui {

using namespace Qt::StringLiterals;
using changes::RunReport;
using changes::StepState;
using models::Marks;

namespace {

constexpr int manyMarks = 20;

} // namespace

ChangeController::ChangeController(jobs::Workers &workers, Sessions &sessions, Activities &activities, Prompts &prompts,
                                   QString journal, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_activities(activities)
    , m_prompts(prompts)
    , m_journal(std::move(journal))
{ }

ChangeController::~ChangeController() = default;

void ChangeController::setWindow(QWidget *window)
{
    m_window = window;
}

bool ChangeController::isRunning(const Marks::Repository &repository) const
{
    return m_runs.contains(repository);
}

void ChangeController::discard(const Marks::Repository &repository)
{
    const auto count = m_marks.in(repository).size();
    if (count <= manyMarks) {
        m_marks.discard(repository);
        return;
    }
    m_prompts.confirm(m_window, tr("Discard %Ln change(s)?", nullptr, static_cast<int>(count)),
                      tr("Nothing of them was sent. You can undo this."), tr("Discard"),
                      [this, repository] { m_marks.discard(repository); });
}

void ChangeController::review(const Marks::Repository &repository, models::PlanModel::MarkOf markOf)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    const Marks::Tags &tags = m_marks.in(repository);
    if (!connection || tags.isEmpty() || isRunning(repository))
        return;
    platforms::Selection selection;
    selection.tags.assign(tags.cbegin(), tags.cend());
    std::sort(selection.tags.begin(), selection.tags.end());
    QPointer dialog = new PlanDialog(*connection, repository.name, selection, std::move(markOf), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &PlanDialog::retried, this,
            [this, dialog, repository, selection] { read(dialog, repository, selection); });
    connect(dialog, &PlanDialog::saveRequested, this,
            [this, dialog, name = repository.name.toString()] { save(*dialog, name); });
    connect(dialog, &PlanDialog::approved, this, [this, dialog, repository](const QString &reason) {
        run(repository, dialog->plan(), dialog->reading(), reason);
    });
    dialog->show();
    read(dialog, repository, selection);
}

void ChangeController::read(const QPointer<PlanDialog> &dialog, const Marks::Repository &repository,
                            const platforms::Selection &selection)
{
    dialog->showProgress(0, -1);
    m_sessions.open(repository.connection, dialog, [=, this](const Result<Sessions::Session> &session) {
        if (!session) {
            dialog->showError(session.error());
            return;
        }
        auto *job = new jobs::ReadForPlanJob(m_workers, *session, repository.name, selection, dialog);
        connect(job, &jobs::Job::progress, dialog, &PlanDialog::showProgress);
        connect(job, &jobs::ReadForPlanJob::readingReady, dialog, &PlanDialog::showReading);
        connect(job, &jobs::Job::finished, dialog, [job, dialog](const Result<> &result) {
            job->deleteLater();
            if (!result)
                dialog->showError(result.error());
        });
        job->start();
    });
}

void ChangeController::save(const PlanDialog &dialog, const QString &repository)
{
    struct Kind
    {
        Prompts::FileKind kind;
        QByteArray bytes;
    };
    std::vector<Kind> kinds{{{tr("Plan that can be opened again (*.json)"), u"json"_s}, dialog.planAsJson()},
                            {{tr("Markdown (*.md)"), u"md"_s}, dialog.planAsMarkdown().toUtf8()}};
    if (const QByteArray script = dialog.planAsScript(); !script.isEmpty())
        kinds.push_back({{tr("Shell script (*.sh)"), u"sh"_s}, script});
    QList<Prompts::FileKind> offered;
    for (const Kind &kind : kinds)
        offered.append(kind.kind);
    const auto write = [this, kinds = std::move(kinds)](const QString &path) {
        const QString suffix = QFileInfo(path).suffix();
        const auto chosen = std::find_if(kinds.cbegin(), kinds.cend(),
                                         [&suffix](const Kind &kind) { return kind.kind.suffix == suffix; });
        const QByteArray &bytes = (chosen == kinds.cend() ? kinds.front() : *chosen).bytes;
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() && file.commit())
            return;
        m_prompts.tell(m_window, tr("The plan could not be saved."),
                       tr("%1 was not written. Choose another folder, or make room.").arg(path), file.errorString());
    };
    m_prompts.askNewFile(m_window, tr("Save plan"), repository.section(u'/', -1) + u"-plan.json"_s, offered, write);
}

void ChangeController::run(const Marks::Repository &repository, const changes::Plan &plan,
                           const std::shared_ptr<const changes::Reading> &reading, const QString &reason)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    if (!connection || isRunning(repository))
        return;
    Run &run = m_runs[repository];
    run.steps = plan.steps;
    run.activity = m_activities.begin({.what = tr("Deleting from %1").arg(repository.name.toString()),
                                       .where = connection->name,
                                       .connectionId = connection->id});
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

void ChangeController::start(const Sessions::Session &session, const Marks::Repository &repository,
                             jobs::RunPlanJob::Order order)
{
    Run &run = m_runs.at(repository);
    run.job = std::make_unique<jobs::RunPlanJob>(m_workers, session, std::move(order));
    run.activity.setCancel([job = run.job.get()] { job->cancel(); });
    connect(run.job.get(), &jobs::Job::progress, this,
            [this, repository](qint64 done, qint64 total) { m_runs.at(repository).activity.setProgress(done, total); });
    connect(run.job.get(), &jobs::RunPlanJob::ended, this,
            [this, repository](const RunReport &report) { m_runs.at(repository).report = report; });
    connect(run.job.get(), &jobs::Job::finished, this,
            [this, repository](const Result<> &result) { end(repository, result); });
    run.job->start();
}

void ChangeController::end(const Marks::Repository &repository, const Result<> &result)
{
    Run run = std::move(m_runs.at(repository));
    m_runs.erase(repository);
    if (run.job)
        run.job.release()->deleteLater(); // which is telling us
    std::vector<oci::TagName> gone;
    for (std::size_t i = 0; run.report && i < run.report->steps.size(); ++i) {
        if (run.report->steps[i].state == StepState::Done && run.steps[i].tag)
            gone.push_back(*run.steps[i].tag);
    }
    m_marks.forget(repository, gone);
    run.activity.end(result, run.report ? outcomeOf(*run.report) : QString());
    if (run.report && !run.report->lost.empty()) {
        QStringList names;
        for (const RunReport::Loss &loss : run.report->lost)
            names.append(loss.tag ? loss.tag->toString() : loss.digest.toString());
        m_prompts.tell(m_window, tr("More is gone than the plan says."),
                       tr("In %1 these should have stayed and are not there any more: %2. The history has their "
                          "manifests.")
                           .arg(repository.name.toString(), names.join(u", "_s)),
                       {});
    }
    emit runChanged(repository);
}

QString ChangeController::outcomeOf(const RunReport &report)
{
    const auto count = [&report](StepState state) { return static_cast<int>(report.count(state)); };
    QStringList parts{tr("%Ln done", "steps of a plan", count(StepState::Done))};
    if (const int skipped = count(StepState::Skipped); skipped > 0)
        parts.append(tr("%Ln skipped", "steps of a plan", skipped));
    if (const int failed = count(StepState::Failed); failed > 0)
        parts.append(tr("%Ln failed", "steps of a plan", failed));
    if (const int unknown = count(StepState::Unknown); unknown > 0)
        parts.append(tr("%Ln unknown", "steps of a plan", unknown));
    if (const int open = count(StepState::Planned) + count(StepState::Sent); open > 0)
        parts.append(tr("%Ln not tried", "steps of a plan", open));
    if (!report.raced.empty())
        parts.append(tr("%Ln changed by others meanwhile", "tags", static_cast<int>(report.raced.size())));
    return parts.join(tr(", ", "between counts"));
}

} // namespace ui
