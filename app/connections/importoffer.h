#pragma once

#include <memory>
#include <vector>

#include <QByteArray>
#include <QStringList>

#include "app/connections/connection.h"
#include "app/credentials/discovery.h"

namespace connections {

/// One thing of docker's or podman's that can become a connection, or a part of one. A value.
struct ImportItem
{
    enum class Kind
    {
        Password,
        IdentityToken,
        Helper, ///< a sign-in that a credential helper has; nobody has asked it yet
        Registry, ///< nobody signs in there
        Authority, ///< for TLS
        ClientCertificate, ///< for TLS
        Insecure, ///< a consent: no encryption, or nobody looks who answers
    };
    enum class Standing
    {
        New,
        Repeated, ///< an item before it is the same
        Known, ///< there is such a connection
    };

    Kind kind = Kind::Registry;
    Standing standing = Standing::New;
    std::size_t file = 0; ///< of ImportOffer::files
    credentials::RegistryKey registry;
    QString user; ///< of Password and IdentityToken
    std::shared_ptr<const credentials::Credential> credential{}; ///< of the same
    QString helper{}; ///< of Helper: the NAME of docker-credential-NAME
    QString server{}; ///< of Helper: as it is asked for it
    QString source{}; ///< of Authority and ClientCertificate: the file; of Registry: what it is a mirror of, or nothing
    QString keyFile{}; ///< of ClientCertificate
    QByteArray pem{}; ///< of Authority

    /// It makes a connection; the others only change those to the same host.
    [[nodiscard]] bool isAccount() const noexcept { return kind <= Kind::Registry; }
};

/// What docker and podman left on this computer, and what of it can be had.
struct ImportOffer
{
    std::vector<credentials::FoundFile> files; ///< with what could not be read
    std::vector<ImportItem> items; ///< in the order of the files

    /// @p known are the connections that there are. The secrets of the items live as long as one of them.
    static ImportOffer of(std::vector<credentials::FoundFile> files, const std::vector<Connection> &known);
};

/// A connection that was made of them.
struct ImportedConnection
{
    Connection connection;
    std::shared_ptr<const credentials::Credential> credential{}; ///< null: anonymous
};

/// The connections that @p ticked make, one for each account; those of a host share what is ticked of it, and a host
/// with nothing but that gets one without an account. Names are none of @p takenNames. Hosts with Insecure are not
/// verified; whether they speak TLS at all is for the caller to find out. Helpers have been asked before.
[[nodiscard]] std::vector<ImportedConnection> importedConnections(const std::vector<ImportItem> &ticked,
                                                                  QStringList takenNames);

} // namespace connections
