#include "app/platforms/attachedtags.h"

namespace platforms {

using namespace Qt::StringLiterals;

Result<std::vector<AttachedTag>> attachedTags(registry::Registry &registry, const oci::RepositoryName &repository,
                                              const oci::Digest &subject, std::stop_token stop)
{
    std::vector<AttachedTag> found;
    if (subject.algorithm() != oci::Digest::Algorithm::Sha256)
        return found;
    for (const QString &suffix : {u".sig"_s, u".att"_s, u".sbom"_s}) {
        const Result<oci::TagName> tag = oci::TagName::parse(QString(u"sha256-" + subject.hex() + suffix));
        if (!tag)
            return base::fail(tag.error());
        Result<oci::Descriptor> manifest = registry.resolve(repository, *tag, stop);
        if (manifest)
            found.push_back({*tag, *std::move(manifest)});
        else if (manifest.error().kind != ErrorKind::NotFound)
            return base::fail(manifest.error());
    }
    return found;
}

} // namespace platforms
