#include "tests/app/connections/attacks.h"

#include <QTest>

#include "app/connections/session.h"
#include "app/doctor/examination.h"
#include "tests/app/connections/operations.h"
#include "tests/app/http/httptesting.h"

namespace attacks {

using namespace Qt::StringLiterals;
using connections::Connection;
using credentials::SessionStore;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

namespace {

const QByteArray user("maria");
const QByteArray password("pw7Kq-9wXz-canary");
const QByteArray token("tok4Lm-2vBn-canary");
const QByteArray refreshToken("ref8Rt-5yHj-canary");
const QByteArray proxyUser("peter");
const QByteArray proxyPassword("px3Dc-6gFs-canary");
const QByteArray neighbourUser("nora");
const QByteArray neighbourPassword("ng8Wb-4hTr-canary");
const QByteArray othersToken("of-somebody-else"); ///< for whoever shows no password of hers

support::ServerTls tlsOf(support::Certificates &certificates)
{
    const support::Identity identity = certificates.server();
    return {identity.certificateFile, identity.keyFile};
}

/// What stands in the middle of an encoding of @p bytes, whatever comes before and after.
QByteArrayList encodings(const QByteArray &bytes)
{
    QByteArrayList all{bytes, bytes.toHex(), bytes.toPercentEncoding({}, "-")};
    for (int offset = 0; offset < 3; ++offset) {
        const QByteArray encoded = QByteArray(QByteArray(offset, 'x') + bytes).toBase64(QByteArray::OmitTrailingEquals);
        all.append(encoded.mid(offset == 0 ? 0 : 4).chopped(2));
    }
    return all;
}

void keep(SessionStore &store, const QString &id, const QByteArray &name, const QByteArray &secret)
{
    QVERIFY(store.store(id, {QString::fromUtf8(name), base::Secret(QByteArray(secret.data(), secret.size()))}, {}));
}

} // namespace

Loot::Loot(const QByteArray &name, const QByteArray &secret, const QByteArrayList &others)
    : m_basic("Basic " + QByteArray(name + ':' + secret).toBase64())
{
    m_needles = encodings(secret);
    m_needles.append(QByteArray(name + ':' + secret).toBase64());
    for (const QByteArray &other : others)
        m_needles.append(encodings(other));
}

QByteArray Loot::foundIn(const ReceivedRequest &request) const
{
    for (const QByteArray &needle : m_needles) {
        if (request.head.contains(needle) || request.body.contains(needle))
            return needle;
    }
    return {};
}

Stage::Stage(support::Certificates &certificates)
    : m_certificates(certificates)
    , m_loot(user, password, {token, refreshToken})
    , m_proxyLoot(proxyUser, proxyPassword, {})
    , m_neighbour(neighbourUser, neighbourPassword, {})
    , m_secure(tlsOf(certificates))
    , m_tokens(tlsOf(certificates))
    , m_attacker(tlsOf(certificates))
{
    for (ScriptedServer *server : {&m_secure, &m_plain})
        server->answer({"", "/", true}, [this](const ReceivedRequest &request) { return registryAnswer(request); });
    for (ScriptedServer *server : {&m_attacker, &m_plainAttacker})
        server->answer({"", "", true}, [this](const ReceivedRequest &request) { return lure(request); });
    m_tokens.answer({"", "/", true}, Answer::ok("{\"token\":\"" + token + "\",\"expires_in\":300}"));
    for (ScriptedServer *server : {&m_hub.registry(), &m_hub.tokens()})
        server->answer({"", "/", true}, [this](const ReceivedRequest &request) { return registryAnswer(request); });
    m_hub.strangers().answer({"", "", true}, [this](const ReceivedRequest &request) { return lure(request); });
}

Scenario Stage::current()
{
    const std::lock_guard lock(m_mutex);
    return m_scenario;
}

ScriptedServer &Stage::registry(const Scenario &scenario)
{
    return scenario.hub ? m_hub.registry() : scenario.secure ? m_secure : m_plain;
}

http::Origin Stage::origin(const Scenario &scenario)
{
    if (scenario.hub)
        return {true, scenario.hubName, 443};
    return {scenario.secure, "127.0.0.1", registry(scenario).port()};
}

QByteArray Stage::filled(QByteArray text, const Scenario &scenario) const
{
    if (scenario.hub)
        return text.replace("%A", "evil.example").replace("%P", "444").replace("%R", "registry-1.docker.io");
    const auto port = [](const ScriptedServer &server) { return QByteArray::number(server.port()); };
    const ScriptedServer &attacker = scenario.approved ? m_tokens : m_attacker;
    text.replace("%A", QByteArray("localhost:" + port(attacker)));
    text.replace("%P", port(attacker));
    text.replace("%Q", port(m_plainAttacker));
    text.replace("%R", QByteArray("127.0.0.1:" + port(scenario.secure ? m_secure : m_plain)));
    return text.replace("%H", scenario.spelling);
}

Answer Stage::registryAnswer(const ReceivedRequest &request)
{
    const Scenario scenario = current();
    const QByteArray elsewhere = filled(scenario.place, scenario);
    if (request.path() == "/token") {
        if (scenario.road == Road::TokenRedirect)
            return Answer::redirect(elsewhere, scenario.status);
        if (scenario.tokenByPost && request.method == "GET")
            return Answer::withStatus(405);
        if (m_loot.foundIn(request).isEmpty())
            return Answer::ok("{\"token\":\"" + othersToken + "\"}");
        const QByteArray line = scenario.tokenWithLine ? R"(\r\nX-Evil: 1)" : "";
        return Answer::ok("{\"token\":\"" + token + line + "\",\"refresh_token\":\"" + refreshToken
                          + "\",\"expires_in\":300}");
    }
    const QByteArray authorization = request.header("Authorization");
    const bool isSignedIn = authorization == m_loot.basic() || authorization == "Bearer " + token;
    const bool leadsAway = scenario.road == Road::Redirect && request.path() != "/v2/";
    if (leadsAway && (isSignedIn || scenario.early))
        return Answer::redirect(elsewhere, scenario.status);
    if (!isSignedIn) {
        QByteArray challenge = scenario.bearer
            ? "Bearer realm=\"" + (scenario.hub ? "https://auth.docker.io/token" : registry(scenario).url("/token"))
                + "\",service=\"r\""
            : QByteArray("Basic realm=\"r\"");
        if (scenario.road == Road::Realm)
            challenge = filled(scenario.challenge, scenario);
        return Answer::withStatus(401, "{}", {{"WWW-Authenticate", challenge}});
    }
    return content(request, scenario);
}

Answer Stage::content(const ReceivedRequest &request, const Scenario &scenario) const
{
    const QByteArray elsewhere = filled(scenario.place, scenario);
    Answer answer = operations::registryAnswer(request, filled("https://%A/layer", scenario));
    if (scenario.road == Road::Link && answer.status == 200)
        answer.headers.emplace_back("Link", '<' + elsewhere + ">; rel=\"next\"");
    if (scenario.road == Road::Location && request.method == "POST")
        answer.headers = {{"Location", elsewhere}};
    if (scenario.road == Road::ForeignLayer && request.path().contains("/blobs/"))
        return Answer::withStatus(404);
    return answer;
}

Answer Stage::lure(const ReceivedRequest &request)
{
    const Scenario scenario = current();
    if (scenario.road == Road::Proxy && request.method == "CONNECT")
        return request.count("Proxy-Authorization") > 0
            ? Answer::withStatus(403)
            : Answer::withStatus(407, {}, {{"Proxy-Authenticate", "Basic realm=\"p\""}});
    switch (scenario.lure) {
    case Lure::Token:
        break;
    case Lure::Basic:
        return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"r\""}});
    case Lure::Bearer:
        return Answer::withStatus(401, "{}",
                                  {{"WWW-Authenticate", filled("Bearer realm=\"https://%A/token\"", scenario)}});
    case Lure::Windows:
        return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Negotiate"}, {"WWW-Authenticate", "NTLM"}});
    case Lure::BackToTheRegistry:
        return Answer::redirect(
            filled(scenario.secure ? "https://%R/v2/a/b/tags/list" : "http://%R/v2/a/b/tags/list", scenario),
            scenario.status);
    case Lure::Onwards:
        return Answer::redirect(filled("https://127.0.0.1:%P/y", scenario), scenario.status);
    }
    return Answer::ok(R"({"token":"from-the-attacker","access_token":"from-the-attacker","tags":[]})");
}

