// How the registry wants to be signed in to, and whether that works.

#include <algorithm>

#include <QUrl>

#include "app/doctor/errorid.h"
#include "app/doctor/examination.h"
#include "app/registry/realmtrust.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

const http::Challenge *find(const std::vector<http::Challenge> &challenges, QByteArrayView scheme)
{
    const auto found = std::find_if(challenges.begin(), challenges.end(),
                                    [scheme](const http::Challenge &each) { return each.scheme == scheme; });
    return found == challenges.end() ? nullptr : &*found;
}

QByteArray keyOf(const registry::Scopes &scopes)
{
    return scopes.toList().join(' ');
}

} // namespace

bool Examination::signIn(const http::Response &ping)
{
    const std::vector<http::Challenge> challenges = http::parseChallenges(ping.headers.values("WWW-Authenticate"));
    if (const http::Challenge *bearer = find(challenges, "bearer")) {
        note(Step::Challenge, Check::State::Passed, u"Bearer"_s);
        return signInBearer(*bearer);
    }
    if (find(challenges, "basic")) {
        note(Step::Challenge, Check::State::Passed, u"Basic"_s);
        return signInBasic();
    }
    Finding &finding = add(u"auth.challenge-missing"_s, Step::Challenge);
    finding.evidence.push_back({u"status"_s, QString::number(ping.status)});
    return false;
}

bool Examination::signInBasic()
{
    if (m_credential) {
        Result<QByteArray> value = registry::basicAuthorization(*m_credential);
        if (!value) {
            blame(value.error());
            return false;
        }
        m_basic = *std::move(value);
    }
    const std::optional<http::Response> ping = pingSignedIn({});
    if (!ping)
        return false;
    if (ping->status == 401 || ping->status == 403) {
        add(ping->status == 401 ? u"auth.denied"_s : u"auth.forbidden"_s, Step::Token, m_patient.connection.user)
            .evidence.push_back({u"status"_s, QString::number(ping->status)});
        return false;
    }
    note(Step::Token, Check::State::Passed, m_patient.connection.user);
    note(Step::Platform, Check::State::Passed, QString::fromLatin1(ping->headers.value("Server")));
    return true;
}

/// The registry's own word on the sign-in: it lets us in, or it does not. None where something else went wrong.
std::optional<http::Response> Examination::pingSignedIn(const registry::Scopes &scopes)
{
    Answer ping = ask(url("/v2/"), scopes);
    if (!ping) {
        blame(ping.error());
        return std::nullopt;
    }
    if (!followPing(*ping, scopes))
        return std::nullopt;
    if (ping->isSuccess() || ping->status == 401 || ping->status == 403)
        return *std::move(ping);
    refusePing(*ping);
    return std::nullopt;
}

bool Examination::signInBearer(const http::Challenge &challenge)
{
    const Result<http::Url> realm = http::Url::parse(challenge.parameter("realm"));
    if (!realm) {
        add(u"auth.challenge-missing"_s, Step::Challenge);
        return false;
    }
    if (!judgeRealm(*realm))
        return false;
    const registry::RealmTrust trust = registry::realmTrust(*realm, m_origin, m_patient.connection.approvedRealms);
    if (trust == registry::RealmTrust::Refused || (trust == registry::RealmTrust::Anonymous && m_credential)) {
        add(u"auth.token-host"_s, Step::Token, QString::fromLatin1(realm->origin().toBytes()))
            .evidence.push_back({u"realm"_s, realm->redacted()});
        return false;
    }
    m_realm = *realm;
    m_service = challenge.parameter("service");
    m_realmMaySeePassword = trust == registry::RealmTrust::Password;
    const registry::Scopes scopes = registry::Scopes::parse(challenge.parameter("scope"));
    if (const Result<QByteArray> token = authorization(scopes); !token) {
        blameToken(token.error(), *realm);
        return false;
    }
    const std::optional<http::Response> ping = pingSignedIn(scopes);
    if (!ping)
        return false;
    if (ping->status == 401 || ping->status == 403) {
        const std::vector<http::Challenge> again = http::parseChallenges(ping->headers.values("WWW-Authenticate"));
        const http::Challenge *reason = find(again, "bearer");
        Finding &finding = add(judgeToken(*ping, m_grants[keyOf(scopes)], reason), Step::Token);
        finding.evidence.push_back({u"realm"_s, realm->redacted()});
        finding.evidence.push_back({u"service"_s, QString::fromUtf8(m_service)});
        finding.evidence.push_back({u"status"_s, QString::number(ping->status)});
        return false;
    }
    note(Step::Token, Check::State::Passed,
         m_credential ? m_patient.connection.user : QString::fromLatin1(realm->origin().toBytes()));
    note(Step::Platform, Check::State::Passed, QString::fromLatin1(ping->headers.value("Server")));
    return true;
}

