#include "models/repairmodel.h"

#include <algorithm>

#include "models/artifacttext.h"
#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr quintptr isIndex = 0; ///< the id of an index's row; that of a row below it is the number of its index + 1

oci::UtcTime toUtc(const QDateTime &time)
{
    return oci::UtcTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace

void RepairModel::setReport(const changes::RepairReport &report)
{
    beginResetModel();
    m_broken = report.broken;
    endResetModel();
}

const RepairModel::Index &RepairModel::indexOf(const QModelIndex &index) const
{
    return m_broken[index.internalId() == isIndex ? static_cast<std::size_t>(index.row()) : index.internalId() - 1];
}

const RepairModel::Missing *RepairModel::missingOf(const QModelIndex &index) const
{
    return index.internalId() == isIndex ? nullptr : &indexOf(index).missing[static_cast<std::size_t>(index.row())];
}

std::vector<oci::Digest> RepairModel::restorable(const QModelIndexList &rows) const
{
    std::vector<oci::Digest> digests;
    const auto add = [&digests](const Missing &missing) {
        if (missing.isKept && std::find(digests.cbegin(), digests.cend(), missing.digest) == digests.cend())
            digests.push_back(missing.digest);
    };
    const auto addAll
        = [&add](const Index &index) { std::for_each(index.missing.cbegin(), index.missing.cend(), add); };
    for (const QModelIndex &row : rows) {
        if (const Missing *missing = missingOf(row))
            add(*missing);
        else
            addAll(indexOf(row));
    }
    if (rows.isEmpty())
        std::for_each(m_broken.cbegin(), m_broken.cend(), addAll);
    return digests;
}

QString RepairModel::tags(const Index &index)
{
    QStringList names;
    names.reserve(static_cast<qsizetype>(index.tags.size()));
    for (const oci::TagName &tag : index.tags)
        names.append(tag.toString());
    return names.isEmpty() ? tr("No tag") : names.join(tr(", ", "between tags"));
}

QString RepairModel::since(const QDateTime &when)
{
    return when.isValid() ? formatTime(toUtc(when)) : tr("Seen now");
}

QString RepairModel::part(const Missing &missing)
{
    if (missing.isAttestation)
        return tr("Attestation");
    return missing.platform ? ArtifactText::platform(*missing.platform) : tr("Without a platform", "part of an image");
}

QString RepairModel::cause(const Missing &missing)
{
    if (!missing.deletion)
        return tr("Not by a run that the history knows");
    const changes::RepairReport::Deletion &deletion = *missing.deletion;
    const QString account = visibleText(deletion.account);
    const QString what = account.isEmpty()
        ? deletion.isCertain ? tr("Deleted by Portolan") : tr("Perhaps deleted by Portolan")
        : (deletion.isCertain ? tr("Deleted by Portolan as %1", "an account")
                              : tr("Perhaps deleted by Portolan as %1", "an account"))
              .arg(account);
    return deletion.reason.isEmpty() ? what
                                     : tr("%1: %2", "what was done, and why").arg(what, visibleText(deletion.reason));
}

/// The same in whole sentences.
QString RepairModel::causeInFull(const Missing &missing)
{
    if (!missing.deletion)
        return tr("Somebody else deleted it, or it was deleted before the time that the history covers.");
    QStringList lines{cause(missing), formatTimeInFull(toUtc(missing.deletion->when))};
    if (!missing.deletion->isCertain)
        lines.append(tr("The answer was lost, and nobody could find out what the request did."));
    return lines.join(u'\n');
}

QString RepairModel::text(const Index &index, int column)
{
    switch (column) {
    case TagColumn:
        return tags(index);
    case ImageColumn:
        return index.digest.shortText();
    case SinceColumn:
        return since(index.since());
    case CauseColumn:
        return tr("%1 of %Ln image(s) missing", "of an index", static_cast<int>(index.children))
            .arg(index.missing.size());
    default:
        break;
    }
    const auto kept = std::count_if(index.missing.cbegin(), index.missing.cend(),
                                    [](const Missing &missing) { return missing.isKept; });
    if (kept == 0)
        return tr("Not from the history");
    if (kept == static_cast<qsizetype>(index.missing.size()))
        return tr("From the history");
    return tr("%1 of %2 from the history").arg(kept).arg(index.missing.size());
}

QString RepairModel::text(const Missing &missing, int column)
{
    switch (column) {
    case TagColumn:
        return part(missing);
    case ImageColumn:
        return missing.digest.shortText();
    case SinceColumn:
        return since(missing.since);
    case CauseColumn:
        return cause(missing);
    default:
        return missing.isKept ? tr("From the history") : tr("No: push it again");
    }
}

QString RepairModel::text(const QModelIndex &index, int column) const
{
    const Missing *missing = missingOf(index);
    return missing ? text(*missing, column) : text(indexOf(index), column);
}

QString RepairModel::toolTip(const QModelIndex &index) const
{
    const Missing *missing = missingOf(index);
    if (index.column() == ImageColumn)
        return (missing ? missing->digest : indexOf(index).digest).toString();
    const QDateTime when = missing ? missing->since : indexOf(index).since();
    if (index.column() == SinceColumn)
        return when.isValid() ? formatTimeInFull(toUtc(when))
                              : tr("It may have been missing for longer: this is the first time that somebody looked.");
    if (index.column() == CauseColumn && missing)
        return causeInFull(*missing);
    return text(index, index.column());
}

QString RepairModel::icon(const QModelIndex &index) const
{
    const Missing *missing = missingOf(index);
    if (index.column() == TagColumn)
        return missing ? u"no"_s : u"warn"_s;
    if (index.column() == RestoreColumn && missing)
        return missing->isKept ? u"restore"_s : u"skip"_s;
    return {};
}

QModelIndex RepairModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : isIndex);
}

QModelIndex RepairModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isIndex)
        return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, isIndex);
}

int RepairModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_broken.size());
    if (parent.internalId() != isIndex || parent.column() != 0)
        return 0;
    return static_cast<int>(m_broken[static_cast<std::size_t>(parent.row())].missing.size());
}

int RepairModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant RepairModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index, index.column());
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::AccessibleTextRole: // a row reads as one sentence
        if (index.column() != TagColumn)
            return text(index, index.column());
        return tr("%1, %2: %3, known since: %4, can be restored: %5",
                  "tags or a platform; a digest; what happened; when; whence")
            .arg(text(index, TagColumn), text(index, ImageColumn), text(index, CauseColumn), text(index, SinceColumn),
                 text(index, RestoreColumn));
    case IconRole:
        return icon(index);
    default:
        return {};
    }
}

QVariant RepairModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TagColumn:
        return tr("Tags and platforms", "column");
    case ImageColumn:
        return tr("Image", "column");
    case SinceColumn:
        return tr("Known since", "column");
    case CauseColumn:
        return tr("What happened", "column");
    case RestoreColumn:
        return tr("Can be restored", "column");
    default:
        return {};
    }
}

QString RepairModel::text() const
{
    QStringList lines;
    for (const Index &index : m_broken) {
        lines.append(tr("%1 %2: %3, known since: %4", "tags; a digest; what happened; when")
                         .arg(tags(index), index.digest.toString(), text(index, CauseColumn), since(index.since())));
        for (const Missing &missing : index.missing)
            lines.append(tr("  %1 %2: %3, known since: %4; can be restored: %5",
                            "a platform; a digest; what happened; when; whence")
                             .arg(part(missing), missing.digest.toString(), cause(missing), since(missing.since),
                                  text(missing, RestoreColumn)));
    }
    return lines.join(u'\n');
}

} // namespace models