Connection Stage::connectionTo(const http::Origin &origin, bool hub) const
{
    auto connection = Connection::toHost(
        origin, origin.secure ? connections::SchemeChoice::Https : connections::SchemeChoice::Http);
    connection.tls.extraRoots = {hub ? m_hub.rootPem() : m_certificates.rootPem()};
    if (hub)
        connection.proxy = QString::fromLatin1(m_hub.proxy().url());
    return connection;
}

/// Signs in and works.
void Stage::open(const Scenario &scenario, Outcome &outcome)
{
    const auto store = std::make_shared<SessionStore>();
    Connection connection = connectionTo(origin(scenario), scenario.hub);
    connection.user = QString::fromUtf8(user);
    if (scenario.approved)
        connection.approvedRealms = {QString::fromLatin1(filled("https://%A", scenario))};
    keep(*store, connection.id, user, password);
    if (scenario.road == Road::Proxy) {
        connection.proxy = QString::fromLatin1(m_plainAttacker.url()).chopped(1);
        connection.proxyUser = QString::fromUtf8(proxyUser);
        keep(*store, connection.proxySecretId(), proxyUser, proxyPassword);
    }
    httptesting::HastyClock clock;
    if (scenario.byDoctor) {
        const doctor::Patient patient{.connection = connection, .credentials = store, .path = u"a/b"_s};
        QVERIFY(!doctor::Examination(patient, {}, {}, clock).run().checks.empty());
    } else {
        const auto session = connections::Session::open(connection, store, {}, clock);
        QVERIFY2(session, scenario.describe().constData());
        operations::operate((*session)->registry(), scenario.operation);
    }
    if (scenario.road == Road::Alias)
        openNeighbour(scenario, store, outcome);
}

