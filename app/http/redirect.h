#pragma once

#include "app/http/request.h"
#include "app/http/response.h"

namespace http {

inline constexpr int maxRedirects = 5;

/// 301, 302, 303, 307 and 308 with a `Location`.
[[nodiscard]] bool isRedirect(const Response &response);

/// The request that follows @p answer to @p request, or RedirectRefused: only GET and HEAD are sent on, never to a
/// weaker scheme. Where scheme, host or port change, only the fields that say which bytes are wanted go along:
/// credentials have too many names to drop them one by one.
[[nodiscard]] Result<Request> redirected(const Request &request, const Response &answer);

} // namespace http
