#include "app/oci/schema1.h"

#include "app/oci/objectreader.h"
#include "app/oci/signedpayload.h"

namespace oci {

using namespace Qt::StringLiterals;

// Read from the bytes that the digest is of: around them anything may stand.
Result<Schema1> Schema1::read(const Manifest &manifest)
{
    if (!manifest.mediaType().isSchema1())
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "schema 1: it is %1"), {manifest.mediaType().toString()}});
    QByteArray stored = manifest.raw();
    if (Digest::of(stored, manifest.digest().algorithm()) != manifest.digest())
        stored = signedPayload(manifest.raw()).value_or(QByteArray());
    const Result<base::Json> document = base::Json::parse(stored);
    if (!document || !document->isObject())
        return base::fail(document ? base::failure(ErrorKind::InvalidData,
                                                   {QT_TRANSLATE_NOOP("Faults", "%1: not an object"), {u"schema 1"_s}})
                                   : document.error());
    ObjectReader reader(*document, u"schema 1"_s);
    reader.require("fsLayers"_L1);
    Schema1 schema1;
    schema1.storedSize = stored.size();
    for (const base::Json &item : reader.array("fsLayers"_L1)) {
        if (!item.isObject()) {
            reader.refuse("fsLayers"_L1, QT_TRANSLATE_NOOP("Faults", "no object"));
            break;
        }
        ObjectReader layer(item, QT_TRANSLATE_NOOP("Faults", "layer"));
        const auto digest = layer.keep("blobSum"_L1, Digest::parse(layer.string("blobSum"_L1)));
        layer.refuseVariants();
        if (layer.error())
            return base::fail(*layer.error());
        schema1.layers.push_back(*digest);
    }
    reader.refuseVariants();
    if (reader.error())
        return base::fail(*reader.error());
    return schema1;
}

} // namespace oci
