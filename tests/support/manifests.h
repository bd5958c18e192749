#pragma once

#include <vector>

#include "app/oci/manifest.h"

namespace support {

/// A blob by a name that stands for its bytes.
struct NamedBlob
{
    QByteArray name;
    qint64 size = 0;
};

[[nodiscard]] inline oci::Digest blob(const QByteArray &name)
{
    return oci::Digest::of(name);
}

/// The manifest of an image: the first blob is its config.
[[nodiscard]] inline oci::Manifest imageManifest(const std::vector<NamedBlob> &blobs)
{
    const auto descriptor = [](const NamedBlob &named, QByteArrayView mediaType) -> QByteArray {
        return "{\"mediaType\":\"" + mediaType.toByteArray() + "\",\"digest\":\""
            + blob(named.name).toString().toLatin1() + "\",\"size\":" + QByteArray::number(named.size) + '}';
    };
    QByteArrayList layers;
    for (std::size_t i = 1; i < blobs.size(); ++i)
        layers.append(descriptor(blobs[i], "application/vnd.oci.image.layer.v1.tar+gzip"));
    return *oci::Manifest::parse(
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
            + descriptor(blobs.front(), "application/vnd.oci.image.config.v1+json") + ",\"layers\":[" + layers.join(',')
            + "]}",
        {});
}

/// An artifact, such as a signature, that belongs to @p subject.
[[nodiscard]] inline oci::Manifest artifactManifest(const NamedBlob &layer, const QByteArray &artifactType,
                                                    const oci::Digest &subject)
{
    return *oci::Manifest::parse(
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":")" + artifactType
            + R"(","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":")"
            + blob("{}").toString().toLatin1() + R"(","size":2},"layers":[{"mediaType":"application/octet-stream",)"
            + R"("digest":")" + blob(layer.name).toString().toLatin1() + R"(","size":)" + QByteArray::number(layer.size)
            + R"(}],"subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":")"
            + subject.toString().toLatin1() + R"(","size":500}})",
        {});
}

[[nodiscard]] inline oci::Manifest indexManifest(const std::vector<oci::Digest> &children)
{
    QByteArrayList descriptors;
    for (const oci::Digest &child : children)
        descriptors.append("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                           + child.toString().toLatin1() + "\",\"size\":500}");
    return *oci::Manifest::parse(
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
            + descriptors.join(',') + "]}",
        {});
}

} // namespace support
