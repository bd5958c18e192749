#pragma once

#include <memory>

#include <QStringList>

#include "app/connections/connection.h"
#include "app/credentials/keychainstore.h"
#include "app/jobs/job.h"

namespace jobs {

/// Brings the secrets of @p ids, where there are any, to @p place; the keychain may make the user wait. Goes through
/// all of them, whatever became of the one before; the first failure is the result.
class MoveSecretsJob final : public Job
{
    Q_OBJECT

public:
    MoveSecretsJob(Workers &workers, std::shared_ptr<credentials::KeychainStore> store, const QStringList &ids,
                   connections::SecretPlace place, QObject *parent = nullptr);
};

/// Removes the secrets of @p ids from wherever they are, in the same way.
class RemoveSecretsJob final : public Job
{
    Q_OBJECT

public:
    RemoveSecretsJob(Workers &workers, std::shared_ptr<credentials::KeychainStore> store, const QStringList &ids,
                     QObject *parent = nullptr);
};

/// Whether a keychain answers now, locked or not: its result. Asks nobody anything.
class CheckKeychainJob final : public Job
{
    Q_OBJECT

public:
    CheckKeychainJob(Workers &workers, std::shared_ptr<credentials::KeychainStore> store, QObject *parent = nullptr);
};

} // namespace jobs
