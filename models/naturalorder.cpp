#include "models/naturalorder.h"

namespace models {

NaturalOrder::NaturalOrder()
    : m_collator(QLocale(QLocale::English)) // names of a registry sort alike for everybody
{
    m_collator.setNumericMode(true);
}

bool NaturalOrder::isLess(const QString &left, const QString &right) const
{
    const int order = m_collator.compare(left, right);
    return order != 0 ? order < 0 : left < right;
}

} // namespace models
