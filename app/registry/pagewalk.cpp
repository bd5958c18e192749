#include "app/registry/pagewalk.h"

#include <algorithm>

#include "app/http/link.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxPages = 10'000;

http::Url withPageSize(const http::Url &url, qint64 pageSize)
{
    return pageSize > 0 ? url.withQuery("n", QByteArray::number(pageSize)) : url;
}

/// @p link on the origin of @p first. Where it is the path of @p first below another prefix (a registry that does not
/// know its own address, Nexus and wrong proxies), the prefix of @p first holds.
http::Url atHome(const http::Url &link, const http::Url &first)
{
    const QByteArray path = first.path();
    const QByteArray api = path.mid(std::max<qsizetype>(path.indexOf("/v2/"), 0));
    if (link.path() == path || !link.path().endsWith(api))
        return first.withTarget(link.target());
    const QByteArray query = link.query();
    return first.withTarget(query.isEmpty() ? path : path + '?' + query);
}

} // namespace

PageWalk::PageWalk(http::Url first, qint64 pageSize)
    : m_first(std::move(first))
    , m_url(withPageSize(m_first, pageSize))
    , m_pageSize(pageSize)
    , m_visited{m_url.target()}
{ }

bool PageWalk::retreat()
{
    if (m_pageSize == 0 || m_pages > 0)
        return false;
    m_pageSize = 0;
    m_url = m_first;
    m_visited = {m_url.target()};
    return true;
}

bool PageWalk::follow(const http::Response &answer, const Page &page)
{
    ++m_pages;
    m_idle = page.fresh > 0 ? 0 : m_idle + 1;
    const std::optional<http::Url> following = next(answer, page);
    if (!following)
        return false;
    if (m_idle == 2)
        return stop(QT_TRANSLATE_NOOP("Faults", "two pages in a row brought nothing new"));
    if (m_pages >= maxPages)
        return stop(QT_TRANSLATE_NOOP("Faults", "more than 10,000 pages"));
    if (!m_visited.insert(following->target()).second)
        return stop(QT_TRANSLATE_NOOP("Faults", "the registry names a page that was read before"));
    m_url = *following;
    return true;
}

std::optional<http::Url> PageWalk::next(const http::Response &answer, const Page &page) const
{
    for (const http::Link &link : http::parseLinks(answer.headers.values("Link"))) {
        if (!link.hasRelation("next"))
            continue;
        if (const Result<http::Url> target = m_url.resolved(link.target))
            return atHome(*target, m_first);
    }
    // Nexus may leave the link out: the listing ends where a further page has nothing new.
    const bool mayGoOn = answer.headers.value("Server").startsWith("Nexus/") && m_pageSize > 0
        && page.items >= m_pageSize && page.fresh > 0 && !page.last.isEmpty();
    if (mayGoOn)
        return m_url.withTarget(withPageSize(m_first, m_pageSize).withQuery("last", page.last).target());
    return {};
}

bool PageWalk::stop(base::Message reason)
{
    m_reason = std::move(reason);
    return false;
}

} // namespace registry
