#include "ui/controllers/runs.h"

#include "app/jobs/historyjobs.h"
#include "models/runtext.h"

namespace ui {

using changes::RunReport;

Runs::Runs(jobs::Workers &workers, Sessions &sessions, Activities &activities, QString journal, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_activities(activities)
    , m_journal(std::move(journal))
{ }

Runs::~Runs() = default;

std::set<qint64> Runs::running() const
{
    std::set<qint64> numbers;
    for (const auto &[repository, run] : m_runs)
        numbers.insert(run.ended.begun.run);
    return numbers;
}

changes::RunRecord Runs::record(const Repository &repository, const QString &reason) const
{
    changes::RunRecord record;
    if (const connections::Connection *connection = m_sessions.find(repository.connection)) {
        record.registry = connection->name;
        record.address = connection->address();
        record.account = connection->user;
    }
    record.connection = repository.connection;
    record.repository = repository.name.toString();
    record.reason = reason;
    record.begun = QDateTime::currentDateTimeUtc();
    return record;
}

void Runs::start(const Repository &repository, const QString &what, Make make)
{
    if (isRunning(repository))
        return;
    Run &run = m_runs[repository];
    run.what = what;
    run.activity = m_activities.begin(
        {.what = what, .where = m_sessions.nameOf(repository.connection), .connectionId = repository.connection});
    open(repository, std::move(make));
    emit changed(repository);
}

void Runs::resume(const Repository &repository, const QString &what, qint64 run)
{
    start(repository, what, resuming(repository, run));
}

Runs::Make Runs::resuming(const Repository &repository, qint64 run) const
{
    return [this, repository, run](const Sessions::Session &session) {
        return std::make_unique<jobs::ResumeRunJob>(m_workers, session, m_journal, run, repository.name);
    };
}

void Runs::open(const Repository &repository, Make make)
{
    m_sessions.open(repository.connection, this,
                    [this, repository, make = std::move(make)](const Result<Sessions::Session> &session) {
                        if (session)
                            carryOut(repository, make(*session));
                        else
                            end(repository, base::fail(session.error()));
                    });
}

void Runs::carryOut(const Repository &repository, std::unique_ptr<jobs::RunJob> job)
{
    Run &run = m_runs.at(repository);
    run.job = std::move(job);
    run.waits = false;
    run.activity.setCancel([current = run.job.get()] { current->pause(); });
    connect(run.job.get(), &jobs::Job::progress, this,
            [this, repository](qint64 done, qint64 total) { m_runs.at(repository).activity.setProgress(done, total); });
    connect(run.job.get(), &jobs::RunJob::begun, this, [this, repository](const jobs::RunJob::Begun &begun) {
        m_runs.at(repository).ended.begun = begun;
        emit changed(repository);
    });
    connect(run.job.get(), &jobs::RunJob::ended, this, [this, repository](const RunReport &report) {
        Ended &ended = m_runs.at(repository).ended;
        std::vector<changes::StepRecord> &steps = ended.begun.steps;
        for (std::size_t i = 0; i < report.steps.size() && i < steps.size(); ++i) {
            steps[i].state = report.steps[i].state;
            steps[i].detail = report.steps[i].detail;
        }
        ended.report = report;
    });
    connect(run.job.get(), &jobs::Job::finished, this,
            [this, repository](const Result<> &result) { jobEnded(repository, result); });
    run.job->start();
}

void Runs::jobEnded(const Repository &repository, const Result<> &result)
{
    Run &run = m_runs.at(repository);
    run.job.release()->deleteLater(); // which is telling us
    if (run.ended.report && run.ended.report->ending == RunReport::Ending::SignInNeeded)
        wait(repository);
    else
        end(repository, result);
}

void Runs::wait(const Repository &repository)
{
    Run &run = m_runs.at(repository);
    run.waits = true;
    run.activity.setCancel([this, repository] {
        emit waitEnded();
        end(repository, base::fail(base::cancelled()));
    });
    emit signInNeeded(repository.connection, run.what);
}

void Runs::signedIn(const QString &connection)
{
    for (auto &[repository, run] : m_runs) {
        if (repository.connection != connection || !run.waits)
            continue;
        run.waits = false;
        emit waitEnded();
        open(repository, resuming(repository, run.ended.begun.run));
    }
}

void Runs::end(const Repository &repository, const Result<> &result)
{
    Run run = std::move(m_runs.at(repository));
    m_runs.erase(repository);
    const jobs::RunJob::Begun &begun = run.ended.begun;
    run.activity.end(
        result, run.ended.report ? models::RunText::outcome(changes::itemsOf(begun.steps, begun.goAlong)) : QString());
    emit changed(repository);
    emit ended(repository, run.ended);
}

} // namespace ui
