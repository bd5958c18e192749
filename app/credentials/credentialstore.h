#pragma once

#include <optional>
#include <stop_token>

#include "app/base/result.h"
#include "app/credentials/credential.h"

namespace credentials {

/// Where passwords are kept, by the id of the connection they belong to and by nothing else: a second connection to the
/// same host never sees them. Any thread; may wait for the keychain.
class CredentialStore
{
public:
    virtual ~CredentialStore() = default;

    /// The credential, none stored, or why it cannot be read (ErrorKind::Credentials).
    virtual Result<std::optional<Credential>> find(const QString &connectionId, std::stop_token stop) = 0;
    virtual Result<> store(const QString &connectionId, Credential credential, std::stop_token stop) = 0;
    /// Done also where none was stored.
    virtual Result<> remove(const QString &connectionId, std::stop_token stop) = 0;
};

} // namespace credentials
