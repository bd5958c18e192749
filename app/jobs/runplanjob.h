#pragma once

#include <memory>

#include "app/changes/plan.h"
#include "app/changes/reading.h"
#include "app/changes/runner.h"
#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Carries out a plan that somebody approved: enters it into the journal, then runs it. cancel() gives up what is under
/// way; what had been sent then is known to the journal.
class RunPlanJob final : public Job
{
    Q_OBJECT

public:
    struct Order
    {
        QString journal; ///< its file
        oci::RepositoryName repository;
        changes::RunRecord record;
        changes::Plan plan;
        std::shared_ptr<const changes::Reading> reading; ///< that the plan was made from
    };

    RunPlanJob(Workers &workers, std::shared_ptr<connections::Session> session, Order order, QObject *parent = nullptr);

signals:
    void stepEnded(quint32 step, const changes::RunReport::StepResult &result);
    void ended(const changes::RunReport &report); ///< at most once: not where no run could begin
};

} // namespace jobs
