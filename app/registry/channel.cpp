#include "app/registry/channel.h"

#include "app/registry/wireerror.h"

namespace registry {

Channel::Channel(http::Url ping, QStringList approvedRealms, http::Transport &transport, CredentialSource credentials,
                 base::Clock &clock)
    : m_ping(std::move(ping))
    , m_transport(transport)
    , m_clock(clock)
    , m_authenticator(m_ping.origin(), std::move(approvedRealms), transport, std::move(credentials), clock)
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
    Result<bool> renewed = false;
    if (answer->status == 401)
        renewed = m_authenticator.renew(request, *answer, scopes, stop);
    else if (answer->isSuccess())
        renewed = welcomed(request, *answer, scopes, stop);
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

Result<bool> Channel::welcomed(http::Request &request, const http::Response &answer, const Scopes &scopes,
                               std::stop_token stop)
{
    // That a registry lets everybody in, but shows users more, is told by its ping alone and shows in its catalog.
    const bool isPing = request.url == m_ping;
    if (m_authenticator.isSettled() || (!isPing && scopes != Scopes::catalog())) {
        m_authenticator.accepted();
        return false;
    }
    const Result<http::Response> ping
        = isPing ? Result<http::Response>(answer) : m_transport.send(http::Request::get(m_ping), stop);
    if (!ping && ping.error().isCancelled())
        return base::fail(ping.error());
    if (const Result<> learned = m_authenticator.welcomed(ping ? *ping : answer, stop); !learned)
        return base::fail(learned.error());
    if (const Result<> signedIn = m_authenticator.authorize(request, scopes, stop); !signedIn)
        return base::fail(signedIn.error());
    return request.headers.contains("Authorization");
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

Result<QByteArray> Channel::authorization(const Scopes &scopes, std::stop_token stop)
{
    if (!m_authenticator.isKnown()) {
        if (const Result<http::Response> answer = send(http::Request::get(m_ping), {}, stop); !answer)
            return base::fail(answer.error());
    }
    http::Request request = http::Request::get(m_ping);
    if (const Result<> signedIn = m_authenticator.authorize(request, scopes, stop); !signedIn)
        return base::fail(signedIn.error());
    return request.headers.value("Authorization");
}

} // namespace registry
