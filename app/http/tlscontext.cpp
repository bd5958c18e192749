#include "app/http/tlscontext.h"

#include <algorithm>

#include <openssl/err.h>
#include <openssl/pem.h>

#include "app/http/opensslpointers.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

Result<> addRoots(X509_STORE *store, const QByteArray &pem)
{
    const BioPointer bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    int count = 0;
    while (const X509Pointer root{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
        X509_STORE_add_cert(store, root.get());
        ++count;
    }
    ERR_clear_error();
    if (count == 0)
        return base::fail(ErrorKind::InvalidData,
                          QT_TRANSLATE_NOOP("Faults", "an extra root holds no certificate in PEM"));
    return Done{};
}

/// Where a context keeps its PeerWatch.
int watchIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

/// Where a verification keeps what it has found wrong.
int problemsIndex()
{
    static const int index = X509_STORE_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int noteCertificateRequest(SSL *ssl, X509 **, EVP_PKEY **)
{
    static_cast<PeerWatch *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), watchIndex()))->certificateAsked = true;
    return 0; // no certificate; the server decides whether it goes on without
}

/// Goes on where OpenSSL would stop; verify() says no in the end.
int noteProblem(int verified, X509_STORE_CTX *context)
{
    if (verified == 0) {
        auto *problems = static_cast<std::vector<ChainProblem> *>(X509_STORE_CTX_get_ex_data(context, problemsIndex()));
        problems->push_back({X509_STORE_CTX_get_error(context), X509_STORE_CTX_get_error_depth(context)});
    }
    return 1;
}

int verify(X509_STORE_CTX *context, void *watch)
{
    auto chain = std::make_shared<PeerChain>();
    X509_STORE_CTX_set_ex_data(context, problemsIndex(), &chain->problems);
    X509_STORE_CTX_set_verify_cb(context, noteProblem);
    const bool finished = X509_verify_cert(context) == 1;
    X509_STORE_CTX_set_ex_data(context, problemsIndex(), nullptr);
    if (!finished && chain->problems.empty()) {
        const int code = X509_STORE_CTX_get_error(context);
        chain->problems.push_back({code == X509_V_OK ? X509_V_ERR_UNSPECIFIED : code, 0});
    }
    const STACK_OF(X509) *shown = X509_STORE_CTX_get0_untrusted(context);
    for (int i = 0; i < sk_X509_num(shown); ++i)
        chain->certificates.push_back(CertificateInfo::of(*sk_X509_value(shown, i)));
    const bool trusted = chain->isTrusted();
    X509_STORE_CTX_set_error(context, trusted ? X509_V_OK : chain->problems.front().code);
    auto &seen = *static_cast<PeerWatch *>(watch);
    chain->peer = seen.peer;
    seen.chain = std::move(chain);
    return trusted ? 1 : 0;
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

void watchPeer(ssl_ctx_st *context, PeerWatch &watch)
{
    SSL_CTX_set_cert_verify_callback(context, verify, &watch);
    SSL_CTX_set_ex_data(context, watchIndex(), &watch);
    SSL_CTX_set_client_cert_cb(context, noteCertificateRequest);
    // No second handshake in TLS 1.2. TLS 1.3 may ask as long as the connection is open, and the watch lives as long.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
}

void refuseWeakKeys(ssl_ctx_st *context)
{
    constexpr int level = 2;
    SSL_CTX_set_security_level(context, std::max(level, SSL_CTX_get_security_level(context)));
}

} // namespace http
