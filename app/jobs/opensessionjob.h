#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Opens a connection: a probe may wait for the network, a folder for its disk. While @p permit is
/// granted, a connection that is read-only may be changed.
class OpenSessionJob final : public Job
{
    Q_OBJECT

public:
    OpenSessionJob(Workers &workers, connections::Connection connection,
                   std::shared_ptr<credentials::CredentialStore> credentials,
                   std::shared_ptr<const base::ChangePermit> permit = {}, QObject *parent = nullptr);

signals:
    void sessionReady(const std::shared_ptr<connections::Session> &session); ///< at most once
};

} // namespace jobs
