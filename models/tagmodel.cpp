#include "models/tagmodel.h"

#include "models/format.h"
#include "models/tagtext.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownSiblings = 10;

/// Sizes stand at the right, so that their digits line up.
QVariant alignment(int column)
{
    return QVariant::fromValue(Qt::AlignVCenter | (column == TagModel::SizeColumn ? Qt::AlignRight : Qt::AlignLeft));
}

std::optional<qint64> milliseconds(const platforms::Date &date)
{
    if (date.kind == platforms::DateKind::Unknown)
        return {};
    return date.when.time_since_epoch().count();
}

} // namespace

TagModel::TagModel(DescribeError describe, QObject *parent)
    : QAbstractTableModel(parent)
    , m_describe(std::move(describe))
{ }

void TagModel::beginListing()
{
    ++m_listing;
}

void TagModel::addNames(const std::vector<oci::TagName> &tags)
{
    std::vector<TagRow> fresh = m_rows.prepare(tags, m_listing);
    if (fresh.empty())
        return;
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_rows.append(std::move(fresh));
    endInsertRows();
    emit totalsChanged();
}

void TagModel::addDetails(const std::vector<platforms::TagDetails> &details)
{
    std::vector<oci::TagName> unnamed;
    for (const platforms::TagDetails &entry : details) {
        if (m_rows.find(entry.tag) < 0)
            unnamed.push_back(entry.tag);
    }
    addNames(unnamed);
    const TagRows::Range changed = m_rows.update(details);
    if (changed.last >= changed.first)
        emit dataChanged(index(changed.first, 0), index(changed.last, ColumnCount - 1));
    emit totalsChanged();
}

void TagModel::endListing(bool complete)
{
    const int gone = complete ? m_rows.countNotNamedBy(m_listing) : 0;
    if (gone == 0)
        return;
    // Behind the others first, and then away in one go: thousands of removals would each cost a pass over all rows.
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    const std::vector<int> numbers = m_rows.moveToEnd(m_listing);
    QModelIndexList after;
    for (const QModelIndex &index : before)
        after.append(createIndex(numbers.at(static_cast<std::size_t>(index.row())), index.column()));
    changePersistentIndexList(before, after);
    emit rowsRenumbered(numbers);
    emit layoutChanged();

    const int kept = m_rows.size() - gone;
    beginRemoveRows({}, kept, m_rows.size() - 1);
    m_rows.truncate(kept);
    endRemoveRows();
    if (kept > 0)
        emit dataChanged(index(0, DigestColumn), index(kept - 1, SizeColumn));
    emit totalsChanged();
}

TagModel::Totals TagModel::totals() const
{
    return {m_rows.size(), m_rows.images(), m_rows.detailed(), m_rows.failed()};
}

std::optional<qint64> TagModel::number(int row, int column) const
{
    const TagRow &entry = m_rows.at(row);
    if (column == CreatedColumn)
        return milliseconds(entry.created);
    if (column == PushedColumn)
        return milliseconds(entry.pushed);
    if (column == SizeColumn && entry.size.kind != platforms::SizeKind::Unknown)
        return entry.size.bytes;
    return {};
}

bool TagModel::hasData(int column) const
{
    return column != PushedColumn || m_rows.pushedSeen();
}

int TagModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

int TagModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TagModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TagColumn:
        return tr("Tag", "column");
    case DigestColumn:
        return tr("Digest", "column");
    case PlatformsColumn:
        return tr("Platforms", "column");
    case SizeColumn:
        return tr("Size", "column");
    case CreatedColumn:
        return tr("Created", "column");
    case PushedColumn:
        return tr("Pushed", "column");
    default:
        return {};
    }
}

QVariant TagModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TagRow &row = m_rows.at(index.row());
    const TagRows::Group *group = m_rows.group(row);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TagColumn ? TagText::sentence(row, m_rows.siblings(row, shownSiblings), m_describe)
                                           : text(row, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return raw(index.row(), index.column());
    case IconRole:
        if (index.column() != TagColumn)
            return QString();
        return row.failure ? u"error"_s : row.missingChildren > 0 ? u"warn"_s : QString();
    case DigestGroupRole:
        return group ? group->mark : -1;
    case DigestCountRole:
        return group ? group->count : 0;
    case ShareRole:
        if (row.size.kind != platforms::SizeKind::Unknown && m_rows.largest() > 0)
            return static_cast<double>(row.size.bytes) / static_cast<double>(m_rows.largest());
        return {};
    default:
        return {};
    }
}

QVariant TagModel::raw(int row, int column) const
{
    const TagRow &entry = m_rows.at(row);
    switch (column) {
    case TagColumn:
        return entry.tag.toString();
    case DigestColumn:
        return entry.digest ? QVariant(entry.digest->toString()) : QVariant();
    case PlatformsColumn:
        return entry.detailed ? QVariant(TagText::kind(entry)) : QVariant();
    default: {
        const std::optional<qint64> value = number(row, column);
        return value ? QVariant(*value) : QVariant();
    }
    }
}

QString TagModel::text(const TagRow &row, int column) const
{
    QString known;
    switch (column) {
    case TagColumn:
        known = row.tag.toString();
        break;
    case DigestColumn:
        if (row.digest)
            known = row.digest->shortText();
        break;
    case PlatformsColumn:
        known = TagText::kind(row);
        break;
    case SizeColumn:
        if (row.size.kind != platforms::SizeKind::Unknown)
            known = formatBytes(row.size.bytes);
        break;
    case CreatedColumn:
        if (row.created.kind != platforms::DateKind::Unknown)
            known = formatTime(row.created.when);
        break;
    case PushedColumn:
        if (row.pushed.kind != platforms::DateKind::Unknown)
            known = formatTime(row.pushed.when);
        break;
    default:
        break;
    }
    if (known.isEmpty())
        return row.detailed ? u"–"_s : u"…"_s;
    return known;
}

QString TagModel::toolTip(const TagRow &row, int column) const
{
    QStringList lines;
    switch (column) {
    case TagColumn:
        lines.append(row.tag.toString());
        if (row.failure)
            lines.append(m_describe(*row.failure));
        else if (row.missingChildren > 0)
            lines.append(TagText::missing(row.missingChildren));
        break;
    case DigestColumn:
        if (row.digest)
            lines.append(row.digest->toString());
        if (const QStringList others = m_rows.siblings(row, shownSiblings); !others.isEmpty())
            lines.append(TagText::sameImageAs(others));
        break;
    case PlatformsColumn:
        lines.append(row.failure ? m_describe(*row.failure) : TagText::kind(row));
        lines.append(visibleText(row.mediaType));
        break;
    case SizeColumn:
        if (row.size.kind != platforms::SizeKind::Unknown)
            lines = {TagText::sizeKind(row), TagText::bytes(row.size.bytes)};
        break;
    case CreatedColumn:
        if (row.created.kind != platforms::DateKind::Unknown)
            lines.append(formatTimeInFull(row.created.when));
        break;
    case PushedColumn:
        if (row.pushed.kind != platforms::DateKind::Unknown)
            lines.append(formatTimeInFull(row.pushed.when));
        break;
    default:
        break;
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace models
