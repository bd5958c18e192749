#include "app/jobs/runjob.h"

#include <algorithm>

#include "app/changes/restore.h"
#include "app/changes/runlock.h"

namespace jobs {

using namespace Qt::StringLiterals;

namespace {

/// Of what a restore put back: what a garbage collection took from under it is known for good, too, and in @p gone.
Result<> lookAfter(changes::Journal &journal, qint64 run, registry::Registry &registry,
                   const oci::RepositoryName &repository, changes::RunReport &report,
                   std::vector<changes::GoneBlob> &gone, std::stop_token stop)
{
    using Ending = changes::RunReport::Ending;
    if (report.ending != Ending::Finished && report.ending != Ending::Closed)
        return Done{};
    Result<changes::RestoreLook> look = changes::lookAtRestored(journal, run, registry, repository, std::move(stop));
    if (!look)
        return base::fail(look.error());
    report.notLookedAt += look->notLookedAt;
    gone = std::move(look->gone);
    if (Result<> kept = gone.empty() ? Result<>(Done{}) : journal.addGone(run, gone); !kept)
        return kept;
    return look->notLookedAt == 0 ? Result<>(Done{}) : journal.addLosses(run, {}, report.notLookedAt);
}

} // namespace

RunJob::RunJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
               oci::RepositoryName repository, Enter enter, QObject *parent, Purpose purpose)
    : Job(workers, Lane::Changes, session->connection().id, parent)
{
    std::shared_ptr<const void> hold = purpose == Purpose::CarryOut ? session->holdPermit() : nullptr;
    // The permit of another run would let this one's requests through.
    const bool isLocked = purpose == Purpose::CarryOut && session->connection().readOnly && !hold;
    setWork([session = std::move(session), hold = std::move(hold), isLocked, path = std::move(journal),
             repository = std::move(repository), enter = std::move(enter), purpose, pause = m_pause.get_token(),
             progressed = toUi(&RunJob::progress), entered = toUi(&RunJob::begun), stepped = toUi(&RunJob::stepEnded),
             missed = toUi(&RunJob::blobsGone), done = toUi(&RunJob::ended)](std::stop_token stop) -> Result<> {
        if (isLocked)
            return base::fail(ErrorKind::Forbidden, u"the connection is read-only"_s, ErrorReason::ReadOnly);
        const Result<std::unique_ptr<changes::Journal>> opened = changes::Journal::open(path);
        if (!opened)
            return base::fail(opened.error());
        const Result<qint64> run = enter(**opened, session->registry(), stop);
        if (!run)
            return base::fail(run.error());
        const Result<std::unique_ptr<QLockFile>> lock = changes::lockRun(path, *run);
        if (!lock)
            return base::fail(lock.error());
        const Result<std::vector<changes::StepRecord>> steps = (*opened)->steps(*run);
        if (!steps)
            return base::fail(steps.error());
        Result<changes::Surroundings> around = (*opened)->surroundings(*run);
        if (!around)
            return base::fail(around.error());
        entered({*run, *steps, std::move(around->goAlong)});
        const auto total = static_cast<qint64>(steps->size());
        qint64 count = std::count_if(steps->cbegin(), steps->cend(),
                                     [](const changes::StepRecord &step) { return hasEnded(step.state); });
        progressed(count, total);
        changes::Runner runner(
            **opened, session->registry(), repository,
            [&](quint32 step, const changes::RunReport::StepResult &result) {
                stepped(step, result);
                progressed(++count, total);
            },
            base::systemClock(), changes::InFlight::at(session->connection().address()));
        changes::RunReport report
            = purpose == Purpose::Close ? runner.close(*run, stop) : runner.run(*run, pause, stop);
        std::vector<changes::GoneBlob> gone;
        const Result<> kept = lookAfter(**opened, *run, session->registry(), repository, report, gone, stop);
        missed(gone);
        done(report);
        return report.error ? Result<>(base::fail(*report.error)) : kept;
    });
}

void RunJob::pause()
{
    m_pause.request_stop();
}

} // namespace jobs
