#pragma once

#include <optional>

#include <QString>

#include "app/oci/reference.h"

class QJsonObject;

namespace ui {

/// Where one can be: a connection, a repository there, an image there. Nowhere where the connection has no id.
struct Place
{
    QString connectionId;
    std::optional<oci::RepositoryName> repository{};
    std::optional<oci::TagOrDigest> image{}; ///< only where there is a repository

    [[nodiscard]] bool isNowhere() const noexcept { return connectionId.isEmpty(); }

    friend bool operator==(const Place &, const Place &) = default;
};

// As the profile keeps it.
[[nodiscard]] QJsonObject toJson(const Place &place);
/// Nowhere, or less than was written, for what cannot be read.
[[nodiscard]] Place placeOf(const QJsonObject &json);

} // namespace ui
