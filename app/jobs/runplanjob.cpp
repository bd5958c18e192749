#include "app/jobs/runplanjob.h"

#include "app/changes/approvedrun.h"

namespace jobs {

RunPlanJob::RunPlanJob(Workers &workers, std::shared_ptr<connections::Session> session, Order order, QObject *parent)
    : RunJob(
        workers, std::move(session), order.journal, order.repository,
        [order](changes::Journal &journal, registry::Registry &registry, std::stop_token stop) {
            return changes::beginRun(journal, registry, order.repository, order.record, order.plan,
                                     order.reading->graph, std::move(stop));
        },
        parent)
{ }

} // namespace jobs
