#pragma once

#include <memory>

#include "app/jobs/job.h"
#include "models/tagorder.h"

namespace models {

/// Answers one question about the order of tags on a worker.
class TagOrderJob final : public jobs::Job
{
    Q_OBJECT

public:
    TagOrderJob(jobs::Workers &workers, TagQuestion question, QObject *parent = nullptr);

signals:
    /// Once, before finished(), unless the job was cancelled first. Whoever hears it may take the answer's parts.
    void ordered(const std::shared_ptr<models::TagOrder> &answer);
};

} // namespace models
