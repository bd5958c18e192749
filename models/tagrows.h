#pragma once

#include <unordered_map>
#include <vector>

#include <QHashFunctions>
#include <QSet>
#include <QStringList>

#include "models/tagblocks.h"

namespace models {

/// The rows behind TagModel with what belongs to all of them: which row a tag has, which rows share a digest, the
/// largest size. Rows are named by their number.
class TagRows final
{
public:
    struct Range ///< of rows that changed; empty where last < first
    {
        int first = 0;
        int last = -1;
    };
    struct Group ///< the rows of one digest
    {
        int image = -1; ///< TagRow::image
        int firstRow = -1; ///< where their chain begins
        int lastRow = -1;
        int lowestRow = -1; ///< no member lies below it …
        int highestRow = -1; ///< … or above this one
        int count = 0;
        int mark = -1; ///< 0, 1, 2 … in the order in which digests turned out to be shared, and kept from then on
    };

    [[nodiscard]] int size() const noexcept { return m_rows.size(); }
    [[nodiscard]] const TagRow &at(int row) const { return m_rows.at(row); }
    [[nodiscard]] int find(const oci::TagName &tag) const; ///< -1 where there is none
    /// What a worker may read while the rows change.
    [[nodiscard]] TagBlocks::Snapshot snapshot() { return m_rows.snapshot(); }

    [[nodiscard]] const Group *group(const TagRow &row) const; ///< null while the digest is not known
    /// The other tags of the row's digest, the first @p most of them.
    [[nodiscard]] QStringList siblings(const TagRow &row, int most) const;
    /// The tags that point at @p image, as far as is known.
    [[nodiscard]] QStringList tagsOf(const oci::Digest &image) const;
    [[nodiscard]] std::vector<int> rowsOf(const oci::Digest &image) const; ///< of these

    [[nodiscard]] int images() const noexcept { return static_cast<int>(m_groups.size()); } ///< distinct digests
    /// No TagRow::image is as large.
    [[nodiscard]] int imageNumbers() const noexcept { return m_imageNumbers; }
    [[nodiscard]] int detailed() const noexcept { return m_detailed; }
    [[nodiscard]] int failed() const noexcept { return m_failed; }
    [[nodiscard]] int incomplete() const noexcept { return m_incomplete; } ///< indexes with missing children
    [[nodiscard]] qint64 largest() const noexcept { return m_largest; } ///< bytes
    [[nodiscard]] bool pushedSeen() const noexcept { return m_pushedSeen; }

    /// The rows for tags that have none yet, to be handed to append(). The others are noted as named by @p listing.
    [[nodiscard]] std::vector<TagRow> prepare(const std::vector<oci::TagName> &tags, int listing);
    void append(std::vector<TagRow> rows, int listing);
    /// Puts details into rows that exist, and tells which rows look different now.
    Range update(const std::vector<platforms::TagDetails> &details);

    /// The number each row has without those that @p listing did not name, -1 for these; empty where it named all.
    [[nodiscard]] std::vector<int> numbersWithout(int listing) const;
    void keep(const std::vector<int> &numbers); ///< as numbersWithout() gave them

private:
    /// Of one row, beside what a worker reads.
    struct Link
    {
        int previous = -1; ///< the rows of a digest are a chain
        int next = -1;
        int listing = 0; ///< the last one that named it
    };

    /// Seeded, as servers choose the keys. Not noexcept: libstdc++ then keeps the hashes, and growing computes none.
    struct Hash
    {
        template <class Key>
        std::size_t operator()(const Key &key) const
        {
            return qHash(key, QHashSeed::globalSeed());
        }
    };

    Link &link(int number) { return m_links.at(static_cast<std::size_t>(number)); }
    [[nodiscard]] const Link &link(int number) const { return m_links.at(static_cast<std::size_t>(number)); }
    void fill(TagRow &row, const platforms::TagDetails &details);
    void join(int number, Range &changed);
    void add(Group &group, int number);
    void leave(int number);
    void regroup();

    TagBlocks m_rows;
    std::vector<Link> m_links;
    NaturalOrder m_natural;
    // No QHash: when it grows it hashes and moves all that is in it, 25 ms at 65,536 tags.
    std::unordered_map<oci::TagName, int, Hash> m_rowOfTag;
    std::unordered_map<oci::Digest, Group, Hash> m_groups;
    QSet<QString> m_texts; ///< platforms and media types
    QList<oci::Platform> m_lastPlatforms;
    std::pair<QString, QString> m_lastTexts; ///< of m_lastPlatforms
    int m_marks = 0;
    int m_imageNumbers = 0;
    int m_detailed = 0;
    int m_failed = 0;
    int m_incomplete = 0;
    qint64 m_largest = 0;
    bool m_pushedSeen = false;
};

} // namespace models
