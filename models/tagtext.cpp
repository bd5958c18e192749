#include "models/tagtext.h"

#include "models/format.h"

namespace models {

using platforms::SizeKind;
using platforms::TagKind;

QString TagText::kind(const TagRow &row)
{
    if (row.failure && row.platforms.isEmpty())
        return tr("not read", "details of a tag that failed");
    switch (row.kind) {
    case TagKind::NotYetKnown:
        return {};
    case TagKind::Image:
    case TagKind::Index:
        if (row.missingChildren == 0)
            return row.platforms;
        return row.platforms.isEmpty()
            ? tr("%Ln missing", "platforms of an index", row.missingChildren)
            : tr("%1, %Ln missing", "platforms of an index", row.missingChildren).arg(row.platforms);
    case TagKind::Signature:
        return tr("signature");
    case TagKind::Attestation:
        return tr("attestation");
    case TagKind::Sbom:
        return tr("SBOM", "software bill of materials");
    case TagKind::Referrers:
        return tr("list of referrers");
    case TagKind::Artifact:
        return tr("artifact");
    case TagKind::Schema1:
        return tr("Docker schema 1, too old to read");
    case TagKind::Unrecognised:
        return tr("unknown type");
    }
    return {};
}

QString TagText::sizeKind(const TagRow &row)
{
    switch (row.size.kind) {
    case SizeKind::SumOfPlatforms:
        return tr("Sum of all platforms, compressed");
    case SizeKind::OnePlatform:
        return tr("Compressed size");
    case SizeKind::LargestPlatform:
        return tr("Largest platform, compressed");
    case SizeKind::Unknown:
        break;
    }
    return {};
}

QString TagText::list(const QStringList &parts)
{
    return parts.join(tr(", ", "between the parts of a list"));
}

QString TagText::sameImageAs(const QStringList &siblings, int others)
{
    if (siblings.size() < others) {
        const auto rest = static_cast<int>(others - siblings.size());
        return tr("same image as %1 and %Ln more", "%1 is a list of tags", rest).arg(list(siblings));
    }
    if (siblings.size() == 1)
        return tr("same image as %1", "%1 is a tag").arg(siblings.first());
    return tr("same image as %1 and %2", "%1 is a list of tags, %2 the last")
        .arg(list(siblings.first(siblings.size() - 1)), siblings.last());
}

QString TagText::index()
{
    return tr("Image index");
}

QString TagText::missing(int parts)
{
    return tr("%Ln part(s) of this index are missing on the registry.", nullptr, parts);
}

QString TagText::bytes(qint64 count)
{
    return tr("%1 bytes").arg(count);
}

QString TagText::change(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::WillBeDeleted:
        return tr("will be deleted");
    case ChangeMark::AlsoAffected:
        return tr("also affected");
    case ChangeMark::None:
        break;
    }
    return {};
}

QString TagText::sentence(const TagRow &row, const QStringList &siblings, int others, std::optional<qint64> onlyHere,
                          const DescribeError &describe)
{
    QStringList parts{row.tag.toString()};
    if (row.failure) {
        parts.append(describe(*row.failure));
    } else if (!row.detailed) {
        parts.append(tr("details are loading"));
    } else {
        if (!siblings.isEmpty())
            parts.append(sameImageAs(siblings, others));
        if (row.size.kind != SizeKind::Unknown)
            parts.append(formatBytes(row.size.bytes));
        if (onlyHere)
            parts.append(tr("%1 only here", "%1 is a size").arg(formatBytes(*onlyHere)));
        if (const QString what = kind(row); !what.isEmpty())
            parts.append(what);
        if (row.created.kind != platforms::DateKind::Unknown)
            parts.append(tr("created %1", "%1 is a date").arg(formatTime(row.created.when)));
        if (row.pushed.kind != platforms::DateKind::Unknown)
            parts.append(tr("pushed %1", "%1 is a date").arg(formatTime(row.pushed.when)));
    }
    return list(parts);
}

} // namespace models
