#include "models/restoremodel.h"

#include <algorithm>

#include "models/runtext.h"

namespace models {

using namespace Qt::StringLiterals;

void RestoreModel::setRestore(const changes::Restore &restore)
{
    const auto nameOf = [](const std::optional<oci::TagName> &tag) { return tag ? tag->toString() : u"–"_s; };
    beginResetModel();
    m_rows.clear();
    m_rows.reserve(restore.steps.size() + restore.refused.size());
    const auto hasTag = [](const auto &all, const oci::Digest &digest) {
        return std::any_of(all.cbegin(), all.cend(),
                           [&digest](const auto &one) { return one.tag && one.digest == digest; });
    };
    for (const changes::Step &step : restore.steps) {
        if (!step.tag && hasTag(restore.steps, step.digest))
            continue;
        const bool isMerge = std::any_of(restore.merges.cbegin(), restore.merges.cend(),
                                         [&](const auto &merge) { return &restore.steps[merge.step] == &step; });
        m_rows.push_back({nameOf(step.tag), step.digest,
                          isMerge           ? tr("Put back into the list, beside what others wrote")
                              : step.before ? tr("Points here again, away from %1").arg(step.before->shortText())
                              : step.tag    ? tr("Put back, with the same bytes")
                                            : tr("Image put back, with the same bytes")});
    }
    for (const changes::Restore::Refusal &refusal : restore.refused)
        if (refusal.tag || !hasTag(restore.refused, refusal.digest))
            m_rows.push_back({nameOf(refusal.tag), refusal.digest, RunText::refusal(refusal), true});
    endResetModel();
}

int RestoreModel::refused() const
{
    return static_cast<int>(
        std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return row.isRefused; }));
}

int RestoreModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RestoreModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RestoreModel::text(const Row &row, int column)
{
    switch (column) {
    case TagColumn:
        return row.tag;
    case ImageColumn:
        return row.digest.shortText();
    case ResultColumn:
        return row.isRefused ? tr("Not put back: %1").arg(row.result) : row.result;
    default:
        return {};
    }
}

QVariant RestoreModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == ImageColumn ? row.digest.toString() : text(row, index.column());
    case Qt::AccessibleTextRole: // a row reads as one sentence
        return index.column() == TagColumn
            ? tr("%1, %2: %3", "a tag; a digest; what becomes of it")
                  .arg(text(row, TagColumn), text(row, ImageColumn), text(row, ResultColumn))
            : text(row, index.column());
    case IconRole:
        return index.column() != ResultColumn ? QString() : row.isRefused ? u"skip"_s : u"restore"_s;
    default:
        return {};
    }
}

QVariant RestoreModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TagColumn:
        return tr("Tag");
    case ImageColumn:
        return tr("Image");
    case ResultColumn:
        return tr("What comes back", "column");
    default:
        return {};
    }
}

} // namespace models
