#include "ui/controllers/runs.h"

#include <algorithm>

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

void Runs::start(const Repository &repository, const QString &what, Make make, Conclude conclude)
{
    if (isRunning(repository))
        return;
    enter(repository, what).conclude = std::move(conclude);
    open(repository, std::move(make));
    emit changed(repository);
}

Runs::Run &Runs::enter(const Repository &repository, const QString &what)
{
    Run &run = m_runs[repository];
    run.what = what;
    run.activity = m_activities.begin({.what = what,
                                       .where = m_sessions.nameOf(repository.connection),
                                       .connectionId = repository.connection,
                                       .repository = repository.name.toString()});
    return run;
}

void Runs::resume(const Repository &repository, const QString &what, qint64 run, Conclude conclude)
{
    start(repository, what, resuming(repository, run), std::move(conclude));
}

bool Runs::close(const Repository &repository, const QString &what, qint64 run)
{
    if (isRunning(repository))
        return false;
    Run &left = enter(repository, what);
    left.ended.begun.run = run;
    left.pauses = true;
    left.stops = true;
    close(repository);
    emit changed(repository);
    return true;
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
    if (!run.closes)
        run.activity.setPause([this, repository] { pause(repository); });
    connect(run.job.get(), &jobs::Job::progress, this,
            [this, repository](qint64 done, qint64 total) { m_runs.at(repository).activity.setProgress(done, total); });
    connect(run.job.get(), &jobs::RunJob::begun, this, [this, repository](const jobs::RunJob::Begun &begun) {
        Run &entered = m_runs.at(repository);
        entered.ended.begun = begun;
        if (!entered.closes)
            entered.activity.setStop([this, number = begun.run] { emit stopRequested(number); });
        emit changed(repository);
    });
    connect(run.job.get(), &jobs::RunJob::stepEnded, this,
            [this, repository](quint32 step, const RunReport::StepResult &result) {
                m_runs.at(repository).ended.begun.steps.at(step).state = result.state;
            });
    connect(
        run.job.get(), &jobs::RunJob::blobsGone, this,
        [this, repository](const std::vector<changes::GoneBlob> &gone) { m_runs.at(repository).ended.gone = gone; });
    connect(run.job.get(), &jobs::RunJob::ended, this, [this, repository](const RunReport &report) {
        Ended &ended = m_runs.at(repository).ended;
        std::vector<changes::StepRecord> &steps = ended.begun.steps;
        for (std::size_t i = 0; i < report.steps.size() && i < steps.size(); ++i) {
            steps[i].state = report.steps[i].state;
            steps[i].cause = report.steps[i].cause;
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
    const bool isWanted = !run.pauses && !run.stops;
    if (isWanted && run.ended.report && run.ended.report->ending == RunReport::Ending::SignInNeeded)
        wait(repository);
    else
        end(repository, result);
}

void Runs::wait(const Repository &repository)
{
    Run &run = m_runs.at(repository);
    run.waits = true;
    run.activity.setPause([this, repository] { pause(repository); });
    emit signInNeeded(repository.connection, run.what);
}

void Runs::signedIn(const QString &connection)
{
    for (auto &[repository, run] : m_runs) {
        if (repository.connection != connection || !run.waits)
            continue;
        run.waits = false;
        emit waitEnded(repository.connection);
        open(repository, resuming(repository, run.ended.begun.run));
    }
}

const Runs::Repository *Runs::find(qint64 run) const
{
    const auto found = std::find_if(m_runs.cbegin(), m_runs.cend(),
                                    [run](const auto &entry) { return entry.second.ended.begun.run == run; });
    return run == 0 || found == m_runs.cend() ? nullptr : &found->first;
}

QString Runs::outcome(qint64 run) const
{
    const Repository *repository = find(run);
    if (!repository)
        return {};
    const jobs::RunJob::Begun &begun = m_runs.at(*repository).ended.begun;
    return models::RunText::outcome(changes::itemsOf(begun.steps, begun.goAlong));
}

void Runs::pause(qint64 run)
{
    if (const Repository *repository = find(run))
        pause(Repository(*repository));
}

void Runs::stop(qint64 run)
{
    const Repository *repository = find(run);
    if (!repository)
        return;
    m_runs.at(*repository).stops = true;
    pause(Repository(*repository));
}

void Runs::pause(const Repository &repository)
{
    Run &run = m_runs.at(repository);
    run.pauses = true;
    if (run.job) {
        run.job->pause();
    } else if (run.waits) {
        emit waitEnded(repository.connection);
        end(repository, base::fail(base::cancelled()));
    }
}

void Runs::end(const Repository &repository, const Result<> &result)
{
    Run &run = m_runs.at(repository);
    const bool isWhole = run.ended.report && run.ended.report->ending == RunReport::Ending::Finished;
    if (!run.stops || isWhole || run.closes)
        conclude(repository, result);
    else
        close(repository);
}

void Runs::close(const Repository &repository)
{
    m_runs.at(repository).closes = true;
    const auto look = [this, repository](const Result<Sessions::Session> &session) {
        if (session)
            carryOut(repository,
                     std::make_unique<jobs::CloseRunJob>(m_workers, *session, m_journal,
                                                         m_runs.at(repository).ended.begun.run, repository.name));
        else
            closeUnread(repository);
    };
    m_sessions.open(repository.connection, this, look);
}

void Runs::closeUnread(const Repository &repository)
{
    Run &run = m_runs.at(repository);
    run.stopping = std::make_unique<jobs::StopRunJob>(m_workers, m_journal, run.ended.begun.run);
    connect(run.stopping.get(), &jobs::Job::finished, this, [this, repository](const Result<> &stopped) {
        m_runs.at(repository).stopping.release()->deleteLater(); // which is telling us
        conclude(repository, stopped);
    });
    run.stopping->start();
}

void Runs::conclude(const Repository &repository, const Result<> &result)
{
    Run run = std::move(m_runs.at(repository));
    m_runs.erase(repository);
    const qint64 number = run.ended.begun.run;
    const bool isPaused = run.ended.report && run.ended.report->ending != RunReport::Ending::Finished && run.pauses;
    QString outcome;
    if (const std::optional<RunReport> &report = run.ended.report)
        outcome = models::RunText::outcome(
            changes::itemsOf(run.ended.begun.steps, run.ended.begun.goAlong),
            {std::ssize(report->raced), std::ssize(report->lost), std::ssize(run.ended.gone), report->notLookedAt});
    if (isPaused)
        outcome = run.stops ? tr("Stopped: %1", "counts").arg(outcome) : tr("Paused: %1", "counts").arg(outcome);
    const bool isAsWanted = isPaused && !result && result.error().isCancelled();
    run.activity.end(isAsWanted ? Result<>(Done{}) : result, outcome);
    if (!result)
        run.ended.error = result.error();
    emit changed(repository);
    emit ended(repository, run.ended);
    if (run.conclude)
        run.conclude(run.ended);
    if (isPaused && !run.stops)
        emit paused(tr("%1: %2.", "what is done where; that it is paused, with counts").arg(run.what, outcome), number);
}

} // namespace ui
