#include "app/jobs/secretjobs.h"

namespace jobs {

namespace {

/// The first failure of @p change, called for each of @p ids.
template <class Change>
Result<> forEach(const QStringList &ids, Change change)
{
    Result<> first = Done{};
    for (const QString &id : ids) {
        Result<> changed = change(id);
        if (first && !changed)
            first = std::move(changed);
    }
    return first;
}

} // namespace

MoveSecretsJob::MoveSecretsJob(Workers &workers, std::shared_ptr<credentials::KeychainStore> store,
                               const QStringList &ids, connections::SecretPlace place, QObject *parent)
    : Job(workers, Lane::Ui, ids.value(0), parent)
{
    setWork([store = std::move(store), ids, place](std::stop_token stop) {
        return forEach(ids, [&](const QString &id) {
            return place == connections::SecretPlace::Keychain ? store->moveToKeychain(id, stop)
                                                               : store->moveToSession(id, stop);
        });
    });
}

RemoveSecretsJob::RemoveSecretsJob(Workers &workers, std::shared_ptr<credentials::KeychainStore> store,
                                   const QStringList &ids, QObject *parent)
    : Job(workers, Lane::Ui, ids.value(0), parent)
{
    setWork([store = std::move(store), ids](std::stop_token stop) {
        return forEach(ids, [&](const QString &id) { return store->remove(id, stop); });
    });
}

CheckKeychainJob::CheckKeychainJob(Workers &workers, std::shared_ptr<credentials::KeychainStore> store, QObject *parent)
    : Job(workers, Lane::Ui, {}, parent)
{
    setWork([store = std::move(store)](std::stop_token stop) { return store->check(std::move(stop)); });
}

} // namespace jobs
