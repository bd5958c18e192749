#include "app/http/clientcertificate.h"

#include <algorithm>
#include <vector>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <QDir>
#include <QFile>

#include "app/http/opensslpointers.h"

using namespace Qt::StringLiterals;

namespace http {

class ClientCertificate::Content
{
public:
    X509Pointer certificate;
    KeyPointer key;
    std::vector<X509Pointer> chain; ///< the issuers that came along
};

namespace {

struct StackDeleter
{
    void operator()(STACK_OF(X509) * stack) const noexcept { sk_X509_pop_free(stack, X509_free); }
};
using X509Stack = std::unique_ptr<STACK_OF(X509), StackDeleter>;

/// What a PEM reader asks for its password, and whether it did.
struct PasswordRequest
{
    QByteArrayView password;
    bool asked = false;
};

int givePassword(char *buffer, int size, int, void *data)
{
    auto *request = static_cast<PasswordRequest *>(data);
    request->asked = true;
    if (request->password.isEmpty() || request->password.size() > size)
        return -1;
    std::copy(request->password.begin(), request->password.end(), buffer);
    return int(request->password.size());
}

tl::unexpected<Error> unusable(ErrorReason reason, const QString &file, base::Message why)
{
    return base::fail(ErrorKind::Tls,
                      {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {QDir::toNativeSeparators(file), std::move(why)}},
                      reason);
}

/// Whether OpenSSL's errors say that it does not know an algorithm any more, and takes them all.
bool takeUnsupported()
{
    bool unsupported = false;
    while (const unsigned long error = ERR_get_error()) {
        const int reason = ERR_GET_REASON(error);
        unsupported = unsupported || reason == ERR_R_UNSUPPORTED
            || (ERR_GET_LIB(error) == ERR_LIB_EVP
                && (reason == EVP_R_UNSUPPORTED_ALGORITHM || reason == EVP_R_UNKNOWN_PBE_ALGORITHM))
            || (ERR_GET_LIB(error) == ERR_LIB_PEM && reason == PEM_R_UNSUPPORTED_ENCRYPTION);
    }
    return unsupported;
}

QString takeErrorText()
{
    const unsigned long error = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(error);
    return QString::fromLatin1(reason ? reason : "refused");
}

Result<QByteArray> contentOf(const QString &name)
{
    constexpr qint64 most = 1024 * 1024;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(ErrorReason::ClientCertificateFile, name, file.errorString());
    return file.read(most);
}

tl::unexpected<Error> oldFormat(const QString &file)
{
    return unusable(ErrorReason::ClientCertificateOldFormat, file,
                    QT_TRANSLATE_NOOP("Faults", "encrypted in a way that is not supported any more"));
}

tl::unexpected<Error> badPassword(const QString &file, bool given)
{
    return unusable(ErrorReason::ClientCertificatePassword, file,
                    given ? QT_TRANSLATE_NOOP("Faults", "the password is wrong")
                          : QT_TRANSLATE_NOOP("Faults", "it needs a password"));
}

Result<KeyPointer> keyFromPem(const QByteArray &pem, const QString &file, QByteArrayView password)
{
    const BioPointer bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    PasswordRequest request{password};
    KeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, givePassword, &request));
    const bool unsupported = takeUnsupported();
    if (key)
        return key;
    if (request.asked && (!unsupported || password.isEmpty()))
        return badPassword(file, !password.isEmpty());
    if (request.asked)
        return oldFormat(file);
    return unusable(ErrorReason::ClientCertificateFile, file,
                    QT_TRANSLATE_NOOP("Faults", "there is no private key in PEM"));
}

/// True for the empty password in either of its two encodings.
bool macFits(PKCS12 *bag, QByteArrayView password)
{
    if (password.isEmpty())
        return PKCS12_verify_mac(bag, nullptr, 0) == 1 || PKCS12_verify_mac(bag, "", 0) == 1;
    return PKCS12_verify_mac(bag, password.data(), int(password.size())) == 1;
}

} // namespace

ClientCertificate::ClientCertificate(const TlsSettings &settings, std::shared_ptr<const base::Secret> password)
    : m_certificateFile(settings.clientCertificateFile)
    , m_keyFile(settings.clientKeyFile)
    , m_password(std::move(password))
{ }

ClientCertificate::~ClientCertificate() = default;

Result<> ClientCertificate::load()
{
    if (m_certificateFile.isEmpty())
        return Done{};
    std::call_once(m_once, [this] {
        m_loaded = read();
        ERR_clear_error();
    });
    return m_loaded;
}

