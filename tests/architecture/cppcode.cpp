#include "tests/architecture/cppcode.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace architecture {

namespace {

enum class Blank
{
    Comments,
    CommentsAndLiterals,
};

/// Where the piece that begins at `from` ends: after `end`, at the end of the text when it is not there.
qsizetype after(QStringView text, QStringView end, qsizetype from)
{
    const qsizetype found = text.indexOf(end, from);
    return found < 0 ? text.size() : found + end.size();
}

/// Past the closing quote of the literal whose opening quote stands at `from`.
qsizetype afterLiteral(QStringView text, qsizetype from)
{
    const QChar quote = text[from];
    qsizetype at = from + 1;
    while (at < text.size() && text[at] != quote && text[at] != u'\n')
        at += text[at] == u'\\' ? 2 : 1;
    return qMin(at + 1, text.size());
}

qsizetype afterRawLiteral(QStringView text, qsizetype from)
{
    const qsizetype parenthesis = after(text, u"(", from);
    const QString end = u')' + text.sliced(from + 1, parenthesis - from - 2).toString() + u'"';
    return after(text, end, parenthesis);
}

/// The end of the comment or literal that begins at `at`; `at` itself where none does.
qsizetype endOfPiece(QStringView text, qsizetype at, Blank what)
{
    const QStringView rest = text.sliced(at);
    if (rest.startsWith(u"//"))
        return qMax(at, after(text, u"\n", at) - 1);
    if (rest.startsWith(u"/*"))
        return after(text, u"*/", at + 2);
    if (what == Blank::Comments)
        return at;
    const QChar before = at > 0 ? text[at - 1] : QChar();
    if (text[at] == u'"')
        return before == u'R' ? afterRawLiteral(text, at) : afterLiteral(text, at);
    if (text[at] == u'\'' && !before.isLetterOrNumber()) // 10'000 is a number
        return afterLiteral(text, at);
    return at;
}

QString blanked(QStringView text, Blank what)
{
    QString result = text.toString();
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = endOfPiece(text, at, what);
        for (qsizetype i = at; i < end; ++i) {
            if (result[i] != u'\n')
                result[i] = u' ';
        }
        at = qMax(end, at + 1);
    }
    return result;
}

} // namespace

QString withoutCommentsAndLiterals(QStringView text)
{
    return blanked(text, Blank::CommentsAndLiterals);
}

QList<Include> includes(QStringView text)
{
    static const QRegularExpression directive(uR"(^\s*#\s*include\s*(["<])([^">]+)[">])"_s,
                                              QRegularExpression::MultilineOption);
    QList<Include> found;
    const QString code = blanked(text, Blank::Comments);
    for (const QRegularExpressionMatch &match : directive.globalMatch(code))
        found.append({match.captured(2), match.captured(1) == u'"'});
    return found;
}

} // namespace architecture
