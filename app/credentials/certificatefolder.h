#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include <QByteArray>

#include "app/base/result.h"
#include "app/credentials/filefault.h"
#include "app/credentials/registrykey.h"

namespace credentials {

/// What stands in a folder of certs.d for one registry.
struct HostCertificates
{
    struct Authority
    {
        QString file;
        QByteArray pem; ///< one or more certificates, not looked into here
    };
    struct ClientCertificate
    {
        QString file; ///< PEM
        QString keyFile; ///< PEM; not read
    };

    RegistryKey registry;
    QString folder;
    std::vector<Authority> authorities; ///< *.crt
    std::vector<ClientCertificate> clientCertificates; ///< *.cert, each with its *.key
};

/// A certs.d folder of docker's or podman's: one folder for each `host[:port]`.
struct CertificateFolder
{
    std::vector<HostCertificates> hosts;
    std::vector<FileFault> faults;

    /// Empty where there is no such folder.
    static CertificateFolder read(const QString &path, std::stop_token stop);
};

/// The content of a file of the user's or the system's, or none with what was wrong with it.
[[nodiscard]] std::optional<QByteArray> contentOf(const QString &path, const QString &place, qint64 largest,
                                                  std::vector<FileFault> &faults);

} // namespace credentials
