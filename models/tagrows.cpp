#include "models/tagrows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "models/format.h"

namespace models {

using platforms::TagDetails;

std::vector<TagRow> TagRows::prepare(const std::vector<oci::TagName> &tags, int listing)
{
    std::vector<TagRow> fresh;
    QSet<oci::TagName> seen; // a registry may name a tag twice in one page
    for (const oci::TagName &tag : tags) {
        if (const int known = find(tag); known >= 0) {
            row(known).listing = listing;
        } else if (!seen.contains(tag)) {
            seen.insert(tag);
            fresh.push_back({.tag = tag, .kind = platforms::kindOfTagName(tag), .listing = listing});
        }
    }
    return fresh;
}

void TagRows::append(std::vector<TagRow> rows)
{
    int number = size();
    for (const TagRow &row : rows)
        m_rowOfTag.insert(row.tag, number++);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

TagRows::Range TagRows::update(const std::vector<TagDetails> &details)
{
    Range changed{size(), -1};
    const qint64 largestBefore = m_largest;
    for (const TagDetails &entry : details) {
        const int number = find(entry.tag);
        if (number < 0)
            continue;
        TagRow &target = row(number);
        if (target.digest != entry.digest) {
            leave(number);
            target.digest = entry.digest;
            join(number, changed);
        }
        fill(target, entry);
        changed = {std::min(changed.first, number), std::max(changed.last, number)};
    }
    if (m_largest != largestBefore) // every bar is drawn against it
        changed = {0, size() - 1};
    return changed;
}

void TagRows::fill(TagRow &row, const TagDetails &details)
{
    const auto shared = [this](const QString &text) { return *m_texts.insert(text); };
    m_detailed += row.detailed ? 0 : 1;
    m_failed += (details.failure ? 1 : 0) - (row.failure ? 1 : 0);
    row.detailed = true;
    row.kind = details.kind;
    row.mediaType = details.mediaType ? shared(details.mediaType->toString()) : QString();
    row.platforms = shared(formatPlatforms(details.platforms));
    row.size = details.size;
    row.created = details.created;
    row.pushed = details.pushed;
    row.missingChildren = details.missingChildren;
    row.failure = details.failure ? std::make_shared<const base::Error>(*details.failure) : nullptr;
    m_largest = std::max(m_largest, row.size.bytes);
    m_pushedSeen = m_pushedSeen || row.pushed.kind != platforms::DateKind::Unknown;
}

void TagRows::join(int number, Range &changed)
{
    TagRow &member = row(number);
    member.nextOfDigest = -1;
    if (!member.digest)
        return;
    Group &group = m_groups[*member.digest];
    if (group.count == 0) {
        group.firstRow = group.lowestRow = group.highestRow = number;
    } else {
        row(group.lastRow).nextOfDigest = number;
        if (group.mark < 0)
            group.mark = m_marks++;
    }
    group.lastRow = number;
    ++group.count;
    group.lowestRow = std::min(group.lowestRow, number);
    group.highestRow = std::max(group.highestRow, number);
    // The members that were there change, too: their count, and the mark when the second one arrives.
    changed = {std::min(changed.first, group.lowestRow), std::max(changed.last, group.highestRow)};
}

void TagRows::leave(int number)
{
    const TagRow &member = row(number);
    if (!member.digest)
        return;
    const auto group = m_groups.find(*member.digest);
    if (--group->count == 0) {
        m_groups.erase(group);
        return;
    }
    if (group->firstRow == number) {
        group->firstRow = member.nextOfDigest;
        return;
    }
    int before = group->firstRow;
    while (row(before).nextOfDigest != number)
        before = row(before).nextOfDigest;
    row(before).nextOfDigest = member.nextOfDigest;
    if (group->lastRow == number)
        group->lastRow = before;
}

int TagRows::countNotNamedBy(int listing) const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [listing](const TagRow &row) { return row.listing != listing; }));
}

std::vector<int> TagRows::moveToEnd(int listing)
{
    std::vector<int> numbers(m_rows.size());
    std::vector<TagRow> rows;
    rows.reserve(m_rows.size());
    for (const bool named : {true, false}) {
        for (int number = 0; number < size(); ++number) {
            if ((at(number).listing == listing) != named)
                continue;
            numbers.at(static_cast<std::size_t>(number)) = static_cast<int>(rows.size());
            rows.push_back(at(number));
        }
    }
    m_rows = std::move(rows);
    reindex();
    return numbers;
}

void TagRows::truncate(int size)
{
    m_rows.erase(m_rows.begin() + size, m_rows.end());
    reindex();
}

/// Finds anew what is kept by number.
void TagRows::reindex()
{
    const QHash<oci::Digest, Group> before = std::exchange(m_groups, {});
    const int marks = m_marks;
    m_rowOfTag.clear();
    m_largest = 0;
    m_detailed = m_failed = 0;
    Range unused;
    for (int number = 0; number < size(); ++number) {
        const TagRow &entry = at(number);
        m_rowOfTag.insert(entry.tag, number);
        join(number, unused);
        m_detailed += entry.detailed ? 1 : 0;
        m_failed += entry.failure ? 1 : 0;
        m_largest = std::max(m_largest, entry.size.bytes);
    }
    // Marks stay what they were while the repository is open.
    for (auto group = m_groups.begin(); group != m_groups.end(); ++group)
        group->mark = group->count > 1 ? before.value(group.key()).mark : -1;
    m_marks = marks;
}

const TagRows::Group *TagRows::group(const TagRow &row) const
{
    if (!row.digest)
        return nullptr;
    const auto found = m_groups.constFind(*row.digest);
    return found == m_groups.cend() ? nullptr : &*found;
}

QStringList TagRows::siblings(const TagRow &row, int most) const
{
    QStringList names;
    const Group *shared = group(row);
    for (int other = shared ? shared->firstRow : -1; other >= 0 && names.size() < most;) {
        const TagRow &member = at(other);
        if (member.tag != row.tag)
            names.append(member.tag.toString());
        other = member.nextOfDigest;
    }
    return names;
}

} // namespace models
