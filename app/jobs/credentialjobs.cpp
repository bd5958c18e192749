#include "app/jobs/credentialjobs.h"

namespace jobs {

StoreCredentialsJob::StoreCredentialsJob(Workers &workers, std::shared_ptr<credentials::CredentialStore> store,
                                         std::map<QString, credentials::Credential> byId, QObject *parent)
    : Job(workers, Lane::Ui, byId.empty() ? QString() : byId.begin()->first, parent)
{
    // A work can be copied and a credential cannot.
    auto held = std::make_shared<std::map<QString, credentials::Credential>>(std::move(byId));
    setWork([store = std::move(store), held = std::move(held)](std::stop_token stop) -> Result<> {
        for (auto &[id, credential] : *held) {
            if (Result<> stored = store->store(id, std::move(credential), stop); !stored)
                return stored;
        }
        return Done{};
    });
}

RemoveCredentialsJob::RemoveCredentialsJob(Workers &workers, std::shared_ptr<credentials::CredentialStore> store,
                                           const QStringList &ids, QObject *parent)
    : Job(workers, Lane::Ui, ids.value(0), parent)
{
    setWork([store = std::move(store), ids](std::stop_token stop) {
        Result<> first = Done{};
        for (const QString &id : ids) {
            Result<> removed = store->remove(id, stop);
            if (first && !removed)
                first = std::move(removed);
        }
        return first;
    });
}

} // namespace jobs
