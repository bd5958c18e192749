#pragma once

#include <vector>

#include <QCollator>
#include <QString>

namespace models {

/// The order people expect of names: numbers in them count by value (`v1.9` before `v1.10`), case is secondary. Keys
/// are prepared once and compared as bytes afterwards. One instance per thread.
class NaturalOrder final
{
public:
    using Key = QCollatorSortKey;

    NaturalOrder();

    [[nodiscard]] Key key(const QString &name) const { return m_collator.sortKey(name); }
    [[nodiscard]] bool isLess(const QString &left, const QString &right) const;

private:
    QCollator m_collator;
};

} // namespace models
