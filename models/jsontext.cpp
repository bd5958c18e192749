#include "models/jsontext.h"

#include <algorithm>

#include <QRegularExpression>
#include <QStringDecoder>

#include "models/format.h"

namespace models {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 256;
constexpr int indent = 2;

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\r' || c == u'\t';
}

bool isWordPart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'-'
        || c == u'.';
}

/// `-12.5e+3`, as RFC 8259 writes numbers.
bool isNumber(QStringView word)
{
    qsizetype at = 0;
    const auto skip = [&](QStringView any) {
        const bool found = at < word.size() && any.contains(word.at(at));
        at += found ? 1 : 0;
        return found;
    };
    const auto digits = [&] {
        const qsizetype begin = at;
        while (skip(u"0123456789")) { }
        return at - begin;
    };
    skip(u"-");
    if (!skip(u"0") && digits() == 0)
        return false;
    if (skip(u".") && digits() == 0)
        return false;
    if (skip(u"eE")) {
        skip(u"+-");
        if (digits() == 0)
            return false;
    }
    return at == word.size();
}

bool isLiteral(QStringView word)
{
    return word == u"true" || word == u"false" || word == u"null" || isNumber(word);
}

/// @p string with what is hidden or misleads written as JSON's own escapes, which mean the same.
QString escaped(const QString &string)
{
    if (visibleText(string) == string)
        return string;
    QString result;
    for (const uint character : string.toUcs4()) {
        const QString one = QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        if (visibleText(one) == one) {
            result += one;
            continue;
        }
        for (const QChar unit : one)
            result += u"\\u%1"_s.arg(unit.unicode(), 4, 16, QLatin1Char('0'));
    }
    return result;
}

/// Walks over a document once: checks the grammar, and writes each token as it passes.
class Layout final
{
public:
    Layout(QStringView source, qsizetype limit, qsizetype longest)
        : m_source(source)
        , m_limit(limit)
        , m_longest(longest)
    { }

    bool run()
    {
        skipSpace();
        if (!value(0))
            return false;
        skipSpace();
        return m_at == m_source.size();
    }

    JsonText result{};

private:
    [[nodiscard]] QChar peek() const { return m_at < m_source.size() ? m_source.at(m_at) : QChar(); }

    void skipSpace()
    {
        while (m_at < m_source.size() && isSpace(m_source.at(m_at)))
            ++m_at;
    }

    bool take(QChar wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }

    void write(QStringView text)
    {
        if (result.text.size() + text.size() > m_limit)
            m_full = true;
        if (m_full)
            result.isCut = true;
        else
            result.text += text;
    }

    void breakLine(int depth) { write(QString(u'\n' + QString(depth * indent, u' '))); }

    void mark(qsizetype position, qsizetype length, JsonText::Kind kind)
    {
        if (!m_full)
            result.tokens.push_back({position, length, kind});
    }

    bool value(int depth)
    {
        if (depth > deepest)
            return false;
        switch (peek().unicode()) {
        case u'{':
            return container(u'}', depth);
        case u'[':
            return container(u']', depth);
        case u'"':
            return string(JsonText::Kind::String);
        default:
            return literal();
        }
    }

    bool container(QChar end, int depth)
    {
        write(m_source.mid(m_at++, 1));
        skipSpace();
        if (peek() == end) {
            write(m_source.mid(m_at++, 1));
            return true;
        }
        do {
            breakLine(depth + 1);
            skipSpace();
            if (end == u'}' && !member())
                return false;
            if (!value(depth + 1))
                return false;
            skipSpace();
        } while (comma());
        breakLine(depth);
        write(QStringView(&end, 1));
        return take(end);
    }

    bool comma()
    {
        if (!take(u','))
            return false;
        write(u",");
        return true;
    }

    bool member()
    {
        if (!string(JsonText::Kind::Key))
            return false;
        skipSpace();
        if (!take(u':'))
            return false;
        write(u": ");
        skipSpace();
        return true;
    }

    bool string(JsonText::Kind kind)
    {
        if (!take(u'"'))
            return false;
        const qsizetype begin = m_at;
        while (m_at < m_source.size() && m_source.at(m_at) != u'"') {
            if (m_source.at(m_at) < u' ')
                return false;
            m_at += m_source.at(m_at) == u'\\' ? 2 : 1;
        }
        if (m_at >= m_source.size())
            return false;
        QStringView content = m_source.mid(begin, m_at++ - begin);
        const bool isLong = content.size() > m_longest;
        if (isLong)
            content.truncate(m_longest);
        const qsizetype position = result.text.size();
        const QString shown = escaped(content.toString());
        write(QString(u'"' + shown + (isLong ? u"…\""_s : u"\""_s)));
        result.isCut = result.isCut || isLong;
        mark(position, result.text.size() - position, kind);
        if (kind == JsonText::Kind::String)
            markDigests(shown, position + 1);
        return true;
    }

    void markDigests(QStringView content, qsizetype position)
    {
        static const QRegularExpression pattern(
            u"(?<![0-9a-z])(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})(?![0-9a-f])"_s);
        if (!content.contains(u"sha256:") && !content.contains(u"sha512:"))
            return;
        for (const QRegularExpressionMatch &match : pattern.globalMatch(content))
            mark(position + match.capturedStart(), match.capturedLength(), JsonText::Kind::Digest);
    }

    bool literal()
    {
        const qsizetype begin = m_at;
        while (m_at < m_source.size() && isWordPart(m_source.at(m_at)))
            ++m_at;
        const QStringView word = m_source.mid(begin, m_at - begin);
        if (!isLiteral(word))
            return false;
        const qsizetype position = result.text.size();
        write(word);
        mark(position, word.size(), JsonText::Kind::Literal);
        return true;
    }

    QStringView m_source;
    qsizetype m_limit;
    qsizetype m_longest;
    qsizetype m_at = 0;
    bool m_full = false;
};

/// What is no JSON, line by line.
JsonText asItIs(const QString &source, qsizetype limit, qsizetype longest)
{
    JsonText result;
    result.isCut = source.size() > limit;
    QStringList lines = source.left(limit).split(u'\n');
    for (QString &line : lines) {
        if (line.size() > longest) {
            line = line.left(longest) + u'…';
            result.isCut = true;
        }
        if (line.endsWith(u'\r'))
            line.chop(1);
        line = visibleText(line);
    }
    result.text = lines.join(u'\n');
    return result;
}

} // namespace

JsonText JsonText::of(QByteArrayView raw, qsizetype limit, qsizetype longest)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString source = decoder.decode(raw);
    if (!decoder.hasError()) {
        Layout layout(source, limit, longest);
        if (layout.run()) {
            layout.result.isJson = true;
            return std::move(layout.result);
        }
    }
    return asItIs(source, limit, longest);
}

const JsonText::Token *JsonText::digestAt(qsizetype position) const
{
    auto found = std::upper_bound(tokens.cbegin(), tokens.cend(), position,
                                  [](qsizetype at, const Token &token) { return at < token.position; });
    while (found != tokens.cbegin()) {
        --found;
        if (found->kind == Kind::Digest)
            return position < found->position + found->length ? &*found : nullptr;
        if (position >= found->position + found->length)
            return nullptr;
    }
    return nullptr;
}

} // namespace models
