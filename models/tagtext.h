#pragma once

#include <QCoreApplication>
#include <QStringList>
#include <optional>

#include "models/describeerror.h"
#include "models/roles.h"
#include "models/tagrows.h"

namespace models {

/// The words of a tag's row.
class TagText final
{
    Q_DECLARE_TR_FUNCTIONS(TagText)

public:
    /// What stands in the column of platforms: they, or what the tag is where it is no image. Empty while not known.
    static QString kind(const TagRow &row);
    static QString sizeKind(const TagRow &row);
    static QString index();
    /// The row as one sentence, for screen readers. @p others tags have its digest; @p siblings are some of them.
    static QString sentence(const TagRow &row, const QStringList &siblings, int others, std::optional<qint64> onlyHere,
                            const DescribeError &describe);
    static QString change(ChangeMark mark); ///< "will be deleted"; empty for none
    static QString list(const QStringList &parts);
    static QString sameImageAs(const QStringList &siblings, int others);
    static QString missing(int parts);
    static QString bytes(qint64 count);
};

} // namespace models