void Stage::openNeighbour(const Scenario &scenario, const std::shared_ptr<SessionStore> &store, Outcome &outcome)
{
    const Result<http::Url> place = http::Url::parse(scenario.place);
    const http::Origin elsewhere = scenario.hub ? place ? place->origin() : http::Origin{true, "docker.io", 443}
                                                : http::Origin{true, "localhost", m_attacker.port()};
    Connection neighbour = connectionTo(elsewhere, scenario.hub);
    if (scenario.neighbourSignsIn) {
        neighbour.user = QString::fromUtf8(neighbourUser);
        keep(*store, neighbour.id, neighbourUser, neighbourPassword);
    }
    const std::array owners{&registry(scenario), &m_hub.tokens()};
    std::array<std::size_t, 2> before{};
    std::transform(owners.begin(), owners.end(), before.begin(),
                   [](const ScriptedServer *server) { return server->requests().size(); });
    httptesting::HastyClock clock;
    const auto session = connections::Session::open(neighbour, store, {}, clock);
    QVERIFY2(session, scenario.describe().constData());
    operations::operate((*session)->registry(), scenario.operation);
    for (std::size_t number = 0; number < owners.size(); ++number) {
        const std::vector<ReceivedRequest> requests = owners[number]->requests();
        for (std::size_t one = before[number]; one < requests.size(); ++one) {
            if (!m_loot.foundIn(requests[one]).isEmpty())
                outcome.leaks.append(requests[one].head + requests[one].body);
        }
    }
}

int Stage::count(const ScriptedServer &server, std::size_t from, const IsApproved &isApproved, Outcome &outcome) const
{
    const std::vector<ReceivedRequest> requests = server.requests();
    int with = 0;
    for (std::size_t number = from; number < requests.size(); ++number) {
        const ReceivedRequest &request = requests[number];
        with += !m_loot.foundIn(request).isEmpty();
        const bool isStrange = isApproved(request) ? !m_proxyLoot.foundIn(request).isEmpty() : isLeak(request);
        if (isStrange || request.count("X-Evil") > 0)
            outcome.leaks.append(request.head + request.body);
    }
    return with;
}

/// Whether @p request, which somebody saw who was not approved, holds what was not meant for him.
bool Stage::isLeak(const ReceivedRequest &request) const
{
    const QByteArray authorization = request.header("Authorization");
    const bool isNeighbours = authorization == m_neighbour.basic() || authorization == "Bearer " + othersToken;
    return (request.count("Authorization") > 0 && !isNeighbours) || request.count("Cookie") > 0
        || !m_loot.foundIn(request).isEmpty();
}

