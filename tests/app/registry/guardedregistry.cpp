#include "tests/app/registry/guardedregistry.h"

using namespace Qt::StringLiterals;
using namespace support;

namespace wire {

GuardedRegistry::GuardedRegistry(TokenServerSettings settings)
    : tokens(std::move(settings), tls())
    , registry(tls())
{
    registry.answer({"", "/v2/", true}, [this](const ReceivedRequest &request) {
        const QByteArray authorization = request.header("Authorization");
        const std::lock_guard lock(m_mutex);
        if (!authorization.startsWith("Bearer ") || m_expired.contains(authorization))
            return unauthorized(challenge());
        m_last = authorization;
        return request.path() == "/v2/" ? Answer::ok("{}") : tagsPage();
    });
}

void GuardedRegistry::expire()
{
    const std::lock_guard lock(m_mutex);
    m_expired.insert(m_last);
}

QByteArray GuardedRegistry::challenge() const
{
    return "Bearer realm=\"" + tokens.realm() + "\",service=\"" + TokenServer::service()
        + "\",scope=\"repository:payments/api:pull\"";
}

Settings GuardedRegistry::signedIn() const
{
    return {registry.url(), certificates.rootPem(), tokens.settings().user, tokens.settings().password};
}

Settings GuardedRegistry::anonymous() const
{
    return {registry.url(), certificates.rootPem()};
}

ServerTls GuardedRegistry::tls()
{
    const Identity identity = certificates.server();
    return {identity.certificateFile, identity.keyFile};
}

Answer unauthorized(const QByteArray &challenge, const QByteArray &code)
{
    return Answer::withStatus(401, R"({"errors":[{"code":")" + code + R"(","message":"sign in"}]})",
                              {{"WWW-Authenticate", challenge}, {"Content-Type", "application/json"}});
}

Names tagsOf(Connection &connection)
{
    return listTags(connection.registry(), repository(u"payments/api"_s));
}

Answer tagsPage()
{
    return Answer::ok(R"({"tags":["latest"]})");
}

} // namespace wire
