#pragma once

#include <vector>

#include <QByteArrayView>
#include <QString>

namespace models {

/// A JSON document as people read it: the tokens of its own text, one member a line. Nothing is turned into values, so
/// that the order of members, large numbers, doubled keys and the way of writing stay what they are. A text that is no
/// JSON stays as it is. Characters that cannot be seen or that mislead are spelled out: `\u202e` in a string.
struct JsonText
{
    enum class Kind
    {
        Key,
        String,
        Literal, ///< a number, true, false, null
        Digest, ///< in a string, such as `sha256:…`
    };
    struct Token
    {
        qsizetype position = 0; ///< in `text`, as QTextDocument counts
        qsizetype length = 0;
        Kind kind = Kind::Key;

        friend bool operator==(const Token &, const Token &) = default;
    };

    QString text;
    std::vector<Token> tokens; ///< in order; a digest lies within its string
    bool isJson = false;
    bool isCut = false; ///< there is more than `text`: the end is missing, or long strings are shortened to end in …

    /// Shows at most @p limit characters, so that a window stays quick; strings are shortened to @p longest.
    [[nodiscard]] static JsonText of(QByteArrayView raw, qsizetype limit = 512 * 1024, qsizetype longest = 4096);

    /// The digest at @p position, or null.
    [[nodiscard]] const Token *digestAt(qsizetype position) const;
};

} // namespace models
