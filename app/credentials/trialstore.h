#pragma once

#include <memory>
#include <set>

#include "app/credentials/credentialstore.h"
#include "app/credentials/sessionstore.h"

namespace credentials {

/// What somebody typed to try it, in memory, over what is known from before: nothing is kept by trying, and a known
/// secret goes only where it was allowed to. Filled before it is shared; then any thread, and it may wait for what it
/// lies over.
class TrialStore final : public CredentialStore
{
public:
    explicit TrialStore(std::shared_ptr<CredentialStore> known);

    /// What is known for @p id is as good as if it was typed.
    void allow(const QString &id);

    Result<std::optional<Credential>> find(const QString &id, std::stop_token stop) override;
    Result<> store(const QString &id, Credential credential, std::stop_token stop) override; ///< as typed
    Result<> remove(const QString &id, std::stop_token stop) override; ///< of what was typed

private:
    std::shared_ptr<CredentialStore> m_known;
    std::set<QString> m_allowed;
    SessionStore m_typed;
};

} // namespace credentials
