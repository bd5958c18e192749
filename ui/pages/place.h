#pragma once

#include <optional>

#include <QString>

#include "app/oci/reference.h"

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

} // namespace ui
