#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "app/base/clock.h"
#include "app/http/errormapping.h"
#include "app/http/mailbox.h"
#include "app/http/request.h"
#include "app/http/response.h"

namespace http {

class EasyHandle;
class Host;

/// One try of one request on the wire. Belongs to the caller's thread until it is posted to an engine and again from
/// the moment it lies in the mailbox; in between it belongs to the engine. What both touch is guarded by the mailbox.
class Transfer
{
public:
    enum class Ending
    {
        Answered, ///< `response` is complete
        Failed, ///< `error` says why
        Cancelled,
        Paused ///< not sent: the host asked for a pause, see Host::pausedUntil
    };

    explicit Transfer(Url url);

    /// Set by the caller before each try.
    const Request *request = nullptr;
    Host *host = nullptr;
    std::stop_token stop; ///< once it asks, the transfer is not started any more
    Mailbox *mailbox = nullptr;

    /// Set by the engine when it ends.
    Ending ending = Ending::Failed;
    Response response;
    Error error;
    bool wasSent = false; ///< some of the request may have reached the server
    bool wasNotTaken = false; ///< see http::wasNotTaken
    base::Clock::TimePoint started{};

    /// Gets ready for a try; the caller has set the three pointers.
    void reset();

    /// What came for the sink since the last call. Any thread but the engine's; @p held tells whether the engine waits
    /// for room.
    [[nodiscard]] QByteArray takeBytes(bool &held);

private:
    friend class Engine;
    friend class EasyHandle;
    friend struct Callbacks;

    static constexpr qsizetype maxBytesForSink = 4 * 1024 * 1024;
    static constexpr qsizetype maxErrorBody = 1024 * 1024;
    static constexpr qsizetype maxHeaderBlock = 256 * 1024;

    [[nodiscard]] bool hasHead() const noexcept { return m_headersComplete && response.status >= 200; }
    [[nodiscard]] bool goesIntoSink() const noexcept { return request->sink && response.isSuccess(); }
    [[nodiscard]] bool isHeld() const;
    bool resume(base::Clock::TimePoint now); ///< false where it was not held
    void enter(Stage stage, base::Clock::TimePoint now);

    std::unique_ptr<EasyHandle> m_easy; ///< while it is in the multi handle
    Stage m_stage = Stage::Waiting;
    base::Clock::TimePoint m_since{}; ///< start of the clock that runs in this stage
    std::optional<base::Clock::TimePoint> m_totalSince;
    qint64 m_bytesSince = 0; ///< received since m_since, for the idle clock
    qsizetype m_headerBytes = 0;
    bool m_headersComplete = false;
    bool m_cutShort = false; ///< the body of an error is long enough
    bool m_unreadable = false; ///< the body of an error came in a coding we did not ask for; left out
    bool m_held = false; ///< the sink or the caller has no room; guarded by the mailbox
    bool m_listed = false; ///< in Mailbox::withBytes; guarded by the mailbox
    QByteArray m_forSink; ///< guarded by the mailbox
    std::optional<Error> m_ownError; ///< why a callback of ours ended the transfer
    std::size_t m_index = 0; ///< in the engine's list
};

} // namespace http
