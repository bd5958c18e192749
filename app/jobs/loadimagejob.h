#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/jobs/job.h"
#include "app/platforms/image.h"

namespace jobs {

/// Reads one image whole: manifest, platforms, configs, layers with their history, referrers.
class LoadImageJob final : public Job
{
    Q_OBJECT

public:
    LoadImageJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
                 oci::TagOrDigest reference, QObject *parent = nullptr);

signals:
    void imageReady(const platforms::Image &image); ///< at most once
};

} // namespace jobs
