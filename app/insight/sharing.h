#pragma once

#include <compare>
#include <optional>
#include <vector>

#include <QHashFunctions>

#include "app/oci/digest.h"

namespace insight {

/// Which images of one repository hold which blobs: answers what deleting an image would free. An image is a distinct
/// digest that a tag of the repository points at, however many tags do. It holds the config and layers of its manifest,
/// and an index those of all manifests that it names: its platforms, buildkit's attestations and other artifacts, for
/// they go when the index goes. Each blob counts once, manifests themselves do not.
///
/// A child of an index that has a tag of its own is an image of its own, and so shares all its blobs with the index. A
/// manifest that no tag leads to is not an image here: no registry lists those. Nor is what refers to an image by its
/// `subject`, unless it has a tag.
///
/// A value that never changes, made by SharingBuilder; any thread. 100,000 images of 8 blobs take 17 MiB.
class Sharing final
{
public:
    /// Every tag of the repository is known, and all that its image names has been read. Where not, blobs that are seen
    /// in one image only may be in others: what is shared is certain, what is not is unknown.
    [[nodiscard]] bool isWhole() const noexcept { return m_whole; }
    [[nodiscard]] qsizetype imageCount() const noexcept { return static_cast<qsizetype>(m_images.size()); }
    /// All blobs of all images, each once: what the repository takes, or, while not whole, at least takes.
    [[nodiscard]] qint64 totalBytes() const noexcept { return m_totalBytes; }

    [[nodiscard]] bool contains(const oci::Digest &image) const noexcept { return find(image).has_value(); }
    /// The bytes that no other image of the repository holds. Unknown for what is no image here, and for all images
    /// where the picture is not whole.
    [[nodiscard]] std::optional<qint64> bytesOnlyIn(const oci::Digest &image) const noexcept;
    /// The bytes that other images of the repository hold, too; unknown as above.
    [[nodiscard]] std::optional<qint64> bytesSharedBy(const oci::Digest &image) const noexcept;

    /// How many images hold @p blob, as far as they were read.
    [[nodiscard]] qsizetype imagesWith(const oci::Digest &blob) const noexcept;
    /// The same images, in the order of their digests.
    [[nodiscard]] std::vector<oci::Digest> imagesWithBlob(const oci::Digest &blob) const;

private:
    friend class SharingBuilder;
    Sharing() = default;

    /// A blob by the first 16 bytes of its hash, which nobody can make two of.
    struct BlobName
    {
        explicit BlobName(const oci::Digest &digest) noexcept;

        quint64 first = 0;
        quint64 second = 0;

        friend auto operator<=>(const BlobName &, const BlobName &) = default;
        /// Mixed with the seed: who chooses digests must not choose where they fall.
        friend std::size_t qHash(const BlobName &name, std::size_t seed = 0) noexcept
        {
            return qHashBits(&name, sizeof name, seed);
        }
    };

    struct Bytes
    {
        qint64 only = 0;
        qint64 shared = 0;
    };

    /// Positions in m_users.
    struct Range
    {
        quint32 begin = 0;
        quint32 end = 0;
    };

    [[nodiscard]] std::optional<std::size_t> find(const oci::Digest &image) const noexcept; ///< position in m_images
    [[nodiscard]] Range usersOf(const oci::Digest &blob) const noexcept;

    std::vector<oci::Digest> m_images; ///< sorted
    std::vector<Bytes> m_bytes; ///< of m_images; empty where not whole
    std::vector<BlobName> m_blobs; ///< sorted
    std::vector<quint32> m_starts; ///< of each blob's images in m_users, and the end
    std::vector<quint32> m_users; ///< positions in m_images, ascending within a blob
    qint64 m_totalBytes = 0;
    bool m_whole = true;
};

} // namespace insight
