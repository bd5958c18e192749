#include "ui/history.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t longest = 100;

} // namespace

void History::visit(const Place &place)
{
    if (place.isNowhere() || place == current())
        return;
    if (!m_places.empty())
        m_places.resize(m_current + 1, place);
    m_places.push_back(place);
    if (m_places.size() > longest)
        m_places.erase(m_places.begin());
    m_current = m_places.size() - 1;
}

Place History::back()
{
    if (canGoBack())
        --m_current;
    return current();
}

Place History::forward()
{
    if (canGoForward())
        ++m_current;
    return current();
}

Place History::current() const
{
    return m_current < m_places.size() ? m_places[m_current] : Place();
}

void History::forget(const QString &connectionId)
{
    std::vector<Place> kept;
    std::size_t current = 0;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].connectionId != connectionId && (kept.empty() || kept.back() != m_places[i]))
            kept.push_back(m_places[i]);
        if (i == m_current)
            current = kept.empty() ? 0 : kept.size() - 1;
    }
    m_places = std::move(kept);
    m_current = current;
}

} // namespace ui
