#pragma once

#include <memory>

#include <QString>

#include "app/oci/reference.h"
#include "app/platforms/image.h"

namespace ui {

/// The image that a detail shows, with the platform that was chosen. A value.
struct ShownImage
{
    oci::TagOrDigest name; ///< what it was chosen by
    std::shared_ptr<const platforms::Image> image; ///< never null; the same for all its platforms
    int platform = -1; ///< position among its platforms; -1 where it has none

    /// Null where it has none.
    [[nodiscard]] const platforms::PlatformImage *part() const
    {
        return platform < 0 ? nullptr : &image->platforms.at(static_cast<std::size_t>(platform));
    }
    /// What a person calls it: the tag, or the digest shortened.
    [[nodiscard]] QString title() const { return titleOf(name); }
    [[nodiscard]] static QString titleOf(const oci::TagOrDigest &name)
    {
        const auto *digest = std::get_if<oci::Digest>(&name);
        return digest ? digest->shortText() : oci::toString(name);
    }
};

} // namespace ui
