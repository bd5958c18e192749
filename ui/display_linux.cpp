#include "ui/display.h"

#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QByteArray>
#include <QRegularExpression>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

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

/// `:0`, `unix:0.1` are on this computer. Of another computer's it is not known before Qt tries.
bool hasX11()
{
    const QString display = qEnvironmentVariable("DISPLAY");
    static const QRegularExpression local(u"^(?:unix)?:(\\d+)(?:\\.\\d+)?$"_s);
    const QRegularExpressionMatch match = local.match(display);
    if (!match.hasMatch())
        return !display.isEmpty();
    const QByteArray path = "/tmp/.X11-unix/X" + match.captured(1).toLatin1();
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
