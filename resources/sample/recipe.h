#pragma once

#include <string>
#include <vector>

#include "resources/sample/catalogue.h"
#include "resources/sample/layer.h"

namespace sample {

/// One line of an image's making; without files it changes the configuration only.
struct Step
{
    std::string command;
    std::vector<File> files;
    qint64 created = 0; ///< seconds since 1970
    Compression compression = Compression::Gzip;
};

/// One platform of an image, before it is packed.
struct Recipe
{
    const char *architecture = "";
    const char *variant = "";
    const char *os = "linux";
    const char *osVersion = "";
    qint64 created = 0;
    std::vector<Step> steps;
    std::string user;
    std::string workingDirectory;
    std::vector<std::string> environment;
    std::vector<std::string> entrypoint;
    std::vector<std::string> command;
    std::vector<std::string> ports;
    std::vector<std::pair<std::string, std::string>> labels;
};

/// How @p build of @p repository is made for @p platform. Steps that are equal give equal layers, whatever image they
/// are part of.
[[nodiscard]] Recipe recipe(const Repository &repository, const Build &build, const char *platform);

} // namespace sample
