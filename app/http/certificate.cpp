#include "app/http/certificate.h"

#include <algorithm>
#include <array>

#ifdef Q_OS_WIN
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif

#include <openssl/err.h>
#include <openssl/pem.h>

#include <QCryptographicHash>

#include "app/http/opensslpointers.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

using GeneralNames = std::unique_ptr<GENERAL_NAMES, OpenSslDeleter<GENERAL_NAMES_free>>;
using AccessDescriptions = std::unique_ptr<AUTHORITY_INFO_ACCESS, OpenSslDeleter<AUTHORITY_INFO_ACCESS_free>>;

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, qsizetype(size)};
}

QString nameText(const X509_NAME *name)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(bio.get(), name, 0, (XN_FLAG_RFC2253 | ASN1_STRFLGS_UTF8_CONVERT) & ~ASN1_STRFLGS_ESC_MSB);
    return QString::fromUtf8(contents(bio.get()));
}

std::chrono::sys_seconds utcTime(const ASN1_TIME *time)
{
    using namespace std::chrono;
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    const year_month_day date{year(parts.tm_year + 1900), month(unsigned(parts.tm_mon + 1)),
                              day(unsigned(parts.tm_mday))};
    return sys_days(date) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

QString text(const ASN1_STRING *string)
{
    return QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(string)),
                               ASN1_STRING_length(string));
}

QString addressText(const ASN1_OCTET_STRING *address)
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    const int family = ASN1_STRING_length(address) == 4 ? AF_INET : AF_INET6;
    if (family == AF_INET6 && ASN1_STRING_length(address) != 16)
        return {};
    return QString::fromLatin1(inet_ntop(family, ASN1_STRING_get0_data(address), buffer.data(), buffer.size()));
}

QStringList namesOf(const X509 &certificate)
{
    const GeneralNames names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
    QStringList result;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DNS)
            result.append(text(name->d.dNSName));
        else if (name->type == GEN_IPADD)
            result.append(addressText(name->d.iPAddress));
    }
    return result;
}

QStringList issuerUrlsOf(const X509 &certificate)
{
    const AccessDescriptions descriptions(
        static_cast<AUTHORITY_INFO_ACCESS *>(X509_get_ext_d2i(&certificate, NID_info_access, nullptr, nullptr)));
    QStringList result;
    for (int i = 0; descriptions && i < sk_ACCESS_DESCRIPTION_num(descriptions.get()); ++i) {
        const ACCESS_DESCRIPTION *description = sk_ACCESS_DESCRIPTION_value(descriptions.get(), i);
        if (OBJ_obj2nid(description->method) == NID_ad_ca_issuers && description->location->type == GEN_URI)
            result.append(text(description->location->d.uniformResourceIdentifier));
    }
    return result;
}

QString keyText(const X509 &certificate)
{
    const EVP_PKEY *key = X509_get0_pubkey(&certificate);
    if (!key)
        return {};
    const char *type = EVP_PKEY_get0_type_name(key);
    return u"%1 %2"_s.arg(QLatin1StringView(type ? type : "?")).arg(EVP_PKEY_get_bits(key));
}

/// The DER form that @p encode writes.
template <class Encode>
QByteArray derOf(Encode encode)
{
    QByteArray der(std::max(0, encode(nullptr)), '\0');
    auto *end = reinterpret_cast<unsigned char *>(der.data());
    encode(&end);
    return der;
}

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

CertificateInfo CertificateInfo::of(const x509_st &certificate)
{
    CertificateInfo info;
    info.subject = nameText(X509_get_subject_name(&certificate));
    info.issuer = nameText(X509_get_issuer_name(&certificate));
    info.notBefore = utcTime(X509_get0_notBefore(&certificate));
    info.notAfter = utcTime(X509_get0_notAfter(&certificate));
    info.names = namesOf(certificate);
    info.issuerUrls = issuerUrlsOf(certificate);
    info.key = keyText(certificate);
    info.isAuthority = X509_check_ca(const_cast<X509 *>(&certificate)) > 0;
    info.der = derOf([&certificate](unsigned char **end) { return i2d_X509(&certificate, end); });
    info.sha256 = hashOf(info.der);
    X509_PUBKEY *key = X509_get_X509_PUBKEY(&certificate);
    info.publicKeySha256 = hashOf(derOf([key](unsigned char **end) { return i2d_X509_PUBKEY(key, end); }));
    ERR_clear_error();
    return info;
}

Result<std::vector<CertificateInfo>> CertificateInfo::fromPem(const QByteArray &pem)
{
    const BioPointer bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    std::vector<CertificateInfo> certificates;
    while (const X509Pointer certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
        certificates.push_back(of(*certificate));
    ERR_clear_error();
    if (certificates.empty())
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "there is no certificate in PEM"));
    return certificates;
}

QByteArray CertificateInfo::pem() const
{
    QByteArray text = "-----BEGIN CERTIFICATE-----\n";
    const QByteArray base64 = der.toBase64();
    for (qsizetype i = 0; i < base64.size(); i += 64)
        text += base64.mid(i, 64) + '\n';
    return text + "-----END CERTIFICATE-----\n";
}

} // namespace http
