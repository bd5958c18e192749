#include "app/http/hostwindow.h"

#include <algorithm>

namespace http {

HostWindow::HostWindow(Protocol protocol)
    : m_protocol(protocol)
    , m_limit(ceiling())
{ }

int HostWindow::ceiling() const noexcept
{
    return m_protocol == Protocol::Http2 ? http2Limit : http1Limit;
}

void HostWindow::setProtocol(Protocol protocol)
{
    if (m_protocol == protocol)
        return;
    const bool wasFull = m_limit == ceiling();
    m_protocol = protocol;
    m_limit = wasFull ? ceiling() : std::min(m_limit, ceiling());
}

long HostWindow::connections() const noexcept
{
    return m_protocol == Protocol::Http1 ? long(http1Limit) : http2Connections;
}

void HostWindow::succeeded() noexcept
{
    if (m_limit == ceiling() || ++m_goodAnswers < answersPerStep)
        return;
    m_goodAnswers = 0;
    ++m_limit;
}

void HostWindow::throttled(base::Clock::TimePoint sent, base::Clock::TimePoint now) noexcept
{
    m_goodAnswers = 0;
    if (sent <= m_halved)
        return;
    m_halved = now;
    m_limit = std::max(1, m_limit / 2);
}

} // namespace http
