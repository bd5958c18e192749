#pragma once

#include <deque>
#include <vector>

#include "app/platforms/image.h"
#include "app/registry/registry.h"

namespace platforms {

/// Reads the parts of one image: the manifests of its platforms and their configurations, all at once. One thread; a
/// local variable of GenericPlatform::image.
class ImageReading final : public registry::ReadSource
{
public:
    explicit ImageReading(oci::Manifest manifest);

    base::Pull<registry::ContentRead> next() override;
    Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) override;
    Result<> blobRead(quint64 ticket, Result<QByteArray> bytes) override;

    /// After the read.
    [[nodiscard]] Image take();

private:
    void addChild(const oci::Descriptor &child);
    void addManifest(std::size_t position, oci::Manifest manifest);

    Image m_image;
    std::deque<registry::ContentRead> m_queue; ///< tickets are positions among the platforms
    std::vector<std::pair<std::size_t, std::size_t>> m_repeated; ///< positions that show one manifest: later, earlier
    std::size_t m_inFlight = 0;
};

} // namespace platforms
