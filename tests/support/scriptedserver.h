#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <QByteArray>
#include <QString>

#include "tests/support/gate.h"

namespace support {

using HeaderFields = std::vector<std::pair<QByteArray, QByteArray>>;

/// A request as it came over the wire.
struct ReceivedRequest
{
    QByteArray method;
    QByteArray target; ///< byte for byte, with its query
    HeaderFields headers; ///< in order, names as they were written
    QByteArray body; ///< without its chunked framing
    QByteArray head; ///< request line and fields as received, with the empty line
    int connection = 0; ///< 1 for the first that was accepted

    [[nodiscard]] QByteArray path() const; ///< without the query
    [[nodiscard]] QByteArray header(QByteArrayView name) const; ///< the first, or empty; the name in any case
    [[nodiscard]] int count(QByteArrayView name) const; ///< how many lines have that name
};

/// How the body of an answer ends.
enum class Framing
{
    Length, ///< Content-Length
    Chunked,
    Close ///< HTTP/1.0 style: the end is the end of the connection
};

/// Ends the connection in the middle of an answer. `after` counts bytes of the head or of the framed body.
struct Cut
{
    enum class Where
    {
        Head,
        Body
    };
    Where where = Where::Head;
    qint64 after = 0;
    bool reset = false; ///< RST instead of FIN
};

/// What the server does with one request. A plain value; every field has a harmless default.
struct Answer
{
    static Answer ok(QByteArray body, QByteArray contentType = "application/json");
    static Answer withStatus(int status, QByteArray body = {}, HeaderFields headers = {});
    static Answer redirect(QByteArray location, int status = 307);
    /// @p bytes are the whole answer, byte for byte.
    static Answer raw(QByteArray bytes);
    /// The request is read and never answered; the connection stays until the client closes it.
    static Answer silence();
    /// The connection ends without a byte.
    static Answer hangUp(bool reset = false);

    int status = 200;
    HeaderFields headers;
    QByteArray body;
    Framing framing = Framing::Length;
    QByteArray rawBytes; ///< sent instead of all of the above where it is not empty

    std::shared_ptr<Gate> gate; ///< waits for it before `gateAfter` bytes of the answer are out
    qint64 gateAfter = 0;
    std::optional<Cut> cut;
    qint64 dripSize = 0; ///< sends so many bytes at once; 0: all
    std::chrono::milliseconds dripPause{0};
    bool closeAfter = false; ///< closes the connection once the answer is out, without announcing it
    bool beforeBody = false; ///< answers as soon as the head of the request is in; implies the end of the connection
    bool silent = false;

    /// The status line and fields that go out for a request of @p method.
    [[nodiscard]] QByteArray headBytes(QByteArrayView method) const;
    /// The body with its framing; empty for HEAD, 204 and 304.
    [[nodiscard]] QByteArray bodyBytes(QByteArrayView method) const;
};

/// Which requests a rule is for.
struct Match
{
    QByteArray method; ///< empty: any
    QByteArray path; ///< compared with the path, or with the whole target where it holds a `?`
    bool prefix = false; ///< the path begins so
    int nth = 0; ///< only the n-th request that matches, from 1; 0: each

    [[nodiscard]] bool fits(const ReceivedRequest &request) const;
};

/// The certificate of a TLS server and what it asks of its clients.
struct ServerTls
{
    QString certificateFile; ///< PEM, leaf first
    QString keyFile;
    QString clientRootFile{}; ///< wants a client certificate of these roots; empty: none
    int maxVersion = 0; ///< OpenSSL's TLS1_1_VERSION …; 0: the newest
};

/// A real HTTP/1.1 server on a free loopback port, with scripted answers; keeps every request. Any thread; destroying
/// it ends every connection and waits for its threads.
class ScriptedServer final
{
public:
    using Handler = std::function<Answer(const ReceivedRequest &)>;

    explicit ScriptedServer(std::optional<ServerTls> tls = std::nullopt);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer &) = delete;
    ScriptedServer &operator=(const ScriptedServer &) = delete;

    /// The rule that was added last and fits wins; a request that fits none is answered with 404.
    void answer(Match match, Answer answer);
    void answer(Match match, Handler handler); ///< called on the threads of connections, several at once
    /// `answer({"GET", path}, Answer::ok(body))`
    void serve(QByteArray path, QByteArray body, QByteArray contentType = "application/json");

    [[nodiscard]] quint16 port() const noexcept;
    [[nodiscard]] QByteArray url(QByteArrayView target = "/") const; ///< `http(s)://127.0.0.1:port/…`

    [[nodiscard]] std::vector<ReceivedRequest> requests() const;
    [[nodiscard]] std::vector<ReceivedRequest> requestsTo(QByteArrayView path) const;
    [[nodiscard]] int connections() const; ///< accepted so far
    [[nodiscard]] int openConnections() const;
    [[nodiscard]] int maxOpenConnections() const;
    /// How many connections at once, at the most, had been accepted and not been answered to the last bytes: what a
    /// client that waits for an answer before it opens another connection can rely on.
    [[nodiscard]] int maxUnanswered() const;
    /// Blocks until @p count requests are in or @p limit is over; true where they are.
    bool waitForRequests(std::size_t count, std::chrono::milliseconds limit = std::chrono::seconds(60)) const;
    /// Ends every open connection with a reset, as a server does that is restarted; keeps listening.
    void dropConnections();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace support
