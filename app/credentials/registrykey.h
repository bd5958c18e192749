#pragma once

#include <QString>

#include "app/base/result.h"

namespace credentials {

/// What docker and podman file a registry under, taken apart.
struct RegistryKey
{
    QString host; ///< `host[:port]`, in lower case; `docker.io` for Docker Hub under all of its names
    QString path; ///< of the repositories that it is for, without slashes around it; empty: all of them

    /// `host[:port]`, `host[:port]/namespace` as podman writes it, or a URL as docker writes it, whose path means
    /// nothing. InvalidData for anything else.
    static Result<RegistryKey> parse(QStringView text);

    friend bool operator==(const RegistryKey &, const RegistryKey &) = default;
};

} // namespace credentials
