#pragma once

#include <unordered_map>

#include "app/http/batch.h"
#include "app/registry/contentreader.h"

namespace registry {

/// Turns the reads of a ReadSource into requests of a batch and their answers into content. What the cache has is
/// handed out without a request. One batch, on the thread that runs it.
class BatchReads final : public http::BatchSource
{
public:
    /// @p authorization is what each request carries at first; empty for none.
    BatchReads(ReadSource &source, const oci::RepositoryName &repository, ContentReader &reader, Channel &channel,
               QByteArray authorization, std::stop_token stop);

    base::Pull<http::BatchItem> next() override;
    Result<> finished(quint64 ticket, Result<http::Response> answer) override;
    bool renewed(http::Request &request, const http::Response &answer, std::stop_token stop) override;

    /// What ended the batch where finished() had no chance to say it.
    [[nodiscard]] const Result<> &outcome() const noexcept { return m_outcome; }

private:
    /// True where @p read was answered without a request.
    bool answeredAtOnce(const ContentRead &read);
    [[nodiscard]] http::Request request(const ContentRead &read) const;
    Result<> handOver(const ContentRead &read, Result<http::Response> answer);
    bool keep(Result<> outcome);

    ReadSource &m_source;
    const oci::RepositoryName &m_repository;
    ContentReader &m_reader;
    Channel &m_channel;
    Scopes m_scopes;
    QByteArray m_authorization;
    std::stop_token m_stop;
    quint64 m_lastTicket = 0;
    std::unordered_map<quint64, ContentRead> m_inFlight;
    bool m_signInFailed = false;
    Result<> m_outcome = Done{};
};

} // namespace registry
