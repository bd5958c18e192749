#pragma once

#include <map>
#include <memory>

#include <QStringList>

#include "app/credentials/credentialstore.h"
#include "app/jobs/job.h"

namespace jobs {

/// Puts secrets, by their ids, into @p store, which may be a keychain and make the user wait. The first failure is the
/// result; those before it are stored.
class StoreCredentialsJob final : public Job
{
    Q_OBJECT

public:
    StoreCredentialsJob(Workers &workers, std::shared_ptr<credentials::CredentialStore> store,
                        std::map<QString, credentials::Credential> byId, QObject *parent = nullptr);
};

/// Removes the secrets of @p ids, each of them, whatever became of the one before; the first failure is the result.
class RemoveCredentialsJob final : public Job
{
    Q_OBJECT

public:
    RemoveCredentialsJob(Workers &workers, std::shared_ptr<credentials::CredentialStore> store, const QStringList &ids,
                         QObject *parent = nullptr);
};

} // namespace jobs
