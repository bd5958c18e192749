#include "models/tagterms.h"

#include <algorithm>
#include <array>
#include <span>

#include <QRegularExpression>

#include "models/tagblocks.h"
#include "models/tagvalues.h"

namespace models {

using namespace Qt::StringLiterals;
using Answer = TagFilter::Answer;
using Circumstances = TagFilter::Circumstances;
using Mistake = TagFilter::Mistake;
using platforms::TagKind;
template <class T>
using Parsed = tl::expected<T, Mistake>;

namespace {

/// A part of a word, and where in it.
struct Part
{
    QStringView text;
    qsizetype offset = 0;
};

tl::unexpected<Mistake> mistake(Part part, const QString &words)
{
    return tl::unexpected(Mistake{part.offset, part.text.size(), words});
}

Answer answer(bool holds)
{
    return holds ? Answer::Yes : Answer::No;
}

Parsed<TagTerm> containing(Part value)
{
    return TagTerm{[text = value.text.toString()](const TagRow &row, const Circumstances &) {
        return answer(row.tag.toString().contains(text, Qt::CaseInsensitive));
    }};
}

/// A regular expression that takes long for one row gets no further row.
Parsed<TagTerm> matching(Part pattern)
{
    static constexpr QLatin1StringView limit("(*LIMIT_MATCH=100000)");
    QRegularExpression expression(limit + pattern.text);
    if (!expression.isValid()) {
        const qsizetype offset
            = std::clamp<qsizetype>(expression.patternErrorOffset() - limit.size() - 1, 0, pattern.text.size() - 1);
        return mistake({pattern.text.sliced(offset), pattern.offset + offset},
                       TagFilter::tr("This is no regular expression: %1.").arg(expression.errorString()));
    }
    expression.optimize();
    return TagTerm{[expression](const TagRow &row, const Circumstances &) {
                       const QRegularExpressionMatch match = expression.match(row.tag.toString());
                       return match.isValid() ? answer(match.hasMatch()) : Answer::TooComplex;
                   },
                   true};
}

Parsed<TagTerm> tagTerm(Part value)
{
    if (!value.text.startsWith(u'~'))
        return containing(value);
    if (value.text.size() == 1)
        return mistake(value, TagFilter::tr("A regular expression must follow, as in tag:~^v2."));
    return matching({value.text.sliced(1), value.offset + 1});
}

/// `>`, `>=`, `<` or `<=` and a number with a unit.
struct Comparison
{
    bool isGreater = false;
    bool orEqual = false;
    double limit = 0;

