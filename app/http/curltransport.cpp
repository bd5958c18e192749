#include "app/http/curltransport.h"

#include <mutex>

#include "app/http/batchrun.h"
#include "app/http/transportcore.h"

namespace http {

namespace {

/// A batch of one.
class OneRequest final : public BatchSource
{
public:
    explicit OneRequest(Request request)
        : m_request(std::move(request))
    { }

    base::Pull<BatchItem> next() override
    {
        if (!m_request)
            return base::End();
        BatchItem item{*std::move(m_request), 0};
        m_request.reset();
        return item;
    }

    Result<> finished(quint64, Result<Response> answer) override
    {
        m_answer = std::move(answer);
        return Done{};
    }

    std::optional<Result<Response>> takeAnswer() { return std::move(m_answer); }

private:
    std::optional<Request> m_request;
    std::optional<Result<Response>> m_answer;
};

void startCurl()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

} // namespace

class CurlTransport::Private
{
public:
    Private(TransportSettings settings, base::Clock &clock)
        : core(std::move(settings), clock)
    { }

    TransportCore core;
};

CurlTransport::CurlTransport(TransportSettings settings, base::Clock &clock)
{
    startCurl();
    d = std::make_unique<Private>(std::move(settings), clock);
}

CurlTransport::~CurlTransport() = default;

Result<Response> CurlTransport::send(Request request, std::stop_token stop)
{
    OneRequest one(std::move(request));
    Result<> run = BatchRun(d->core, one, std::move(stop)).run();
    // An answer that is in is told even where the stop asked meanwhile: it may be that of a change.
    if (std::optional<Result<Response>> answer = one.takeAnswer())
        return *std::move(answer);
    return base::fail(run ? base::cancelled() : std::move(run).error());
}

Result<> CurlTransport::run(BatchSource &source, std::stop_token stop)
{
    return BatchRun(d->core, source, std::move(stop)).run();
}

const Transcript &CurlTransport::transcript() const
{
    return d->core.transcript();
}

TransportCounters CurlTransport::counters() const
{
    return d->core.counters();
}

std::shared_ptr<const PeerChain> CurlTransport::peerChain(const Origin &origin) const
{
    return d->core.host(origin).peerChain();
}

ConnectionTimes CurlTransport::connectionTimes(const Origin &origin) const
{
    return d->core.host(origin).connectionTimes();
}

} // namespace http
