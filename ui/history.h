#pragma once

#include <vector>

#include "ui/pages/place.h"

namespace ui {

/// The places where one was, as a browser keeps them: going somewhere new forgets what was ahead. A value.
class History final
{
public:
    /// Going where one is changes nothing.
    void visit(const Place &place);
    /// The place before, which is the current one then; stays where it is when there is none.
    Place back();
    Place forward();

    [[nodiscard]] bool canGoBack() const noexcept { return m_current > 0; }
    [[nodiscard]] bool canGoForward() const noexcept { return m_current + 1 < m_places.size(); }
    [[nodiscard]] Place current() const; ///< nowhere before the first visit

    /// The connection is gone, and so are its places.
    void forget(const QString &connectionId);

private:
    std::vector<Place> m_places;
    std::size_t m_current = 0;
};

} // namespace ui
