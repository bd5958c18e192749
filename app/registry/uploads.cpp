#include "app/registry/uploads.h"

#include "app/registry/wireerror.h"

namespace registry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto octets = "application/octet-stream";

/// A request of an upload: repeating it is harmless, because the digest decides what is stored.
http::Request contentAddressed(http::Request request)
{
    request.contentAddressed = true;
    return request;
}

} // namespace

Uploads::Uploads(const Endpoint &endpoint, Channel &channel)
    : m_endpoint(endpoint)
    , m_channel(channel)
{ }

Result<MountOutcome> Uploads::mount(const oci::RepositoryName &repository, const oci::Digest &digest,
                                    const oci::RepositoryName &from, std::stop_token stop)
{
    const http::Url url = m_endpoint.uploads(repository)
                              .withQuery("mount", digest.toString().toLatin1())
                              .withQuery("from", from.toString().toLatin1());
    const Scopes scopes = Scopes::push(repository).with(Scopes::pull(from));
    const Result<http::Response> answer = m_channel.sendForSuccess(
        contentAddressed(http::Request::post(url, http::Effect::Mutate, {}, octets)), scopes, stop);
    if (!answer)
        return base::fail(answer.error());
    if (answer->status == 201)
        return MountOutcome::Mounted;
    discard(*answer, Scopes::push(repository), stop);
    return MountOutcome::NotMounted;
}

Result<> Uploads::upload(const oci::RepositoryName &repository, const oci::Digest &digest,
                         std::shared_ptr<http::Source> source, std::stop_token stop)
{
    const Scopes scopes = Scopes::push(repository);
    http::Url url = m_endpoint.uploads(repository);
    if (digest.algorithm() == oci::Digest::Algorithm::Sha512)
        url = url.withQuery("digest-algorithm", "sha512");
    const Result<http::Response> session = m_channel.sendForSuccess(
        contentAddressed(http::Request::post(url, http::Effect::Mutate, {}, octets)), scopes, stop);
    if (!session)
        return base::fail(session.error());
    const Result<http::Url> place = location(*session);
    if (!place)
        return base::fail(place.error());

    http::Request put
        = contentAddressed(http::Request::put(place->withQuery("digest", digest.toString().toLatin1()), {}, octets));
    put.source = std::move(source);
    put.deadlines.total = {}; // as long as bytes keep going
    put.deadlines.firstByte = std::chrono::minutes(5); // it hashes and moves the blob before it answers
    const Result<http::Response> stored = m_channel.sendForSuccess(std::move(put), scopes, stop);
    if (!stored) {
        if (stored.error().httpStatus != 0)
            discard(*session, scopes, stop);
        return base::fail(stored.error());
    }
    if (stored->status != 201 && stored->status != 204)
        return base::fail(unexpectedContent(*stored, u"the upload was not completed"_s));
    return Done{};
}

Result<http::Url> Uploads::location(const http::Response &answer) const
{
    const QByteArray text = answer.headers.value("Location").trimmed();
    if (text.isEmpty())
        return base::fail(unexpectedContent(answer, u"no place to upload to"_s));
    Result<http::Url> url = answer.url.resolved(text);
    if (!url)
        return url;
    // A registry behind a proxy that ends TLS calls itself by http://: the path on the origin we use is meant.
    const http::Origin &home = m_endpoint.origin();
    if (home.secure && !url->origin().secure) {
        if (url->origin().host != home.host)
            return base::fail(ErrorKind::Network, u"the upload is to go to a server without TLS"_s,
                              ErrorReason::RedirectToWeaker);
        return http::Url(home, url->target());
    }
    return url;
}

void Uploads::discard(const http::Response &answer, const Scopes &scopes, std::stop_token stop)
{
    const Result<http::Url> place = location(answer);
    if (place && place->origin() == m_endpoint.origin())
        static_cast<void>(m_channel.send(http::Request::remove(*place), scopes, stop));
}

} // namespace registry
