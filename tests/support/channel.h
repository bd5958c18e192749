#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include <QByteArray>
#include <QString>

struct ssl_ctx_st;
struct ssl_st;

namespace support {

struct ServerTls;

struct SslContextDeleter
{
    void operator()(ssl_ctx_st *context) const noexcept;
};
struct SslDeleter
{
    void operator()(ssl_st *ssl) const noexcept;
};
using SslContext = std::unique_ptr<ssl_ctx_st, SslContextDeleter>;

/// The context of a server with @p tls; stops the program where its files cannot be used. Weak keys and old versions
/// are allowed: it is the client that has to refuse them.
[[nodiscard]] SslContext serverContext(const ServerTls &tls);

/// One accepted socket, plain or TLS, with blocking reads and writes. One thread uses it; interrupt() may come from
/// any other.
class Channel final
{
public:
    explicit Channel(int descriptor);
    ~Channel();
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    bool startTls(ssl_ctx_st *context); ///< the handshake; false where the client did not like it
    /// What is there next, at most 64 KiB; empty at the end of the connection.
    [[nodiscard]] QByteArray read();
    bool write(QByteArrayView bytes);
    /// Says that nothing more comes, and swallows what the client still sends until it closes. A close with unread
    /// bytes would be a reset, which may take the answer with it.
    void finish();
    void close(bool reset); ///< in order, or with a reset
    /// Carries bytes to and from the socket @p other, both ways, until one of the two ends. Not over TLS.
    void relay(int other);
    /// Makes the owner's read return, and its write where @p writes: that says FIN, so not where a reset is to follow.
    void interrupt(bool writes);

private:
    std::mutex m_mutex; ///< guards m_descriptor against being closed during an interrupt
    int m_descriptor;
    std::unique_ptr<ssl_st, SslDeleter> m_ssl;
};

/// A listening socket on a free port of 127.0.0.1.
struct Listener
{
    int descriptor = -1;
    quint16 port = 0;
};
[[nodiscard]] Listener listenOnLoopback(quint16 port = 0, int backlog = 1024);
/// None where @p port is taken.
[[nodiscard]] std::optional<Listener> tryToListen(quint16 port, int backlog = 1024);

/// A socket to @p port of 127.0.0.1, none where it is refused at once. With SOCK_NONBLOCK in @p flags the connect may
/// still be under way.
[[nodiscard]] std::optional<int> connectToLoopback(quint16 port, int flags = 0);

/// SIGPIPE would end the process when a client is gone: blocks it for the calling thread only, because whether the
/// code under test looks after its own threads is for the tests to see.
void blockSigpipe();

} // namespace support
