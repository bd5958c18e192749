#pragma once

#include <vector>

#include <QLatin1StringView>
#include <QString>

namespace base {

/// A short technical sentence that is told in any language: an English pattern, which is its name as well, and what
/// stands in it for %1 to %9. Patterns are marked with QT_TRANSLATE_NOOP("Faults", …). A value; any thread.
class Message final
{
public:
    Message() = default; ///< nothing to say
    /// @p pattern is a literal in ASCII.
    Message(const char *pattern, std::vector<Message> arguments = {}); // NOLINT(*-explicit-*): it stands for its words
    /// A name, a number, or somebody else's words: the same in every language.
    Message(QString words); // NOLINT(*-explicit-*)
    [[nodiscard]] static Message number(qint64 value);

    [[nodiscard]] bool isEmpty() const noexcept { return m_pattern.isEmpty() && m_words.isEmpty(); }
    [[nodiscard]] QString english() const;
    [[nodiscard]] QString translated() const; ///< in the language of the application

    friend bool operator==(const Message &, const Message &) = default;

private:
    QLatin1StringView m_pattern; ///< empty: the words are all
    QString m_words;
    std::vector<Message> m_arguments;
};

} // namespace base
