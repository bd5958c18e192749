#include "app/insight/sharingbuilder.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <QtNumeric>

namespace insight {

namespace {

/// An index in an index in an index: nobody makes more of them.
constexpr int maxDepth = 8;

void addTo(qint64 &sum, qint64 bytes)
{
    if (qAddOverflow(sum, bytes, &sum))
        sum = std::numeric_limits<qint64>::max();
}

} // namespace

SharingBuilder::NodeId SharingBuilder::nodeOf(const oci::Digest &manifest)
{
    const Sharing::BlobName name(manifest);
    if (const auto known = m_nodeOf.constFind(name); known != m_nodeOf.cend())
        return *known;
    m_nodes.emplace_back();
    return *m_nodeOf.insert(name, static_cast<NodeId>(m_nodes.size() - 1));
}

// Sizes that contradict each other come from manifests that were not made by honest tools: the larger one holds.
SharingBuilder::BlobId SharingBuilder::blobOf(const oci::Descriptor &blob)
{
    const Sharing::BlobName name(blob.digest);
    if (const auto known = m_blobOf.constFind(name); known != m_blobOf.cend()) {
        m_sizes[*known] = std::max(m_sizes[*known], blob.size);
        return *known;
    }
    m_sizes.push_back(blob.size);
    return *m_blobOf.insert(name, static_cast<BlobId>(m_sizes.size() - 1));
}

void SharingBuilder::setParts(NodeId node, Node::State state, const std::vector<quint32> &parts)
{
    Node &described = m_nodes[node];
    described.state = state;
    described.firstPart = static_cast<quint32>(m_parts.size());
    described.partCount = static_cast<quint32>(parts.size());
    m_parts.insert(m_parts.end(), parts.cbegin(), parts.cend());
}

void SharingBuilder::addManifest(const oci::Manifest &manifest)
{
    const NodeId node = nodeOf(manifest.digest());
    if (m_nodes[node].state != Node::State::NotRead)
        return;
    std::vector<quint32> parts;
    if (const oci::ImageManifest *image = manifest.image()) {
        parts.reserve(image->layers.size() + 1);
        parts.push_back(blobOf(image->config));
        for (const oci::Descriptor &layer : image->layers)
            parts.push_back(blobOf(layer));
        setParts(node, Node::State::Blobs, parts);
    } else if (const oci::ImageIndex *index = manifest.index()) {
        parts.reserve(index->manifests.size());
        for (const oci::Descriptor &child : index->manifests)
            parts.push_back(nodeOf(child.digest));
        setParts(node, Node::State::Manifests, parts);
    }
}

void SharingBuilder::addMissing(const oci::Digest &manifest)
{
    const NodeId node = nodeOf(manifest);
    if (m_nodes[node].state == Node::State::NotRead)
        setParts(node, Node::State::Blobs, {});
}

void SharingBuilder::addImage(const oci::Digest &image)
{
    const NodeId node = nodeOf(image);
    if (!std::exchange(m_nodes[node].isImage, true))
        m_images.push_back({image, node});
}

// Each node once for an image: indexes that name each other many times over would take for ever otherwise.
bool SharingBuilder::collectBlobs(NodeId id, quint32 image, int depth, std::vector<BlobId> &blobs)
{
    Node &node = m_nodes[id];
    if (std::exchange(node.collectedFor, image) == image)
        return true;
    const auto begin = m_parts.cbegin() + node.firstPart;
    const auto end = begin + node.partCount;
    switch (node.state) {
    case Node::State::NotRead:
        return false;
    case Node::State::Blobs:
        blobs.insert(blobs.end(), begin, end);
        return true;
    case Node::State::Manifests:
        break;
    }
    if (depth == maxDepth)
        return false;
    bool all = true;
    for (auto child = begin; child != end; ++child)
        all = collectBlobs(*child, image, depth + 1, blobs) && all;
    return all;
}

SharingBuilder::Contents SharingBuilder::collectContents()
{
    Contents contents;
    contents.ends.reserve(m_images.size());
    contents.blobs.reserve(m_parts.size());
    std::vector<BlobId> blobs;
    quint32 number = 0;
    for (const Image &image : m_images) {
        blobs.clear();
        m_whole = collectBlobs(image.node, ++number, 0, blobs) && m_whole;
        std::sort(blobs.begin(), blobs.end());
        blobs.erase(std::unique(blobs.begin(), blobs.end()), blobs.end());
        contents.blobs.insert(contents.blobs.end(), blobs.cbegin(), blobs.cend());
        contents.ends.push_back(static_cast<quint32>(contents.blobs.size()));
    }
    return contents;
}

void SharingBuilder::addUsers(const Contents &contents, const std::vector<quint32> &userCounts, Sharing &sharing)
{
    std::vector<std::pair<Sharing::BlobName, BlobId>> named;
    named.reserve(userCounts.size());
    for (auto blob = m_blobOf.cbegin(); blob != m_blobOf.cend(); ++blob)
        named.emplace_back(blob.key(), blob.value());
    m_blobOf = {};
    std::sort(named.begin(), named.end());

    std::vector<quint32> next(userCounts.size()); // where the next image of a blob goes, by id
    sharing.m_blobs.reserve(named.size());
    sharing.m_starts.reserve(named.size() + 1);
    quint32 start = 0;
    for (const auto &[name, blob] : named) {
        sharing.m_blobs.push_back(name);
        sharing.m_starts.push_back(start);
        next[blob] = start;
        start += userCounts[blob];
    }
    sharing.m_starts.push_back(start);

    sharing.m_users.resize(start);
    quint32 position = 0;
    for (quint32 image = 0; image < contents.ends.size(); ++image) {
        for (; position < contents.ends[image]; ++position)
            sharing.m_users[next[contents.blobs[position]]++] = image;
    }
}

void SharingBuilder::addBytes(const Contents &contents, const std::vector<quint32> &userCounts, Sharing &sharing) const
{
    for (BlobId blob = 0; blob < m_sizes.size(); ++blob) {
        if (userCounts[blob] > 0)
            addTo(sharing.m_totalBytes, m_sizes[blob]);
    }
    if (!m_whole)
        return;
    sharing.m_bytes.resize(contents.ends.size());
    quint32 position = 0;
    for (std::size_t image = 0; image < contents.ends.size(); ++image) {
        Sharing::Bytes &bytes = sharing.m_bytes[image];
        for (; position < contents.ends[image]; ++position) {
            const BlobId blob = contents.blobs[position];
            addTo(userCounts[blob] == 1 ? bytes.only : bytes.shared, m_sizes[blob]);
        }
    }
}

std::shared_ptr<const Sharing> SharingBuilder::build() &&
{
    m_nodeOf = {};
    std::sort(m_images.begin(), m_images.end(), [](const Image &a, const Image &b) { return a.digest < b.digest; });
    const Contents contents = collectContents();
    m_nodes = std::vector<Node>(); // "= {}" would keep what it has reserved
    m_parts = std::vector<quint32>();

    Sharing sharing;
    sharing.m_whole = m_whole;
    sharing.m_images.reserve(m_images.size());
    for (const Image &image : std::exchange(m_images, {}))
        sharing.m_images.push_back(image.digest);
    std::vector<quint32> userCounts(m_sizes.size());
    for (const BlobId blob : contents.blobs)
        ++userCounts[blob];
    addBytes(contents, userCounts, sharing);
    m_sizes = std::vector<qint64>();
    addUsers(contents, userCounts, sharing);
    return std::make_shared<const Sharing>(std::move(sharing));
}

} // namespace insight
