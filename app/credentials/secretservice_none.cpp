#include "app/credentials/secretservice.h"

namespace credentials::secretservice {

bool isUsed()
{
    return false;
}

Result<Presence> find(const QString &, const QString &, std::chrono::milliseconds, std::stop_token)
{
    return base::fail(ErrorKind::Internal, QStringLiteral("there is no Secret Service on this system"));
}

Result<bool> isLockedForNew(std::chrono::milliseconds, std::stop_token)
{
    return base::fail(ErrorKind::Internal, QStringLiteral("there is no Secret Service on this system"));
}

void forgetSession() { }

} // namespace credentials::secretservice
