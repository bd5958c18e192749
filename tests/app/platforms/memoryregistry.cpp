#include "tests/app/platforms/memoryregistry.h"

namespace support {

using namespace Qt::StringLiterals;

namespace {

QByteArray descriptor(QByteArrayView mediaType, const oci::Digest &digest, qint64 size, const QByteArray &more = {})
{
    return "{\"mediaType\":\"" + mediaType.toByteArray() + "\",\"digest\":\"" + digest.toString().toLatin1()
        + "\",\"size\":" + QByteArray::number(size) + more + '}';
}

tl::unexpected<Error> notHere()
{
    return base::fail(ErrorKind::Unsupported, u"not in this test"_s);
}

} // namespace

oci::Digest MemoryRegistry::addImage(const QString &architecture, const QStringList &layers, const QString &created)
{
    QByteArrayList diffIds;
    QByteArrayList descriptors;
    for (const QString &layer : layers) {
        const oci::Digest digest = oci::Digest::of(layer.toUtf8());
        diffIds.append('"' + digest.toString().toLatin1() + '"');
        descriptors.append(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", digest, layerSize));
    }
    const QByteArray config = "{\"os\":\"linux\",\"architecture\":\"" + architecture.toLatin1() + "\",\"created\":\""
        + created.toLatin1() + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffIds.join(',') + "]}}";
    const oci::Digest configDigest = addBlob(config);
    return addManifest(R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
                       + descriptor("application/vnd.oci.image.config.v1+json", configDigest, config.size())
                       + ",\"layers\":[" + descriptors.join(',') + "]}");
}

oci::Digest MemoryRegistry::addManifest(const QByteArray &raw)
{
    const oci::Digest digest = oci::Digest::of(raw);
    manifests[digest.toString()] = raw;
    return digest;
}

oci::Digest MemoryRegistry::addBlob(const QByteArray &bytes)
{
    const oci::Digest digest = oci::Digest::of(bytes);
    blobs[digest.toString()] = bytes;
    return digest;
}

void MemoryRegistry::tag(const QString &name, const oci::Digest &digest)
{
    tagNames.push_back(name);
    manifests[name] = manifests.at(digest.toString());
}

QByteArray MemoryRegistry::child(const oci::Digest &digest, const QString &platform, const QByteArray &more)
{
    const QStringList parts = platform.split(u'/');
    return descriptor("application/vnd.oci.image.manifest.v1+json", digest, 500,
                      ",\"platform\":{\"os\":\"" + parts[0].toLatin1() + "\",\"architecture\":\"" + parts[1].toLatin1()
                          + "\"}" + more);
}

QByteArray MemoryRegistry::index(const QList<QByteArray> &children, const QByteArray &more)
{
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[)"
        + QByteArrayList(children).join(',') + ']' + more + '}';
}

Result<registry::ListingEnd> MemoryRegistry::repositories(const registry::RepositoryPage &page, std::stop_token)
{
    if (const Result<> taken = page({*oci::RepositoryName::parse(u"one"), *oci::RepositoryName::parse(u"two/deep")});
        !taken)
        return base::fail(taken.error());
    return registry::ListingEnd{2, true, {}};
}

Result<registry::ListingEnd> MemoryRegistry::tags(const oci::RepositoryName &, const registry::TagPage &page,
                                                  std::stop_token stop)
{
    for (std::size_t begin = 0; begin < tagNames.size(); begin += pageSize) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        std::vector<oci::TagName> names;
        for (std::size_t i = begin; i < std::min(begin + pageSize, tagNames.size()); ++i)
            names.push_back(*oci::TagName::parse(tagNames[i]));
        asked.push_back(u"page"_s);
        if (const Result<> taken = page(std::move(names)); !taken)
            return base::fail(taken.error());
    }
    return registry::ListingEnd{static_cast<qint64>(tagNames.size()), true, {}};
}

Result<oci::Manifest> MemoryRegistry::manifest(const oci::RepositoryName &, const oci::TagOrDigest &reference,
                                               std::stop_token)
{
    const QString name = oci::toString(reference);
    asked.push_back(name);
    ++count[name];
    const Result<QByteArray> bytes = manifestBytes(name);
    if (!bytes)
        return base::fail(bytes.error());
    return oci::Manifest::parse(*bytes, {});
}

Result<> MemoryRegistry::read(const oci::RepositoryName &, registry::ReadSource &source, std::stop_token stop)
{
    std::deque<registry::ContentRead> underWay;
    for (;;) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        bool more = true;
        while (more && underWay.size() < window) {
            const auto pulled = source.next();
            more = std::holds_alternative<registry::ContentRead>(pulled);
            if (more) {
                underWay.push_back(std::get<registry::ContentRead>(pulled));
                const QString name = oci::toString(underWay.back().reference);
                asked.push_back(name);
                ++count[name];
            }
        }
        most = std::max(most, underWay.size());
        if (underWay.empty())
            return Done{};
        const registry::ContentRead read = std::move(underWay.front());
        underWay.pop_front();
        if (Result<> taken = answer(read, source); !taken)
            return taken;
    }
}

