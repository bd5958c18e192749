#include "tests/support/jwtsigner.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <QJsonArray>
#include <QJsonDocument>

#include "tests/support/openssl.h"

using namespace Qt::StringLiterals;

namespace support {

namespace {

using Context = std::unique_ptr<EVP_MD_CTX, OpenSslDeleter<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, OpenSslDeleter<ECDSA_SIG_free>>;

Certificate selfSigned(EVP_PKEY *key)
{
    Certificate certificate(X509_new());
    must(certificate != nullptr, "certificate");
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    const QByteArray text("Portolan test tokens");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(text.constData()), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    must(X509_set_pubkey(certificate.get(), key) == 1, "public key");
    must(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "certificate");
    return certificate;
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// RFC 7518 §3.4: the two numbers beside each other, and not OpenSSL's DER.
QByteArray plainEcdsa(const QByteArray &der)
{
    const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
    const Signature signature(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
    must(signature != nullptr, "ECDSA");
    QByteArray plain(64, '\0');
    auto *out = reinterpret_cast<unsigned char *>(plain.data());
    must(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, 32) == 32, "r");
    must(BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + 32, 32) == 32, "s");
    return plain;
}

} // namespace

class JwtSigner::Key
{
public:
    explicit Key(Algorithm algorithm)
        : handle(algorithm == Algorithm::Rs256 ? newRsaKey(2048) : newEcKey())
    { }

    support::Key handle;
};

JwtSigner::JwtSigner(Algorithm algorithm)
    : m_algorithm(algorithm)
    , m_key(std::make_unique<const Key>(algorithm))
{
    const Certificate certificate = selfSigned(m_key->handle.get());
    unsigned char *der = nullptr;
    const int size = i2d_X509(certificate.get(), &der);
    must(size > 0, "DER");
    m_der = QByteArray(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);

    const Bio memory(BIO_new(BIO_s_mem()));
    must(memory && PEM_write_bio_X509(memory.get(), certificate.get()) == 1, "PEM");
    m_pem = contents(memory.get());
}

JwtSigner::~JwtSigner() = default;

QByteArray JwtSigner::sign(const QJsonObject &claims) const
{
    const QJsonObject header{{u"typ"_s, u"JWT"_s},
                             {u"alg"_s, m_algorithm == Algorithm::Rs256 ? u"RS256"_s : u"ES256"_s},
                             {u"x5c"_s, QJsonArray{QString::fromLatin1(m_der.toBase64())}}};
    QByteArray token = base64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.'
        + base64Url(QJsonDocument(claims).toJson(QJsonDocument::Compact));

    const Context context(EVP_MD_CTX_new());
    const auto *input = reinterpret_cast<const unsigned char *>(token.constData());
    const auto length = static_cast<std::size_t>(token.size());
    must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key->handle.get()) == 1, "start");
    std::size_t size = 0;
    must(EVP_DigestSign(context.get(), nullptr, &size, input, length) == 1, "size");
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, input, length) == 1,
         "signature");
    signature.truncate(static_cast<qsizetype>(size));
    token += '.' + base64Url(m_algorithm == Algorithm::Es256 ? plainEcdsa(signature) : signature);
    return token;
}

} // namespace support
