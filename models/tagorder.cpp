#include "models/tagorder.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "models/tagmodel.h"
#include "models/tagtext.h"
#include "models/tagvalues.h"

namespace models {

namespace {

std::size_t at(int number)
{
    return static_cast<std::size_t>(number);
}

/// One question being answered. The steps are called in the order they stand in.
class Ordering final
{
public:
    Ordering(const TagQuestion &question, const std::stop_token &stop)
        : m_question(question)
        , m_stop(stop)
    { }

    bool filter(); ///< false where there is no answer
    void sort();
    void group();
    void number();
    void join();
    [[nodiscard]] TagOrder take() { return std::move(m_answer); }

private:
    template <class KeyOf>
    void sortBy(KeyOf keyOf);
    [[nodiscard]] const TagRow &row(int number) const { return m_question.rows.at(number); }
    [[nodiscard]] bool isTagLess(int left, int right) const;

    const TagQuestion &m_question;
    const std::stop_token &m_stop;
    TagOrder m_answer;
};

bool Ordering::filter()
{
    const int size = m_question.rows.size();
    if (m_question.filter.isEmpty()) {
        m_answer.rows.resize(at(size));
        std::iota(m_answer.rows.begin(), m_answer.rows.end(), 0);
        return true;
    }
    for (int number = 0; number < size; ++number) {
        if (m_stop.stop_requested())
            return false;
        switch (m_question.filter.accepts(row(number), m_question.circumstances)) {
        case TagFilter::Answer::Yes:
            m_answer.rows.push_back(number);
            break;
        case TagFilter::Answer::Undecided:
            ++m_answer.undecided;
            break;
        case TagFilter::Answer::TooComplex:
            m_answer.isTooComplex = true;
            return false;
        case TagFilter::Answer::No:
            break;
        }
    }
    return true;
}

bool Ordering::isTagLess(int left, int right) const
{
    const int order = row(left).key.compare(row(right).key);
    return order != 0 ? order < 0 : left < right;
}

template <class KeyOf>
void Ordering::sortBy(KeyOf keyOf)
{
    using Key = decltype(keyOf(row(0))); // an optional
    std::vector<std::pair<Key, int>> entries;
    entries.reserve(m_answer.rows.size());
    for (const int number : m_answer.rows)
        entries.emplace_back(keyOf(row(number)), number);
    const bool isDescending = m_question.order == Qt::DescendingOrder;
    std::sort(entries.begin(), entries.end(), [this, isDescending](const auto &left, const auto &right) {
        if (left.first.has_value() != right.first.has_value())
            return left.first.has_value();
        if (!left.first || *left.first == *right.first)
            return isTagLess(left.second, right.second);
        return isDescending ? *right.first < *left.first : *left.first < *right.first;
    });
    std::transform(entries.cbegin(), entries.cend(), m_answer.rows.begin(),
                   [](const auto &entry) { return entry.second; });
}

void Ordering::sort()
{
    const bool isDescending = m_question.order == Qt::DescendingOrder;
    switch (m_question.column) {
    case TagModel::TagColumn:
        std::sort(m_answer.rows.begin(), m_answer.rows.end(), [this, isDescending](int left, int right) {
            return isDescending ? isTagLess(right, left) : isTagLess(left, right);
        });
        break;
    case TagModel::DigestColumn:
        sortBy([](const TagRow &row) { return row.digest; });
        break;
    case TagModel::PlatformsColumn:
        sortBy([](const TagRow &row) {
            return row.detailed ? std::optional(TagText::kind(row)) : std::optional<QString>();
        });
        break;
    default:
        sortBy([this](const TagRow &row) {
            return tagNumber(row, m_question.column, m_question.circumstances.sharing.get());
        });
        break;
    }
}

/// Gathers the rows of each digest where its first row stands.
void Ordering::group()
{
    std::vector<int> rankOfImage(at(m_question.imageNumbers), -1);
    std::vector<std::pair<int, int>> ranked; // rank and row
    ranked.reserve(m_answer.rows.size());
    for (const int number : m_answer.rows) {
        int rank = static_cast<int>(ranked.size());
        if (const int image = row(number).image; image >= 0) {
            int &first = rankOfImage.at(at(image));
            first = first < 0 ? rank : first;
            rank = first;
        }
        ranked.emplace_back(rank, number);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    std::transform(ranked.cbegin(), ranked.cend(), m_answer.rows.begin(),
                   [](const auto &entry) { return entry.second; });
}

void Ordering::number()
{
    m_answer.positions.assign(at(m_question.rows.size()), -1);
    for (std::size_t position = 0; position < m_answer.rows.size(); ++position)
        m_answer.positions.at(at(m_answer.rows.at(position))) = static_cast<int>(position);
}

void Ordering::join()
{
    std::vector<int> images;
    images.reserve(m_answer.rows.size());
    std::vector<int> left(at(m_question.imageNumbers)); // rows of the image that come yet
    for (const int number : m_answer.rows) {
        images.push_back(row(number).image);
        if (images.back() >= 0)
            ++left.at(at(images.back()));
    }
    std::vector<bool> seen(left.size());
    m_answer.rails.assign(images.size(), 0);
    for (std::size_t position = 0; position < images.size(); ++position) {
        const int image = images.at(position);
        if (image < 0)
            continue;
        unsigned rail = 0;
        if (position > 0 && images.at(position - 1) == image)
            rail |= RailAbove;
        else if (seen.at(at(image)))
            rail |= RailElsewhereUp;
        seen.at(at(image)) = true;
        --left.at(at(image));
        if (position + 1 < images.size() && images.at(position + 1) == image)
            rail |= RailBelow;
        else if (left.at(at(image)) > 0)
            rail |= RailElsewhereDown;
        m_answer.rails.at(position) = static_cast<std::uint8_t>(rail);
    }
}

} // namespace

TagOrder orderTags(const TagQuestion &question, const std::stop_token &stop)
{
    Ordering ordering(question, stop);
    if (ordering.filter() && !stop.stop_requested()) {
        ordering.sort();
        if (question.isGrouped && !stop.stop_requested())
            ordering.group();
        ordering.number();
        ordering.join();
    }
    return ordering.take();
}

} // namespace models
