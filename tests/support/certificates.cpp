#include "tests/support/certificates.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <QFile>

#include "tests/support/openssl.h"

using namespace Qt::StringLiterals;

namespace support {

namespace {

using Extension = std::unique_ptr<X509_EXTENSION, OpenSslDeleter<X509_EXTENSION_free>>;
struct StackDeleter
{
    void operator()(STACK_OF(X509) * stack) const noexcept { sk_X509_free(stack); }
};
using X509Stack = std::unique_ptr<STACK_OF(X509), StackDeleter>;
using Pkcs12 = std::unique_ptr<PKCS12, OpenSslDeleter<PKCS12_free>>;

struct Issuer
{
    Key key;
    Certificate certificate;
};

struct Subject
{
    const char *name;
    const char *alternativeNames = nullptr;
    bool isAuthority = false;
    long from = -day; ///< seconds from now
    long until = 30 * day;
    const char *issuerUrl = nullptr;
};

void addExtension(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    must(extension && X509_add_ext(certificate, extension.get(), -1) == 1, value);
}

/// Signed by @p issuer, or by itself where that is null.
Certificate sign(const Subject &subject, EVP_PKEY *key, const Issuer *issuer)
{
    Certificate certificate(X509_new());
    X509 *x = certificate.get();
    quint64 serial = 0;
    must(RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) == 1, "serial number");
    X509_set_version(x, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(x), serial);
    X509_gmtime_adj(X509_getm_notBefore(x), subject.from);
    X509_gmtime_adj(X509_getm_notAfter(x), subject.until);
    X509_set_pubkey(x, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(subject.name), -1, -1, 0);
    X509 *signer = issuer ? issuer->certificate.get() : x;
    X509_set_issuer_name(x, X509_get_subject_name(signer));
    addExtension(x, signer, NID_subject_key_identifier, "hash");
    if (issuer)
        addExtension(x, signer, NID_authority_key_identifier, "keyid:always");
    addExtension(x, signer, NID_basic_constraints, subject.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(x, signer, NID_key_usage, subject.isAuthority ? "critical,keyCertSign,cRLSign" : "digitalSignature");
    if (!subject.isAuthority)
        addExtension(x, signer, NID_ext_key_usage, "serverAuth,clientAuth");
    if (subject.alternativeNames)
        addExtension(x, signer, NID_subject_alt_name, subject.alternativeNames);
    if (subject.issuerUrl)
        addExtension(x, signer, NID_info_access, subject.issuerUrl);
    must(X509_sign(x, issuer ? issuer->key.get() : key, EVP_sha256()) > 0, "signature");
    return certificate;
}

Issuer newRoot(const char *name)
{
    Key key = newEcKey();
    Certificate certificate = sign({.name = name, .isAuthority = true}, key.get(), nullptr);
    return {std::move(key), std::move(certificate)};
}

QByteArray pem(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_X509(bio.get(), certificate) == 1, "PEM");
    return contents(bio.get());
}

QByteArray pem(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1, "PEM of a key");
    return contents(bio.get());
}

Bio opened(const QString &name)
{
    return Bio(BIO_new_file(QFile::encodeName(name).constData(), "r"));
}

Key keyOf(const Identity &identity)
{
    Key key(PEM_read_bio_PrivateKey(opened(identity.keyFile).get(), nullptr, nullptr, nullptr));
    must(key != nullptr, "key file");
    return key;
}

Subject serverSubject(Flaw flaw)
{
    Subject subject{.name = "localhost", .alternativeNames = "DNS:localhost,IP:127.0.0.1,IP:::1"};
    if (flaw == Flaw::WrongName || flaw == Flaw::ExpiredWrongName)
        subject = {.name = "elsewhere.example", .alternativeNames = "DNS:elsewhere.example"};
    if (flaw == Flaw::WrongAddress)
        subject.alternativeNames = "DNS:localhost,IP:192.0.2.1";
    if (flaw == Flaw::Expired || flaw == Flaw::ExpiredWrongName) {
        subject.from = -30 * day;
        subject.until = -day;
    }
    if (flaw == Flaw::NotYetValid)
        subject.from = day;
    if (flaw == Flaw::MissingKnownIntermediate)
        subject.issuerUrl = "caIssuers;URI:http://ca.example/intermediate.crt";
    return subject;
}

} // namespace

