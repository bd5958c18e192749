#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/jobs/job.h"
#include "app/platforms/attachedtags.h"

namespace jobs {

/// Looks for what cosign attached to an image by tags of its own.
class FindAttachedJob final : public Job
{
    Q_OBJECT

public:
    FindAttachedJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
                    const oci::Digest &subject, QObject *parent = nullptr);

signals:
    void attachedReady(const std::vector<platforms::AttachedTag> &attached); ///< at most once
};

} // namespace jobs
