#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include <QStringList>

#include "app/base/clock.h"
#include "app/http/challenge.h"
#include "app/http/transport.h"
#include "app/registry/credentialsource.h"
#include "app/registry/realmtrust.h"
#include "app/registry/scopes.h"
#include "app/registry/tokencache.h"
#include "app/registry/tokenclient.h"

namespace registry {

/// Signs in to one registry, by Basic or Bearer as its challenges say, and puts `Authorization` on requests to its
/// origin and to no other. Any thread.
class Authenticator final
{
public:
    Authenticator(http::Origin registry, QStringList approvedRealms, http::Transport &transport,
                  CredentialSource credentials, base::Clock &clock);

    /// Puts on what is known to be wanted; where nothing is known yet, the request goes out bare.
    Result<> authorize(http::Request &request, const Scopes &scopes, std::stop_token stop);
    /// After a 401: true where @p request got other credentials than it had and may be sent once more.
    Result<bool> renew(http::Request &request, const http::Response &answer, const Scopes &scopes,
                       std::stop_token stop);
    /// After an answer of 2xx, so that a registry that is open counts as known.
    void accepted();
    /// After the answer to a bare ping of a registry that lets everybody in. One that offers signing in all the same,
    /// as zot does, is signed in to where there is a password for it; any other counts as open.
    Result<> welcomed(const http::Response &ping, std::stop_token stop);
    /// After the second 401: with Basic it is the password, and the next one who needs it asks for a better one.
    void refused();

    /// True once a challenge or an open door was seen.
    [[nodiscard]] bool isKnown() const;
    /// True once the registry had occasion to say how it wants to be signed in to.
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] bool isChallenged() const;
    /// What a 401 to a request for @p scopes means that was signed as well as can be.
    [[nodiscard]] Error refusal(const http::Response &answer, const Scopes &scopes) const;

private:
    enum class Way
    {
        Unknown,
        Open,
        Basic,
        Bearer
    };
    /// How the registry wants to be signed in to.
    struct SignIn
    {
        Way way = Way::Unknown;
        std::optional<http::Url> realm; ///< of Bearer
        QByteArray service;
        RealmTrust trust = RealmTrust::Refused;
    };
    using SharedCredential = std::shared_ptr<const credentials::Credential>;

    [[nodiscard]] std::optional<SignIn> understood(const std::vector<http::Challenge> &challenges) const;
    Result<SharedCredential> credential(std::stop_token stop);
    void forget(const SharedCredential &credential);
    [[nodiscard]] std::shared_ptr<const TokenFacts> factsOf(const http::Response &answer, const Scopes &scopes) const;
    /// The value of `Authorization` that is not @p rejected, or empty where there is none to be had.
    Result<QByteArray> authorization(const SignIn &signIn, const Scopes &scopes, QByteArrayView rejected,
                                     std::stop_token stop);
    [[nodiscard]] static QByteArray cacheKey(const SignIn &signIn, const Scopes &scopes); ///< with a realm
    Result<QByteArray> basic(QByteArrayView rejected, std::stop_token stop);
    Result<QByteArray> bearer(const SignIn &signIn, const Scopes &scopes, QByteArrayView rejected,
                              std::stop_token stop);

    const http::Origin m_registry;
    const QStringList m_approvedRealms;
    base::Clock &m_clock;
    const CredentialSource m_source;
    TokenClient m_client;
    TokenCache m_tokens;

    mutable std::mutex m_mutex;
    SignIn m_signIn;
    bool m_settled = false;
    bool m_asked = false; ///< the source was asked and m_credential is its answer
    SharedCredential m_credential;
    std::map<QByteArray, Scopes> m_wider; ///< what challenges asked for beyond what we did
};

} // namespace registry
