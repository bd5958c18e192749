#include "app/changes/plan.h"

#include <utility>

namespace changes {

using namespace Qt::StringLiterals;

oci::Manifest placeholderFor(const oci::TagName &tag, const oci::Digest &before)
{
    // Names of tags and digests need no escaping.
    const QString text
        = uR"({"schemaVersion":2,"mediaType":"%1","manifests":[],"annotations":{"%2":"%3","%4":"%5"}})"_s.arg(
            u"application/vnd.oci.image.index.v1+json"_s, u"portolan.placeholder.tag"_s, tag.toString(),
            u"portolan.placeholder.before"_s, before.toString());
    return oci::Manifest::parse(text.toLatin1(), std::nullopt).value();
}

} // namespace changes
