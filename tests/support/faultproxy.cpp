#include "tests/support/faultproxy.h"

#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/channel.h"
#include "tests/support/flow.h"

namespace support {

namespace {

using TimePoint = Flow::TimePoint;

/// Nagle's algorithm would add a delay of its own.
void sendAtOnce(int descriptor)
{
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// A client, its server, and the two flows between them.
class Link final
{
public:
    /// @p server is none where it refused.
    Link(int client, std::optional<int> server, const Faults &faults)
        : m_client(client)
        , m_server(server.value_or(-1))
        , m_reset(faults.reset)
        , m_established(std::chrono::steady_clock::now() + faults.roundTrip)
        , m_up(m_client, m_server, m_established, faults.roundTrip / 2, {.cut = faults.cutToServer})
        , m_down(m_server, m_client, m_established, faults.roundTrip / 2,
                 {faults.cutToClient, faults.dribbleSize, faults.dribblePause})
    {
        sendAtOnce(m_client);
        sendAtOnce(m_server);
    }
    ~Link()
    {
        for (const int descriptor : {m_client, m_server}) {
            if (m_reset) {
                const linger now{.l_onoff = 1, .l_linger = 0};
                setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            }
            ::close(descriptor);
        }
    }
    Q_DISABLE_COPY_MOVE(Link)

    [[nodiscard]] std::array<pollfd, 2> interest() const
    {
        if (isRefused())
            return {pollfd{-1, 0, 0}, pollfd{-1, 0, 0}};
        return {socket(m_client, m_up, m_down), socket(m_server, m_down, m_up)};
    }
    void move(TimePoint now, short clientEvents, short serverEvents)
    {
        if (isRefused())
            return;
        if (clientEvents & (POLLIN | POLLERR | POLLHUP) && m_up.wantsRead())
            m_up.read(now);
        if (serverEvents & (POLLIN | POLLERR | POLLHUP) && m_down.wantsRead())
            m_down.read(now);
        m_up.deliver(now);
        m_down.deliver(now);
    }
    /// True where nothing is left to do; says on the way whether it ends with a reset.
    [[nodiscard]] bool isOver(TimePoint now)
    {
        if (isRefused()) {
            m_reset = true;
            return m_established <= now;
        }
        const auto either = [this](Flow::State state) { return m_up.state() == state || m_down.state() == state; };
        m_reset = m_reset || either(Flow::State::Broken);
        return either(Flow::State::Broken) || either(Flow::State::Cut)
            || (m_up.state() == Flow::State::Ended && m_down.state() == Flow::State::Ended);
    }
    [[nodiscard]] std::optional<TimePoint> due() const
    {
        if (isRefused())
            return m_established;
        const std::optional<TimePoint> up = m_up.due();
        const std::optional<TimePoint> down = m_down.due();
        return up && down ? std::min(*up, *down) : (up ? up : down);
    }

private:
    [[nodiscard]] bool isRefused() const noexcept { return m_server < 0; }
    /// What to wait for on @p descriptor; a socket with nothing to wait for is left out, or its end would wake us on
    /// and on.
    static pollfd socket(int descriptor, const Flow &from, const Flow &to)
    {
        const auto events = static_cast<short>((from.wantsRead() ? POLLIN : 0) | (to.isBlocked() ? POLLOUT : 0));
        return {events ? descriptor : -1, events, 0};
    }

    int m_client;
    int m_server;
    bool m_reset;
    TimePoint m_established;
    Flow m_up;
    Flow m_down;
};

/// Until @p due, or for good where there is none.
void waitFor(std::vector<pollfd> &sockets, std::optional<TimePoint> due)
{
    timespec rest{};
    if (due) {
        const auto left = std::max(*due - std::chrono::steady_clock::now(), Flow::Duration::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        rest = {seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
    }
    ::ppoll(sockets.data(), sockets.size(), due ? &rest : nullptr, nullptr); // in poll() a millisecond is the least
}

} // namespace

class FaultProxy::Private
{
public:
    Private(quint16 port, Faults wanted)
        : serverPort(port)
        , faults(wanted)
        , listener(listenOnLoopback())
        , wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , thread([this](std::stop_token stop) { run(stop); })
    { }
    ~Private()
    {
        thread.request_stop();
        wakeUp();
        thread.join();
        ::close(listener.descriptor);
        ::close(wake);
    }

    void wakeUp() const { ::eventfd_write(wake, 1); }

    const quint16 serverPort;
    std::mutex mutex;
    Faults faults; ///< behind the mutex
    const Listener listener;
    const int wake;
    std::atomic<bool> blackHole = false;
    std::atomic<int> accepted = 0;

private:
    void run(std::stop_token stop);
    std::vector<pollfd> interest() const;
    void acceptOne();

    std::list<Link> links; ///< the thread's own
    std::jthread thread;
};

void FaultProxy::Private::acceptOne()
{
    const int client = ::accept4(listener.descriptor, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client < 0)
        return;
    ++accepted;
    const std::lock_guard lock(mutex);
    links.emplace_back(client, connectToLoopback(serverPort, SOCK_NONBLOCK), faults);
}

std::vector<pollfd> FaultProxy::Private::interest() const
{
    const short listening = blackHole ? 0 : POLLIN;
    std::vector<pollfd> sockets{{wake, POLLIN, 0}, {listener.descriptor, listening, 0}};
    if (blackHole)
        return sockets;
    for (const Link &link : links) {
        for (const pollfd &socket : link.interest())
            sockets.push_back(socket);
    }
    return sockets;
}

void FaultProxy::Private::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        std::vector<pollfd> sockets = interest();
        const bool ignored = sockets.size() == 2;
        std::optional<TimePoint> due;
        for (const Link &link : links) {
            const std::optional<TimePoint> one = ignored ? std::nullopt : link.due();
            due = due && one ? std::min(*due, *one) : (one ? one : due);
        }
        waitFor(sockets, due);
        eventfd_t count = 0;
        ::eventfd_read(wake, &count);
        if (!ignored && !blackHole) {
            const TimePoint now = std::chrono::steady_clock::now();
            std::size_t at = 2;
            for (Link &link : links) {
                link.move(now, sockets[at].revents, sockets[at + 1].revents);
                at += 2;
            }
            links.remove_if([now](Link &link) { return link.isOver(now); });
        }
        if (sockets[1].revents & POLLIN && !blackHole)
            acceptOne();
    }
}

FaultProxy::FaultProxy(quint16 serverPort, Faults faults)
    : d(std::make_unique<Private>(serverPort, faults))
{ }

FaultProxy::~FaultProxy() = default;

quint16 FaultProxy::port() const noexcept
{
    return d->listener.port;
}

int FaultProxy::connections() const noexcept
{
    return d->accepted;
}

void FaultProxy::setFaults(Faults faults)
{
    const std::lock_guard lock(d->mutex);
    d->faults = faults;
}

void FaultProxy::setBlackHole(bool on)
{
    d->blackHole = on;
    d->wakeUp();
}

DeadPort::DeadPort()
{
    const Listener listener = listenOnLoopback(0, 0);
    m_listener = listener.descriptor;
    m_port = listener.port;
    for (int &filler : m_fillers)
        filler = connectToLoopback(m_port, SOCK_NONBLOCK).value_or(-1);
}

DeadPort::~DeadPort()
{
    for (const int descriptor : {m_fillers[0], m_fillers[1], m_listener})
        ::close(descriptor);
}

} // namespace support
