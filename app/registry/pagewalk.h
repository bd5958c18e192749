#pragma once

#include <optional>
#include <set>

#include "app/http/response.h"

namespace registry {

/// Goes from page to page of a listing (distribution-spec, "Listing Tags"; RFC 8288 `rel="next"`), and stops where the
/// registry leads in circles: at a page that was there before, at the second page in a row that brings nothing new, and
/// after 10,000 pages. Never leaves the origin it started at: of a link that names another one (proxies do that) path
/// and query count. One walk, one thread.
class PageWalk final
{
public:
    /// @p pageSize is asked for with `n`; 0 leaves it to the registry.
    PageWalk(http::Url first, qint64 pageSize);

    [[nodiscard]] const http::Url &url() const noexcept { return m_url; }
    /// Starts over without `n`, for registries that refuse it. False where that was done or a page is in already.
    bool retreat();

    /// What a page held.
    struct Page
    {
        qint64 items = 0; ///< names in it, also those seen before
        qint64 fresh = 0; ///< names never seen before
        QByteArray last; ///< the last name
    };
    /// True where url() is the next page now; false at the end, see reason().
    bool follow(const http::Response &answer, const Page &page);

    /// Why the end came too early; empty for a listing that is complete.
    [[nodiscard]] const base::Message &reason() const noexcept { return m_reason; }

private:
    /// The page that a `Link` names, or the one to ask for where Nexus sends none after a full page.
    [[nodiscard]] std::optional<http::Url> next(const http::Response &answer, const Page &page) const;
    bool stop(base::Message reason);

    http::Url m_first; ///< without `n`
    http::Url m_url;
    qint64 m_pageSize;
    int m_pages = 0;
    int m_idle = 0; ///< pages in a row without anything new
    std::set<QByteArray> m_visited;
    base::Message m_reason;
};

} // namespace registry
