#include "app/changes/plan.h"

#include <algorithm>
#include <utility>

namespace changes {

using namespace Qt::StringLiterals;

bool deletesPlaceholder(const std::vector<Step> &steps, std::size_t number)
{
    const Step &step = steps.at(number);
    return step.kind == Step::Kind::DeleteManifest
        && std::any_of(step.needs.cbegin(), step.needs.cend(), [&](quint32 need) {
               return steps.at(need).kind == Step::Kind::PutPlaceholder && steps.at(need).digest == step.digest;
           });
}

bool staysWithImage(const PlanItem &item)
{
    using Kind = Reason::Kind;
    const bool stays = item.reason.kind == Kind::OtherTags || item.reason.kind == Kind::PartOf
        || item.reason.kind == Kind::BelongsTo || item.reason.kind == Kind::NotRead;
    return item.tag && item.outcome == PlanItem::Outcome::Skipped && stays;
}

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
