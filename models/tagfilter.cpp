#include "models/tagfilter.h"

#include <algorithm>

#include "models/tagterms.h"

namespace models {

tl::expected<TagFilter, TagFilter::Mistake> TagFilter::parse(const QString &text)
{
    TagFilter filter;
    for (qsizetype begin = 0; begin < text.size();) {
        if (text.at(begin).isSpace()) {
            ++begin;
            continue;
        }
        const auto isSpace = [](QChar character) { return character.isSpace(); };
        const auto end = std::find_if(text.cbegin() + begin, text.cend(), isSpace) - text.cbegin();
        tl::expected<TagTerm, Mistake> term = parseTerm(QStringView(text).sliced(begin, end - begin));
        if (!term) {
            Mistake mistake = term.error();
            mistake.offset += begin;
            return tl::unexpected(mistake);
        }
        filter.m_terms.push_back(std::move(term->holds));
        if (term->isExpression && filter.m_complexity.length == 0) {
            filter.m_complexity = {begin, end - begin,
                                   tr("This regular expression takes too long: repeat less inside what is repeated.")};
        }
        begin = end;
    }
    return filter;
}

TagFilter::Answer TagFilter::accepts(const TagRow &row, const Circumstances &circumstances) const
{
    Answer answer = Answer::Yes;
    for (const Term &holds : m_terms) {
        const Answer part = holds(row, circumstances);
        if (part == Answer::No || part == Answer::TooComplex)
            return part;
        if (part == Answer::Undecided)
            answer = part;
    }
    return answer;
}

} // namespace models
