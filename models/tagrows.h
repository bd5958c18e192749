#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QHash>
#include <QSet>
#include <QStringList>

#include "app/base/error.h"
#include "app/platforms/tagdetails.h"

namespace models {

/// A tag as TagModel keeps it: texts that many rows share are stored once.
struct TagRow
{
    oci::TagName tag;
    platforms::TagKind kind = platforms::TagKind::NotYetKnown;
    bool detailed = false; ///< its details arrived, or failed
    int missingChildren = 0;
    int nextOfDigest = -1; ///< the rows of a digest are a chain
    int listing = 0; ///< the last one that named it
    std::optional<oci::Digest> digest{};
    QString mediaType{};
    QString platforms{};
    platforms::Size size{};
    platforms::Date created{};
    platforms::Date pushed{};
    std::shared_ptr<const base::Error> failure{};
};

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
        int firstRow = -1; ///< where their chain begins
        int lastRow = -1;
        int lowestRow = -1; ///< no member lies below it …
        int highestRow = -1; ///< … or above this one
        int count = 0;
        int mark = -1; ///< 0, 1, 2 … in the order in which digests turned out to be shared
    };

    [[nodiscard]] int size() const noexcept { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const TagRow &at(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] int find(const oci::TagName &tag) const { return m_rowOfTag.value(tag, -1); }

    [[nodiscard]] const Group *group(const TagRow &row) const; ///< null while the digest is not known
    /// The other tags of the row's digest, the first @p most of them.
    [[nodiscard]] QStringList siblings(const TagRow &row, int most) const;

    [[nodiscard]] int images() const noexcept { return static_cast<int>(m_groups.size()); } ///< distinct digests
    [[nodiscard]] int detailed() const noexcept { return m_detailed; }
    [[nodiscard]] int failed() const noexcept { return m_failed; }
    [[nodiscard]] qint64 largest() const noexcept { return m_largest; } ///< bytes
    [[nodiscard]] bool pushedSeen() const noexcept { return m_pushedSeen; }

    /// The rows for tags that have none yet, to be handed to append(). The others are noted as named by @p listing.
    [[nodiscard]] std::vector<TagRow> prepare(const std::vector<oci::TagName> &tags, int listing);
    void append(std::vector<TagRow> rows);
    /// Puts details into rows that exist, and tells which rows look different now.
    Range update(const std::vector<platforms::TagDetails> &details);

    [[nodiscard]] int countNotNamedBy(int listing) const;
    /// Puts the rows that @p listing did not name behind the others; both keep their order. The new number of each row.
    std::vector<int> moveToEnd(int listing);
    void truncate(int size); ///< removes the rows from number @p size on

private:
    TagRow &row(int number) { return m_rows.at(static_cast<std::size_t>(number)); }
    void fill(TagRow &row, const platforms::TagDetails &details);
    void join(int number, Range &changed);
    void leave(int number);
    void reindex();

    std::vector<TagRow> m_rows;
    QHash<oci::TagName, int> m_rowOfTag;
    QHash<oci::Digest, Group> m_groups;
    QSet<QString> m_texts; ///< platforms and media types
    int m_marks = 0;
    int m_detailed = 0;
    int m_failed = 0;
    qint64 m_largest = 0;
    bool m_pushedSeen = false;
};

} // namespace models
