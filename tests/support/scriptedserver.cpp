#include "tests/support/scriptedserver.h"

#include <algorithm>
#include <mutex>

#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/channel.h"
#include "tests/support/exchange.h"

namespace support {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 429:
        return "Too Many Requests";
    case 503:
        return "Service Unavailable";
    default:
        return "Scripted";
    }
}

bool hasNoBody(QByteArrayView method, int status)
{
    return method == "HEAD" || status == 204 || status == 304 || status < 200;
}

} // namespace

QByteArray ReceivedRequest::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.first(query);
}

QByteArray ReceivedRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (sameName(key, name))
            return value;
    }
    return {};
}

int ReceivedRequest::count(QByteArrayView name) const
{
    return static_cast<int>(
        std::ranges::count_if(headers, [&](const auto &field) { return sameName(field.first, name); }));
}

Answer Answer::ok(QByteArray body, QByteArray contentType)
{
    Answer answer;
    answer.headers.emplace_back("Content-Type", std::move(contentType));
    answer.body = std::move(body);
    return answer;
}

Answer Answer::withStatus(int status, QByteArray body, HeaderFields headers)
{
    Answer answer;
    answer.status = status;
    answer.headers = std::move(headers);
    answer.body = std::move(body);
    return answer;
}

Answer Answer::redirect(QByteArray location, int status)
{
    return withStatus(status, {}, {{"Location", std::move(location)}});
}

Answer Answer::raw(QByteArray bytes)
{
    Answer answer;
    answer.rawBytes = std::move(bytes);
    return answer;
}

Answer Answer::silence()
{
    Answer answer;
    answer.silent = true;
    return answer;
}

Answer Answer::hangUp(bool reset)
{
    Answer answer;
    answer.cut = Cut{Cut::Where::Head, 0, reset};
    return answer;
}

QByteArray Answer::headBytes(QByteArrayView method) const
{
    if (!rawBytes.isEmpty())
        return rawBytes;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    const bool ownLength
        = std::ranges::any_of(headers, [](const auto &field) { return sameName(field.first, "Content-Length"); });
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    if (framing == Framing::Chunked)
        head += "Transfer-Encoding: chunked\r\n";
    else if (framing == Framing::Close)
        head += "Connection: close\r\n";
    else if (!ownLength && status >= 200 && status != 204 && status != 304)
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    Q_UNUSED(method) // the head of a HEAD is that of a GET
    return head + "\r\n";
}

QByteArray Answer::bodyBytes(QByteArrayView method) const
{
    if (!rawBytes.isEmpty() || hasNoBody(method, status))
        return {};
    if (framing != Framing::Chunked)
        return body;
    QByteArray framed;
    if (!body.isEmpty())
        framed += QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n";
    return framed + "0\r\n\r\n";
}

bool Match::fits(const ReceivedRequest &request) const
{
    if (!method.isEmpty() && method != request.method)
        return false;
    const QByteArray subject = path.contains('?') ? request.target : request.path();
    return prefix ? subject.startsWith(path) : subject == path;
}

class ScriptedServer::Private
{
public:
    explicit Private(std::optional<ServerTls> tls)
        : context(tls ? serverContext(*tls) : SslContext())
        , listener(listenOnLoopback())
        , acceptor([this](std::stop_token stop) { acceptAll(stop); })
    { }
    ~Private();

    struct Rule
    {
        Match match;
        std::optional<Answer> fixed;
        Handler handler; ///< where nothing is fixed
        int seen = 0;
    };
    struct Connection
    {
        explicit Connection(int descriptor)
            : channel(descriptor)
        { }

        Channel channel;
        std::atomic<bool> reset = false; ///< dropConnections() wants it to end so
        bool owes = false; ///< an answer, up to its last bytes; guarded by the server's mutex
        std::atomic<bool> ended = false;
        std::jthread thread; ///< last: joined before the channel goes
    };

    void add(Rule rule);
    [[nodiscard]] int open() const; ///< with the mutex held

    const SslContext context;
    const Listener listener;
    mutable std::mutex mutex; ///< guards all below
    mutable std::condition_variable changed;
    std::vector<Rule> rules;
    std::vector<ReceivedRequest> requests;
    std::list<Connection> connections;
    int accepted = 0;
    int maxOpen = 0;
    int unanswered = 0; ///< connections that are owed an answer
    int maxUnanswered = 0;

private:
    void acceptAll(std::stop_token stop);
    void serve(Connection &connection, int number, std::stop_token stop);
    void setOwes(Connection &connection, bool owes); ///< with the mutex held
    void settle(Connection &connection);
    Rule ruleFor(const ReceivedRequest &request);
    void record(Connection &connection, const ReceivedRequest &request);

    std::jthread acceptor; ///< last: runs only while all of the above is there
};

ScriptedServer::Private::~Private()
{
    acceptor.request_stop();
    ::shutdown(listener.descriptor, SHUT_RDWR);
    acceptor.join();
    ::close(listener.descriptor);
    for (Connection &connection : connections) {
        connection.thread.request_stop();
        connection.channel.interrupt(true);
    }
}

void ScriptedServer::Private::add(Rule rule)
{
    const std::lock_guard lock(mutex);
    rules.push_back(std::move(rule));
}

