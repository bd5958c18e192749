#include "models/tagvalues.h"

#include <array>

#include "app/insight/sharing.h"
#include "models/tagmodel.h"

namespace models {

using namespace Qt::StringLiterals;
using platforms::TagKind;

namespace {

std::optional<qint64> milliseconds(const platforms::Date &date)
{
    if (date.kind == platforms::DateKind::Unknown)
        return {};
    return date.when.time_since_epoch().count();
}

} // namespace

std::span<const TagType> tagTypes()
{
    static constexpr std::array types{
        TagType{"image"_L1, TagKind::Image},
        TagType{"index"_L1, TagKind::Index},
        TagType{"signature"_L1, TagKind::Signature},
        TagType{"attestation"_L1, TagKind::Attestation},
        TagType{"sbom"_L1, TagKind::Sbom},
        TagType{"referrers"_L1, TagKind::Referrers},
        TagType{"artifact"_L1, TagKind::Artifact},
        TagType{"schema1"_L1, TagKind::Schema1},
        TagType{"unknown"_L1, TagKind::Unrecognised},
    };
    return types;
}

QLatin1StringView typeWord(TagKind kind)
{
    for (const TagType &type : tagTypes()) {
        if (type.kind == kind)
            return type.word;
    }
    return {};
}

std::optional<qint64> onlyHere(const TagRow &row, const insight::Sharing *sharing)
{
    return sharing && row.digest ? sharing->bytesOnlyIn(*row.digest) : std::nullopt;
}

std::optional<qint64> tagNumber(const TagRow &row, int column, const insight::Sharing *sharing)
{
    switch (column) {
    case TagModel::SizeColumn:
        return row.size.kind != platforms::SizeKind::Unknown ? std::optional(row.size.bytes) : std::nullopt;
    case TagModel::OnlyHereColumn:
        return onlyHere(row, sharing);
    case TagModel::CreatedColumn:
        return milliseconds(row.created);
    case TagModel::PushedColumn:
        return milliseconds(row.pushed);
    default:
        return {};
    }
}

} // namespace models
