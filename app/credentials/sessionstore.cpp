#include "app/credentials/sessionstore.h"

namespace credentials {

Result<std::optional<Credential>> SessionStore::find(const QString &connectionId, std::stop_token stop)
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    const std::lock_guard lock(m_mutex);
    const auto found = m_credentials.find(connectionId);
    if (found == m_credentials.end())
        return std::optional<Credential>();
    return std::optional<Credential>(found->second.clone());
}

Result<> SessionStore::store(const QString &connectionId, Credential credential, std::stop_token stop)
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    const std::lock_guard lock(m_mutex);
    m_credentials.insert_or_assign(connectionId, std::move(credential));
    return Done{};
}

Result<> SessionStore::remove(const QString &connectionId, std::stop_token stop)
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    const std::lock_guard lock(m_mutex);
    m_credentials.erase(connectionId);
    return Done{};
}

bool SessionStore::contains(const QString &connectionId) const
{
    const std::lock_guard lock(m_mutex);
    return m_credentials.contains(connectionId);
}

} // namespace credentials
