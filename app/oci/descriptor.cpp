#include "app/oci/descriptor.h"

#include "app/oci/objectreader.h"

namespace oci {

using namespace Qt::StringLiterals;

namespace {

// Go's empty string is an absent field.
std::optional<MediaType> optionalMediaType(ObjectReader &reader, QLatin1StringView key)
{
    const QString text = reader.string(key);
    return text.isEmpty() ? std::nullopt : reader.keep(key, MediaType::parse(text));
}

} // namespace

Result<Descriptor> Descriptor::fromJson(const base::Json &object)
{
    ObjectReader reader(object, QT_TRANSLATE_NOOP("Faults", "descriptor"));
    auto mediaType = reader.keep("mediaType"_L1, MediaType::parse(reader.string("mediaType"_L1)));
    auto digest = reader.keep("digest"_L1, Digest::parse(reader.string("digest"_L1)));
    const qint64 size = reader.size("size"_L1);
    QStringList urls = reader.strings("urls"_L1);
    std::optional<Annotations> annotations;
    if (const base::Json *map = reader.object("annotations"_L1))
        annotations = reader.keep("annotations"_L1, annotationsFromJson(*map));
    std::optional<Platform> platform;
    if (const base::Json *part = reader.object("platform"_L1))
        platform = reader.keep("platform"_L1, Platform::fromJson(*part));
    auto artifactType = optionalMediaType(reader, "artifactType"_L1);
    reader.refuseVariants();
    if (reader.error())
        return base::fail(*reader.error());
    return Descriptor{*mediaType,
                      *digest,
                      size,
                      std::move(urls),
                      std::move(annotations).value_or(Annotations()),
                      std::move(platform),
                      std::move(artifactType)};
}

bool Descriptor::isAttestation() const
{
    const auto type = annotations.find(u"vnd.docker.reference.type"_s);
    return type != annotations.cend() && type->second == "attestation-manifest"_L1;
}

Result<Annotations> annotationsFromJson(const base::Json &object)
{
    if (!object.isObject())
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "no object"));
    Annotations annotations;
    for (const auto &[key, value] : object.members()) {
        const auto text = value.isNull() ? QString() : value.toString();
        if (!text)
            return base::fail(ErrorKind::InvalidData,
                              {QT_TRANSLATE_NOOP("Faults", "the value of \"%1\" is no string"), {key.left(80)}});
        annotations.emplace(key, *text);
    }
    return annotations;
}

} // namespace oci