Outcome Stage::play(const Scenario &scenario)
{
    {
        const std::lock_guard lock(m_mutex);
        m_scenario = scenario;
    }
    Outcome outcome;
    const IsApproved always = [](const ReceivedRequest &) { return true; };
    const IsApproved never = [](const ReceivedRequest &) { return false; };
    const IsApproved where = [&scenario](const ReceivedRequest &) { return scenario.approved; };
    // Whose name is built in; where it is not the registry that says so, only for a token.
    const IsApproved forTokens = [&scenario](const ReceivedRequest &request) {
        return scenario.road == Road::Realm || request.path() == "/token";
    };
    // A realm may have the password on the registry's own host, on whatever port.
    const IsApproved onThatHost = [&scenario](const ReceivedRequest &request) {
        return scenario.road == Road::Realm && request.header("Host") == "registry-1.docker.io:444";
    };
    struct Watch
    {
        const ScriptedServer &server;
        const IsApproved &isApproved;
        int *with; ///< counts requests with secrets; null: it is an attacker, and all count
        std::size_t from = server.requests().size();
    };
    const std::array watches{Watch{m_secure, always, &outcome.atRegistry},
                             Watch{m_plain, always, &outcome.atRegistry},
                             Watch{m_hub.registry(), always, &outcome.atRegistry},
                             Watch{m_tokens, where, &outcome.atApproved},
                             Watch{m_hub.tokens(), forTokens, &outcome.atApproved},
                             Watch{m_attacker, never, nullptr},
                             Watch{m_plainAttacker, never, nullptr},
                             Watch{m_hub.strangers(), onThatHost, nullptr}};
    const std::size_t proxied = m_hub.proxy().requests().size();
    open(scenario, outcome);
    for (const Watch &watch : watches) {
        const int with = count(watch.server, watch.from, watch.isApproved, outcome);
        if (watch.with)
            *watch.with += with;
        else
            outcome.atAttackers += int(watch.server.requests().size() - watch.from);
    }
    const std::vector<ReceivedRequest> heads = m_hub.proxy().requests();
    for (std::size_t number = proxied; number < heads.size(); ++number) {
        if (isLeak(heads[number]))
            outcome.leaks.append(heads[number].head);
    }
    return outcome;
}

void prove(int count, unsigned seed)
{
    qInfo("%d scenarios, seed %u", count, seed);
    support::Certificates certificates;
    const QTemporaryDir nothing;
    qputenv("SSL_CERT_FILE", certificates.rootFile().toLocal8Bit()); // the system's roots take 40 ms a connection
    qputenv("SSL_CERT_DIR", nothing.path().toLocal8Bit());
    std::mt19937 random(seed);
    std::unique_ptr<Stage> stage;
    Outcome sum;
    for (int number = 0; number < count; ++number) {
        if (number % 50 == 0)
            stage = std::make_unique<Stage>(certificates);
        const Scenario scenario = Scenario::drawn(random);
        const Outcome outcome = stage->play(scenario);
        const QByteArray what = QByteArray::number(number) + ": " + scenario.describe();
        QVERIFY2(outcome.leaks.isEmpty(), QByteArray(what + '\n' + outcome.leaks.join('\n')).constData());
        const bool hasOwnSignIn = scenario.road != Road::Realm && scenario.road != Road::Proxy
            && (scenario.road != Road::Redirect || !scenario.early);
        if (hasOwnSignIn || scenario.approved)
            QVERIFY2(outcome.atRegistry > 0, what.constData());
        if (scenario.approved)
            QVERIFY2(outcome.atApproved > 0, what.constData());
        if (scenario.road == Road::ForeignLayer)
            QVERIFY2(outcome.atAttackers == 0, what.constData());
        sum.atAttackers += outcome.atAttackers;
        sum.atRegistry += outcome.atRegistry;
        sum.atApproved += outcome.atApproved;
    }
    qInfo("%d requests at attackers, none with a secret; with credentials: %d at the registry, %d at approved realms",
          sum.atAttackers, sum.atRegistry, sum.atApproved);
    QVERIFY(sum.atAttackers > count / 10);
    QVERIFY(sum.atApproved > 0);
}

} // namespace attacks
