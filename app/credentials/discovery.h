#pragma once

#include <stop_token>
#include <vector>

#include <QString>

#include "app/credentials/authfile.h"
#include "app/credentials/certificatefolder.h"
#include "app/credentials/registriesconf.h"

namespace credentials {

/// Where docker's and podman's files lie: what they take from the environment, so that a test has one of its own. Empty
/// where there is none.
struct Surroundings
{
    QString home;
    QString configHome; ///< XDG_CONFIG_HOME, usually `~/.config`
    QString runtimeFolder; ///< XDG_RUNTIME_DIR
    QString dockerConfig; ///< DOCKER_CONFIG: a folder in place of `~/.docker`
    QString registryAuthFile; ///< REGISTRY_AUTH_FILE
    QString registriesConf; ///< CONTAINERS_REGISTRIES_CONF, in place of the other registries.conf
    QString systemFolder; ///< `/etc`

    static Surroundings ofProcess();
};

/// A file, or a folder with certificates, that was found.
struct FoundFile
{
    enum class Kind
    {
        Docker, ///< config.json
        Containers, ///< auth.json of podman, skopeo and buildah
        Certificates, ///< a certs.d folder
        Registries, ///< registries.conf, or a drop-in of it
    };

    Kind kind = Kind::Docker;
    QString path;
    bool isReadableByOthers = false; ///< although it holds secrets
    AuthFile auth; ///< of Docker and Containers
    CertificateFolder certificates; ///< of Certificates
    RegistriesConf registries; ///< of Registries; without what a later file says otherwise
    std::vector<FileFault> faults; ///< of any kind: what of it could not be used
};

/// Where docker has its config.json, whether or not there is one.
[[nodiscard]] QString dockerConfigFile(const Surroundings &surroundings);

/// Reads all of them, in the order in which docker and podman look; those that are not there are left out. Blocks for
/// the disk, starts nothing and asks no helper.
[[nodiscard]] std::vector<FoundFile> discover(const Surroundings &surroundings, std::stop_token stop);

} // namespace credentials