Result<> MemoryRegistry::answer(const registry::ContentRead &read, registry::ReadSource &source)
{
    const QString name = oci::toString(read.reference);
    if (read.kind == registry::ContentRead::Kind::Blob)
        return source.blobRead(read.ticket, blobBytes(name));
    const auto *digest = std::get_if<oci::Digest>(&read.reference);
    const Result<QByteArray> bytes = manifestBytes(name);
    return source.manifestRead(read.ticket,
                               bytes ? oci::Manifest::parse(*bytes, {}, digest ? std::optional(*digest) : std::nullopt)
                                     : Result<oci::Manifest>(base::fail(bytes.error())));
}

Result<registry::Referrers> MemoryRegistry::referrers(const oci::RepositoryName &, const oci::Digest &subject,
                                                      const QString &, std::stop_token)
{
    asked.push_back(u"referrers of "_s + subject.toString());
    return referrersAnswer;
}

Result<QByteArray> MemoryRegistry::content(const std::map<QString, QByteArray> &from, const QString &name) const
{
    if (const auto failure = failures.find(name); failure != failures.cend())
        return base::fail(failure->second);
    const auto found = from.find(name);
    if (found == from.cend())
        return base::fail(ErrorKind::NotFound, name);
    return found->second;
}

Result<QByteArray> MemoryRegistry::manifestBytes(const QString &reference) const
{
    return content(manifests, reference);
}

Result<QByteArray> MemoryRegistry::blobBytes(const QString &digest) const
{
    return content(blobs, digest);
}

Result<oci::Descriptor> MemoryRegistry::resolve(const oci::RepositoryName &repository,
                                                const oci::TagOrDigest &reference, std::stop_token stop)
{
    const Result<oci::Manifest> found = manifest(repository, reference, stop);
    if (!found)
        return base::fail(found.error());
    return oci::Descriptor{found->mediaType(), found->digest(), found->size(), {}, {}, {}, {}};
}

Result<QByteArray> MemoryRegistry::smallBlob(const oci::RepositoryName &, const oci::Digest &, qint64, std::stop_token)
{
    return notHere();
}

Result<> MemoryRegistry::blob(const oci::RepositoryName &, const oci::Descriptor &, registry::ByteRange,
                              std::shared_ptr<http::Sink>, std::stop_token)
{
    return notHere();
}

Result<bool> MemoryRegistry::hasBlob(const oci::RepositoryName &, const oci::Digest &, std::stop_token)
{
    return notHere();
}

Result<oci::Digest> MemoryRegistry::putManifest(const oci::RepositoryName &, const oci::TagOrDigest &,
                                                const oci::Manifest &, std::stop_token)
{
    return notHere();
}

Result<registry::Deleted> MemoryRegistry::deleteTag(const oci::RepositoryName &, const oci::TagName &, std::stop_token)
{
    return notHere();
}

Result<registry::Deleted> MemoryRegistry::deleteManifest(const oci::RepositoryName &, const oci::Digest &,
                                                         std::stop_token)
{
    return notHere();
}

Result<registry::MountOutcome> MemoryRegistry::mountBlob(const oci::RepositoryName &, const oci::Digest &,
                                                         const oci::RepositoryName &, std::stop_token)
{
    return notHere();
}

Result<> MemoryRegistry::uploadBlob(const oci::RepositoryName &, const oci::Digest &, std::shared_ptr<http::Source>,
                                    std::stop_token)
{
    return notHere();
}

} // namespace support
