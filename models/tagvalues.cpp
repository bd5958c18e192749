#include "models/tagvalues.h"

#include "app/insight/sharing.h"
#include "models/tagmodel.h"

namespace models {

namespace {

std::optional<qint64> milliseconds(const platforms::Date &date)
{
    if (date.kind == platforms::DateKind::Unknown)
        return {};
    return date.when.time_since_epoch().count();
}

} // namespace

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
