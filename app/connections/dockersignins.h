#pragma once

#include <stop_token>

#include "app/connections/connectionfile.h"
#include "app/credentials/keychainstore.h"

namespace connections {

/// What docker-credential-portolan gives to docker, podman and their relatives, and keeps for them, by the protocol of
/// docker-credential-helpers. The sign-in of a connection is given where the user chose so for its host, and is never
/// changed; what `docker login` stores is an entry of its own, which goes before it. But docker 28 stores again what it
/// was given: storing just what the connection answers makes no entry, which would hide a password that is changed
/// later, and ends one that is there, so that the connection answers again. Blocking calls: the keychain may make the
/// user wait.
class DockerSignIns final
{
public:
    /// What goes to standard output, and the exit code.
    struct Reply
    {
        int exitCode = 0;
        base::Secret output;
    };

    /// @p secrets has those of the connections, @p own what was stored here: another index, which nobody else writes.
    DockerSignIns(ConnectionFile file, credentials::KeychainStore &secrets, credentials::KeychainStore &own);

    /// @p command is get, store, erase or list, @p input what came on standard input.
    [[nodiscard]] Reply answer(const QString &command, QByteArrayView input, std::stop_token stop);

private:
    [[nodiscard]] Reply get(const QString &server, std::stop_token stop);
    [[nodiscard]] Reply store(QByteArrayView input, std::stop_token stop);
    [[nodiscard]] Reply erase(const QString &server, std::stop_token stop);
    /// The chosen connection answers just that for @p server. False where nobody can tell, and fails where the keychain
    /// would take no entry either.
    [[nodiscard]] Result<bool> isOfConnection(const QString &server, const credentials::Credential &credential,
                                              std::stop_token stop) const;
    [[nodiscard]] Reply list();
    /// The connection that answers for @p server; none is no failure.
    [[nodiscard]] Result<std::optional<Connection>> chosen(const QString &server) const;

    ConnectionFile m_file;
    credentials::KeychainStore &m_secrets;
    credentials::KeychainStore &m_own;
};

} // namespace connections
