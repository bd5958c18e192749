#include "app/registry/authenticator.h"

#include <QUrl>

#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView bearerPrefix("Bearer ");

QByteArray key(const Scopes &scopes)
{
    return scopes.toList().join(' ');
}

const http::Challenge *findChallenge(const std::vector<http::Challenge> &challenges, QByteArrayView scheme)
{
    for (const http::Challenge &challenge : challenges) {
        if (challenge.scheme == scheme)
            return &challenge;
    }
    return nullptr;
}

std::vector<http::Challenge> challengesOf(const http::Response &answer)
{
    return http::parseChallenges(answer.headers.values("WWW-Authenticate"));
}

} // namespace

Authenticator::Authenticator(http::Origin registry, QStringList approvedRealms, http::Transport &transport,
                             CredentialSource credentials, base::Clock &clock)
    : m_registry(std::move(registry))
    , m_approvedRealms(std::move(approvedRealms))
    , m_clock(clock)
    , m_source(std::move(credentials))
    , m_client(transport, clock)
    , m_tokens(clock)
{ }

Result<> Authenticator::authorize(http::Request &request, const Scopes &scopes, std::stop_token stop)
{
    if (request.url.origin() != m_registry)
        return Done{};
    SignIn signIn;
    Scopes wanted = scopes;
    {
        const std::lock_guard lock(m_mutex);
        signIn = m_signIn;
        if (const auto wider = m_wider.find(key(scopes)); wider != m_wider.end())
            wanted = wider->second;
    }
    const Result<QByteArray> value = authorization(signIn, wanted, {}, stop);
    if (!value)
        return base::fail(value.error());
    if (!value->isEmpty())
        request.headers.set("Authorization", *value);
    return Done{};
}

Result<bool> Authenticator::renew(http::Request &request, const http::Response &answer, const Scopes &scopes,
                                  std::stop_token stop)
{
    // Storage that a redirect led to has no say in who we are, and some products use 401 for "protected".
    if (request.url.origin() != m_registry || answer.url.origin() != m_registry
        || wireError(answer, m_clock).kind != ErrorKind::Unauthorized)
        return false;
    const std::vector<http::Challenge> challenges = challengesOf(answer);
    const std::optional<SignIn> signIn = understood(challenges);
    if (!signIn)
        return false;

    Scopes wanted = scopes;
    if (signIn->way == Way::Bearer)
        wanted = wanted.with(Scopes::parse(findChallenge(challenges, "bearer")->parameter("scope")));
    {
        const std::lock_guard lock(m_mutex);
        m_signIn = *signIn;
        m_settled = true;
        if (wanted != scopes)
            m_wider.insert_or_assign(key(scopes), wanted);
    }
    const QByteArray rejected = request.headers.value("Authorization");
    const Result<QByteArray> value = authorization(*signIn, wanted, rejected, stop);
    if (!value)
        return base::fail(value.error());
    if (value->isEmpty() || *value == rejected)
        return false;
    request.headers.set("Authorization", *value);
    return true;
}

void Authenticator::accepted()
{
    const std::lock_guard lock(m_mutex);
    if (m_signIn.way == Way::Unknown)
        m_signIn.way = Way::Open;
}

Result<> Authenticator::welcomed(const http::Response &ping, std::stop_token stop)
{
    SignIn signIn;
    signIn.way = Way::Open;
    const std::optional<SignIn> offered
        = ping.url.origin() == m_registry ? understood(challengesOf(ping)) : std::nullopt;
    if (offered && (offered->way == Way::Basic || offered->trust == RealmTrust::Password)) {
        const Result<SharedCredential> known = credential(std::move(stop));
        if (!known)
            return base::fail(known.error());
        if (*known)
            signIn = *offered;
    }
    const std::lock_guard lock(m_mutex);
    if (!m_settled)
        m_signIn = signIn;
    m_settled = true;
    return Done{};
}

void Authenticator::refused()
{
    const std::lock_guard lock(m_mutex);
    if (m_signIn.way == Way::Basic) {
        m_credential.reset();
        m_asked = false;
    }
}

bool Authenticator::isKnown() const
{
    const std::lock_guard lock(m_mutex);
    return m_signIn.way != Way::Unknown;
}

bool Authenticator::isSettled() const
{
    const std::lock_guard lock(m_mutex);
    return m_settled;
}

bool Authenticator::isChallenged() const
{
    const std::lock_guard lock(m_mutex);
    return m_signIn.way == Way::Basic || m_signIn.way == Way::Bearer;
}

Error Authenticator::refusal(const http::Response &answer, const Scopes &scopes) const
{
    Error error = wireError(answer, m_clock);
    if (error.kind != ErrorKind::Unauthorized && error.kind != ErrorKind::Forbidden)
        return error;
    const std::vector<http::Challenge> challenges = challengesOf(answer);
    const http::Challenge *challenge = findChallenge(challenges, "bearer");
    const std::lock_guard lock(m_mutex);
    const std::shared_ptr<const TokenFacts> facts = factsOf(answer, scopes);
    error.evidence = facts;
    if (error.kind == ErrorKind::Forbidden) {
        // So say some that know the token and not the right; a gateway has no such code.
        if (facts && m_credential && !scopes.isEmpty() && error.hasCode(u"DENIED"))
            error.reason = ErrorReason::ScopeNotGranted;
        return error;
    }
    const bool isTold = challenge || findChallenge(challenges, "basic");
    if (!isTold && answer.url.origin() == m_registry && (m_signIn.way == Way::Unknown || m_signIn.way == Way::Open))
        error.reason = ErrorReason::ChallengeMissing;
    if (m_signIn.way != Way::Bearer)
        return error;
    if (m_signIn.trust == RealmTrust::Refused || (m_signIn.trust == RealmTrust::Anonymous && m_credential)) {
        error.reason = ErrorReason::TokenRealmNotApproved;
        if (m_signIn.realm) {
            error.url = m_signIn.realm->redacted();
            error.method.clear(); // nothing was sent there
        }
    } else if (m_credential && challenge && challenge->parameter("error") == "invalid_token") {
        error.reason = facts && facts->clockGap ? ErrorReason::ClockSkew : ErrorReason::TokenRefused;
    } else if (m_credential && !scopes.isEmpty()) {
        // The token server knows the user, and the registry says no all the same: signing in again would not help.
        error.kind = ErrorKind::Forbidden;
        error.reason = ErrorReason::ScopeNotGranted;
    }
    return error;
}

