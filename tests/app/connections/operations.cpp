#include "tests/app/connections/operations.h"

#include "tests/app/registry/wire.h"

namespace operations {

using namespace Qt::StringLiterals;
using support::Answer;

namespace {

const QByteArray config("{}");
const QByteArray layer("the bytes of a layer");
const QByteArray imageType("application/vnd.oci.image.manifest.v1+json");

QByteArray digest(const QByteArray &bytes)
{
    return oci::Digest::of(bytes).toString().toLatin1();
}

QByteArray image(const QByteArray &layerUrl)
{
    const QByteArray urls = layerUrl.isEmpty() ? QByteArray() : ",\"urls\":[\"" + layerUrl + "\"]";
    return R"({"schemaVersion":2,"mediaType":")" + imageType
        + R"(","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":")" + digest(config)
        + R"(","size":)" + QByteArray::number(config.size())
        + R"(},"layers":[{"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","digest":")"
        + digest(layer) + R"(","size":)" + QByteArray::number(layer.size()) + urls + "}]}";
}

template <class T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

std::optional<Error> readMany(registry::Registry &registry, const oci::RepositoryName &repository)
{
    using registry::ContentRead;
    wire::ReadList list({{ContentRead::Kind::Manifest, wire::tag(u"v1"_s), -1, 1},
                         {ContentRead::Kind::Blob, oci::Digest::of(config), config.size(), 2}});
    return errorOf(registry.read(repository, list, {}));
}

/// The layers of an image that may say that they lie elsewhere.
std::optional<Error> readLayers(registry::Registry &registry, const oci::RepositoryName &repository)
{
    const Result<oci::Manifest> manifest = registry.manifest(repository, wire::tag(u"v1"_s), {});
    if (!manifest || !manifest->image())
        return errorOf(manifest);
    std::optional<Error> last;
    for (const oci::Descriptor &descriptor : manifest->image()->layers)
        last = errorOf(registry.blob(repository, descriptor, {}, std::make_shared<wire::BytesSink>(), {}));
    return last;
}

} // namespace

std::optional<Error> operate(registry::Registry &registry, int number)
{
    const oci::RepositoryName repository = wire::repository(u"a/b"_s);
    const oci::TagName tag = wire::tag(u"v1"_s);
    const oci::Digest blob = oci::Digest::of(layer);
    switch (number) {
    case 0:
        return errorOf(wire::listTags(registry, repository).end);
    case 1:
        return errorOf(wire::listRepositories(registry).end);
    case 2:
        return errorOf(registry.ping({}));
    case 3:
        return errorOf(registry.resolve(repository, tag, {}));
    case 4:
        return errorOf(registry.smallBlob(repository, oci::Digest::of(config), 1000, {}));
    case 5:
        return errorOf(registry.hasBlob(repository, blob, {}));
    case 6:
        return readMany(registry, repository);
    case 7:
        return readLayers(registry, repository);
    case 8:
        return errorOf(registry.referrers(repository, blob, {}, {}));
    case 9:
        return errorOf(registry.uploadBlob(repository, blob, http::bytesSource(layer), {}));
    case 10:
        return errorOf(registry.mountBlob(repository, blob, wire::repository(u"c/d"_s), {}));
    case 11: {
        const QByteArray raw = image({});
        return errorOf(registry.putManifest(repository, tag, oci::Manifest::parse(raw, {}).value(), {}));
    }
    case 12:
        return errorOf(registry.deleteTag(repository, tag, {}));
    default:
        return errorOf(registry.deleteManifest(repository, blob, {}));
    }
}

Answer registryAnswer(const support::ReceivedRequest &request, const QByteArray &layerUrl)
{
    const QByteArray path = request.path();
    if (request.method == "POST")
        return Answer::withStatus(202, {}, {{"Location", path + "session?state=a%2Bb"}});
    if (request.method == "PUT")
        return Answer::withStatus(201);
    if (request.method == "DELETE")
        return Answer::withStatus(202);
    if (path.endsWith("/tags/list"))
        return Answer::ok(R"({"name":"a/b","tags":["v1"]})");
    if (path.endsWith("/_catalog"))
        return Answer::ok(R"({"repositories":["a/b"]})");
    if (path.contains("/referrers/"))
        return Answer::ok(R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})",
                          "application/vnd.oci.image.index.v1+json");
    if (path.contains("/manifests/"))
        return Answer::ok(image(layerUrl), imageType);
    if (path.endsWith(digest(config)))
        return Answer::ok(config, "application/octet-stream");
    if (path.endsWith(digest(layer)))
        return Answer::ok(layer, "application/octet-stream");
    return Answer::ok("{}");
}

} // namespace operations