int ScriptedServer::Private::open() const
{
    return static_cast<int>(std::ranges::count_if(connections, [](const Connection &one) { return !one.ended; }));
}

void ScriptedServer::Private::setOwes(Connection &connection, bool owes)
{
    if (connection.owes == owes)
        return;
    connection.owes = owes;
    unanswered += owes ? 1 : -1;
    maxUnanswered = std::max(maxUnanswered, unanswered);
}

void ScriptedServer::Private::settle(Connection &connection)
{
    const std::lock_guard lock(mutex);
    setOwes(connection, false);
}

void ScriptedServer::Private::acceptAll(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        const int descriptor = ::accept4(listener.descriptor, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        const std::lock_guard lock(mutex);
        std::erase_if(connections, [](const Connection &one) { return one.ended.load(); });
        Connection &connection = connections.emplace_back(descriptor);
        ++accepted;
        maxOpen = std::max(maxOpen, open());
        setOwes(connection, true);
        connection.thread = std::jthread([this, &connection, number = accepted](std::stop_token own) {
            blockSigpipe();
            serve(connection, number, own);
            settle(connection);
            connection.channel.close(connection.reset);
            connection.ended = true;
        });
    }
}

ScriptedServer::Private::Rule ScriptedServer::Private::ruleFor(const ReceivedRequest &request)
{
    const std::lock_guard lock(mutex);
    for (Rule &rule : rules)
        rule.seen += rule.match.fits(request) ? 1 : 0;
    const auto found = std::find_if(rules.rbegin(), rules.rend(), [&](const Rule &rule) {
        return rule.match.fits(request) && (rule.match.nth == 0 || rule.match.nth == rule.seen);
    });
    return found != rules.rend() ? *found : Rule{{}, Answer::withStatus(404), {}, 0};
}

void ScriptedServer::Private::record(Connection &connection, const ReceivedRequest &request)
{
    const std::lock_guard lock(mutex);
    setOwes(connection, true);
    requests.push_back(request);
    changed.notify_all();
}

void ScriptedServer::Private::serve(Connection &connection, int number, std::stop_token stop)
{
    Channel &channel = connection.channel;
    if (context && !channel.startTls(context.get()))
        return;
    RequestReader reader(channel);
    while (std::optional<ReceivedRequest> request = reader.readHead()) {
        request->connection = number;
        const Rule rule = ruleFor(*request);
        const bool early = rule.fixed && rule.fixed->beforeBody;
        if (!early && !reader.readBody(*request))
            return;
        record(connection, *request);
        const Answer answer = rule.fixed ? *rule.fixed : rule.handler(*request);
        AnswerWriter writer(channel, answer, request->method);
        if (!writer.write(stop, [&] { settle(connection); }))
            return;
        if (early || answer.closeAfter || answer.framing == Framing::Close) {
            channel.finish();
            return;
        }
    }
}

ScriptedServer::ScriptedServer(std::optional<ServerTls> tls)
    : d(std::make_unique<Private>(std::move(tls)))
{ }

ScriptedServer::~ScriptedServer() = default;

void ScriptedServer::answer(Match match, Answer answer)
{
    d->add({std::move(match), std::move(answer), {}, 0});
}

void ScriptedServer::answer(Match match, Handler handler)
{
    d->add({std::move(match), std::nullopt, std::move(handler), 0});
}

void ScriptedServer::serve(QByteArray path, QByteArray body, QByteArray contentType)
{
    answer({"GET", std::move(path)}, Answer::ok(std::move(body), std::move(contentType)));
}

quint16 ScriptedServer::port() const noexcept
{
    return d->listener.port;
}

QByteArray ScriptedServer::url(QByteArrayView target) const
{
    return (d->context ? "https://127.0.0.1:" : "http://127.0.0.1:") + QByteArray::number(port())
        + target.toByteArray();
}

std::vector<ReceivedRequest> ScriptedServer::requests() const
{
    const std::lock_guard lock(d->mutex);
    return d->requests;
}

std::vector<ReceivedRequest> ScriptedServer::requestsTo(QByteArrayView path) const
{
    std::vector<ReceivedRequest> matching = requests();
    std::erase_if(matching, [&](const ReceivedRequest &request) { return request.path() != path; });
    return matching;
}

int ScriptedServer::connections() const
{
    const std::lock_guard lock(d->mutex);
    return d->accepted;
}

int ScriptedServer::openConnections() const
{
    const std::lock_guard lock(d->mutex);
    return d->open();
}

int ScriptedServer::maxOpenConnections() const
{
    const std::lock_guard lock(d->mutex);
    return d->maxOpen;
}

int ScriptedServer::maxUnanswered() const
{
    const std::lock_guard lock(d->mutex);
    return d->maxUnanswered;
}

bool ScriptedServer::waitForRequests(std::size_t count, std::chrono::milliseconds limit) const
{
    std::unique_lock lock(d->mutex);
    return d->changed.wait_for(lock, limit, [&] { return d->requests.size() >= count; });
}

void ScriptedServer::dropConnections()
{
    const std::lock_guard lock(d->mutex);
    for (Private::Connection &connection : d->connections) {
        connection.reset = true;
        connection.thread.request_stop();
        connection.channel.interrupt(false);
    }
}

} // namespace support
