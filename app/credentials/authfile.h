#pragma once

#include <vector>

#include "app/base/result.h"
#include "app/credentials/credential.h"
#include "app/credentials/filefault.h"
#include "app/credentials/registrykey.h"

namespace credentials {

/// A sign-in that stands in a file of docker's or podman's.
struct StoredSignIn
{
    enum class Kind
    {
        Password,
        IdentityToken, ///< what a registry gave for a password, to be exchanged for tokens
    };

    RegistryKey registry;
    Kind kind = Kind::Password;
    Credential credential;
};

/// A sign-in that a credential helper has.
struct HelperSignIn
{
    RegistryKey registry;
    QString server; ///< as the helper is asked for it
    QString helper; ///< the NAME of docker-credential-NAME
};

/// docker's config.json or podman's auth.json, as far as it says who signs in where.
struct AuthFile
{
    std::vector<StoredSignIn> signIns;
    std::vector<HelperSignIn> helperSignIns;
    QString helper; ///< the one that keeps all sign-ins that have no helper of their own; empty: none
    std::vector<FileFault> faults; ///< entries that were left out

    /// InvalidData, without a word of what the file holds, where it is none. Entries that cannot be used are faults.
    static Result<AuthFile> parse(QByteArrayView bytes);
};

/// Whether docker-credential-@p name can be looked for: lower-case letters, digits and hyphens, so that no name leads
/// out of the PATH.
[[nodiscard]] bool isHelperName(const QString &name);

} // namespace credentials
