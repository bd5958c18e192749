#include "app/http/tlscontext.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace http {

namespace {

struct BioDeleter
{
    void operator()(BIO *bio) const noexcept { BIO_free(bio); }
};
struct X509Deleter
{
    void operator()(X509 *certificate) const noexcept { X509_free(certificate); }
};

Result<> addRoots(X509_STORE *store, const QByteArray &pem)
{
    const std::unique_ptr<BIO, BioDeleter> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    int count = 0;
    while (const std::unique_ptr<X509, X509Deleter> root{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
        X509_STORE_add_cert(store, root.get());
        ++count;
    }
    ERR_clear_error();
    if (count == 0)
        return base::fail(ErrorKind::InvalidData, u"an extra root holds no certificate in PEM"_s);
    return Done{};
}

/// Where a context keeps the flag that says a client certificate was asked for.
int askedIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int noteCertificateRequest(SSL *ssl, X509 **, EVP_PKEY **)
{
    *static_cast<bool *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), askedIndex())) = true;
    return 0; // no certificate; the server decides whether it goes on without
}

} // namespace

void X509StoreDeleter::operator()(x509_store_st *store) const noexcept
{
    X509_STORE_free(store);
}

TrustedRoots::TrustedRoots(QList<QByteArray> extra)
    : m_extra(std::move(extra))
{ }

Result<> TrustedRoots::load()
{
    std::call_once(m_once, [this] {
        m_store.reset(X509_STORE_new());
        // An extra certificate may be an intermediate one: what the user trusts ends the chain.
        X509_STORE_set_flags(m_store.get(), X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
        X509_STORE_set_default_paths(m_store.get());
        for (const QByteArray &pem : m_extra) {
            if (Result<> added = addRoots(m_store.get(), pem); !added)
                m_loaded = std::move(added);
        }
        ERR_clear_error();
    });
    return m_loaded;
}

void TrustedRoots::install(ssl_ctx_st *context) const
{
    X509_STORE_up_ref(m_store.get());
    SSL_CTX_set_cert_store(context, m_store.get());
}

void expectHost(ssl_ctx_st *context, const QByteArray &host)
{
    X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param(context);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host.constData()) == 1)
        return;
    ERR_clear_error();
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(parameters, host.constData(), std::size_t(host.size()));
}

void watchForCertificateRequest(ssl_ctx_st *context, bool *asked)
{
    SSL_CTX_set_ex_data(context, askedIndex(), asked);
    SSL_CTX_set_client_cert_cb(context, noteCertificateRequest);
    // No second handshake in TLS 1.2. TLS 1.3 may ask as long as the connection is open, and the flag lives as long.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
}

} // namespace http
