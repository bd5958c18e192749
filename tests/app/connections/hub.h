#pragma once

#include <QTemporaryDir>

#include "tests/support/scriptedserver.h"
#include "tests/support/tunnelproxy.h"

namespace attacks {

/// Docker Hub, and those who would like to be taken for it, on this computer: every name leads through a proxy to one
/// of three servers, all of which show a certificate that rootPem() proves.
class Hub final
{
public:
    Hub();

    [[nodiscard]] support::ScriptedServer &registry() noexcept { return m_registry; } ///< registry-1.docker.io:443
    [[nodiscard]] support::ScriptedServer &tokens() noexcept { return m_tokens; } ///< auth.docker.io:443
    [[nodiscard]] support::ScriptedServer &strangers() noexcept { return m_strangers; } ///< all other names and ports
    [[nodiscard]] const support::TunnelProxy &proxy() const noexcept { return m_proxy; }
    [[nodiscard]] const QByteArray &rootPem() const noexcept { return m_rootPem; }

private:
    /// Makes the certificate, in files.
    [[nodiscard]] support::ServerTls makeTls();

    QTemporaryDir m_folder;
    QByteArray m_rootPem;
    const support::ServerTls m_tls;
    support::ScriptedServer m_registry;
    support::ScriptedServer m_tokens;
    support::ScriptedServer m_strangers;
    support::TunnelProxy m_proxy; ///< last: leads to the servers
};

} // namespace attacks
