#include "app/registry/channel.h"

#include "app/registry/wireerror.h"

namespace registry {

Channel::Channel(http::Origin registry, QStringList approvedRealms, http::Transport &transport,
                 CredentialSource credentials, base::Clock &clock)
    : m_transport(transport)
    , m_clock(clock)
    , m_authenticator(std::move(registry), std::move(approvedRealms), transport, std::move(credentials), clock)
{ }

Result<http::Response> Channel::send(http::Request request, const Scopes &scopes, std::stop_token stop)
{
    if (stop.stop_requested())
        return base::fail(base::cancelled());
    if (const Result<> signedIn = m_authenticator.authorize(request, scopes, stop); !signedIn)
        return base::fail(signedIn.error());
    Result<http::Response> answer = m_transport.send(request, stop);
    if (!answer)
        return answer;
    if (answer->status != 401) {
        if (answer->isSuccess())
            m_authenticator.accepted();
        return answer;
    }
    const Result<bool> renewed = m_authenticator.renew(request, *answer, scopes, stop);
    if (!renewed)
        return base::fail(renewed.error());
    if (!*renewed)
        return answer;
    if (request.source) {
        if (const Result<> rewound = request.source->rewind(); !rewound)
            return base::fail(rewound.error());
    }
    answer = m_transport.send(std::move(request), stop);
    if (answer && answer->status == 401)
        m_authenticator.refused();
    return answer;
}

Result<http::Response> Channel::sendForSuccess(http::Request request, const Scopes &scopes, std::stop_token stop)
{
    Result<http::Response> answer = send(std::move(request), scopes, stop);
    if (answer && !answer->isSuccess())
        return base::fail(error(*answer, scopes));
    return answer;
}

Error Channel::error(const http::Response &answer, const Scopes &scopes) const
{
    return m_authenticator.refusal(answer, scopes);
}

Result<QByteArray> Channel::authorization(const http::Url &ping, const Scopes &scopes, std::stop_token stop)
{
    if (!m_authenticator.isKnown()) {
        if (const Result<http::Response> answer = send(http::Request::get(ping), {}, stop); !answer)
            return base::fail(answer.error());
    }
    http::Request request = http::Request::get(ping);
    if (const Result<> signedIn = m_authenticator.authorize(request, scopes, stop); !signedIn)
        return base::fail(signedIn.error());
    return request.headers.value("Authorization");
}

} // namespace registry
