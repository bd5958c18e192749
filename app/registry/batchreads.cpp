#include "app/registry/batchreads.h"

#include "app/oci/imageconfig.h"

namespace registry {

using namespace Qt::StringLiterals;

BatchReads::BatchReads(ReadSource &source, const oci::RepositoryName &repository, ContentReader &reader,
                       Channel &channel, QByteArray authorization, std::stop_token stop)
    : m_source(source)
    , m_repository(repository)
    , m_reader(reader)
    , m_channel(channel)
    , m_scopes(Scopes::pull(repository))
    , m_authorization(std::move(authorization))
    , m_stop(std::move(stop))
{ }

base::Pull<http::BatchItem> BatchReads::next()
{
    while (m_outcome && !m_stop.stop_requested()) {
        base::Pull<ContentRead> pulled = m_source.next();
        if (std::holds_alternative<base::NothingYet>(pulled))
            return base::NothingYet{};
        if (std::holds_alternative<base::End>(pulled))
            return base::End{};
        const ContentRead &read = std::get<ContentRead>(pulled);
        if (answeredAtOnce(read))
            continue;
        http::BatchItem item{request(read), ++m_lastTicket};
        m_inFlight.emplace(item.ticket, read);
        return item;
    }
    return base::End{};
}

bool BatchReads::answeredAtOnce(const ContentRead &read)
{
    const auto *digest = std::get_if<oci::Digest>(&read.reference);
    if (read.kind == ContentRead::Kind::Manifest) {
        std::optional<oci::Manifest> cached = digest ? m_reader.cachedManifest(*digest) : std::nullopt;
        return cached && keep(m_source.manifestRead(read.ticket, std::move(*cached)));
    }
    if (!digest)
        return keep(m_source.blobRead(read.ticket, base::fail(ErrorKind::Internal, u"a blob has no tag"_s)));
    if (read.size > oci::maxConfigSize)
        return keep(m_source.blobRead(read.ticket,
                                      base::fail(ErrorKind::InvalidData,
                                                 QT_TRANSLATE_NOOP("Faults", "too large to be read whole"),
                                                 ErrorReason::TooLarge)));
    std::optional<QByteArray> cached = m_reader.cachedBlob(*digest);
    return cached && keep(m_source.blobRead(read.ticket, std::move(*cached)));
}

bool BatchReads::keep(Result<> outcome)
{
    if (m_outcome)
        m_outcome = std::move(outcome);
    return true;
}

http::Request BatchReads::request(const ContentRead &read) const
{
    http::Request request = read.kind == ContentRead::Kind::Manifest
        ? m_reader.manifestRequest(m_repository, read.reference)
        : m_reader.blobRequest(m_repository, std::get<oci::Digest>(read.reference));
    if (read.kind == ContentRead::Kind::Blob)
        request.maxBody = read.size >= 0 ? read.size : oci::maxConfigSize;
    request.priority = http::Priority::Bulk;
    if (!m_authorization.isEmpty())
        request.headers.set("Authorization", m_authorization);
    return request;
}

Result<> BatchReads::finished(quint64 ticket, Result<http::Response> answer)
{
    const auto found = m_inFlight.find(ticket);
    if (found == m_inFlight.end())
        return base::fail(ErrorKind::Internal, u"an answer to a read that was not asked for"_s);
    const ContentRead read = std::move(found->second);
    m_inFlight.erase(found);
    if (!m_outcome)
        return m_outcome;
    return handOver(read, std::move(answer));
}

Result<> BatchReads::handOver(const ContentRead &read, Result<http::Response> answer)
{
    if (answer && !answer->isSuccess())
        answer = base::fail(m_channel.error(*answer, m_scopes));
    if (read.kind == ContentRead::Kind::Manifest) {
        Result<oci::Manifest> manifest = base::fail(ErrorKind::Internal, {});
        if (answer)
            manifest = m_reader.acceptManifest(*answer, read.reference);
        else
            manifest = base::fail(answer.error());
        return m_source.manifestRead(read.ticket, std::move(manifest));
    }
    Result<QByteArray> bytes;
    if (answer)
        bytes = m_reader.acceptBlob(std::move(*answer), std::get<oci::Digest>(read.reference));
    else
        bytes = base::fail(answer.error());
    return m_source.blobRead(read.ticket, std::move(bytes));
}

bool BatchReads::renewed(http::Request &request, const http::Response &answer, std::stop_token stop)
{
    // A sign-in that failed once is not tried again for each of the requests that are on their way.
    if (m_signInFailed)
        return false;
    const Result<bool> renewed = m_channel.authenticator().renew(request, answer, m_scopes, stop);
    if (!renewed) {
        m_signInFailed = !renewed.error().isTemporary();
        return false;
    }
    if (*renewed)
        m_authorization = request.headers.value("Authorization");
    return *renewed;
}

} // namespace registry
