#include "app/base/redact.h"

#include <algorithm>
#include <array>

#include <QRegularExpression>

namespace base {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar gone(u'…');

// `host`, `host:port` or `[v6]:port`; a port that is no number may be half of a password.
bool isHostAndPort(QByteArrayView authority)
{
    const qsizetype host = authority.startsWith('[') ? authority.indexOf(']') + 1 : authority.indexOf(':');
    if (host < 0 || host == authority.size())
        return true;
    const QByteArrayView port = authority.sliced(host);
    return port.startsWith(':')
        && std::all_of(port.begin() + 1, port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isUnprintable(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
        || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

QString printable(QString text)
{
    std::replace_if(text.begin(), text.end(), isUnprintable, QChar(u' '));
    return text;
}

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const auto &rules()
{
    constexpr auto option = QRegularExpression::CaseInsensitiveOption;
    static const std::array rules{
        // userinfo, then query and fragment of any URL: presigned storage addresses carry their signature there
        Rule{QRegularExpression(uR"(\b([a-z][a-z0-9+.-]*://)[^\s/?#"'<>]*@)"_s, option), u"\\1"_s},
        Rule{QRegularExpression(uR"(\b([a-z][a-z0-9+.-]*://[^\s?#"'<>]*)[?#][^\s"'<>]*)"_s, option), u"\\1"_s},
        Rule{QRegularExpression(uR"(\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:[a-z0-9-]+[ \t]+)?[^\s"',;]+)"_s,
                                option),
             u"\\1…"_s},
        Rule{QRegularExpression(uR"(\b(basic|bearer)\s+[a-z0-9._~+/=-]{8,})"_s, option), u"\\1 …"_s},
        Rule{QRegularExpression(uR"(\beyJ[A-Za-z0-9_=.-]{8,})"_s), u"…"_s},
        Rule{QRegularExpression(uR"(\b(?:glpat-|gh[opsur]_|github_pat_|dckr_pat_|zak_|AKIA|ASIA)[A-Za-z0-9_-]{8,})"_s),
             u"…"_s},
        // a scope of a token may end like the name of a secret, `repository:team/secret:pull`, and holds none
        Rule{
            QRegularExpression(
                uR"(\brepository:[a-z0-9._/-]++:(?:pull|push|delete|\*)(?:,(?:pull|push|delete|\*))*+(?=[\s;,"')）；]|$)(*SKIP)(*FAIL)|((?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|signature|credential|\bsig)["']?\s*[:=]\s*)(?:"[^"]*"?|'[^']*'?|[^\s"'&,;}]+))"_s,
                option),
            u"\\1…"_s},
    };
    return rules;
}

} // namespace

QString redactedUrl(QByteArrayView url)
{
    const auto end = std::find_if(url.begin(), url.end(), [](char c) { return c == '?' || c == '#'; });
    const QByteArrayView shown = url.first(end - url.begin());
    const qsizetype slashes = shown.indexOf("//");
    const bool hasAuthority = slashes == 0 || (slashes > 0 && shown[slashes - 1] == ':');
    if (!hasAuthority)
        return printable(QString::fromUtf8(shown));
    const qsizetype start = slashes + 2;
    const qsizetype slash = shown.indexOf('/', start);
    const QByteArrayView authority = shown.sliced(start, (slash < 0 ? shown.size() : slash) - start);
    const QByteArrayView host = authority.sliced(authority.lastIndexOf('@') + 1);
    const QByteArrayView path = slash < 0 ? QByteArrayView() : shown.sliced(slash);
    return printable(QString::fromUtf8(shown.first(start))
                     + (isHostAndPort(host) ? QString::fromUtf8(host) : QString(gone)) + QString::fromUtf8(path));
}

QString redactedText(QStringView text, qsizetype maxLength)
{
    // Long server pages are cut before the patterns run; a credential cut in two still looks like one.
    constexpr qsizetype margin = 4096;
    QString result = printable(text.left(maxLength + margin).toString());
    for (const auto &[pattern, replacement] : rules())
        result.replace(pattern, replacement);
    result = result.trimmed();
    if (result.size() > maxLength) {
        const bool cutsPair = maxLength >= 2 && result[maxLength - 2].isHighSurrogate();
        result = result.left(maxLength - (cutsPair ? 2 : 1)) + gone;
    }
    return result;
}

} // namespace base
