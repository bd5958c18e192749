#pragma once

#include <memory>
#include <mutex>

#include <QByteArray>
#include <QList>

#include "app/base/result.h"
#include "app/http/peerchain.h"

struct ssl_ctx_st;
struct x509_store_st;

namespace http {

struct X509StoreDeleter
{
    void operator()(x509_store_st *store) const noexcept;
};
using X509Store = std::unique_ptr<x509_store_st, X509StoreDeleter>;

/// The roots one connection trusts: the system's and extra ones, read once and shared by every TLS handshake (libcurl
/// reading its bundle costs 40 ms for each). Any thread.
class TrustedRoots final
{
public:
    explicit TrustedRoots(QList<QByteArray> extra);

    /// Reads the roots at the first call. InvalidData where an extra root is not PEM.
    Result<> load();
    /// Makes @p context verify against these roots; load() succeeded before.
    void install(ssl_ctx_st *context) const;

private:
    QList<QByteArray> m_extra;
    std::once_flag m_once;
    X509Store m_store;
    Result<> m_loaded;
};

/// Lets @p context refuse a certificate that is not for @p host, so that the verify result names the reason.
void expectHost(ssl_ctx_st *context, const QByteArray &host);

/// What one TLS connection tells of its peer. Written on the thread that performs the connection, as long as it is
/// open: TLS 1.3 lets a server ask for a certificate at any time.
struct PeerWatch
{
    PeerChain::Peer peer = PeerChain::Peer::Server;
    bool certificateAsked = false; ///< for a client certificate, and there was none
    std::shared_ptr<const PeerChain> chain; ///< null: it showed none, as when it took up an earlier session again
};
/// Verifies what the peer of @p context shows, to the end, and notes it in @p watch, which outlives the connection. The
/// verdict is what it would be otherwise: the first problem decides.
void watchPeer(ssl_ctx_st *context, PeerWatch &watch);
/// Keys and signatures below 112 bits of security are refused, as Debian's OpenSSL does by itself.
void refuseWeakKeys(ssl_ctx_st *context);

} // namespace http
