#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/support/registrymodel.h"

namespace support {

using namespace Qt::StringLiterals;

namespace {

/// With the algorithm that the digest @p like has, or SHA-256 where it is none.
QByteArray digestOf(const QByteArray &bytes, const QByteArray &like)
{
    if (like.startsWith("sha512:"))
        return "sha512:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha512).toHex();
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

std::vector<QByteArray> digestsIn(const QJsonArray &descriptors)
{
    std::vector<QByteArray> digests;
    for (const auto &descriptor : descriptors)
        digests.push_back(descriptor["digest"_L1].toString().toLatin1());
    return digests;
}

} // namespace

std::map<QByteArray, QByteArray> RepositoryState::liveTags() const
{
    std::map<QByteArray, QByteArray> live;
    std::copy_if(tags.cbegin(), tags.cend(), std::inserter(live, live.end()),
                 [this](const auto &tag) { return manifests.contains(tag.second); });
    return live;
}

QByteArray RepositoryState::addBlob(const QByteArray &bytes, const QByteArray &like)
{
    QByteArray digest = digestOf(bytes, like);
    blobs.insert_or_assign(digest, bytes);
    collected.erase(digest);
    return digest;
}

QByteArray RepositoryState::addManifest(const QByteArray &bytes, const QByteArray &mediaType, const QByteArray &tag,
                                        const QByteArray &like)
{
    QByteArray digest = digestOf(bytes, like);
    manifests.insert_or_assign(digest, Stored{mediaType, bytes});
    if (!tag.isEmpty())
        tags.insert_or_assign(tag, digest);
    return digest;
}

void RepositoryState::removeManifest(const QByteArray &digest)
{
    manifests.erase(digest);
    std::erase_if(tags, [&digest](const auto &tag) { return tag.second == digest; });
}

std::vector<QByteArray> RepositoryState::childrenOf(const QByteArray &manifest)
{
    return digestsIn(QJsonDocument::fromJson(manifest)["manifests"_L1].toArray());
}

std::vector<QByteArray> RepositoryState::blobsOf(const QByteArray &manifest)
{
    const QJsonDocument json = QJsonDocument::fromJson(manifest);
    QJsonArray descriptors;
    const QJsonArray layers = json["layers"_L1].toArray();
    for (const auto &layer : layers) {
        const QString type = layer["mediaType"_L1].toString();
        if (!type.contains("nondistributable"_L1) && !type.contains("foreign"_L1)) // those lie elsewhere
            descriptors.append(layer);
    }
    if (json["config"_L1].isObject())
        descriptors.append(json["config"_L1]);
    return digestsIn(descriptors);
}

} // namespace support