Result<> ClientCertificate::read()
{
    const Result<QByteArray> bytes = contentOf(m_certificateFile);
    if (!bytes)
        return base::fail(bytes.error());
    auto content = std::make_unique<Content>();
    if (Result<> parsed = bytes->contains("-----BEGIN ") ? readPem(*bytes, *content) : readPkcs12(*bytes, *content);
        !parsed)
        return parsed;
    if (X509_check_private_key(content->certificate.get(), content->key.get()) != 1)
        return unusable(ErrorReason::ClientCertificateFile, m_certificateFile,
                        QT_TRANSLATE_NOOP("Faults", "the private key does not belong to the certificate"));
    m_content = std::move(content);
    // A key may be too weak to be used, which nothing but a context tells.
    const ContextPointer context(SSL_CTX_new(TLS_client_method()));
    if (install(context.get()))
        return Done{};
    m_content.reset();
    return unusable(ErrorReason::ClientCertificateFile, m_certificateFile, takeErrorText());
}

Result<> ClientCertificate::readPem(const QByteArray &pem, Content &content) const
{
    const BioPointer bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    content.certificate.reset(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!content.certificate)
        return unusable(ErrorReason::ClientCertificateFile, m_certificateFile,
                        QT_TRANSLATE_NOOP("Faults", "there is no certificate in PEM"));
    while (X509Pointer issuer{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
        content.chain.push_back(std::move(issuer));
    ERR_clear_error();
    const bool together = m_keyFile.isEmpty();
    const Result<QByteArray> keyBytes = together ? Result<QByteArray>(pem) : contentOf(m_keyFile);
    if (!keyBytes)
        return base::fail(keyBytes.error());
    Result<KeyPointer> key = keyFromPem(*keyBytes, together ? m_certificateFile : m_keyFile, password());
    if (!key)
        return base::fail(std::move(key).error());
    content.key = *std::move(key);
    return Done{};
}

Result<> ClientCertificate::readPkcs12(const QByteArray &der, Content &content) const
{
    const BioPointer bio(BIO_new_mem_buf(der.constData(), int(der.size())));
    const Pkcs12Pointer bag(d2i_PKCS12_bio(bio.get(), nullptr));
    if (!bag)
        return unusable(ErrorReason::ClientCertificateFile, m_certificateFile,
                        QT_TRANSLATE_NOOP("Faults", "it is neither PEM nor PKCS#12"));
    if (PKCS12_mac_present(bag.get()) == 1 && !macFits(bag.get(), password())) {
        if (takeUnsupported())
            return oldFormat(m_certificateFile);
        return badPassword(m_certificateFile, !password().isEmpty());
    }
    EVP_PKEY *key = nullptr;
    X509 *certificate = nullptr;
    STACK_OF(X509) *issuers = nullptr;
    // A Secret's bytes end with a zero that does not count, as every QByteArray's.
    const bool parsed
        = PKCS12_parse(bag.get(), password().isEmpty() ? "" : password().data(), &key, &certificate, &issuers) == 1;
    const X509Stack chain(issuers);
    content.key.reset(key);
    content.certificate.reset(certificate);
    if (!parsed) {
        if (takeUnsupported())
            return oldFormat(m_certificateFile);
        return unusable(ErrorReason::ClientCertificateFile, m_certificateFile,
                        QT_TRANSLATE_NOOP("Faults", "its content is damaged"));
    }
    if (!content.key || !content.certificate)
        return unusable(ErrorReason::ClientCertificateFile, m_certificateFile,
                        QT_TRANSLATE_NOOP("Faults", "it lacks the certificate or its private key"));
    while (X509 *issuer = chain ? sk_X509_pop(chain.get()) : nullptr)
        content.chain.emplace_back(issuer);
    return Done{};
}

QByteArrayView ClientCertificate::password() const
{
    return m_password ? m_password->expose() : QByteArrayView();
}

bool ClientCertificate::install(ssl_ctx_st *context) const
{
    if (!m_content)
        return true;
    if (SSL_CTX_use_certificate(context, m_content->certificate.get()) != 1
        || SSL_CTX_use_PrivateKey(context, m_content->key.get()) != 1)
        return false;
    for (const X509Pointer &issuer : m_content->chain)
        SSL_CTX_add1_chain_cert(context, issuer.get());
    return true;
}

} // namespace http
