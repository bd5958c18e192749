#include "app/registry/tokenclient.h"

#include <algorithm>

#include "app/base/json.h"
#include "app/oci/imageconfig.h"
#include "app/registry/httpdate.h"
#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

constexpr auto clientId = "portolan";
constexpr qint64 maxAnswer = 1024 * 1024;
constexpr seconds longestLife = std::chrono::hours(24);

bool isMethodUnknown(const Result<http::Response> &answer)
{
    return answer && (answer->status == 404 || answer->status == 405);
}

QByteArray field(QByteArrayView name, QByteArrayView value)
{
    return '&' + name.toByteArray() + '=' + http::percentEncoded(value);
}

/// Not the registry's, whatever it is.
tl::unexpected<Error> ofTokenServer(Error error)
{
    error.isOfTokenServer = error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::Credentials;
    return base::fail(std::move(error));
}

/// The answer stays out of it: it may hold what is no token and secret all the same.
Error withoutToken(const http::Response &answer)
{
    Error error = base::failure(ErrorKind::InvalidData, u"the token server's answer holds no token"_s);
    error.httpStatus = answer.status;
    error.url = answer.url.redacted();
    error.method = answer.method;
    error.time = answer.time;
    return error;
}

http::Request tokenRequest(http::Request request)
{
    request.headers.set("Accept", "application/json");
    request.maxBody = maxAnswer;
    request.followRedirects = false;
    return request;
}

/// The payload of a JWT (RFC 7519); its signature is the registry's business.
Result<base::Json> claims(QByteArrayView token)
{
    const QList<QByteArray> parts = token.toByteArray().split('.');
    if (parts.size() != 3)
        return base::fail(ErrorKind::InvalidData, u"no JWT"_s);
    return base::Json::parse(QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding));
}

QByteArray text(const base::Json &json, QLatin1StringView name)
{
    const base::Json *value = json.find(name);
    return value ? value->toString().value_or(QString()).toUtf8() : QByteArray();
}

/// What the token holds for: by its claim `access` (distribution, "Token Authentication Implementation"), else by what
/// the server says beside it (RFC 6749 §5.1).
std::optional<Scopes> grantedBy(const base::Json &answer, QByteArrayView token)
{
    const Result<base::Json> payload = claims(token);
    const base::Json *access = payload ? payload->find("access"_L1) : nullptr;
    if (!access)
        return answer.find("scope"_L1) ? std::optional(Scopes::parse(text(answer, "scope"_L1))) : std::nullopt;
    Scopes granted;
    for (const base::Json &entry : access->items()) {
        const base::Json *list = entry.find("actions"_L1);
        QByteArrayList actions;
        for (std::size_t i = 0; list && i < list->items().size(); ++i)
            actions.append(list->items()[i].toString().value_or(QString()).toUtf8());
        granted = granted.with(
            Scopes::parse(text(entry, "type"_L1) + ':' + text(entry, "name"_L1) + ':' + actions.join(',')));
    }
    return granted;
}

std::optional<qint64> number(const base::Json &json, QLatin1StringView name)
{
    const base::Json *value = json.find(name);
    return value ? value->toInt64Tolerant() : std::nullopt;
}

/// How long the token lives from now on, all in the server's own time: this computer's clock may be wrong.
seconds lifeOf(const base::Json &answer, QByteArrayView token, std::chrono::sys_seconds serverNow)
{
    seconds life(60); // where nothing is said
    if (const std::optional<qint64> expiresIn = number(answer, "expires_in"_L1); expiresIn && *expiresIn > 0) {
        life = seconds(std::min(*expiresIn, qint64(longestLife.count())));
        const base::Json *issued = answer.find("issued_at"_L1);
        const std::optional<oci::UtcTime> issuedAt
            = issued ? oci::parseRfc3339(issued->toString().value_or(QString())) : std::nullopt;
        const seconds age = issuedAt ? std::chrono::floor<seconds>(serverNow - *issuedAt) : seconds(0);
        if (age > seconds(0) && age < life)
            life -= age;
    } else if (const Result<base::Json> payload = claims(token)) {
        const qint64 expires = number(*payload, "exp"_L1).value_or(0);
        const qint64 now = serverNow.time_since_epoch().count();
        if (expires > now)
            life = seconds(std::min(expires - now, qint64(longestLife.count())));
    }
    return life;
}

} // namespace

Result<QByteArray> basicAuthorization(const credentials::Credential &credential)
{
    if (credential.user == credentials::identityTokenUser)
        return base::fail(ErrorKind::Credentials, u"an identity token is good for a token server only"_s);
    const QByteArray user = credential.user.toUtf8();
    if (user.contains(':'))
        return base::fail(ErrorKind::Credentials, u"a user name with a colon cannot be sent"_s);
    const QByteArray pair = user + ':' + credential.password.expose().toByteArray();
    return "Basic " + pair.toBase64();
}

TokenClient::TokenClient(http::Transport &transport, base::Clock &clock)
    : m_transport(transport)
    , m_clock(clock)
{ }

