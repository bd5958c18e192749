#include "app/changes/referrersmerge.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/platforms/tagdetails.h"

namespace changes {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView manifestsKey = "manifests"_L1;

bool lists(const oci::ImageIndex &index, const oci::Digest &digest)
{
    return std::any_of(index.manifests.cbegin(), index.manifests.cend(),
                       [&digest](const oci::Descriptor &entry) { return entry.digest == digest; });
}

} // namespace

bool isReferrersTag(const oci::TagName &tag)
{
    return platforms::kindOfTagName(tag) == platforms::TagKind::Referrers;
}

Result<oci::Manifest> mergedIndex(const oci::Manifest &theirs, const oci::Manifest &ours,
                                  const std::vector<oci::Digest> &entries)
{
    if (!theirs.index() || !ours.index())
        return base::fail(ErrorKind::InvalidData, u"no index"_s);
    // Both were read strictly, so that nothing is lost here. The descriptors stand in the order of the document.
    QJsonObject document = QJsonDocument::fromJson(theirs.raw()).object();
    QJsonArray merged = document.value(manifestsKey).toArray();
    const qsizetype before = merged.size();
    const QJsonArray own = QJsonDocument::fromJson(ours.raw()).object().value(manifestsKey).toArray();
    for (std::size_t i = 0; i < ours.index()->manifests.size(); ++i) {
        const oci::Digest &digest = ours.index()->manifests[i].digest;
        const bool isWanted = std::find(entries.cbegin(), entries.cend(), digest) != entries.cend();
        if (isWanted && !lists(*theirs.index(), digest))
            merged.append(own.at(static_cast<qsizetype>(i)));
    }
    if (merged.size() == before)
        return theirs;
    document.insert(manifestsKey, merged);
    return oci::Manifest::parse(QJsonDocument(document).toJson(QJsonDocument::Compact), theirs.mediaType());
}

} // namespace changes
