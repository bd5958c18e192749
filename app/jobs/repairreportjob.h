#pragma once

#include <memory>

#include "app/changes/repairreport.h"
#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Finds the broken indexes of a repository; see changes::readForRepair(). Its progress is in tags.
class RepairReportJob final : public Job
{
    Q_OBJECT

public:
    RepairReportJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                    oci::RepositoryName repository, QObject *parent = nullptr);

signals:
    void reportReady(const std::shared_ptr<const changes::RepairReport> &report); ///< at most once
};

} // namespace jobs
