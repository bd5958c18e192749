#include "models/artifacttext.h"

#include <algorithm>
#include <array>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

struct KnownType
{
    QLatin1StringView type; ///< or how it begins
    const char *words;
};

constexpr std::array knownTypes{
    KnownType{"application/vnd.dev.cosign.artifact.sig."_L1, QT_TRANSLATE_NOOP("ArtifactText", "Signature")},
    KnownType{"application/vnd.dev.cosign.simplesigning."_L1, QT_TRANSLATE_NOOP("ArtifactText", "Signature")},
    KnownType{"application/vnd.cncf.notary.signature"_L1, QT_TRANSLATE_NOOP("ArtifactText", "Signature")},
    KnownType{"application/vnd.dev.sigstore.bundle"_L1, QT_TRANSLATE_NOOP("ArtifactText", "Sigstore bundle")},
    KnownType{"application/vnd.dsse.envelope."_L1, QT_TRANSLATE_NOOP("ArtifactText", "Attestation")},
    KnownType{"application/vnd.in-toto+json"_L1, QT_TRANSLATE_NOOP("ArtifactText", "Attestation")},
    KnownType{"application/vnd.dev.cosign.artifact.sbom."_L1, QT_TRANSLATE_NOOP("ArtifactText", "SBOM")},
    KnownType{"application/spdx+json"_L1, QT_TRANSLATE_NOOP("ArtifactText", "SBOM")},
    KnownType{"text/spdx"_L1, QT_TRANSLATE_NOOP("ArtifactText", "SBOM")},
    KnownType{"application/vnd.cyclonedx"_L1, QT_TRANSLATE_NOOP("ArtifactText", "SBOM")},
    KnownType{"application/vnd.syft+json"_L1, QT_TRANSLATE_NOOP("ArtifactText", "SBOM")},
    KnownType{"application/sarif+json"_L1, QT_TRANSLATE_NOOP("ArtifactText", "Vulnerability report")},
    KnownType{"application/vnd.security.vulnerability.report"_L1,
              QT_TRANSLATE_NOOP("ArtifactText", "Vulnerability report")},
    KnownType{"application/vnd.aquasecurity.trivy.report"_L1,
              QT_TRANSLATE_NOOP("ArtifactText", "Vulnerability report")},
    KnownType{"application/vnd.cncf.helm.config."_L1, QT_TRANSLATE_NOOP("ArtifactText", "Helm chart")},
    KnownType{"application/vnd.wasm.config."_L1, QT_TRANSLATE_NOOP("ArtifactText", "WebAssembly module")},
};

bool isDocker(const oci::MediaType &type)
{
    return type.toString().startsWith("application/vnd.docker."_L1);
}

} // namespace

QString ArtifactText::ofType(const oci::MediaType &type)
{
    const auto *known = std::find_if(knownTypes.begin(), knownTypes.end(), [&type](const KnownType &entry) {
        return type.toString().startsWith(entry.type);
    });
    return known == knownTypes.end() ? visibleText(type.toString())
                                     : QCoreApplication::translate("ArtifactText", known->words);
}

QString ArtifactText::ofReferrer(const oci::Descriptor &referrer)
{
    if (referrer.isAttestation())
        return tr("Attestation");
    if (referrer.artifactType)
        return ofType(*referrer.artifactType);
    if (referrer.mediaType.isImageManifest())
        return tr("Image manifest");
    return referrer.mediaType.isIndex() ? tr("Image index") : visibleText(referrer.mediaType.toString());
}

QString ArtifactText::ofImage(const platforms::Image &image)
{
    const oci::MediaType &type = image.manifest.mediaType();
    const QString family = isDocker(type) ? u"Docker"_s : u"OCI"_s;
    if (const oci::ImageIndex *index = image.manifest.index()) {
        if (index->artifactType)
            return ofType(*index->artifactType);
        return tr("Image index, %Ln platform(s), %1", "%1 is OCI or Docker", static_cast<int>(image.platforms.size()))
            .arg(family);
    }
    if (const oci::ImageManifest *manifest = image.manifest.image()) {
        if (manifest->isImage())
            return tr("Image, %1", "%1 is OCI or Docker").arg(family);
        return ofType(manifest->effectiveArtifactType());
    }
    return type.isSchema1() ? tr("Docker schema 1, too old to read") : visibleText(type.toString());
}

bool ArtifactText::isImage(const platforms::Image &image)
{
    if (const oci::ImageManifest *manifest = image.manifest.image())
        return manifest->isImage();
    return image.manifest.index() && !image.platforms.empty();
}

QString ArtifactText::platform(const oci::Platform &platform)
{
    return platform.isUnknown() || platform == oci::Platform() ? tr("unknown platform")
                                                               : visibleText(platform.toString());
}

} // namespace models
