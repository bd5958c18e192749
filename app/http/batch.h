#pragma once

#include <stop_token>

#include "app/base/pull.h"
#include "app/base/result.h"
#include "app/http/request.h"
#include "app/http/response.h"

namespace http {

/// One read of a batch. The ticket comes back with the answer.
struct BatchItem
{
    Request request;
    quint64 ticket = 0;
};

/// Where a batch pulls its reads from and hands their answers to. All calls come from the thread that runs the batch,
/// one at a time, so that an implementation needs no lock; next() and finished() never make a blocking call.
class BatchSource
{
public:
    virtual ~BatchSource() = default;

    /// A slot is free. Asked again after each answer where it said "nothing yet"; "nothing yet" with nothing in flight
    /// ends the batch.
    virtual base::Pull<BatchItem> next() = 0;
    /// The answer, of whatever status, or why there is none. An error ends the batch and becomes its result.
    virtual Result<> finished(quint64 ticket, Result<Response> answer) = 0;
    /// A 401 arrived. True where @p request was given better credentials and is to be sent once more, at most once
    /// for each read. The only call that may block (to fetch a token); what is in flight goes on meanwhile.
    virtual bool renewed(Request &request, const Response &answer, std::stop_token stop);
};

} // namespace http
