#pragma once

#include "app/base/json.h"
#include "app/registry/channel.h"
#include "app/registry/pagewalk.h"
#include "app/registry/registry.h"

namespace registry {

/// Reads the pages of a listing of names: `{"repositories": […]}` and `{"tags": […]}`. A name comes once, however often
/// the registry sends it. One listing, one thread.
class Listing final
{
public:
    /// @p member is the one that holds the names; null or absent is an empty list.
    Listing(Channel &channel, http::Url first, Scopes scopes, QLatin1StringView member);

    /// Hands each page's names to @p page; an error of it ends the listing.
    template <class Name>
    Result<ListingEnd> run(const std::function<Result<>(std::vector<Name>)> &page, std::stop_token stop);

private:
    Result<http::Response> readPage(std::stop_token stop);
    Result<QStringList> names(const http::Response &answer);

    Channel &m_channel;
    Scopes m_scopes;
    QLatin1StringView m_member;
    PageWalk m_walk;
};

} // namespace registry
