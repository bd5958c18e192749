#include "ui/display.h"

#include <cerrno>
#include <cstddef>
#include <cstring>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QByteArray>
#include <QRegularExpression>
#include <QScopeGuard>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 3000; ///< ms for a display of another computer, per address

/// Whether somebody listens at @p path; one that begins with a zero byte is abstract.
bool answers(const QByteArray &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= qsizetype(sizeof(address.sun_path)))
        return false;
    std::memcpy(address.sun_path, path.constData(), std::size_t(path.size()));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    const auto size
        = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(path.size()) + (path.startsWith('\0') ? 0 : 1));
    const bool isThere = ::connect(socket, reinterpret_cast<const sockaddr *>(&address), size) == 0;
    ::close(socket);
    return isThere;
}

bool answersInTime(const addrinfo &address)
{
    const int socket = ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return false;
    const auto end = qScopeGuard([socket] { ::close(socket); });
    if (::connect(socket, address.ai_addr, address.ai_addrlen) == 0)
        return true;
    pollfd waiting = {socket, POLLOUT, 0};
    int error = 0;
    socklen_t size = sizeof(error);
    return errno == EINPROGRESS && ::poll(&waiting, 1, patience) == 1
        && ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

/// Whether @p host has a display of that number: X11 listens at port 6000 and up.
bool answers(const QByteArray &host, int display)
{
    addrinfo wanted = {};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.constData(), QByteArray::number(6000 + display).constData(), &wanted, &found) != 0)
        return false;
    const auto end = qScopeGuard([found] { ::freeaddrinfo(found); });
    for (const addrinfo *address = found; address; address = address->ai_next) {
        if (answersInTime(*address))
            return true;
    }
    return false;
}

/// `:0` and `unix:0.1` are on this computer, `localhost:10.0` and `tcp/[::1]:0` are reached by TCP.
bool hasX11()
{
    const QString display = qEnvironmentVariable("DISPLAY");
    static const QRegularExpression form(u"^(?:\\w+/)?\\[?([^/]*?)\\]?:(\\d+)(?:\\.\\d+)?$"_s);
    const QRegularExpressionMatch match = form.match(display);
    if (!match.hasMatch())
        return !display.isEmpty(); // Qt may know what it means
    const QString host = match.captured(1);
    if (!host.isEmpty() && host != "unix"_L1)
        return answers(host.toUtf8(), match.captured(2).toInt());
    const QByteArray path = "/tmp/.X11-unix/X" + match.captured(2).toLatin1();
    return answers(path) || answers('\0' + path);
}

bool hasWayland()
{
    const QByteArray name = qgetenv("WAYLAND_DISPLAY");
    return !name.isEmpty() && answers(name.startsWith('/') ? name : qgetenv("XDG_RUNTIME_DIR") + '/' + name);
}

} // namespace

bool hasDisplay()
{
    // A platform that was asked for by name may need no display, such as offscreen.
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || hasX11() || hasWayland();
}

} // namespace ui
