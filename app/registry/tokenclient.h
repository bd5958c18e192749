#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "app/base/clock.h"
#include "app/credentials/credential.h"
#include "app/http/transport.h"
#include "app/registry/scopes.h"
#include "app/registry/tokencache.h"

namespace registry {

/// Asks token servers for tokens: by GET (distribution, "Token Authentication Specification") and by POST
/// ("OAuth2"), each where the other is not known. A refresh token that comes along is used instead of the password
/// from then on; it lives here, in memory. Any thread.
class TokenClient final
{
public:
    TokenClient(http::Transport &transport, base::Clock &clock);

    /// A token of @p service for @p scopes. @p credential null: an anonymous one. Unauthorized, with the realm as its
    /// URL, where the server does not accept the credential.
    Result<Token> fetch(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                        const credentials::Credential *credential, std::stop_token stop);

private:
    using SharedSecret = std::shared_ptr<const base::Secret>;

    Result<http::Response> get(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                               const credentials::Credential *credential, std::stop_token stop);
    Result<http::Response> post(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                                const QByteArray &grant, std::stop_token stop);
    Result<http::Response> postPassword(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                                        const credentials::Credential &credential, std::stop_token stop);
    Result<Token> read(const QByteArray &account, const Result<http::Response> &answer);

    http::Transport &m_transport;
    base::Clock &m_clock;
    std::mutex m_mutex;
    std::map<QByteArray, SharedSecret> m_refreshTokens; ///< by realm, service and user
    std::set<QByteArray> m_postOnly; ///< realms that know no GET
};

/// `Basic …` (RFC 7617) with user name and password in UTF-8. A user name with a colon cannot be sent: Credentials.
[[nodiscard]] Result<QByteArray> basicAuthorization(const credentials::Credential &credential);

} // namespace registry
