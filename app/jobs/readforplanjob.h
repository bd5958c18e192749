#pragma once

#include <memory>

#include "app/changes/reading.h"
#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Reads a repository for a plan; see changes::readForPlan(). Its progress is in tags and manifests.
class ReadForPlanJob final : public Job
{
    Q_OBJECT

public:
    ReadForPlanJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
                   platforms::Selection selection, QObject *parent = nullptr);

signals:
    void readingReady(const std::shared_ptr<const changes::Reading> &reading); ///< at most once
};

} // namespace jobs
