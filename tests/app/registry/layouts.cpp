#include "tests/app/registry/layouts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace layouts {

namespace {

QByteArray descriptorOf(QByteArrayView mediaType, const QByteArray &bytes)
{
    return R"({"mediaType":")"_ba + mediaType.toByteArray() + R"(","digest":")"_ba
        + oci::Digest::of(bytes).toString().toLatin1() + R"(","size":)"_ba + QByteArray::number(bytes.size()) + '}';
}

Image make(const QByteArray &seed, QByteArrayView configType, const QByteArray &tail)
{
    const QByteArray config = R"({"architecture":"amd64","os":"linux","author":")"_ba + seed + R"("})"_ba;
    const QByteArray layer = "layer of " + seed;
    QByteArray raw = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"_ba
        + descriptorOf(configType, config) + R"(,"layers":[)"_ba
        + descriptorOf("application/vnd.oci.image.layer.v1.tar+gzip", layer) + ']' + tail + '}';
    return {config, layer, oci::Manifest::parse(std::move(raw), oci::MediaType::ociManifest()).value()};
}

} // namespace

Image image(const QByteArray &seed)
{
    return make(seed, "application/vnd.oci.image.config.v1+json", {});
}

Image artifact(const QByteArray &seed, const oci::Manifest &subject, const QByteArray &type)
{
    return make(seed, type,
                R"(,"subject":)"_ba + descriptor(subject) + R"(,"annotations":{"made.of":")"_ba + seed + R"("})"_ba);
}

oci::Manifest index(const std::vector<oci::Manifest> &children)
{
    QByteArrayList descriptors;
    for (const oci::Manifest &child : children)
        descriptors.append(descriptor(child));
    return oci::Manifest::parse(indexJson(descriptors), oci::MediaType::ociIndex()).value();
}

Result<oci::Digest> push(registry::Registry &registry, const oci::RepositoryName &repository, const Image &image,
                         const oci::TagOrDigest &reference)
{
    for (const QByteArray &bytes : {image.layer, image.config}) {
        if (auto sent = registry.uploadBlob(repository, oci::Digest::of(bytes), http::bytesSource(bytes), {}); !sent)
            return base::fail(sent.error());
    }
    return registry.putManifest(repository, reference, image.manifest, {});
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeLayout(const QString &folder, const QByteArray &indexJson, const std::vector<Image> &images)
{
    write(folder + u"/oci-layout"_s, R"({"imageLayoutVersion":"1.0.0"})");
    write(folder + u"/index.json"_s, indexJson);
    for (const Image &image : images) {
        write(blobFile(folder, image.configDigest()), image.config);
        write(blobFile(folder, image.layerDigest()), image.layer);
        write(blobFile(folder, image.digest()), image.manifest.raw());
    }
}

QString blobFile(const QString &folder, const oci::Digest &digest)
{
    return folder + u"/blobs/"_s + digest.toString().replace(u':', u'/');
}

QByteArray descriptor(const oci::Manifest &manifest, const QByteArray &refName)
{
    QByteArray json = descriptorOf(manifest.mediaType().toString().toLatin1(), manifest.raw());
    if (!refName.isEmpty()) {
        json.chop(1);
        json += R"(,"annotations":{"org.opencontainers.image.ref.name":")"_ba + refName + R"("}})"_ba;
    }
    return json;
}

QByteArray indexJson(const QByteArrayList &descriptors)
{
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[)"_ba
        + descriptors.join(',') + "]}";
}

} // namespace layouts
