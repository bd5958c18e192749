#pragma once

#include <memory>
#include <mutex>

#include <QByteArray>
#include <QList>

#include "app/base/result.h"

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
/// Notes in @p asked that the server wants a client certificate and there is none. @p asked outlives the
/// connection: TLS 1.3 lets the server ask at any time.
void watchForCertificateRequest(ssl_ctx_st *context, bool *asked);

} // namespace http
