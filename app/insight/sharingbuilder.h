#pragma once

#include <memory>
#include <vector>

#include <QHash>

#include "app/insight/sharing.h"
#include "app/oci/manifest.h"

namespace insight {

/// Makes a Sharing while a repository is listed: takes what the manifests say, in any order, and keeps numbers. One
/// thread.
class SharingBuilder final
{
public:
    /// A manifest of the repository: of a tag, or one that an index names. The same one again changes nothing.
    void addManifest(const oci::Manifest &manifest);
    /// An index names this manifest, but the registry does not have it: it holds nothing.
    void addMissing(const oci::Digest &manifest);
    /// A tag points at @p image.
    void addImage(const oci::Digest &image);
    /// Something could not be read: the picture will not be whole.
    void setIncomplete() noexcept { m_whole = false; }

    /// Once, at the end.
    [[nodiscard]] std::shared_ptr<const Sharing> build() &&;

private:
    using BlobId = quint32;
    using NodeId = quint32;

    /// A manifest that was read or named.
    struct Node
    {
        enum class State : quint8
        {
            NotRead,
            Blobs, ///< its parts are blobs
            Manifests, ///< of an index: its parts are nodes
        };

        quint32 firstPart = 0;
        quint32 partCount = 0;
        quint32 collectedFor = 0; ///< the last image that was collected through it, from 1
        State state = State::NotRead;
        bool isImage = false;
    };

    struct Image
    {
        oci::Digest digest;
        NodeId node = 0;
    };

    /// The blobs of each image, in the order of m_images.
    struct Contents
    {
        std::vector<quint32> ends; ///< of each image's blobs
        std::vector<BlobId> blobs; ///< each once an image
    };

    [[nodiscard]] NodeId nodeOf(const oci::Digest &manifest);
    [[nodiscard]] BlobId blobOf(const oci::Descriptor &blob);
    void setParts(NodeId node, Node::State state, const std::vector<quint32> &parts);
    /// False where something at or below @p node was not read. Nodes that @p image names twice count once.
    [[nodiscard]] bool collectBlobs(NodeId node, quint32 image, int depth, std::vector<BlobId> &blobs);
    [[nodiscard]] Contents collectContents();
    void addUsers(const Contents &contents, const std::vector<quint32> &userCounts, Sharing &sharing);
    void addBytes(const Contents &contents, const std::vector<quint32> &userCounts, Sharing &sharing) const;

    QHash<Sharing::BlobName, NodeId> m_nodeOf;
    std::vector<Node> m_nodes;
    std::vector<quint32> m_parts; ///< of all nodes
    QHash<Sharing::BlobName, BlobId> m_blobOf;
    std::vector<qint64> m_sizes; ///< of blobs, bytes
    std::vector<Image> m_images;
    bool m_whole = true;
};

} // namespace insight
