#pragma once

#include <map>
#include <mutex>

#include "app/credentials/credentialstore.h"

namespace credentials {

/// Keeps passwords in memory until the program ends: for people who want it so, and where no keychain answers.
class SessionStore final : public CredentialStore
{
public:
    Result<std::optional<Credential>> find(const QString &connectionId, std::stop_token stop) override;
    Result<> store(const QString &connectionId, Credential credential, std::stop_token stop) override;
    Result<> remove(const QString &connectionId, std::stop_token stop) override;

    [[nodiscard]] bool contains(const QString &connectionId) const; ///< never waits

private:
    mutable std::mutex m_mutex;
    std::map<QString, Credential> m_credentials;
};

} // namespace credentials
