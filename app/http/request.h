#pragma once

#include <chrono>
#include <memory>

#include "app/http/headers.h"
#include "app/http/sink.h"
#include "app/http/source.h"
#include "app/http/url.h"

namespace http {

enum class Method
{
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete
};

/// What a request does to the server. PUT, PATCH and DELETE are always Mutate; a POST is Mutate unless its call site
/// says Read (a token, a GraphQL query, an ECR Describe).
enum class Effect
{
    Read,
    Mutate
};

/// What a request competes for inside the transport: what a person waits for overtakes bulk.
enum class Priority
{
    Interactive,
    Bulk
};

/// Four clocks; zero switches one off. Which one ran out is Error::reason.
struct Deadlines
{
    std::chrono::milliseconds connect{10'000}; ///< name, proxy, TCP and TLS together
    std::chrono::milliseconds firstByte{30'000}; ///< from the last byte that was sent to the first of the answer
    std::chrono::milliseconds idle{15'000}; ///< once the first byte is in: so long without 1 KiB for each second of it
    std::chrono::milliseconds total{60'000}; ///< one try, from the moment it has or asks for a connection
};

/// One HTTP exchange to be made. Built by the named functions, which set the effect that belongs to the method.
struct Request
{
    static Request get(Url url);
    static Request head(Url url);
    static Request post(Url url, Effect effect, QByteArray body, QByteArray contentType);
    static Request put(Url url, QByteArray body, QByteArray contentType);
    static Request patch(Url url, std::shared_ptr<Source> source);
    static Request remove(Url url); ///< DELETE

    /// True also where the effect was overwritten: PUT, PATCH and DELETE are always changes.
    [[nodiscard]] bool mutates() const noexcept;

    Method method = Method::Get;
    Effect effect = Effect::Read;
    Priority priority = Priority::Interactive;
    Url url;
    Headers headers;
    /// Where the body of a 2xx answer goes; null: into Response::body. Bodies of other answers always go to
    /// Response::body, cut at 1 MiB. Called on the thread that called send() or run(); while it blocks, the server is
    /// held back.
    std::shared_ptr<Sink> sink;
    std::shared_ptr<Source> source; ///< the body to send; null: none
    qint64 maxBody = 8 * 1024 * 1024; ///< cap of a 2xx body in bytes, counted after decoding; more is TooLarge
    Deadlines deadlines;
    /// False: a redirect is handed back as the answer it is. Token requests say so, because they carry a password and
    /// are sent to a place that the registry named.
    bool followRedirects = true;
    /// An upload of a blob by its digest: repeating it is harmless, so it may use connections that are open.
    bool contentAddressed = false;

private:
    Request(Method method, Effect effect, Url url);
};

[[nodiscard]] QByteArrayView name(Method method) noexcept;

} // namespace http
