#include "tests/support/tunnelproxy.h"

#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/exchange.h"

namespace support {

TunnelProxy::TunnelProxy(Route route)
    : m_route(std::move(route))
    , m_listener(listenOnLoopback())
    , m_acceptor([this] { acceptAll(); })
{ }

TunnelProxy::~TunnelProxy()
{
    ::shutdown(m_listener.descriptor, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener.descriptor);
    for (Connection &connection : m_connections)
        connection.channel.interrupt(true);
}

QByteArray TunnelProxy::url() const
{
    return "http://127.0.0.1:" + QByteArray::number(m_listener.port);
}

std::vector<ReceivedRequest> TunnelProxy::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void TunnelProxy::acceptAll()
{
    for (;;) {
        const int descriptor = ::accept4(m_listener.descriptor, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        const std::lock_guard lock(m_mutex);
        Connection &connection = m_connections.emplace_back(descriptor);
        connection.thread = std::jthread([this, &connection] {
            blockSigpipe();
            serve(connection.channel);
            connection.channel.close(false);
        });
    }
}

void TunnelProxy::serve(Channel &channel)
{
    RequestReader reader(channel);
    const std::optional<ReceivedRequest> request = reader.readHead();
    if (!request)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(*request);
    }
    const quint16 port = request->method == "CONNECT" ? m_route(request->target) : quint16(0);
    const std::optional<int> server = port == 0 ? std::nullopt : connectToLoopback(port);
    if (!server) {
        channel.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        channel.finish();
        return;
    }
    if (channel.write("HTTP/1.1 200 Connected\r\n\r\n"))
        channel.relay(*server);
    ::close(*server);
}

} // namespace support
