#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace http {

/// How TLS is verified for one connection. Roots are added to the system's, never instead of them. Everything but the
/// roots holds for the registry's own scheme, host and port only; other hosts are verified normally.
struct TlsSettings
{
    QList<QByteArray> extraRoots; ///< PEM, each one or more certificates
    bool verify = true; ///< false: "do not verify", said for this one connection
    /// CertificateInfo::pin() of the registry, `sha256//…`, several with `;` between them; empty: none. Checked in
    /// addition to chain and name, so that it survives a renewal with the same key.
    QByteArray pinnedPublicKey;
    QString clientCertificateFile; ///< PEM with the chain, or PKCS#12; empty: none
    QString clientKeyFile; ///< PEM; empty: in the certificate's file

    friend bool operator==(const TlsSettings &, const TlsSettings &) = default;
};

} // namespace http
