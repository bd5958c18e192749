#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/support/registrymodel.h"

namespace support {

using namespace Qt::StringLiterals;

namespace {

QByteArray digestOf(const QByteArray &bytes)
{
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

QByteArray RepositoryState::addBlob(const QByteArray &bytes)
{
    QByteArray digest = digestOf(bytes);
    blobs.insert_or_assign(digest, bytes);
    collected.erase(digest);
    return digest;
}

QByteArray RepositoryState::addManifest(const QByteArray &bytes, const QByteArray &mediaType, const QByteArray &tag)
{
    QByteArray digest = digestOf(bytes);
    manifests.insert_or_assign(digest, Stored{mediaType, bytes});
    if (!tag.isEmpty())
        tags.insert_or_assign(tag, digest);
    return digest;
}

std::vector<QByteArray> RepositoryState::childrenOf(const QByteArray &manifest)
{
    return digestsIn(QJsonDocument::fromJson(manifest)["manifests"_L1].toArray());
}

std::vector<QByteArray> RepositoryState::blobsOf(const QByteArray &manifest)
{
    const QJsonDocument json = QJsonDocument::fromJson(manifest);
    QJsonArray descriptors = json["layers"_L1].toArray();
    if (json["config"_L1].isObject())
        descriptors.append(json["config"_L1]);
    return digestsIn(descriptors);
}

} // namespace support
