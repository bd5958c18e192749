#include "app/oci/manifest.h"
#include "app/oci/signedpayload.h"
#include "tests/fuzz/fuzz.h"

using oci::Manifest;
using oci::MediaType;

namespace {

void check(const oci::Descriptor &descriptor)
{
    promise(descriptor.size >= 0);
    promise(oci::Digest::parse(descriptor.digest.toString()) == descriptor.digest);
    promise(MediaType::parse(descriptor.mediaType.toString()) == descriptor.mediaType);
}

void check(const Manifest &manifest)
{
    promise(manifest.digest() == oci::Digest::of(manifest.raw()));
    promise(manifest.isRecognised() == (manifest.mediaType().isImageManifest() || manifest.mediaType().isIndex()));
    if (manifest.subject())
        check(*manifest.subject());
    if (const oci::ImageIndex *index = manifest.index()) {
        promise(!manifest.image() && index->manifests.size() <= 1000);
        for (const oci::Descriptor &child : index->manifests)
            check(child);
    }
    if (const oci::ImageManifest *image = manifest.image()) {
        promise(image->contentSize() >= image->config.size);
        for (const oci::Descriptor &layer : image->layers)
            check(layer);
    }
}

} // namespace

// No document is taken both for an image and for an index, whatever the header says of it.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::vector<std::optional<MediaType>> headers{
        std::nullopt,
        *MediaType::parse(u"application/json"),
        *MediaType::parse(u"application/vnd.example"),
        MediaType::ociManifest(),
        MediaType::ociIndex(),
        MediaType::dockerManifest(),
        MediaType::dockerList(),
    };
    const QByteArray raw = viewOf(data, size).toByteArray();
    bool wasImage = false;
    bool wasIndex = false;
    for (const auto &header : headers) {
        const Result<Manifest> manifest = Manifest::parse(raw, header);
        if (!manifest) {
            promise(manifest.error().kind == ErrorKind::InvalidData);
            continue;
        }
        check(*manifest);
        promise(manifest->raw() == raw);
        wasImage = wasImage || manifest->image();
        wasIndex = wasIndex || manifest->index();
    }
    promise(!(wasImage && wasIndex));
    if (const auto payload = oci::signedPayload(raw); payload && *payload != raw) {
        const Result<Manifest> named = Manifest::parse(raw, {}, oci::Digest::of(*payload));
        promise(named ? named->mediaType().isSchema1() : named.error().kind != ErrorKind::Internal);
    }
    return 0;
}
