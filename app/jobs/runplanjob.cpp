#include "app/jobs/runplanjob.h"

#include "app/changes/approvedrun.h"

namespace jobs {

RunPlanJob::RunPlanJob(Workers &workers, std::shared_ptr<connections::Session> session, Order order, QObject *parent)
    : Job(workers, Lane::Changes, session->connection().id, parent)
{
    setWork([session = std::move(session), order = std::move(order), progressed = toUi(&RunPlanJob::progress),
             stepped = toUi(&RunPlanJob::stepEnded),
             ended = toUi(&RunPlanJob::ended)](std::stop_token stop) -> Result<> {
        Result<std::unique_ptr<changes::Journal>> journal = changes::Journal::open(order.journal);
        if (!journal)
            return base::fail(journal.error());
        const Result<qint64> run = changes::beginRun(**journal, session->registry(), order.repository, order.record,
                                                     order.plan, order.reading->graph, stop);
        if (!run)
            return base::fail(run.error());
        qint64 done = 0;
        const auto total = static_cast<qint64>(order.plan.steps.size());
        changes::Runner runner(**journal, session->registry(), order.repository,
                               [&](quint32 step, const changes::RunReport::StepResult &result) {
                                   stepped(step, result);
                                   progressed(++done, total);
                               });
        const changes::RunReport report = runner.run(*run, {}, stop);
        ended(report);
        return report.error ? Result<>(base::fail(*report.error)) : Done{};
    });
}

} // namespace jobs
