#pragma once

#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/support/channel.h"
#include "tests/support/scriptedserver.h"

namespace support {

/// An HTTP proxy on a free loopback port that knows no name server: a CONNECT to any name leads to a port of this
/// computer. Keeps the head of every request. Any thread; destroying it ends every connection.
class TunnelProxy final
{
public:
    /// The port of 127.0.0.1 that stands for `host:port`; 0 refuses. Called on the threads of connections.
    using Route = std::function<quint16(const QByteArray &target)>;

    explicit TunnelProxy(Route route);
    ~TunnelProxy();
    TunnelProxy(const TunnelProxy &) = delete;
    TunnelProxy &operator=(const TunnelProxy &) = delete;

    [[nodiscard]] QByteArray url() const; ///< `http://127.0.0.1:port`
    [[nodiscard]] std::vector<ReceivedRequest> requests() const; ///< those for plain HTTP, which are refused, too

private:
    struct Connection
    {
        explicit Connection(int descriptor)
            : channel(descriptor)
        { }

        Channel channel;
        std::jthread thread; ///< last: joined before the channel goes
    };

    void acceptAll();
    void serve(Channel &channel);

    const Route m_route;
    const Listener m_listener;
    mutable std::mutex m_mutex; ///< guards the two below
    std::vector<ReceivedRequest> m_requests;
    std::list<Connection> m_connections;
    std::jthread m_acceptor; ///< last: runs only while all of the above is there
};

} // namespace support
