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
    QByteArray pinnedPublicKey; ///< `sha256//…` as libcurl takes it; empty: none
    QString clientCertificateFile; ///< PEM or PKCS#12; empty: none
    QString clientKeyFile; ///< PEM; empty: in the certificate's file

    friend bool operator==(const TlsSettings &, const TlsSettings &) = default;
};

} // namespace http
