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

/// Reads what the other repositories of the registry use; see changes::readElsewhere(). Its progress is in
/// repositories.
class ReadElsewhereJob final : public Job
{
    Q_OBJECT

public:
    ReadElsewhereJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName but,
                     QObject *parent = nullptr);

signals:
    void elsewhereReady(const std::shared_ptr<const QSet<oci::Digest>> &used); ///< at most once
};

} // namespace jobs
