#pragma once

#include <optional>

#include <QList>

#include "app/base/error.h"
#include "app/oci/digest.h"
#include "app/oci/imageconfig.h"
#include "app/oci/mediatype.h"
#include "app/oci/platform.h"
#include "app/oci/tagname.h"

namespace platforms {

/// What a number of bytes counts. Sizes of different kinds do not compare.
enum class SizeKind
{
    Unknown,
    SumOfPlatforms, ///< config and layers of all platforms, each blob once
    OnePlatform, ///< config and layers of a single image
    LargestPlatform,
};

struct Size
{
    qint64 bytes = 0;
    SizeKind kind = SizeKind::Unknown;

    friend bool operator==(const Size &, const Size &) = default;
};

/// What a date tells.
enum class DateKind
{
    Unknown,
    Created,
    Pushed,
    Pulled
};

struct Date
{
    oci::UtcTime when{};
    DateKind kind = DateKind::Unknown;

    friend bool operator==(const Date &, const Date &) = default;
};

/// What a tag points at.
enum class TagKind
{
    NotYetKnown,
    Image,
    Index,
    Signature, ///< cosign's tag `sha256-….sig`, or a signature's artifact type
    Attestation, ///< `sha256-….att`
    Sbom, ///< `sha256-….sbom`
    Referrers, ///< the fallback tag of the referrers schema
    Artifact, ///< any other artifact
    Schema1, ///< Docker's legacy format, not read
    Unrecognised,
};

/// A tag as a row: a summary, without manifests. A value of about 350 bytes; what many rows have in common (media
/// types, lists of platforms) they share.
struct TagDetails
{
    oci::TagName tag;
    TagKind kind = TagKind::NotYetKnown;
    std::optional<oci::Digest> digest{};
    std::optional<oci::MediaType> mediaType{};
    QList<oci::Platform> platforms{}; ///< of images only: attestations are left out
    Size size{};
    Date created{};
    Date pushed{};
    int missingChildren = 0; ///< of an index: manifests that the registry does not have
    std::optional<base::Error> failure{}; ///< why the details could not be read; the rest may be partly there
};

/// What the name of a tag alone says: NotYetKnown for ordinary tags.
[[nodiscard]] TagKind kindOfTagName(const oci::TagName &tag);
/// The digest that a cosign or referrers tag speaks of.
[[nodiscard]] std::optional<oci::Digest> subjectOfTagName(const oci::TagName &tag);

} // namespace platforms