    [[nodiscard]] Answer operator()(double value) const
    {
        if (value == limit)
            return answer(orEqual);
        return answer(isGreater ? value > limit : value < limit);
    }
};

struct Unit
{
    QLatin1StringView name;
    double factor;
};

/// @p words say what is expected.
Parsed<Comparison> parseComparison(Part value, std::span<const Unit> units, const QString &words)
{
    static const QRegularExpression form(uR"(^([<>])(=?)([0-9]{1,15}(?:\.[0-9]{1,9})?)([A-Za-z]*)$)"_s);
    const QRegularExpressionMatch match = form.match(value.text);
    if (!match.hasMatch())
        return mistake(value, words);
    const QStringView name = match.capturedView(4);
    const auto unit = std::find_if(units.begin(), units.end(), [name](const Unit &candidate) {
        return name.compare(candidate.name, Qt::CaseInsensitive) == 0;
    });
    if (unit == units.end()) {
        if (name.isEmpty())
            return mistake(value, words);
        return mistake({name, value.offset + match.capturedStart(4)},
                       TagFilter::tr("“%1” is no unit here. %2", "%2 is a sentence").arg(name, words));
    }
    return Comparison{match.capturedView(1) == u'>', !match.capturedView(2).isEmpty(),
                      match.capturedView(3).toDouble() * unit->factor};
}

Parsed<Comparison> parseBytes(Part value)
{
    static constexpr std::array units{Unit{""_L1, 1},         Unit{"B"_L1, 1},        Unit{"KB"_L1, 1e3},
                                      Unit{"MB"_L1, 1e6},     Unit{"GB"_L1, 1e9},     Unit{"TB"_L1, 1e12},
                                      Unit{"KiB"_L1, 0x1p10}, Unit{"MiB"_L1, 0x1p20}, Unit{"GiB"_L1, 0x1p30},
                                      Unit{"TiB"_L1, 0x1p40}};
    return parseComparison(value, units,
                           TagFilter::tr("Write a size as >1GB, >=500MiB or <20KB.", "syntax of the filter"));
}

Parsed<TagTerm> sizeTerm(Part value)
{
    return parseBytes(value).map([](Comparison compare) {
        return TagTerm{[compare](const TagRow &row, const Circumstances &) {
            return row.size.kind == platforms::SizeKind::Unknown ? Answer::Undecided
                                                                 : compare(static_cast<double>(row.size.bytes));
        }};
    });
}

Parsed<TagTerm> onlyHereTerm(Part value)
{
    return parseBytes(value).map([](Comparison compare) {
        return TagTerm{[compare](const TagRow &row, const Circumstances &circumstances) {
            const std::optional<qint64> bytes = onlyHere(row, circumstances.sharing.get());
            return bytes ? compare(static_cast<double>(*bytes)) : Answer::Undecided;
        }};
    });
}

Parsed<TagTerm> ageTerm(Part value)
{
    static constexpr double day = 24 * 60 * 60 * 1000;
    static constexpr std::array units{Unit{"h"_L1, day / 24}, Unit{"d"_L1, day}, Unit{"w"_L1, 7 * day},
                                      Unit{"m"_L1, 30 * day}, Unit{"y"_L1, 365 * day}};
    return parseComparison(
               value, units,
               TagFilter::tr("Write an age as >90d or <2w: h, d, w, m (30 days) or y.", "syntax of the filter"))
        .map([](Comparison compare) {
            return TagTerm{[compare](const TagRow &row, const Circumstances &circumstances) {
                const platforms::Date &date
                    = row.pushed.kind != platforms::DateKind::Unknown ? row.pushed : row.created;
                if (date.kind == platforms::DateKind::Unknown)
                    return Answer::Undecided;
                return compare(static_cast<double>((circumstances.now - date.when).count()));
            }};
        });
}

Parsed<TagTerm> platformTerm(Part value)
{
    return TagTerm{[part = QString(u'/' + value.text + u'/')](const TagRow &row, const Circumstances &) {
        if (!row.detailed || row.failure)
            return Answer::Undecided;
        const QString names = u'/' + QString(row.platformNames).replace(u' ', u'/').replace(u'\n', u"/\n/"_s) + u'/';
        return answer(names.contains(part, Qt::CaseInsensitive));
    }};
}

/// The beginning of the hash, with or without its algorithm, or a shortened digest as the table shows it.
Parsed<TagTerm> digestTerm(Part value)
{
    static const QRegularExpression form(u"^(?:(sha256|sha512):)?([0-9a-fA-F]*)(?:(?:…|\\.\\.\\.)([0-9a-fA-F]*))?$"_s);
    const QRegularExpressionMatch match = form.match(value.text);
    if (!match.hasMatch())
        return mistake(value, TagFilter::tr("A digest has the digits 0 to 9 and a to f only, as in digest:9f31."));
    return TagTerm{[algorithm = match.captured(1), first = match.captured(2).toLower(),
                    last = match.captured(3).toLower()](const TagRow &row, const Circumstances &) {
        if (!row.digest)
            return Answer::Undecided;
        const QString digest = row.digest->toString();
        const QStringView hex = QStringView(digest).sliced(digest.indexOf(u':') + 1);
        return answer(digest.startsWith(algorithm) && hex.startsWith(first) && hex.endsWith(last));
    }};
}

Parsed<TagTerm> typeTerm(Part value)
{
    const std::span<const TagType> types = tagTypes();
    const auto type = std::find_if(types.begin(), types.end(), [value](const TagType &candidate) {
        return value.text.compare(candidate.word, Qt::CaseInsensitive) == 0;
    });
    if (type == types.end()) {
        QStringList words;
        for (const TagType &known : types)
            words.append(known.word);
        return mistake(value, TagFilter::tr("The types are: %1.").arg(words.join(u", "_s)));
    }
    return TagTerm{[kind = type->kind](const TagRow &row, const Circumstances &) {
        return row.kind == TagKind::NotYetKnown ? Answer::Undecided : answer(row.kind == kind);
    }};
}

struct Key
{
    QLatin1StringView name;
    Parsed<TagTerm> (*read)(Part value);
};

constexpr std::array keys{Key{"tag"_L1, tagTerm},   Key{"size"_L1, sizeTerm},         Key{"only"_L1, onlyHereTerm},
                          Key{"age"_L1, ageTerm},   Key{"platform"_L1, platformTerm}, Key{"digest"_L1, digestTerm},
                          Key{"type"_L1, typeTerm}, Key{"kind"_L1, typeTerm}};

Parsed<TagTerm> parsePositive(Part word)
{
    const qsizetype colon = word.text.indexOf(u':');
    if (colon < 0)
        return containing(word); // names of tags have no colon
    const QStringView name = word.text.first(colon);
    if (name == u"sha256" || name == u"sha512")
        return digestTerm(word);
    const auto key = std::find_if(keys.begin(), keys.end(), [name](const Key &candidate) {
        return name.compare(candidate.name, Qt::CaseInsensitive) == 0;
    });
    if (key == keys.end()) {
        QStringList names;
        for (const Key &known : keys)
            names.append(known.name + u':');
        return mistake({word.text.first(colon + 1), word.offset},
                       TagFilter::tr("Tags can be filtered by: %1.").arg(names.join(u' ')));
    }
    const Part value{word.text.sliced(colon + 1), word.offset + colon + 1};
    if (value.text.isEmpty())
        return mistake(word, TagFilter::tr("Something must follow “%1”.").arg(word.text));
    return key->read(value);
}

} // namespace

Parsed<TagTerm> parseTerm(QStringView word)
{
    qsizetype begin = 0;
    bool isNegated = false;
    for (const QLatin1StringView prefix : {"-"_L1, "not:"_L1}) {
        if (!isNegated && word.startsWith(prefix, Qt::CaseInsensitive) && (prefix.size() > 1 || word.size() > 1)) {
            begin = prefix.size();
            isNegated = true;
        }
    }
    if (begin == word.size())
        return mistake({word, 0}, TagFilter::tr("Something must follow “%1”.").arg(word));
    Parsed<TagTerm> term = parsePositive({word.sliced(begin), begin});
    if (term && isNegated) {
        term->holds = [holds = std::move(term->holds)](const TagRow &row, const Circumstances &circumstances) {
            const Answer positive = holds(row, circumstances);
            if (positive == Answer::Yes || positive == Answer::No)
                return answer(positive == Answer::No);
            return positive;
        };
    }
    return term;
}

} // namespace models
