#include "models/locatorquery.h"

#include <algorithm>

#include <QList>

namespace models {

using namespace Qt::StringLiterals;

namespace {

/// What a word costs by where it stands.
enum Cost
{
    AtBeginning,
    AtPart,
    Within,
    InContext
};

std::optional<LocatorKind> kindOf(QChar prefix)
{
    switch (prefix.unicode()) {
    case u'@':
        return LocatorKind::Connection;
    case u':':
        return LocatorKind::Tag;
    case u'#':
        return LocatorKind::Digest;
    case u'>':
        return LocatorKind::Command;
    default:
        return {};
    }
}

/// True where a part of the name begins: behind a separator, or where letters and digits meet (`v2`).
bool beginsPart(QStringView name, qsizetype position)
{
    const QChar before = name.at(position - 1);
    return !before.isLetterOrNumber() || before.isDigit() != name.at(position).isDigit();
}

struct Place
{
    qsizetype position = -1;
    Cost cost = InContext;
};

/// The best of the places where the word occurs; -1 where it does not.
Place find(const QStringMatcher &word, QStringView name)
{
    Place best;
    for (qsizetype at = word.indexIn(name); at >= 0; at = word.indexIn(name, at + 1)) {
        const Cost cost = at == 0 ? AtBeginning : beginsPart(name, at) ? AtPart : Within;
        if (best.position < 0 || cost < best.cost)
            best = {at, cost};
        if (cost <= AtPart)
            break;
    }
    return best;
}

void join(std::vector<LocatorQuery::Range> &ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const auto &left, const auto &right) { return left.start < right.start; });
    std::vector<LocatorQuery::Range> joined;
    for (const LocatorQuery::Range &range : ranges) {
        if (joined.empty() || joined.back().start + joined.back().length < range.start)
            joined.push_back(range);
        else
            joined.back().length = std::max(joined.back().length, range.start + range.length - joined.back().start);
    }
    ranges = std::move(joined);
}

} // namespace

LocatorQuery::LocatorQuery(const QString &text)
{
    QStringView words = QStringView(text).trimmed();
    if (!words.isEmpty())
        m_kind = kindOf(words.front());
    if (m_kind)
        words = words.mid(1);
    for (const QStringView word : words.split(u' ', Qt::SkipEmptyParts))
        m_words.emplace_back(word.toString(), Qt::CaseInsensitive);
}

bool LocatorQuery::wants(LocatorKind kind) const noexcept
{
    return m_kind ? kind == *m_kind : kind != LocatorKind::Digest;
}

std::optional<LocatorQuery::Match> LocatorQuery::match(QStringView name, QStringView context) const
{
    Match match;
    for (const QStringMatcher &word : m_words) {
        const Place place = find(word, name);
        if (place.position < 0 && word.indexIn(context) < 0)
            return {};
        match.cost += place.cost;
        if (place.position >= 0)
            match.ranges.push_back({place.position, word.pattern().size()});
    }
    if (match.ranges.empty() && !m_words.empty())
        return {};
    join(match.ranges);
    return match;
}

} // namespace models
