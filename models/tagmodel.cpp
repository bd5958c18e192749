#include "models/tagmodel.h"

#include "models/format.h"
#include "models/tagtext.h"
#include "models/tagvalues.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownSiblings = 10; ///< by name

/// Sizes stand at the right, so that their digits line up.
QVariant alignment(int column)
{
    const bool isSize = column == TagModel::SizeColumn || column == TagModel::OnlyHereColumn;
    return QVariant::fromValue(Qt::AlignVCenter | (isSize ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

TagModel::TagModel(DescribeError describe, QObject *parent)
    : QAbstractTableModel(parent)
    , m_describe(std::move(describe))
{ }

void TagModel::beginListing()
{
    ++m_listing;
    setListed(false);
}

void TagModel::addNames(const std::vector<oci::TagName> &tags)
{
    std::vector<TagRow> fresh = m_rows.prepare(tags, m_listing);
    if (fresh.empty())
        return;
    const int first = m_rows.size();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_rows.append(std::move(fresh), m_listing);
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
    if (!m_marked.isEmpty())
        findMarkedImages();
    if (changed.last >= changed.first)
        emit dataChanged(index(changed.first, 0), index(changed.last, ColumnCount - 1));
    emit totalsChanged();
}

void TagModel::setMarked(QSet<oci::TagName> tags)
{
    if (tags == m_marked)
        return;
    m_marked = std::move(tags);
    findMarkedImages();
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1),
                         {ChangeRole, IconRole, AnyIconRole, Qt::AccessibleTextRole});
}

void TagModel::findMarkedImages()
{
    m_markedImages.clear();
    for (const oci::TagName &tag : std::as_const(m_marked)) {
        if (const int number = m_rows.find(tag); number >= 0 && m_rows.at(number).digest)
            m_markedImages.insert(*m_rows.at(number).digest);
    }
}

ChangeMark TagModel::changeMark(int number) const
{
    const TagRow &known = m_rows.at(number);
    if (m_marked.contains(known.tag))
        return ChangeMark::WillBeDeleted;
    return known.digest && m_markedImages.contains(*known.digest) ? ChangeMark::AlsoAffected : ChangeMark::None;
}

int TagModel::affected() const
{
    int count = 0;
    for (const oci::Digest &image : m_markedImages) {
        for (const int number : m_rows.rowsOf(image))
            count += changeMark(number) == ChangeMark::AlsoAffected;
    }
    return count;
}

void TagModel::endListing()
{
    setListed(true);
}

void TagModel::setListed(bool listed)
{
    if (m_isListed == listed)
        return;
    m_isListed = listed;
    if (m_rows.detailed() < m_rows.size() || !m_sharing)
        announceColumns(DigestColumn, static_cast<Column>(ColumnCount - 1));
    if (!m_sharing)
        emit sharingChanged();
}

void TagModel::endNames(bool complete)
{
    const std::vector<int> numbers = complete ? m_rows.numbersWithout(m_listing) : std::vector<int>();
    if (numbers.empty())
        return;
    // All in one go: thousands of removals would each cost a pass over all rows.
    emit layoutAboutToBeChanged();
    emit rowsAboutToGo(numbers);
    m_rows.keep(numbers);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const int number = numbers.at(static_cast<std::size_t>(index.row()));
        after.append(number < 0 ? QModelIndex() : createIndex(number, index.column()));
    }
    changePersistentIndexList(before, after);
    emit rowsRenumbered(numbers);
    emit layoutChanged();
    announceColumns(DigestColumn, OnlyHereColumn); // the marks and the bars
    emit totalsChanged();
}

void TagModel::setSharing(std::shared_ptr<const insight::Sharing> sharing)
{
    m_sharing = std::move(sharing);
    announceColumns(TagColumn, OnlyHereColumn); // the sentence in the first column, too
    emit sharingChanged();
}

void TagModel::announceColumns(Column first, Column last)
{
    if (m_rows.size() > 0)
        emit dataChanged(index(0, first), index(m_rows.size() - 1, last));
}

TagModel::Totals TagModel::totals() const
{
    return {m_rows.size(), m_rows.images(), m_rows.detailed(), m_rows.failed()};
}

std::optional<qint64> TagModel::number(int row, int column) const
{
    return tagNumber(m_rows.at(row), column, m_sharing.get());
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
        return alignment(section == SizeColumn ? TagColumn : section); // its numbers stand at the left of their bars
    if (role == Qt::ToolTipRole && section == OnlyHereColumn)
        return tr("Bytes that no other image of this repository has: what deleting the image would free");
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
    case OnlyHereColumn:
        return tr("Only here", "column: bytes that no other image of the repository has");
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
        return index.column() == TagColumn ? sentence(row) : text(row, index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case RawRole:
        return raw(index.row(), index.column());
    case IconRole:
        if (index.column() != TagColumn)
            return QString();
        if (const ChangeMark mark = changeMark(index.row()); mark != ChangeMark::None)
            return mark == ChangeMark::WillBeDeleted ? u"delete"_s : u"warn"_s;
        return row.failure ? u"error"_s : row.missingChildren > 0 ? u"warn"_s : QString();
    case ChangeRole:
        return m_marked.isEmpty() ? QVariant() : QVariant(static_cast<int>(changeMark(index.row())));
    case AnyIconRole:
        return m_rows.failed() + m_rows.incomplete() > 0 || !m_marked.isEmpty();
    case DigestGroupRole:
        return group && group->count > 1 ? group->mark : -1;
    case DigestCountRole:
        return group ? group->count : 0;
    case ShareRole:
        return share(tagNumber(row, SizeColumn, nullptr));
    case OnlyHereShareRole:
        return share(onlyHere(row, m_sharing.get()));
    default:
        return {};
    }
}

QVariant TagModel::share(std::optional<qint64> bytes) const
{
    if (!bytes || m_rows.largest() <= 0)
        return {};
    return static_cast<double>(*bytes) / static_cast<double>(m_rows.largest());
}

QString TagModel::sentence(const TagRow &row) const
{
    const TagRows::Group *group = m_rows.group(row);
    const QString words = TagText::sentence(row, m_rows.siblings(row, shownSiblings), group ? group->count - 1 : 0,
                                            onlyHere(row, m_sharing.get()), m_describe);
    const ChangeMark mark = m_marked.isEmpty() ? ChangeMark::None : changeMark(m_rows.find(row.tag));
    return mark == ChangeMark::None ? words : TagText::list({words, TagText::change(mark)});
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
    case OnlyHereColumn:
        if (const std::optional<qint64> bytes = onlyHere(row, m_sharing.get()))
            known = formatBytes(*bytes);
        else if (!m_sharing && !row.failure && !m_isListed)
            return u"…"_s;
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
        return row.detailed || m_isListed ? u"–"_s : u"…"_s;
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
        if (const TagRows::Group *group = m_rows.group(row); group && group->count > 1)
            lines.append(TagText::sameImageAs(m_rows.siblings(row, shownSiblings), group->count - 1));
        break;
    case PlatformsColumn:
        lines.append(row.failure ? m_describe(*row.failure) : TagText::kind(row));
        if (row.kind == platforms::TagKind::Index)
            lines.append(TagText::index());
        lines.append(visibleText(row.mediaType));
        break;
    case SizeColumn:
        if (row.size.kind != platforms::SizeKind::Unknown)
            lines = {TagText::sizeKind(row), TagText::bytes(row.size.bytes)};
        break;
    case OnlyHereColumn:
        if (const std::optional<qint64> bytes = onlyHere(row, m_sharing.get()))
            lines.append(TagText::bytes(*bytes));
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
