#include "app/registry/wireerror.h"

#include "app/base/json.h"
#include "app/base/redact.h"
#include "app/http/challenge.h"
#include "app/http/retry.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxText = 300;
constexpr std::size_t maxDiagnostics = 20;

QString text(const base::Json *value)
{
    if (!value || value->isNull())
        return {};
    return base::redactedText(value->toString().value_or(value->toCompactText()), maxText);
}

QList<base::Diagnostic> diagnostics(const QByteArray &body)
{
    QList<base::Diagnostic> list;
    const Result<base::Json> json = base::Json::parse(body);
    const base::Json *errors = json ? json->find("errors"_L1) : nullptr;
    if (!errors)
        return list;
    for (const base::Json &entry : errors->items()) {
        if (std::size_t(list.size()) == maxDiagnostics)
            break;
        if (entry.isObject())
            list.append({text(entry.find("code"_L1)), text(entry.find("message"_L1)), text(entry.find("detail"_L1))});
    }
    return list;
}

/// Codes decide where products use a status for something else (platforms differ on 401, 405 and 400).
std::optional<ErrorKind> kindByCode(const Error &error)
{
    for (const base::Diagnostic &entry : error.registry) {
        if (entry.code.startsWith("IMMUTABLE"_L1) || entry.code == "TAG_IMMUTABLE"_L1
            || entry.code == "MANIFEST_REFERENCED"_L1 || entry.code == "GOOGLE_MANIFEST_DANGLING_TAG"_L1)
            return ErrorKind::Conflict;
        if (entry.code.startsWith("PROTECTED"_L1) || (entry.code == "DENIED"_L1 && error.httpStatus != 401))
            return ErrorKind::Forbidden;
        if (entry.code == "TOOMANYREQUESTS"_L1)
            return ErrorKind::RateLimited;
        if (entry.code == "UNSUPPORTED"_L1)
            return ErrorKind::Unsupported;
    }
    return {};
}

ErrorKind kindByStatus(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
    case 410:
        return ErrorKind::NotFound;
    case 405:
    case 406:
    case 415:
    case 501:
        return ErrorKind::Unsupported;
    case 407:
        return ErrorKind::Network;
    case 408:
        return ErrorKind::Timeout;
    case 409:
    case 412:
    case 423:
        return ErrorKind::Conflict;
    case 429:
        return ErrorKind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return ErrorKind::Server;
    return status >= 300 && status < 400 ? ErrorKind::Network : ErrorKind::InvalidData;
}

ErrorReason reasonByStatus(int status)
{
    if (status == 407)
        return ErrorReason::ProxySignInWanted;
    if (status == 413)
        return ErrorReason::TooLarge;
    return status >= 300 && status < 400 ? ErrorReason::RedirectRefused : ErrorReason::None;
}

/// Only bodies that are meant to be read: what comes with an error may be anything, and may be long.
QString readableText(const http::Response &answer)
{
    return base::redactedText(QString::fromUtf8(answer.body.left(4 * maxText)).simplified(), maxText);
}

} // namespace

bool isRegistry(const http::Response &answer)
{
    if (answer.headers.contains("Docker-Distribution-Api-Version"))
        return true;
    if (answer.status == 401)
        return !http::parseChallenges(answer.headers.values("WWW-Authenticate")).empty();
    const Result<base::Json> json = base::Json::parse(answer.body);
    return answer.isSuccess() && !isWebPage(answer) && json && json->isObject();
}

bool isWebPage(const http::Response &answer)
{
    return answer.headers.value("Content-Type").toLower().startsWith("text/html")
        || answer.body.trimmed().startsWith('<');
}

bool isMaintenancePage(const http::Response &answer)
{
    if (!isWebPage(answer) || (answer.status >= 500 && answer.status != 503))
        return false;
    const QByteArray text = answer.body.left(8192).toLower();
    return text.contains("maintenance") || text.contains("\xe7\xbb\xb4\xe6\x8a\xa4") // 维护
        || (answer.status == 503 && answer.headers.contains("Retry-After"));
}

Error wireError(const http::Response &answer, base::Clock &clock)
{
    Error error;
    error.httpStatus = answer.status;
    error.registry = diagnostics(answer.body);
    error.kind = kindByCode(error).value_or(kindByStatus(answer.status));
    error.reason = error.kind == ErrorKind::Server && isMaintenancePage(answer) ? ErrorReason::MaintenancePage
                                                                                : reasonByStatus(answer.status);
    error.url = answer.url.redacted();
    error.method = answer.method;
    error.time = answer.time;
    if (error.registry.isEmpty())
        error.detail = readableText(answer);
    for (const char *name : {"X-Request-Id", "x-amzn-RequestId", "X-Correlation-Id"}) {
        if (error.requestId.isEmpty())
            error.requestId = base::redactedText(QString::fromLatin1(answer.headers.value(name)), 100);
    }
    if (error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Server)
        error.retryAfter = http::retryAfter(answer.headers, clock.utc());
    return error;
}

Error unexpectedContent(const http::Response &answer, const QString &reason)
{
    Error error = base::failure(ErrorKind::InvalidData, reason);
    error.httpStatus = answer.status;
    error.url = answer.url.redacted();
    error.method = answer.method;
    error.time = answer.time;
    if (const QString text = readableText(answer); !text.isEmpty())
        error.detail += u": "_s + text;
    return error;
}

} // namespace registry
