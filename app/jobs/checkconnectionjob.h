#pragma once

#include <memory>

#include "app/connections/address.h"
#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Tries a connection that is not saved yet: opens it and says hello. A folder only has to be readable. Where no
/// registry answers, what was typed behind the host is looked at: it may lie below a path.
class CheckConnectionJob final : public Job
{
    Q_OBJECT

public:
    /// What was found out where it did not fail.
    struct Welcome
    {
        connections::Connection connection; ///< with the scheme that is in use
        bool signInOffered = false; ///< it asks who is there, or could
        QString server{}; ///< what it calls itself; may be empty
    };

    CheckConnectionJob(Workers &workers, connections::Address address,
                       std::shared_ptr<credentials::CredentialStore> credentials, QObject *parent = nullptr);

signals:
    void welcomed(const jobs::CheckConnectionJob::Welcome &welcome); ///< at most once
};

} // namespace jobs
