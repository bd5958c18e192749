#include "models/tagrows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "models/format.h"

namespace models {

using platforms::TagDetails;

namespace {

QString namesOf(const QList<oci::Platform> &platforms)
{
    QStringList names;
    for (const oci::Platform &platform : platforms)
        names.append(platform.toString());
    return names.join(u'\n');
}

} // namespace

int TagRows::find(const oci::TagName &tag) const
{
    const auto known = m_rowOfTag.find(tag);
    return known == m_rowOfTag.end() ? -1 : known->second;
}

std::vector<TagRow> TagRows::prepare(const std::vector<oci::TagName> &tags, int listing)
{
    std::vector<TagRow> fresh;
    QSet<oci::TagName> seen; // a registry may name a tag twice in one page
    for (const oci::TagName &tag : tags) {
        if (const int known = find(tag); known >= 0) {
            link(known).listing = listing;
        } else if (!seen.contains(tag)) {
            seen.insert(tag);
            fresh.push_back({.tag = tag, .key = m_natural.key(tag.toString()), .kind = platforms::kindOfTagName(tag)});
        }
    }
    return fresh;
}

void TagRows::append(std::vector<TagRow> rows, int listing)
{
    for (TagRow &row : rows) {
        m_rowOfTag.emplace(row.tag, size());
        m_links.push_back({.listing = listing});
        m_rows.append(std::move(row));
    }
}

TagRows::Range TagRows::update(const std::vector<TagDetails> &details)
{
    Range changed{size(), -1};
    const qint64 largestBefore = m_largest;
    for (const TagDetails &entry : details) {
        const int number = find(entry.tag);
        if (number < 0)
            continue;
        if (at(number).digest != entry.digest) {
            leave(number);
            m_rows.change(number).digest = entry.digest;
            join(number, changed);
        }
        fill(m_rows.change(number), entry);
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
    m_incomplete += (details.missingChildren > 0 ? 1 : 0) - (row.missingChildren > 0 ? 1 : 0);
    row.detailed = true;
    row.kind = details.kind;
    row.mediaType = details.mediaType ? shared(details.mediaType->toString()) : QString();
    if (details.platforms != m_lastPlatforms) { // one row after the other has the same
        m_lastPlatforms = details.platforms;
        m_lastTexts = {shared(formatPlatforms(details.platforms)), shared(namesOf(details.platforms))};
    }
    std::tie(row.platforms, row.platformNames) = m_lastTexts;
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
    TagRow &member = m_rows.change(number);
    member.image = -1;
    if (!member.digest)
        return;
    Group &group = m_groups[*member.digest];
    if (group.image < 0)
        group.image = m_imageNumbers++;
    member.image = group.image;
    add(group, number);
    if (group.count > 1 && group.mark < 0)
        group.mark = m_marks++;
    // The members that were there change, too: their count, and the mark when the second one arrives.
    changed = {std::min(changed.first, group.lowestRow), std::max(changed.last, group.highestRow)};
}

void TagRows::add(Group &group, int number)
{
    link(number).next = -1;
    link(number).previous = group.lastRow;
    if (group.count == 0) {
        group.firstRow = group.lowestRow = group.highestRow = number;
    } else {
        link(group.lastRow).next = number;
    }
    group.lastRow = number;
    ++group.count;
    group.lowestRow = std::min(group.lowestRow, number);
    group.highestRow = std::max(group.highestRow, number);
}

void TagRows::leave(int number)
{
    const TagRow &member = at(number);
    if (!member.digest)
        return;
    const auto found = m_groups.find(*member.digest);
    Group &group = found->second;
    if (--group.count == 0) {
        m_groups.erase(found);
        return;
    }
    const auto [previous, next, listing] = link(number);
    (previous < 0 ? group.firstRow : link(previous).next) = next;
    (next < 0 ? group.lastRow : link(next).previous) = previous;
}

std::vector<int> TagRows::numbersWithout(int listing) const
{
    std::vector<int> numbers(m_links.size());
    int kept = 0;
    for (int row = 0; row < size(); ++row)
        numbers.at(static_cast<std::size_t>(row)) = link(row).listing == listing ? kept++ : -1;
    return kept == size() ? std::vector<int>() : numbers;
}

void TagRows::keep(const std::vector<int> &numbers)
{
    std::erase_if(m_rowOfTag,
                  [&numbers](const auto &entry) { return numbers.at(static_cast<std::size_t>(entry.second)) < 0; });
    for (auto &[tag, row] : m_rowOfTag)
        row = numbers.at(static_cast<std::size_t>(row));
    std::vector<Link> links;
    links.reserve(m_links.size());
    for (std::size_t row = 0; row < m_links.size(); ++row) {
        if (numbers.at(row) >= 0)
            links.push_back({.listing = m_links.at(row).listing});
    }
    m_links = std::move(links);
    m_rows.keep(numbers);
    regroup();
}

/// Counts and chains anew what belongs to all rows. Marks stay what they were while the repository is open.
void TagRows::regroup()
{
    std::vector<Group *> groups(static_cast<std::size_t>(m_imageNumbers));
    for (auto &[digest, group] : m_groups) {
        groups.at(static_cast<std::size_t>(group.image)) = &group;
        group = {.image = group.image, .mark = group.mark};
    }
    m_largest = 0;
    m_detailed = m_failed = m_incomplete = 0;
    for (int number = 0; number < size(); ++number) {
        const TagRow &row = at(number);
        if (row.image >= 0)
            add(*groups.at(static_cast<std::size_t>(row.image)), number);
        m_detailed += row.detailed ? 1 : 0;
        m_failed += row.failure ? 1 : 0;
        m_incomplete += row.missingChildren > 0 ? 1 : 0;
        m_largest = std::max(m_largest, row.size.bytes);
    }
    std::erase_if(m_groups, [](const auto &entry) { return entry.second.count == 0; });
}

const TagRows::Group *TagRows::group(const TagRow &row) const
{
    if (!row.digest)
        return nullptr;
    const auto found = m_groups.find(*row.digest);
    return found == m_groups.end() ? nullptr : &found->second;
}

QStringList TagRows::siblings(const TagRow &row, int most) const
{
    QStringList names;
    const Group *shared = group(row);
    for (int other = shared ? shared->firstRow : -1; other >= 0 && names.size() < most;) {
        const TagRow &member = at(other);
        if (member.tag != row.tag)
            names.append(member.tag.toString());
        other = link(other).next;
    }
    return names;
}

QStringList TagRows::tagsOf(const oci::Digest &image) const
{
    QStringList names;
    for (const int row : rowsOf(image))
        names.append(at(row).tag.toString());
    return names;
}

std::vector<int> TagRows::rowsOf(const oci::Digest &image) const
{
    const auto known = m_groups.find(image);
    std::vector<int> rows;
    for (int row = known == m_groups.end() ? -1 : known->second.firstRow; row >= 0; row = link(row).next)
        rows.push_back(row);
    return rows;
}

} // namespace models
