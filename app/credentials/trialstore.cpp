#include "app/credentials/trialstore.h"

namespace credentials {

TrialStore::TrialStore(std::shared_ptr<CredentialStore> known)
    : m_known(std::move(known))
{ }

void TrialStore::allow(const QString &id)
{
    m_allowed.insert(id);
}

Result<std::optional<Credential>> TrialStore::find(const QString &id, std::stop_token stop)
{
    if (auto typed = m_typed.find(id, stop); !typed || *typed)
        return typed;
    return m_allowed.contains(id) ? m_known->find(id, std::move(stop)) : std::optional<Credential>();
}

Result<> TrialStore::store(const QString &id, Credential credential, std::stop_token stop)
{
    return m_typed.store(id, std::move(credential), std::move(stop));
}

Result<> TrialStore::remove(const QString &id, std::stop_token stop)
{
    return m_typed.remove(id, std::move(stop));
}

} // namespace credentials
