#include "app/platforms/generic/imagereading.h"

#include <algorithm>

#include "app/platforms/generic/manifestfacts.h"

namespace platforms {

using registry::ContentRead;

ImageReading::ImageReading(oci::Manifest manifest)
    : m_image{std::move(manifest)}
{
    if (const oci::ImageIndex *index = m_image.manifest.index()) {
        for (const oci::Descriptor &child : index->manifests) {
            if (child.isAttestation())
                m_image.attestations.push_back(child);
            else if (isImageChild(child))
                addChild(child);
        }
    } else if (m_image.manifest.image()) {
        const oci::Manifest &single = m_image.manifest;
        m_image.platforms.push_back({{}, {single.mediaType(), single.digest(), single.size(), {}, {}, {}, {}}});
        addManifest(0, single);
    }
}

void ImageReading::addChild(const oci::Descriptor &child)
{
    std::vector<PlatformImage> &all = m_image.platforms;
    const auto same = std::find_if(all.cbegin(), all.cend(), [&child](const PlatformImage &earlier) {
        return earlier.descriptor.digest == child.digest;
    });
    if (same == all.cend())
        m_queue.push_back({ContentRead::Kind::Manifest, child.digest, child.size, all.size()});
    else
        m_repeated.emplace_back(all.size(), static_cast<std::size_t>(same - all.cbegin()));
    all.push_back({child.platform.value_or(oci::Platform()), child});
}

void ImageReading::addManifest(std::size_t position, oci::Manifest manifest)
{
    PlatformImage &part = m_image.platforms[position];
    part.manifest = std::move(manifest);
    const oci::ImageManifest *image = part.manifest->image();
    if (!image)
        return;
    part.layers = oci::joinLayers(*image, {});
    if (image->isImage())
        m_queue.push_back({ContentRead::Kind::Blob, image->config.digest, image->config.size, position});
}

base::Pull<ContentRead> ImageReading::next()
{
    if (m_queue.empty()) {
        if (m_inFlight == 0)
            return base::End{};
        return base::NothingYet{};
    }
    ++m_inFlight;
    ContentRead read = std::move(m_queue.front());
    m_queue.pop_front();
    return read;
}

Result<> ImageReading::manifestRead(quint64 ticket, Result<oci::Manifest> manifest)
{
    --m_inFlight;
    if (manifest)
        addManifest(ticket, std::move(*manifest));
    else if (manifest.error().isCancelled())
        return base::fail(manifest.error());
    else
        m_image.platforms[ticket].failure = manifest.error();
    return Done{};
}

Result<> ImageReading::blobRead(quint64 ticket, Result<QByteArray> bytes)
{
    --m_inFlight;
    if (!bytes && bytes.error().isCancelled())
        return base::fail(bytes.error());
    PlatformImage &part = m_image.platforms[ticket];
    const Result<oci::ImageConfig> config
        = bytes ? oci::ImageConfig::parse(*bytes) : Result<oci::ImageConfig>(base::fail(bytes.error()));
    if (bytes)
        part.rawConfig = std::move(*bytes);
    if (!config) {
        part.failure = config.error();
        return Done{};
    }
    part.config = *config;
    part.layers = oci::joinLayers(*part.manifest->image(), *config);
    if (!part.descriptor.platform)
        part.platform = config->platform;
    return Done{};
}

Image ImageReading::take()
{
    for (const auto &[later, earlier] : m_repeated) {
        PlatformImage copy = m_image.platforms[earlier];
        PlatformImage &part = m_image.platforms[later];
        copy.descriptor = std::move(part.descriptor);
        if (copy.descriptor.platform)
            copy.platform = *copy.descriptor.platform;
        part = std::move(copy);
    }
    return std::move(m_image);
}

} // namespace platforms
