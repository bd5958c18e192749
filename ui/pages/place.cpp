#include "ui/pages/place.h"

#include <QJsonObject>

namespace ui {

namespace {

constexpr QLatin1StringView connectionKey("connection");
constexpr QLatin1StringView repositoryKey("repository");
constexpr QLatin1StringView tagKey("tag");
constexpr QLatin1StringView digestKey("digest");

} // namespace

QJsonObject toJson(const Place &place)
{
    QJsonObject json{{connectionKey, place.connectionId}};
    if (place.repository)
        json.insert(repositoryKey, place.repository->toString());
    if (place.image)
        json.insert(std::holds_alternative<oci::Digest>(*place.image) ? digestKey : tagKey,
                    oci::toString(*place.image));
    return json;
}

Place placeOf(const QJsonObject &json)
{
    Place place{json.value(connectionKey).toString()};
    if (const auto repository = oci::RepositoryName::parse(json.value(repositoryKey).toString()))
        place.repository = *repository;
    if (!place.repository)
        return place;
    if (const auto digest = oci::Digest::parse(json.value(digestKey).toString()))
        place.image = *digest;
    else if (const auto tag = oci::TagName::parse(json.value(tagKey).toString()))
        place.image = *tag;
    return place;
}

} // namespace ui
