#pragma once

#include <algorithm>
#include <optional>

#include <QByteArray>

namespace http {

/// Reads the value of a header field from left to right, by the rules that RFC 9110 §5.6 gives to all of them. Lenient
/// about what servers really send: an unquoted value may hold any visible character that does not end it.
class FieldReader final
{
public:
    explicit FieldReader(QByteArrayView field)
        : m_rest(field)
    { }

    [[nodiscard]] bool atEnd() const noexcept { return m_rest.isEmpty(); }
    [[nodiscard]] QByteArrayView rest() const noexcept { return m_rest; }

    void skipSpace()
    {
        while (!m_rest.isEmpty() && isSpace(m_rest.front()))
            m_rest = m_rest.sliced(1);
    }

    bool take(char c)
    {
        if (!m_rest.startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    /// The longest run of characters for which @p accepts holds; may be empty.
    template <class Predicate>
    QByteArrayView takeWhile(Predicate accepts)
    {
        const auto end = std::find_if_not(m_rest.cbegin(), m_rest.cend(), accepts);
        const QByteArrayView taken = m_rest.first(end - m_rest.cbegin());
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }

    QByteArrayView takeToken() { return takeWhile(isTokenCharacter); }

    /// A quoted string without quotes and escapes, or everything up to a space or one of @p ends. Nothing where the
    /// closing quote is missing.
    std::optional<QByteArray> takeValue(QByteArrayView ends)
    {
        if (!take('"'))
            return takeWhile([ends](char c) { return !isSpace(c) && !ends.contains(c); }).toByteArray();
        QByteArray value;
        while (!m_rest.isEmpty()) {
            char c = m_rest.front();
            m_rest = m_rest.sliced(1);
            if (c == '"')
                return value;
            if (c == '\\' && !m_rest.isEmpty()) {
                c = m_rest.front();
                m_rest = m_rest.sliced(1);
            }
            value += c;
        }
        return std::nullopt;
    }

    /// On to the next of @p ends outside quotes, without taking it.
    void skipTo(QByteArrayView ends)
    {
        while (!m_rest.isEmpty() && !ends.contains(m_rest.front())) {
            if (m_rest.front() == '"')
                takeValue({});
            else
                m_rest = m_rest.sliced(1);
        }
    }

    static bool isSpace(char c) { return c == ' ' || c == '\t'; }
    static bool isTokenCharacter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    }

private:
    QByteArrayView m_rest;
};

} // namespace http