/// Null where no token was asked for. With the lock held.
std::shared_ptr<const TokenFacts> Authenticator::factsOf(const http::Response &answer, const Scopes &scopes) const
{
    const auto wider = m_wider.find(key(scopes));
    const Scopes &asked = wider == m_wider.end() ? scopes : wider->second;
    const std::optional<TokenGrant> grant
        = m_signIn.way == Way::Bearer && m_signIn.realm ? m_tokens.grant(cacheKey(m_signIn, asked)) : std::nullopt;
    if (!grant)
        return nullptr;
    auto facts = std::make_shared<TokenFacts>();
    facts->asked = asked;
    facts->granted = grant->scopes;
    facts->clockGap = clockGap(clockLead(answer), grant->clockLead);
    facts->tokenServer = QUrl(m_signIn.realm->redacted()).authority();
    return facts;
}

std::optional<Authenticator::SignIn> Authenticator::understood(const std::vector<http::Challenge> &challenges) const
{
    SignIn bearer;
    if (const http::Challenge *challenge = findChallenge(challenges, "bearer")) {
        bearer.way = Way::Bearer;
        bearer.service = challenge->parameter("service");
        if (const Result<http::Url> realm = http::Url::parse(challenge->parameter("realm"))) {
            bearer.realm = *realm;
            bearer.trust = realmTrust(*realm, m_registry, m_approvedRealms);
        }
        if (bearer.trust == RealmTrust::Password)
            return bearer;
    }
    if (findChallenge(challenges, "basic")) {
        SignIn basic;
        basic.way = Way::Basic;
        return basic;
    }
    return bearer.way == Way::Bearer ? std::optional(bearer) : std::nullopt;
}

Result<Authenticator::SharedCredential> Authenticator::credential(std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_asked)
            return m_credential;
    }
    Result<std::optional<credentials::Credential>> answer = m_source(stop);
    if (!answer)
        return base::fail(answer.error());
    const std::lock_guard lock(m_mutex);
    if (!m_asked) {
        m_asked = true;
        if (*answer)
            m_credential = std::make_shared<const credentials::Credential>(std::move(**answer));
    }
    return m_credential;
}

void Authenticator::forget(const SharedCredential &credential)
{
    const std::lock_guard lock(m_mutex);
    if (m_credential == credential) {
        m_credential.reset();
        m_asked = false;
    }
}

Result<QByteArray> Authenticator::authorization(const SignIn &signIn, const Scopes &scopes, QByteArrayView rejected,
                                                std::stop_token stop)
{
    switch (signIn.way) {
    case Way::Unknown:
    case Way::Open:
        return QByteArray();
    case Way::Basic:
        return basic(rejected, stop);
    case Way::Bearer:
        return bearer(signIn, scopes, rejected, stop);
    }
    return QByteArray();
}

QByteArray Authenticator::cacheKey(const SignIn &signIn, const Scopes &scopes)
{
    return signIn.realm->toBytes() + '\n' + signIn.service + '\n' + key(scopes);
}

Result<QByteArray> Authenticator::basic(QByteArrayView rejected, std::stop_token stop)
{
    const Result<SharedCredential> known = credential(stop);
    if (!known || !*known)
        return known ? Result<QByteArray>(QByteArray()) : base::fail(known.error());
    Result<QByteArray> value = basicAuthorization(**known);
    // A password that was refused is not sent again; the next one who needs it asks for a better one.
    if (value && *value == rejected) {
        forget(*known);
        return QByteArray();
    }
    return value;
}

Result<QByteArray> Authenticator::bearer(const SignIn &signIn, const Scopes &scopes, QByteArrayView rejected,
                                         std::stop_token stop)
{
    if (!signIn.realm || signIn.trust == RealmTrust::Refused)
        return QByteArray();
    const Result<SharedCredential> known = credential(stop);
    if (!known)
        return base::fail(known.error());
    const SharedCredential used = signIn.trust == RealmTrust::Password ? *known : SharedCredential();
    const TokenCache::Fetch fetch = [&](std::stop_token fetchStop) {
        Result<Token> token = m_client.fetch(*signIn.realm, signIn.service, scopes, used.get(), fetchStop);
        if (!token && token.error().kind == ErrorKind::Unauthorized && used)
            forget(used);
        return token;
    };
    const QByteArrayView rejectedToken
        = rejected.startsWith(bearerPrefix) ? rejected.sliced(bearerPrefix.size()) : QByteArrayView();
    const Result<TokenCache::Value> token = m_tokens.token(cacheKey(signIn, scopes), rejectedToken, fetch, stop);
    if (!token)
        return base::fail(token.error());
    return bearerPrefix.toByteArray() + (*token)->expose().toByteArray();
}

} // namespace registry
