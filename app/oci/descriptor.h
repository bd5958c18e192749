#pragma once

#include <map>
#include <optional>

#include <QString>
#include <QStringList>

#include "app/base/json.h"
#include "app/oci/digest.h"
#include "app/oci/mediatype.h"
#include "app/oci/platform.h"

namespace oci {

using Annotations = std::map<QString, QString>;

/// Points at content (image-spec, descriptor.md). `urls` are foreign places: shown, never fetched.
struct Descriptor
{
    MediaType mediaType;
    Digest digest;
    qint64 size = 0; ///< bytes, never negative
    QStringList urls;
    Annotations annotations;
    std::optional<Platform> platform;
    std::optional<MediaType> artifactType;

    static Result<Descriptor> fromJson(const base::Json &object);

    /// True for the attestation child that buildkit puts into an index (`vnd.docker.reference.type`).
    [[nodiscard]] bool isAttestation() const;

    friend bool operator==(const Descriptor &, const Descriptor &) = default;
};

/// A map of strings to strings, as annotations and labels are.
[[nodiscard]] Result<Annotations> annotationsFromJson(const base::Json &object);

} // namespace oci
