#include "app/insight/sharing.h"

#include <algorithm>
#include <cstring>

namespace insight {

Sharing::BlobName::BlobName(const oci::Digest &digest) noexcept
{
    const QByteArrayView hash = digest.hash();
    std::memcpy(&first, hash.data(), sizeof(first));
    std::memcpy(&second, hash.data() + sizeof(first), sizeof(second));
}

std::optional<std::size_t> Sharing::find(const oci::Digest &image) const noexcept
{
    const auto found = std::lower_bound(m_images.cbegin(), m_images.cend(), image);
    if (found == m_images.cend() || *found != image)
        return {};
    return static_cast<std::size_t>(found - m_images.cbegin());
}

std::optional<qint64> Sharing::bytesOnlyIn(const oci::Digest &image) const noexcept
{
    const std::optional<std::size_t> position = m_whole ? find(image) : std::nullopt;
    return position ? std::optional(m_bytes[*position].only) : std::nullopt;
}

std::optional<qint64> Sharing::bytesSharedBy(const oci::Digest &image) const noexcept
{
    const std::optional<std::size_t> position = m_whole ? find(image) : std::nullopt;
    return position ? std::optional(m_bytes[*position].shared) : std::nullopt;
}

Sharing::Range Sharing::usersOf(const oci::Digest &blob) const noexcept
{
    const BlobName name(blob);
    const auto found = std::lower_bound(m_blobs.cbegin(), m_blobs.cend(), name);
    if (found == m_blobs.cend() || *found != name)
        return {};
    const auto position = static_cast<std::size_t>(found - m_blobs.cbegin());
    return {m_starts[position], m_starts[position + 1]};
}

qsizetype Sharing::imagesWith(const oci::Digest &blob) const noexcept
{
    const Range users = usersOf(blob);
    return users.end - users.begin;
}

std::vector<oci::Digest> Sharing::imagesWithBlob(const oci::Digest &blob) const
{
    const Range users = usersOf(blob);
    std::vector<oci::Digest> images;
    images.reserve(users.end - users.begin);
    for (quint32 i = users.begin; i < users.end; ++i)
        images.push_back(m_images[m_users[i]]);
    return images;
}

} // namespace insight
