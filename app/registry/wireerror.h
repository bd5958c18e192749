#pragma once

#include "app/base/clock.h"
#include "app/base/error.h"
#include "app/http/response.h"

namespace registry {

/// The error that an answer other than the hoped-for one stands for (distribution-spec, "Error Codes"). The `errors`
/// array is taken where the body has one; a page of HTML, plain text or nothing is as good. All texts are redacted and
/// short.
[[nodiscard]] Error wireError(const http::Response &answer, base::Clock &clock);

/// True where @p answer to `/v2/` is a registry's. Most say so in a field; some only by their challenge, or with an
/// empty object.
[[nodiscard]] bool isRegistry(const http::Response &answer);
/// A page of HTML, for a person.
[[nodiscard]] bool isWebPage(const http::Response &answer);
/// The page of a registry that is switched off for a while, whatever its status.
[[nodiscard]] bool isMaintenancePage(const http::Response &answer);

/// The error of an answer of 2xx whose content is not what was asked for, with the first of what came instead.
[[nodiscard]] Error unexpectedContent(const http::Response &answer, const QString &reason);

} // namespace registry
