#pragma once

#include <chrono>
#include <vector>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "app/base/result.h"

struct x509_st;

namespace http {

/// What a certificate (X.509) says about itself. The texts come from whoever made it and are untrusted. A value.
struct CertificateInfo
{
    QString subject; ///< RFC 4514: `CN=registry.corp,O=Corp`; control characters escaped
    QString issuer;
    std::chrono::sys_seconds notBefore; ///< UTC
    std::chrono::sys_seconds notAfter; ///< UTC
    QStringList names; ///< the DNS names and IP addresses it is for (subjectAltName)
    QStringList issuerUrls; ///< where its issuer's certificate can be had (Authority Information Access)
    QString key; ///< such as `RSA 2048` or `EC 256`
    bool isAuthority = false; ///< it may issue certificates
    QByteArray sha256; ///< of the certificate, 32 bytes
    QByteArray publicKeySha256; ///< of its public key (SubjectPublicKeyInfo), 32 bytes
    QByteArray der;

    /// It names itself as its issuer: a root, or a certificate that stands for itself only.
    [[nodiscard]] bool isSelfIssued() const { return subject == issuer; }
    /// As TlsSettings::pinnedPublicKey has it. A renewal with the same key has the same pin.
    [[nodiscard]] QByteArray pin() const { return "sha256//" + publicKeySha256.toBase64(); }
    [[nodiscard]] QByteArray pem() const;

    static CertificateInfo of(const x509_st &certificate);
    /// The certificates of a PEM file in their order, other content passed over; InvalidData where there is none.
    static Result<std::vector<CertificateInfo>> fromPem(const QByteArray &pem);

    friend bool operator==(const CertificateInfo &, const CertificateInfo &) = default;
};

} // namespace http
