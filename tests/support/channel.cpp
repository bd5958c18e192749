#include "tests/support/channel.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/ssl.h>

#include <QFile>

#include "tests/support/scriptedserver.h"

namespace support {

void SslContextDeleter::operator()(ssl_ctx_st *context) const noexcept
{
    SSL_CTX_free(context);
}

void SslDeleter::operator()(ssl_st *ssl) const noexcept
{
    SSL_free(ssl);
}

SslContext serverContext(const ServerTls &tls)
{
    SslContext context(SSL_CTX_new(TLS_server_method()));
    const QByteArray certificate = QFile::encodeName(tls.certificateFile);
    const QByteArray key = QFile::encodeName(tls.keyFile);
    const bool usable = SSL_CTX_set_cipher_list(context.get(), "ALL@SECLEVEL=0") == 1
        && SSL_CTX_use_certificate_chain_file(context.get(), certificate.constData()) == 1
        && SSL_CTX_use_PrivateKey_file(context.get(), key.constData(), SSL_FILETYPE_PEM) == 1;
    if (!usable)
        qFatal("cannot serve with %s and %s", certificate.constData(), key.constData());
    SSL_CTX_set_min_proto_version(context.get(), 0);
    SSL_CTX_set_max_proto_version(context.get(), tls.maxVersion);
    if (!tls.clientRootFile.isEmpty()) {
        const QByteArray roots = QFile::encodeName(tls.clientRootFile);
        if (SSL_CTX_load_verify_locations(context.get(), roots.constData(), nullptr) != 1)
            qFatal("cannot read %s", roots.constData());
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    return context;
}

Channel::Channel(int descriptor)
    : m_descriptor(descriptor)
{
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Channel::~Channel()
{
    close(false);
}

bool Channel::startTls(ssl_ctx_st *context)
{
    m_ssl.reset(SSL_new(context));
    SSL_set_fd(m_ssl.get(), m_descriptor);
    return SSL_accept(m_ssl.get()) == 1;
}

QByteArray Channel::read()
{
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const auto count = m_ssl ? ssize_t{SSL_read(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size()))}
                             : ::recv(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
    bytes.resize(count > 0 ? count : 0);
    return bytes;
}

bool Channel::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto count = m_ssl ? ssize_t{SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size()))}
                                 : ::send(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        if (count <= 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return true;
}

void Channel::finish()
{
    if (m_ssl)
        SSL_shutdown(m_ssl.get());
    ::shutdown(m_descriptor, SHUT_WR);
    char swallowed[4096];
    while (::recv(m_descriptor, swallowed, sizeof swallowed, 0) > 0) { }
}

void Channel::close(bool reset)
{
    if (m_descriptor < 0)
        return;
    if (m_ssl && !reset)
        SSL_shutdown(m_ssl.get());
    const std::lock_guard lock(m_mutex);
    if (reset) {
        const linger now{.l_onoff = 1, .l_linger = 0};
        setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(m_descriptor);
    m_descriptor = -1;
}

void Channel::relay(int other)
{
    std::array ends{pollfd{m_descriptor, POLLIN, 0}, pollfd{other, POLLIN, 0}};
    char bytes[16 * 1024];
    while (::poll(ends.data(), ends.size(), -1) > 0) {
        for (std::size_t from = 0; from < ends.size(); ++from) {
            if (ends[from].revents == 0)
                continue;
            const auto count = ::recv(ends[from].fd, bytes, sizeof bytes, 0);
            if (count <= 0 || ::send(ends[1 - from].fd, bytes, std::size_t(count), 0) != count)
                return;
        }
    }
}

void Channel::interrupt(bool writes)
{
    const std::lock_guard lock(m_mutex);
    if (m_descriptor >= 0)
        ::shutdown(m_descriptor, writes ? SHUT_RDWR : SHUT_RD);
}

namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

Listener listenOnLoopback(quint16 port, int backlog)
{
    const std::optional<Listener> listener = tryToListen(port, backlog);
    if (!listener)
        qFatal("cannot listen on 127.0.0.1:%d", port);
    return *listener;
}

std::optional<Listener> tryToListen(quint16 port, int backlog)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = loopback(port);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(descriptor, generic, size) != 0 || ::listen(descriptor, backlog) != 0
        || ::getsockname(descriptor, generic, &size) != 0) {
        ::close(descriptor);
        return std::nullopt;
    }
    return Listener{descriptor, ntohs(address.sin_port)};
}

std::optional<int> connectToLoopback(quint16 port, int flags)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    const sockaddr_in address = loopback(port);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        || errno == EINPROGRESS)
        return descriptor;
    ::close(descriptor);
    return std::nullopt;
}

void blockSigpipe()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

} // namespace support
