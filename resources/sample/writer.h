#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/oci/descriptor.h"
#include "app/registry/registry.h"
#include "resources/sample/recipe.h"

namespace sample {

using Json = nlohmann::ordered_json;

/// The media types of one family.
struct Types
{
    const char *manifest;
    const char *index;
    const char *config;
    const char *gzipLayer;
};
inline constexpr Types ociTypes{"application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json",
                                "application/vnd.oci.image.config.v1+json",
                                "application/vnd.oci.image.layer.v1.tar+gzip"};
inline constexpr Types dockerTypes{
    "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.docker.container.image.v1+json", "application/vnd.docker.image.rootfs.diff.tar.gzip"};

/// Content that was or is to be put: its bytes and how a manifest names it.
struct Content
{
    std::string mediaType;
    oci::Digest digest;
    qint64 size;
    Json platform = {}; ///< null: not said
    Json annotations = {};
    std::string artifactType = {};

    [[nodiscard]] Json descriptor() const;
};

/// Puts images and artifacts into a registry. The first failure is kept, and what comes after it does nothing, so that
/// a caller may look once, at the end.
class Writer final
{
public:
    explicit Writer(registry::Registry &registry);

    [[nodiscard]] const Result<> &result() const noexcept { return m_result; }

    Content blob(const oci::RepositoryName &repository, const std::string &mediaType, const QByteArray &bytes);
    /// A manifest or an index, under @p tags or, without any, by its digest.
    Content manifest(const oci::RepositoryName &repository, const Json &json,
                     const std::vector<std::string> &tags = {});
    Content image(const oci::RepositoryName &repository, const Recipe &recipe, const Types &types,
                  const std::vector<std::string> &tags = {});
    /// Takes away a manifest that no index names yet.
    void remove(const oci::RepositoryName &repository, const Content &manifest);

private:
    struct Packed
    {
        PackedLayer layer;
        std::string mediaType;
    };

    const Packed *pack(const Step &step, const Types &types);
    void keep(const Error &error);

    registry::Registry &m_registry;
    Result<> m_result;
    std::unordered_map<std::string, Packed> m_packed; ///< by what a step is made of
    std::unordered_map<oci::Digest, oci::RepositoryName> m_homes; ///< where a blob was put first
};

} // namespace sample
