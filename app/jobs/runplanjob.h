#pragma once

#include "app/changes/plan.h"
#include "app/changes/reading.h"
#include "app/jobs/runjob.h"

namespace jobs {

/// Carries out a plan that somebody approved: enters it into the journal, then runs it.
class RunPlanJob final : public RunJob
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
};

} // namespace jobs
