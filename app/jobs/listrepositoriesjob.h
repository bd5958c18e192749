#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Lists the repositories of a connection, page by page. ErrorReason::NoCatalog where the registry does not list them.
class ListRepositoriesJob final : public Job
{
    Q_OBJECT

public:
    ListRepositoriesJob(Workers &workers, std::shared_ptr<connections::Session> session, QObject *parent = nullptr);

signals:
    void pageReady(const std::vector<oci::RepositoryName> &repositories);
    void listingEnded(const registry::ListingEnd &end);
};

} // namespace jobs
