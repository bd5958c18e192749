#pragma once

#include "app/http/transport.h"
#include "app/registry/authenticator.h"

namespace registry {

/// The way to one registry: sends requests signed, and once more after a 401 or where signing in may show more. Any
/// thread.
class Channel final
{
public:
    /// @p ping is the registry's `/v2/`.
    Channel(http::Url ping, QStringList approvedRealms, http::Transport &transport, CredentialSource credentials,
            base::Clock &clock);

    /// The answer of whatever status.
    Result<http::Response> send(http::Request request, const Scopes &scopes, std::stop_token stop);
    /// The answer of 2xx, or the error that another one stands for.
    Result<http::Response> sendForSuccess(http::Request request, const Scopes &scopes, std::stop_token stop);
    /// The error of an answer to a request for @p scopes.
    [[nodiscard]] Error error(const http::Response &answer, const Scopes &scopes) const;

    /// What `Authorization` many requests for @p scopes carry; empty for none. Asks the registry how to sign in where
    /// nobody did yet, so that a window full of requests does not go out bare.
    Result<QByteArray> authorization(const Scopes &scopes, std::stop_token stop);

    [[nodiscard]] http::Transport &transport() noexcept { return m_transport; }
    [[nodiscard]] Authenticator &authenticator() noexcept { return m_authenticator; }
    [[nodiscard]] base::Clock &clock() noexcept { return m_clock; }

private:
    /// After an answer of 2xx: true where @p request got credentials and is worth sending once more, because a user may
    /// see more than everybody does.
    Result<bool> welcomed(http::Request &request, const http::Response &answer, const Scopes &scopes,
                          std::stop_token stop);

    const http::Url m_ping;
    http::Transport &m_transport;
    base::Clock &m_clock;
    Authenticator m_authenticator;
};

} // namespace registry
