#include "app/http/redirect.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace http {

namespace {

bool isHarmless(QByteArrayView name)
{
    static constexpr std::array names{"accept",   "accept-encoding", "accept-language",   "range",
                                      "if-range", "if-none-match",   "if-modified-since", "user-agent"};
    return std::any_of(names.cbegin(), names.cend(),
                       [name](const char *known) { return name.compare(known, Qt::CaseInsensitive) == 0; });
}

tl::unexpected<Error> refused(const Response &answer, QLatin1StringView why,
                              ErrorReason reason = ErrorReason::RedirectRefused)
{
    Error error = base::failure(ErrorKind::Network, QString(why), reason);
    error.httpStatus = answer.status;
    error.url = answer.url.redacted();
    return base::fail(std::move(error));
}

} // namespace

bool isRedirect(const Response &response)
{
    switch (response.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return response.headers.contains("Location");
    default:
        return false;
    }
}

Result<Request> redirected(const Request &request, const Response &answer)
{
    if (request.method != Method::Get && request.method != Method::Head)
        return refused(answer, "a redirect of a request with a body or a change"_L1);
    const Result<Url> target = request.url.resolved(answer.headers.value("Location"));
    if (!target)
        return refused(answer, "a redirect to something that is no http or https URL"_L1);
    const bool sameOrigin = target->origin() == request.url.origin();
    if (request.url.origin().secure && !target->origin().secure)
        return refused(answer, "a redirect from https to http"_L1, ErrorReason::RedirectToWeaker);
    Request next = request;
    next.url = *target;
    if (!sameOrigin) {
        next.headers.clear();
        for (const auto &[name, value] : request.headers.fields()) {
            if (isHarmless(name))
                next.headers.add(name, value);
        }
    }
    return next;
}

} // namespace http
