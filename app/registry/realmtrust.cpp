#include "app/registry/realmtrust.h"

#include <algorithm>

namespace registry {

namespace {

bool isApproved(const http::Origin &origin, const QStringList &approved)
{
    return std::any_of(approved.cbegin(), approved.cend(), [&origin](const QString &text) {
        const Result<http::Url> url = http::Url::parse(text.toUtf8());
        return url && url->origin() == origin;
    });
}

} // namespace

bool isDockerHub(const http::Origin &origin) noexcept
{
    return origin.secure && origin.port == 443
        && (origin.host == "docker.io" || origin.host == "index.docker.io" || origin.host == "registry-1.docker.io");
}

RealmTrust realmTrust(const http::Url &realm, const http::Origin &registry, const QStringList &approved)
{
    const http::Origin &origin = realm.origin();
    const bool sameHost = origin.host == registry.host;
    if (!origin.secure && (registry.secure || !sameHost))
        return RealmTrust::Refused;
    const bool builtIn = isDockerHub(registry) && origin == http::Origin{true, "auth.docker.io", 443};
    return sameHost || builtIn || isApproved(origin, approved) ? RealmTrust::Password : RealmTrust::Anonymous;
}

} // namespace registry
