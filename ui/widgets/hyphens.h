#pragma once

#include <QStringList>

namespace ui {

/// Without a width; no line is broken beside it.
inline constexpr QChar wordJoiner(0x2060);

/// For texts with commands in them: no line ends behind a hyphen, as if a word were divided there, but in words of more
/// than @p longest characters, for which there may be no line that is long enough.
[[nodiscard]] inline QString withHyphensKept(const QString &text, qsizetype longest)
{
    QStringList words = text.split(u' ');
    for (QString &word : words) {
        if (word.size() <= longest)
            word.replace(u'-', QString(u'-') + wordJoiner);
    }
    return words.join(u' ');
}

} // namespace ui
