#include "app/http/request.h"

namespace http {

Request::Request(Method method_, Effect effect_, Url url_)
    : method(method_)
    , effect(effect_)
    , url(std::move(url_))
{ }

Request Request::get(Url url)
{
    return {Method::Get, Effect::Read, std::move(url)};
}

Request Request::head(Url url)
{
    return {Method::Head, Effect::Read, std::move(url)};
}

Request Request::post(Url url, Effect effect, QByteArray body, QByteArray contentType)
{
    Request request(Method::Post, effect, std::move(url));
    if (!contentType.isEmpty())
        request.headers.add("Content-Type", std::move(contentType));
    request.source = bytesSource(std::move(body));
    return request;
}

Request Request::put(Url url, QByteArray body, QByteArray contentType)
{
    Request request(Method::Put, Effect::Mutate, std::move(url));
    if (!contentType.isEmpty())
        request.headers.add("Content-Type", std::move(contentType));
    request.source = bytesSource(std::move(body));
    return request;
}

Request Request::patch(Url url, std::shared_ptr<Source> source)
{
    Request request(Method::Patch, Effect::Mutate, std::move(url));
    request.headers.add("Content-Type", "application/octet-stream");
    request.source = std::move(source);
    return request;
}

Request Request::remove(Url url)
{
    return {Method::Delete, Effect::Mutate, std::move(url)};
}

bool Request::mutates() const noexcept
{
    return effect == Effect::Mutate || method == Method::Put || method == Method::Patch || method == Method::Delete;
}

QByteArrayView name(Method method) noexcept
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Head:
        return "HEAD";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    }
    Q_UNREACHABLE();
}

} // namespace http
