#pragma once

#include <QList>
#include <QString>

namespace architecture {

struct Include
{
    QString header;
    bool quoted = false; ///< "header" and not <header>
};

/// The text of a C++ file with comments and the insides of literals blanked; line breaks stay.
QString withoutCommentsAndLiterals(QStringView text);

/// Every #include of a C++ file that is not commented out, in order.
QList<Include> includes(QStringView text);

} // namespace architecture
