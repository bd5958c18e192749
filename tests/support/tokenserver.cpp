#include "tests/support/tokenserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUrlQuery>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace support {

namespace {

QByteArray value(const QUrlQuery &query, const QString &name)
{
    return query.queryItemValue(name, QUrl::FullyDecoded).toUtf8();
}

Answer refusal(int status, const QByteArray &code)
{
    return Answer::withStatus(status, R"({"errors":[{"code":")" + code + R"(","message":"refused"}]})",
                              {{"Content-Type", "application/json"}});
}

QJsonObject access(const QByteArray &scope)
{
    const QString text = QString::fromUtf8(scope);
    const qsizetype typeEnd = text.indexOf(u':');
    const qsizetype nameEnd = text.lastIndexOf(u':');
    return {{u"type"_s, text.left(typeEnd)},
            {u"name"_s, text.mid(typeEnd + 1, nameEnd - typeEnd - 1)},
            {u"actions"_s, QJsonArray::fromStringList(text.mid(nameEnd + 1).split(u','))}};
}

} // namespace

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

TokenServer::TokenServer(TokenServerSettings settings, std::optional<ServerTls> tls)
    : m_settings(std::move(settings))
    , m_signer(m_settings.algorithm)
    , m_server(std::move(tls))
{
    if (!m_certificate.open() || m_certificate.write(m_signer.certificatePem()) < 0 || !m_certificate.flush())
        qFatal("cannot write the certificate of the token server");
    m_server.answer({"GET", "/token"}, [this](const ReceivedRequest &request) { return get(request); });
    m_server.answer({"POST", "/token"}, [this](const ReceivedRequest &request) { return post(request); });
}

int TokenServer::tokensIssued() const
{
    const std::lock_guard lock(m_mutex);
    return m_issued;
}

void TokenServer::revokeRefreshTokens()
{
    const std::lock_guard lock(m_mutex);
    m_refreshTokens.clear();
}

Answer TokenServer::get(const ReceivedRequest &request)
{
    if (!m_settings.get)
        return refusal(405, "UNSUPPORTED");
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.path().size() + 1)));
    if (value(query, u"service"_s) != service())
        return refusal(400, "SERVICE_UNKNOWN");
    const QByteArray authorization = request.header("Authorization");
    const QByteArray pair = m_settings.user + ':' + m_settings.password;
    if (!authorization.isEmpty() && authorization != QByteArray("Basic " + pair.toBase64()))
        return refusal(401, "UNAUTHORIZED");
    QByteArrayList scopes;
    for (const QString &scope : query.allQueryItemValues(u"scope"_s, QUrl::FullyDecoded))
        scopes.append(scope.toUtf8());
    return issue(authorization.isEmpty() ? QByteArray() : m_settings.user, scopes,
                 value(query, u"offline_token"_s) == "true");
}

Answer TokenServer::post(const ReceivedRequest &request)
{
    if (!m_settings.post)
        return refusal(404, "UNSUPPORTED");
    const QUrlQuery form(QString::fromLatin1(request.body));
    if (value(form, u"service"_s) != service() || value(form, u"client_id"_s).isEmpty())
        return refusal(400, "SERVICE_UNKNOWN");
    QByteArray user;
    if (value(form, u"grant_type"_s) == "refresh_token") {
        const std::lock_guard lock(m_mutex);
        const auto known = m_refreshTokens.find(value(form, u"refresh_token"_s));
        if (known == m_refreshTokens.end())
            return refusal(401, "UNAUTHORIZED");
        user = known->second;
    } else if (value(form, u"grant_type"_s) == "password" && value(form, u"username"_s) == m_settings.user
               && value(form, u"password"_s) == m_settings.password) {
        user = m_settings.user;
    } else {
        return refusal(401, "UNAUTHORIZED");
    }
    const QByteArray scopes = value(form, u"scope"_s);
    return issue(user, scopes.isEmpty() ? QByteArrayList() : scopes.split(' '),
                 value(form, u"access_type"_s) == "offline");
}

Answer TokenServer::issue(const QByteArray &user, const QByteArrayList &scopes, bool withRefreshToken)
{
    QJsonArray granted;
    for (const QByteArray &scope : scopes) {
        if (!m_settings.grants || m_settings.grants(user, scope))
            granted.append(access(scope));
    }
    const qint64 now = QDateTime::currentSecsSinceEpoch() + m_settings.clockLead.count();
    const QByteArray unique = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const QJsonObject claims{{u"iss"_s, QString::fromUtf8(issuer())},
                             {u"sub"_s, QString::fromUtf8(user)},
                             {u"aud"_s, QString::fromUtf8(service())},
                             {u"exp"_s, now + m_settings.life.count()},
                             {u"nbf"_s, now - 10},
                             {u"iat"_s, now},
                             {u"jti"_s, QString::fromLatin1(unique)},
                             {u"access"_s, granted}};
    QJsonObject answer{{u"token"_s, QString::fromLatin1(m_signer.sign(claims))},
                       {u"expires_in"_s, qint64(m_settings.life.count())}};
    const std::lock_guard lock(m_mutex);
    ++m_issued;
    if (withRefreshToken && m_settings.refreshTokens && !user.isEmpty()) {
        m_refreshTokens.emplace(unique, user);
        answer.insert(u"refresh_token"_s, QString::fromLatin1(unique));
    }
    Answer whole = Answer::ok(QJsonDocument(answer).toJson(QJsonDocument::Compact));
    whole.headers.emplace_back("Date", httpDate(QDateTime::fromSecsSinceEpoch(now, Qt::UTC)));
    return whole;
}

} // namespace support
