#pragma once

#include <memory>
#include <stop_token>

#include "app/http/batch.h"
#include "app/http/request.h"
#include "app/http/response.h"
#include "app/http/transcript.h"

namespace http {

/// Sends requests for one connection. Any thread; calls block until the answer is in, or soon after @p stop asked.
///
/// The contract, each line a test: redirects of reads are followed here, at most five, never to a weaker scheme,
/// without credentials once scheme, host or port changed; mutations follow none. A mutation is never sent twice: an
/// answer that got lost is UnknownOutcome. Reads have at most three tries, on network faults and 408, 429, 502, 503,
/// 504, never on TLS failures or an unknown host. A body is complete or the call fails.
class Transport
{
public:
    virtual ~Transport() = default;

    virtual Result<Response> send(Request request, std::stop_token stop) = 0;
    /// Makes many reads, as many at once as the host bears. Returns when the source ended and nothing is in flight.
    virtual Result<> run(BatchSource &source, std::stop_token stop) = 0;

    /// The last requests, redacted, oldest first.
    [[nodiscard]] virtual const Transcript &transcript() const = 0;
};

} // namespace http
