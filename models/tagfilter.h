#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include <tl/expected.hpp>

#include "app/oci/imageconfig.h"

namespace insight {
class Sharing;
}

namespace models {

struct TagRow;

/// What a person types to see some tags only: words with spaces between them, all of which must hold.
///
/// `rc` tags that contain it in any case · `tag:rc` the same · `tag:~^v2\.` a regular expression, where case counts ·
/// `size:>1GB` and `only:>=100MiB` bytes, the second those that no other image has · `age:>90d` time since it was
/// pushed, or created where that is not known (h, d, w, m of 30 and y of 365 days) · `platform:arm64` any of system,
/// architecture and variant, or several joined by `/` · `digest:9f31` how it begins, or as it is shown · `type:index`
/// what the tag is · `-rc`, `not:rc` what must not hold, before any of these.
///
/// A value that is immutable once made, for any thread: a copy may be evaluated on a worker.
class TagFilter final
{
    Q_DECLARE_TR_FUNCTIONS(TagFilter)

public:
    /// Why a text is no filter, and where: a part of that text, never empty.
    struct Mistake
    {
        qsizetype offset = 0;
        qsizetype length = 0;
        QString words;

        friend bool operator==(const Mistake &, const Mistake &) = default;
    };
    enum class Answer
    {
        No,
        Yes,
        Undecided, ///< what it asks for is not known of this row, or not yet
        TooComplex, ///< a regular expression that would take too long for this row
    };
    /// What the answers depend on beside the row.
    struct Circumstances
    {
        oci::UtcTime now;
        std::shared_ptr<const insight::Sharing> sharing;
    };
    using Term = std::function<Answer(const TagRow &row, const Circumstances &circumstances)>;

    [[nodiscard]] static tl::expected<TagFilter, Mistake> parse(const QString &text);

    TagFilter() = default; ///< lets every row pass
    [[nodiscard]] bool isEmpty() const noexcept { return m_terms.empty(); }
    /// No where any term says so, else Undecided where any is.
    [[nodiscard]] Answer accepts(const TagRow &row, const Circumstances &circumstances) const;
    /// The mistake of a filter that answered TooComplex.
    [[nodiscard]] const Mistake &complexity() const noexcept { return m_complexity; }

private:
    std::vector<Term> m_terms;
    Mistake m_complexity; ///< of the first regular expression
};

} // namespace models
