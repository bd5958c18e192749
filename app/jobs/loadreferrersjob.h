#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/jobs/job.h"
#include "app/registry/registry.h"

namespace jobs {

/// Reads what refers to one manifest, such as the signature of an SBOM.
class LoadReferrersJob final : public Job
{
    Q_OBJECT

public:
    LoadReferrersJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
                     const oci::Digest &subject, QObject *parent = nullptr);

signals:
    void referrersReady(const registry::Referrers &referrers); ///< at most once
};

} // namespace jobs
