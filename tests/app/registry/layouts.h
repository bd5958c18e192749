#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "app/oci/manifest.h"
#include "app/registry/registry.h"

/// Small images for tests of layouts, and the files of a layout by hand.
namespace layouts {

struct Image
{
    QByteArray config;
    QByteArray layer;
    oci::Manifest manifest;

    [[nodiscard]] oci::Digest configDigest() const { return oci::Digest::of(config); }
    [[nodiscard]] oci::Digest layerDigest() const { return oci::Digest::of(layer); }
    [[nodiscard]] oci::Digest digest() const { return manifest.digest(); }
};

/// An image whose bytes depend on @p seed.
[[nodiscard]] Image image(const QByteArray &seed);
/// An artifact that points at @p subject; its type is the config's media type.
[[nodiscard]] Image artifact(const QByteArray &seed, const oci::Manifest &subject, const QByteArray &type);
[[nodiscard]] oci::Manifest index(const std::vector<oci::Manifest> &children);

/// Uploads config and layer, then puts the manifest.
Result<oci::Digest> push(registry::Registry &registry, const oci::RepositoryName &repository, const Image &image,
                         const oci::TagOrDigest &reference);

/// Writes a file and the folders above it, without the code under test.
void write(const QString &path, const QByteArray &bytes);
[[nodiscard]] QByteArray read(const QString &path);
/// A layout at @p folder with @p indexJson and the blobs of @p images.
void writeLayout(const QString &folder, const QByteArray &indexJson, const std::vector<Image> &images = {});
[[nodiscard]] QString blobFile(const QString &folder, const oci::Digest &digest);
/// A descriptor as JSON, with @p refName where it is not empty.
[[nodiscard]] QByteArray descriptor(const oci::Manifest &manifest, const QByteArray &refName = {});
[[nodiscard]] QByteArray indexJson(const QByteArrayList &descriptors);

} // namespace layouts