class Certificates::Private
{
public:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(folder.filePath(QString::number(++files) + u'-' + name));
        must(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "file");
        return file.fileName();
    }
    Identity identity(EVP_PKEY *key, const QByteArray &chain)
    {
        return {write(u"chain.pem"_s, chain), write(u"key.pem"_s, pem(key))};
    }

    QTemporaryDir folder;
    int files = 0;
    Issuer root = newRoot("Portolan test root");
    Issuer intermediate;
    X509Stack issuers{sk_X509_new_null()}; ///< the intermediate, not owned
    QString rootFile;
};

Certificates::Certificates()
    : d(std::make_unique<Private>())
{
    d->intermediate.key = newEcKey();
    d->intermediate.certificate
        = sign({.name = "Portolan test intermediate", .isAuthority = true}, d->intermediate.key.get(), &d->root);
    sk_X509_push(d->issuers.get(), d->intermediate.certificate.get());
    d->rootFile = d->write(u"root.pem"_s, rootPem());
}

Certificates::~Certificates() = default;

QString Certificates::rootFile() const
{
    return d->rootFile;
}

QByteArray Certificates::rootPem() const
{
    return pem(d->root.certificate.get());
}

QByteArray Certificates::intermediatePem() const
{
    return pem(d->intermediate.certificate.get());
}

Identity Certificates::server(Flaw flaw)
{
    const Subject subject = serverSubject(flaw);
    const Key key = flaw == Flaw::WeakKey ? newRsaKey(1024) : newEcKey();
    if (flaw == Flaw::SelfSigned)
        return d->identity(key.get(), pem(sign(subject, key.get(), nullptr).get()));
    if (flaw == Flaw::UnknownRoot) {
        const Issuer stranger = newRoot("Some other root");
        const Certificate certificate = sign(subject, key.get(), &stranger);
        return d->identity(key.get(), pem(certificate.get()) + pem(stranger.certificate.get()));
    }
    const Certificate certificate = sign(subject, key.get(), &d->intermediate);
    const bool alone = flaw == Flaw::MissingIntermediate || flaw == Flaw::MissingKnownIntermediate;
    const QByteArray rest = alone ? QByteArray() : pem(d->intermediate.certificate.get());
    return d->identity(key.get(), pem(certificate.get()) + rest);
}

Identity Certificates::client()
{
    const Key key = newEcKey();
    const Certificate certificate = sign({.name = "a client"}, key.get(), &d->intermediate);
    return d->identity(key.get(), pem(certificate.get()) + pem(d->intermediate.certificate.get()));
}

Identity Certificates::renewed(const Identity &identity)
{
    const Key key = keyOf(identity);
    Subject subject = serverSubject(Flaw::None);
    subject.until = 90 * day;
    const Certificate certificate = sign(subject, key.get(), &d->intermediate);
    return d->identity(key.get(), pem(certificate.get()) + pem(d->intermediate.certificate.get()));
}

QString Certificates::pkcs12(const Identity &identity, const QByteArray &password, bool withChain)
{
    const Bio file = opened(identity.certificateFile);
    const Certificate certificate(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
    const Pkcs12 bag(PKCS12_create(password.constData(), "client", keyOf(identity).get(), certificate.get(),
                                   withChain ? d->issuers.get() : nullptr, 0, 0, 0, 0, 0));
    must(bag != nullptr, "PKCS#12");
    const Bio bio(BIO_new(BIO_s_mem()));
    must(i2d_PKCS12_bio(bio.get(), bag.get()) == 1, "PKCS#12");
    return d->write(u"client.p12"_s, contents(bio.get()));
}

QString Certificates::encryptedKey(const Identity &identity, const QByteArray &password)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PKCS8PrivateKey(bio.get(), keyOf(identity).get(), EVP_aes_256_cbc(), password.constData(),
                                       int(password.size()), nullptr, nullptr)
             == 1,
         "encrypted key");
    return d->write(u"key.pem"_s, contents(bio.get()));
}

QString Certificates::file(const QByteArray &content)
{
    return d->write(u"file"_s, content);
}

} // namespace support
