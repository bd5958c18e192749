#pragma once

#include <map>
#include <vector>

#include <QStringList>

#include "app/base/result.h"
#include "app/credentials/filefault.h"
#include "app/credentials/registrykey.h"

namespace credentials {

/// A place that stands in for another.
struct RegistryMirror
{
    RegistryKey registry;
    bool isInsecure = false;

    friend bool operator==(const RegistryMirror &, const RegistryMirror &) = default;
};

/// What podman, skopeo and buildah are told of one registry, or of a part of it.
struct RegistryRule
{
    QString prefix; ///< what a reference begins with, as written; may begin with `*.`
    RegistryKey location; ///< where it is really read from
    bool isInsecure = false; ///< plain HTTP, or TLS that nobody verifies, will do
    bool isBlocked = false;
    std::vector<RegistryMirror> mirrors{}; ///< tried first, in order

    friend bool operator==(const RegistryRule &, const RegistryRule &) = default;
};

/// registries.conf, or a drop-in of it: version 2, and the older version 1.
struct RegistriesConf
{
    std::vector<RegistryRule> rules;
    std::vector<RegistryKey> searched; ///< where a name without a registry is looked for
    std::map<QString, QString> shortNames; ///< and what they stand for
    std::vector<FileFault> faults; ///< entries that were left out

    /// InvalidData with line and column where it is no TOML.
    static Result<RegistriesConf> parse(QByteArrayView bytes);
};

} // namespace credentials
