#pragma once

#include <optional>
#include <vector>

#include <QStringMatcher>

namespace models {

/// What the locator finds, in the order in which its sections stand.
enum class LocatorKind
{
    Tag,
    Digest,
    Repository,
    Connection,
    Command
};

/// What somebody typed into the locator, prepared for many comparisons: words that must all occur, in any case, and
/// perhaps a prefix that asks for one kind: `@` connections, `:` tags, `#` digests, `>` commands.
class LocatorQuery final
{
public:
    struct Range ///< of characters of a name
    {
        qsizetype start = 0;
        qsizetype length = 0;

        friend bool operator==(const Range &, const Range &) = default;
    };
    struct Match
    {
        int cost = 0; ///< less is better: words at the beginning, then at the beginning of a part, then within
        std::vector<Range> ranges; ///< what matched of the name, in order, without overlaps
    };

    LocatorQuery() = default;
    explicit LocatorQuery(const QString &text);

    [[nodiscard]] bool isEmpty() const noexcept { return m_words.empty(); } ///< no words: everything matches
    [[nodiscard]] bool wants(LocatorKind kind) const noexcept;
    [[nodiscard]] bool hasPrefix() const noexcept { return m_kind.has_value(); }

    /// Each word occurs in @p name or in @p context, at least one of them in the name. Nothing where it does not match.
    [[nodiscard]] std::optional<Match> match(QStringView name, QStringView context) const;

private:
    std::vector<QStringMatcher> m_words;
    std::optional<LocatorKind> m_kind; ///< by the prefix
};

} // namespace models
