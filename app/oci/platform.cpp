#include "app/oci/platform.h"

#include "app/oci/objectreader.h"

namespace oci {

using namespace Qt::StringLiterals;

Result<Platform> Platform::fromJson(const base::Json &object)
{
    ObjectReader reader(object, QT_TRANSLATE_NOOP("Faults", "platform"));
    Platform platform{reader.string("os"_L1), reader.string("architecture"_L1), reader.string("variant"_L1),
                      reader.string("os.version"_L1), reader.strings("os.features"_L1)};
    reader.refuseVariants();
    if (reader.error())
        return base::fail(*reader.error());
    return platform;
}

QString Platform::toString() const
{
    const auto orUnknown = [](const QString &part) { return part.isEmpty() ? u"unknown"_s : part; };
    QString text = orUnknown(os) + u'/' + orUnknown(architecture);
    if (!variant.isEmpty())
        text += u'/' + variant;
    if (!osVersion.isEmpty())
        text += u' ' + osVersion;
    return text;
}

bool Platform::isUnknown() const noexcept
{
    return os == "unknown"_L1 && architecture == "unknown"_L1;
}

} // namespace oci
