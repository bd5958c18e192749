#include "app/registry/referrerspage.h"

#include "app/oci/objectreader.h"

namespace registry {

using namespace Qt::StringLiterals;

Result<ReferrersPage> ReferrersPage::parse(const QByteArray &body)
{
    const Result<base::Json> document = base::Json::parse(body);
    if (!document)
        return base::fail(document.error());
    oci::ObjectReader reader(*document, QT_TRANSLATE_NOOP("Faults", "referrers"));
    if (reader.size("schemaVersion"_L1) != 2)
        reader.refuse("schemaVersion"_L1, QT_TRANSLATE_NOOP("Faults", "not 2"));
    if (const QString type = reader.string("mediaType"_L1);
        !type.isEmpty() && type != oci::MediaType::ociIndex().toString())
        reader.refuse("mediaType"_L1, QT_TRANSLATE_NOOP("Faults", "no index"));
    reader.require("manifests"_L1);
    ReferrersPage page;
    for (const base::Json &item : reader.array("manifests"_L1)) {
        if (Result<oci::Descriptor> descriptor = oci::Descriptor::fromJson(item))
            page.manifests.push_back(std::move(*descriptor));
        else
            page.complete = false;
    }
    reader.refuseVariants();
    if (reader.error())
        return base::fail(*reader.error());
    return page;
}

} // namespace registry
