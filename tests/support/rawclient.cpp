#include "tests/support/rawclient.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/channel.h"

namespace support {

RawClient::RawClient(quint16 port)
    : m_descriptor(connectToLoopback(port).value_or(-1))
{ }

RawClient::~RawClient()
{
    ::close(m_descriptor);
}

void RawClient::send(const QByteArray &bytes)
{
    QByteArrayView rest = bytes;
    while (!rest.isEmpty()) {
        const ssize_t count = ::send(m_descriptor, rest.data(), static_cast<std::size_t>(rest.size()), MSG_NOSIGNAL);
        if (count < 0) {
            m_reset = errno == ECONNRESET; // told once: receive() would see a plain end
            return;
        }
        rest = rest.sliced(count);
    }
}

QByteArray RawClient::receive(qsizetype count)
{
    QByteArray all;
    char piece[4096];
    while (all.size() < count) {
        const std::size_t size = std::min<std::size_t>(sizeof piece, static_cast<std::size_t>(count - all.size()));
        const ssize_t got = ::recv(m_descriptor, piece, size, 0);
        m_reset = m_reset || got < 0;
        if (got <= 0)
            break;
        all.append(piece, got);
    }
    return all;
}

bool RawClient::waitForBytes(std::chrono::milliseconds limit) const
{
    pollfd socket{m_descriptor, POLLIN, 0};
    return ::poll(&socket, 1, static_cast<int>(limit.count())) == 1;
}

bool connects(quint16 port, std::chrono::milliseconds limit)
{
    const std::optional<int> descriptor = connectToLoopback(port, SOCK_NONBLOCK);
    if (!descriptor)
        return false;
    pollfd socket{*descriptor, POLLOUT, 0};
    const bool settled = ::poll(&socket, 1, static_cast<int>(limit.count())) == 1;
    ::close(*descriptor);
    return settled && (socket.revents & (POLLERR | POLLHUP)) == 0;
}

} // namespace support
