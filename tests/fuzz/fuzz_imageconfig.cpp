#include <algorithm>

#include "app/oci/imageconfig.h"
#include "tests/fuzz/fuzz.h"

// Steps are joined to layers where their numbers agree, and to none otherwise.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Result<oci::ImageConfig> config = oci::ImageConfig::parse(viewOf(data, size));
    if (!config) {
        promise(config.error().kind == ErrorKind::InvalidData);
        return 0;
    }
    const auto steps = std::count_if(config->history.cbegin(), config->history.cend(),
                                     [](const oci::HistoryEntry &entry) { return !entry.emptyLayer; });
    const oci::Descriptor descriptor{oci::MediaType::ociLayerGzip(), oci::Digest::of("x"), 1, {}, {}, {}, {}};
    for (const auto count : {steps, steps + 1, static_cast<std::ptrdiff_t>(config->diffIds.size())}) {
        oci::ImageManifest image{descriptor, {}, {}, {}, {}};
        image.layers.assign(static_cast<std::size_t>(count), descriptor);
        for (const oci::Layer &layer : oci::joinLayers(image, *config)) {
            promise(layer.history.has_value() == (count == steps));
            promise(!layer.history || !layer.history->emptyLayer);
            promise(layer.diffId.has_value() == (image.layers.size() == config->diffIds.size()));
        }
    }
    return 0;
}
