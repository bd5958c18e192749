#include "app/jobs/historyjobs.h"

#include <algorithm>

#include "app/changes/runlock.h"

namespace jobs {

namespace {

Result<std::vector<PastRun>> readHistory(const QString &path, const QDateTime &before)
{
    std::vector<PastRun> history;
    if (!changes::Journal::exists(path))
        return history;
    Result<std::unique_ptr<changes::Journal>> journal = changes::Journal::open(path);
    if (!journal)
        return base::fail(journal.error());
    std::ignore = (*journal)->forget(before);
    Result<std::vector<changes::RunRecord>> runs = (*journal)->runs();
    if (!runs)
        return base::fail(runs.error());
    history.reserve(runs->size());
    for (changes::RunRecord &run : *runs) {
        Result<std::vector<changes::StepRecord>> steps = (*journal)->steps(run.id);
        if (!steps)
            return base::fail(steps.error());
        Result<changes::Surroundings> around = (*journal)->surroundings(run.id);
        if (!around)
            return base::fail(around.error());
        Result<std::vector<changes::Race>> races = (*journal)->races(run.id);
        if (!races)
            return base::fail(races.error());
        Result<std::vector<changes::Loss>> losses = (*journal)->losses(run.id);
        if (!losses)
            return base::fail(losses.error());
        Result<std::vector<changes::GoneBlob>> gone = (*journal)->gone(run.id);
        if (!gone)
            return base::fail(gone.error());
        history.push_back({std::move(run), *std::move(steps), std::move(around->goAlong), *std::move(races),
                           *std::move(losses), *std::move(gone)});
    }
    return history;
}

/// Nobody looked at what @p run should have left as it was, if it did anything.
Result<> noteUnseen(changes::Journal &journal, qint64 run)
{
    const Result<std::vector<changes::StepRecord>> steps = journal.steps(run);
    if (!steps)
        return base::fail(steps.error());
    const Result<changes::Surroundings> around = journal.surroundings(run);
    if (!around)
        return base::fail(around.error());
    const bool isUntouched = std::all_of(steps->cbegin(), steps->cend(), [](const changes::StepRecord &step) {
        return step.state == changes::StepState::Planned || step.state == changes::StepState::Skipped;
    });
    return isUntouched ? Result<>(Done{}) : journal.addLosses(run, {}, std::ssize(around->stay));
}

/// Of a run that is in the journal.
auto found(qint64 run)
{
    return [run](changes::Journal &, registry::Registry &, const std::stop_token &) -> Result<qint64> { return run; };
}

} // namespace

ReadHistoryJob::ReadHistoryJob(Workers &workers, QString journal, QDateTime before, QObject *parent)
    : Job(workers, Lane::Ui, QStringLiteral("history"), parent)
{
    setWork([journal = std::move(journal), before = std::move(before),
             ready = toUi(&ReadHistoryJob::historyReady)](std::stop_token) -> Result<> {
        Result<std::vector<PastRun>> history = readHistory(journal, before);
        if (!history)
            return base::fail(history.error());
        ready(*std::move(history));
        return Done{};
    });
}

StopRunJob::StopRunJob(Workers &workers, QString journal, qint64 run, QObject *parent)
    : Job(workers, Lane::Ui, QStringLiteral("history"), parent)
{
    setWork([journal = std::move(journal), run](std::stop_token) -> Result<> {
        const Result<std::unique_ptr<changes::Journal>> opened = changes::Journal::open(journal);
        if (!opened)
            return base::fail(opened.error());
        const Result<std::unique_ptr<QLockFile>> lock = changes::lockRun(journal, run);
        if (!lock)
            return base::fail(lock.error());
        if (Result<> stopped = (*opened)->stop(run, QDateTime::currentDateTimeUtc()); !stopped)
            return stopped;
        return noteUnseen(**opened, run);
    });
}

NoteLossesJob::NoteLossesJob(Workers &workers, QString journal, qint64 run, QObject *parent)
    : Job(workers, Lane::Ui, QStringLiteral("history"), parent)
{
    setWork([journal = std::move(journal), run](std::stop_token) -> Result<> {
        const Result<std::unique_ptr<changes::Journal>> opened = changes::Journal::open(journal);
        if (!opened)
            return base::fail(opened.error());
        return (*opened)->noteLosses(run);
    });
}

/// @p of is what planRestore() takes.
template <typename Of>
void PlanRestoreJob::plan(std::shared_ptr<connections::Session> session, QString journal, Of of,
                          oci::RepositoryName repository)
{
    setWork([session = std::move(session), path = std::move(journal), of = std::move(of),
             repository = std::move(repository),
             ready = toUi(&PlanRestoreJob::restoreReady)](std::stop_token stop) -> Result<> {
        const Result<std::unique_ptr<changes::Journal>> opened = changes::Journal::open(path);
        if (!opened)
            return base::fail(opened.error());
        Result<changes::Restore> restore
            = changes::planRestore(**opened, of, session->registry(), repository, std::move(stop));
        if (!restore)
            return base::fail(restore.error());
        ready(std::make_shared<const changes::Restore>(*std::move(restore)));
        return Done{};
    });
}

PlanRestoreJob::PlanRestoreJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                               qint64 run, oci::RepositoryName repository, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    plan(std::move(session), std::move(journal), run, std::move(repository));
}

PlanRestoreJob::PlanRestoreJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                               std::vector<changes::Loss> lost, oci::RepositoryName repository, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    plan(std::move(session), std::move(journal), std::move(lost), std::move(repository));
}

RunRestoreJob::RunRestoreJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                             changes::RunRecord record, const oci::RepositoryName &repository,
                             std::shared_ptr<const changes::Restore> restore, QObject *parent)
    : RunJob(
        workers, std::move(session), std::move(journal), repository,
        [record = std::move(record), restore = std::move(restore),
         repository](changes::Journal &book, registry::Registry &registry, const std::stop_token &stop) {
            return changes::beginRestore(book, record, *restore, registry, repository, stop);
        },
        parent)
{ }

ResumeRunJob::ResumeRunJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal, qint64 run,
                           oci::RepositoryName repository, QObject *parent)
    : RunJob(workers, std::move(session), std::move(journal), std::move(repository), found(run), parent)
{ }

CloseRunJob::CloseRunJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal, qint64 run,
                         oci::RepositoryName repository, QObject *parent)
    : RunJob(workers, std::move(session), std::move(journal), std::move(repository), found(run), parent, Purpose::Close)
{ }

} // namespace jobs
