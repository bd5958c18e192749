#pragma once

#include <QString>
#include <QStringList>

#include "app/base/json.h"
#include "app/base/result.h"

namespace oci {

/// Where an image runs (image-spec, image-index.md "platform").
struct Platform
{
    QString os;
    QString architecture;
    QString variant;
    QString osVersion;
    QStringList osFeatures;

    static Result<Platform> fromJson(const base::Json &object);

    /// `linux/arm64/v8`, with the Windows version where there is one; `unknown` for parts that are not given.
    [[nodiscard]] QString toString() const;
    /// `unknown/unknown`, which buildkit gives its attestations.
    [[nodiscard]] bool isUnknown() const noexcept;

    friend bool operator==(const Platform &, const Platform &) = default;
};

} // namespace oci
