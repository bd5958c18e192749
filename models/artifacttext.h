#pragma once

#include <QCoreApplication>
#include <QString>

#include "app/oci/mediatype.h"
#include "app/platforms/image.h"

namespace models {

/// What images and artifacts are, in words.
class ArtifactText final
{
    Q_DECLARE_TR_FUNCTIONS(ArtifactText)

public:
    /// The kind of an artifact of @p type: "Signature", "SBOM" …, or the type itself.
    static QString ofType(const oci::MediaType &type);
    /// The same for a referrer: by its artifact type, else by its media type.
    static QString ofReferrer(const oci::Descriptor &referrer);
    /// "Image index, 2 platforms, OCI"; "Helm chart".
    static QString ofImage(const platforms::Image &image);
    /// True where it can run: an image, or an index of images.
    static bool isImage(const platforms::Image &image);
    /// A platform, or "unknown platform" where the image does not say.
    static QString platform(const oci::Platform &platform);
};

} // namespace models