/// Why a token is refused that its server has just given.
Finding Examination::judgeToken(const http::Response &answer, const registry::TokenGrant &grant,
                                const http::Challenge *reason) const
{
    const QString why = reason ? QString::fromUtf8(reason->parameter("error")) : QString();
    const auto gap = registry::clockGap(registry::clockLead(answer), grant.clockLead);
    if (!gap || why != "invalid_token"_L1)
        return Words::finding(u"auth.token-refused"_s, place(), why);
    const QString where = gap->isOfTokenServer ? QUrl(m_realm->redacted()).authority() : place();
    Finding finding = Words::finding(u"clock.skew"_s, where, QString::number(gap->difference.count()));
    finding.severity = Severity::Problem; // here it is what keeps us out
    return finding;
}

void Examination::blameToken(const Error &error, const http::Url &realm)
{
    if (error.isCancelled())
        return;
    const QString id = idOf(error);
    const Step step = id.startsWith("redirect."_L1) ? Step::Gateway
        : id.startsWith("proxy."_L1)                ? Step::Proxy
                                                    : Step::Token;
    const QString fact = step == Step::Proxy ? factOf(id, error)
        : id == "auth.denied"_L1             ? m_patient.connection.user
                                             : realm.redacted();
    Finding &finding = add(id, step, fact);
    finding.evidence.push_back({u"realm"_s, realm.redacted()});
    finding.evidence.push_back({u"cause"_s, idOfCause(error)});
    finding.evidence.push_back({u"error"_s, error.detail});
    if (error.httpStatus != 0)
        finding.evidence.push_back({u"status"_s, QString::number(error.httpStatus)});
}

Result<QByteArray> Examination::authorization(const registry::Scopes &scopes)
{
    if (!m_realm)
        return m_basic;
    const QByteArray key = keyOf(scopes);
    if (const auto known = m_authorizations.find(key); known != m_authorizations.end())
        return known->second;
    const credentials::Credential *credential = m_realmMaySeePassword ? m_credential.get() : nullptr;
    Result<registry::Token> token = m_tokens->fetch(*m_realm, m_service, scopes, credential, m_stop);
    if (!token)
        return base::fail(std::move(token).error());
    m_grants[key] = token->grant;
    return m_authorizations[key] = "Bearer " + token->value.expose().toByteArray();
}

http::Request Examination::reading(const http::Url &url)
{
    http::Request request = http::Request::get(url);
    request.followRedirects = false;
    request.headers.set("Accept",
                        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
                        "application/vnd.docker.distribution.manifest.list.v2+json, "
                        "application/vnd.docker.distribution.manifest.v2+json, application/json, */*");
    return request;
}

/// The answer of whatever status, redirects included.
Examination::Answer Examination::ask(const http::Url &url, const registry::Scopes &scopes)
{
    http::Request request = reading(url);
    const Result<QByteArray> value = authorization(scopes);
    if (!value)
        return base::fail(value.error());
    if (!value->isEmpty())
        request.headers.set("Authorization", *value);
    return send(std::move(request));
}

QString Examination::scopesText(const registry::Scopes &asked) const
{
    const auto grant = m_grants.find(keyOf(asked));
    return Words::scopes(asked, grant == m_grants.end() ? std::nullopt : grant->second.scopes);
}

} // namespace doctor
