#include "tests/app/connections/hub.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <QFile>

#include "tests/support/openssl.h"

namespace attacks {

namespace {

/// Certain of all their names, so that no attack fails for want of a certificate.
constexpr auto names = "DNS:docker.io,DNS:*.docker.io,DNS:docker.com,DNS:*.docker.com,DNS:*.cloudflare.docker.com,"
                       "DNS:evil.example,DNS:*.evil.example,DNS:*.io.evil.example,DNS:auth-docker.io";

using Extension = std::unique_ptr<X509_EXTENSION, support::OpenSslDeleter<X509_EXTENSION_free>>;

/// Signed by its own key, so that it is its own root.
support::Certificate selfSigned(EVP_PKEY *key)
{
    support::Certificate certificate(X509_new());
    X509 *x = certificate.get();
    X509_set_version(x, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), -support::day);
    X509_gmtime_adj(X509_getm_notAfter(x), support::day);
    X509_set_pubkey(x, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("Docker Hub"), -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509V3_CTX context;
    X509V3_set_ctx(&context, x, x, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, names));
    support::must(extension && X509_add_ext(x, extension.get(), -1) == 1 && X509_sign(x, key, EVP_sha256()) > 0,
                  "certificate");
    return certificate;
}

QString write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    support::must(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "file");
    return path;
}

} // namespace

Hub::Hub()
    : m_tls(makeTls())
    , m_registry(m_tls)
    , m_tokens(m_tls)
    , m_strangers(m_tls)
    , m_proxy([this](const QByteArray &target) {
        return target == "registry-1.docker.io:443" ? m_registry.port()
            : target == "auth.docker.io:443"        ? m_tokens.port()
                                                    : m_strangers.port();
    })
{ }

support::ServerTls Hub::makeTls()
{
    const support::Key key = support::newEcKey();
    const support::Bio certificate(BIO_new(BIO_s_mem()));
    const support::Bio secret(BIO_new(BIO_s_mem()));
    support::must(PEM_write_bio_X509(certificate.get(), selfSigned(key.get()).get()) == 1
                      && PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
                  "PEM");
    m_rootPem = support::contents(certificate.get());
    return {write(m_folder.filePath(QStringLiteral("certificate.pem")), m_rootPem),
            write(m_folder.filePath(QStringLiteral("key.pem")), support::contents(secret.get()))};
}

} // namespace attacks
