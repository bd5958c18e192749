#pragma once

#include <QStringList>

#include "app/http/url.h"

namespace registry {

/// What a token server may be sent. A registry names it in its challenge, so it may be anybody.
enum class RealmTrust
{
    Refused, ///< nothing: weaker than the registry's own connection
    Anonymous, ///< a request without credentials
    Password,
};

/// The password goes to a realm on the registry's own host, to the built-in pair docker.io -> auth.docker.io and to
/// the origins that the user approved for this connection (`https://host[:port]`). Plain HTTP is good enough only on
/// the host of a registry that is itself spoken to in plain HTTP.
[[nodiscard]] RealmTrust realmTrust(const http::Url &realm, const http::Origin &registry, const QStringList &approved);

/// True for the names that Docker Hub's registry goes by.
[[nodiscard]] bool isDockerHub(const http::Origin &origin) noexcept;

} // namespace registry