Result<Token> TokenClient::fetch(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                                 const credentials::Credential *credential, std::stop_token stop)
{
    if (!credential)
        return read({}, get(realm, service, scopes, nullptr, stop));

    const QByteArray account = realm.toBytes() + '\n' + service + '\n' + credential->user.toUtf8();
    SharedSecret refreshToken;
    bool postOnly = false;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_refreshTokens.find(account); found != m_refreshTokens.end())
            refreshToken = found->second;
        postOnly = m_postOnly.contains(realm.toBytes());
    }
    if (refreshToken) {
        const QByteArray grant = "refresh_token" + field("refresh_token", refreshToken->expose());
        const Result<http::Response> answer = post(realm, service, scopes, grant, stop);
        if (!answer || answer->isSuccess() || answer->status >= 500 || answer->status == 429)
            return read(account, answer);
        // Revoked, or good for GET only: the password has the last word.
        const std::lock_guard lock(m_mutex);
        m_refreshTokens.erase(account);
    }
    if (credential->user == credentials::identityTokenUser) {
        const QByteArray grant = "refresh_token" + field("refresh_token", credential->password.expose());
        return read(account, post(realm, service, scopes, grant, stop));
    }
    if (postOnly)
        return read(account, postPassword(realm, service, scopes, *credential, stop));

    const Result<http::Response> answer = get(realm, service, scopes, credential, stop);
    if (!isMethodUnknown(answer))
        return read(account, answer);
    const Result<http::Response> posted = postPassword(realm, service, scopes, *credential, stop);
    if (posted && posted->isSuccess()) {
        const std::lock_guard lock(m_mutex);
        m_postOnly.insert(realm.toBytes());
    }
    return read(account, posted);
}

Result<http::Response> TokenClient::get(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                                        const credentials::Credential *credential, std::stop_token stop)
{
    http::Url url = realm;
    if (!service.isEmpty())
        url = url.withQuery("service", service);
    for (const QByteArray &scope : scopes.toList())
        url = url.withQuery("scope", scope);
    url = url.withQuery("client_id", clientId);
    if (!credential)
        return m_transport.send(tokenRequest(http::Request::get(url)), stop);

    const Result<QByteArray> authorization = basicAuthorization(*credential);
    if (!authorization)
        return base::fail(authorization.error());
    http::Request request = tokenRequest(http::Request::get(url.withQuery("offline_token", "true")));
    request.headers.set("Authorization", *authorization);
    return m_transport.send(std::move(request), stop);
}

Result<http::Response> TokenClient::post(const http::Url &realm, const QByteArray &service, const Scopes &scopes,
                                         const QByteArray &grant, std::stop_token stop)
{
    QByteArray form = "grant_type=" + grant;
    form += field("service", service) + field("client_id", clientId) + field("access_type", "offline");
    if (!scopes.isEmpty())
        form += field("scope", scopes.toList().join(' '));
    // Asking for a token changes nothing on the registry.
    return m_transport.send(tokenRequest(http::Request::post(realm, http::Effect::Read, std::move(form),
                                                             "application/x-www-form-urlencoded")),
                            stop);
}

Result<http::Response> TokenClient::postPassword(const http::Url &realm, const QByteArray &service,
                                                 const Scopes &scopes, const credentials::Credential &credential,
                                                 std::stop_token stop)
{
    return post(realm, service, scopes,
                "password" + field("username", credential.user.toUtf8())
                    + field("password", credential.password.expose()),
                stop);
}

Result<Token> TokenClient::read(const QByteArray &account, const Result<http::Response> &answer)
{
    if (!answer)
        return ofTokenServer(answer.error());
    if (!answer->isSuccess()) {
        Error error = wireError(*answer, m_clock);
        // 400 is OAuth2's invalid_grant; GitLab refuses a wrong password with 403.
        if (!account.isEmpty() && (answer->status == 400 || answer->status == 403))
            error.kind = ErrorKind::Unauthorized;
        return ofTokenServer(std::move(error));
    }

    const Result<base::Json> json = base::Json::parse(answer->body);
    if (!json)
        return ofTokenServer(unexpectedContent(*answer, u"the token server's answer is no JSON"_s));
    QByteArray token = text(*json, "token"_L1);
    if (token.isEmpty())
        token = text(*json, "access_token"_L1);
    const bool isSendable
        = std::all_of(token.cbegin(), token.cend(), [](char character) { return character > ' ' && character < 127; });
    if (token.isEmpty() || !isSendable)
        return ofTokenServer(withoutToken(*answer));

    const QByteArray refreshToken = text(*json, "refresh_token"_L1);
    if (!refreshToken.isEmpty() && !account.isEmpty()) {
        const std::lock_guard lock(m_mutex);
        m_refreshTokens.insert_or_assign(account, std::make_shared<const base::Secret>(QByteArray(refreshToken)));
    }
    const auto localNow = std::chrono::floor<seconds>(m_clock.utc());
    const seconds life = lifeOf(*json, token, parseHttpDate(answer->headers.value("Date")).value_or(localNow));
    TokenGrant grant{grantedBy(*json, token), clockLead(*answer)};
    return Token{base::Secret(std::move(token)), life, std::move(grant)};
}

} // namespace registry
