#include "tests/app/connections/attacks.h"

#include <QTest>

#include "app/connections/session.h"
#include "app/credentials/sessionstore.h"
#include "app/doctor/examination.h"
#include "tests/app/connections/operations.h"
#include "tests/app/http/httptesting.h"

namespace attacks {

using namespace Qt::StringLiterals;
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
    , m_secure(tlsOf(certificates))
    , m_tokens(tlsOf(certificates))
    , m_attacker(tlsOf(certificates))
{
    for (ScriptedServer *server : {&m_secure, &m_plain})
        server->answer({"", "/", true}, [this](const ReceivedRequest &request) { return registryAnswer(request); });
    for (ScriptedServer *server : {&m_attacker, &m_plainAttacker})
        server->answer({"", "", true}, [this](const ReceivedRequest &request) { return lure(request); });
    m_tokens.answer({"", "/", true}, Answer::ok("{\"token\":\"" + token + "\",\"expires_in\":300}"));
}

Scenario Stage::current()
{
    const std::lock_guard lock(m_mutex);
    return m_scenario;
}

ScriptedServer &Stage::registry(const Scenario &scenario)
{
    return scenario.secure ? m_secure : m_plain;
}

QByteArray Stage::filled(QByteArray text, const Scenario &scenario) const
{
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
        return Answer::ok("{\"token\":\"" + token + "\",\"refresh_token\":\"" + refreshToken
                          + "\",\"expires_in\":300}");
    }
    const QByteArray authorization = request.header("Authorization");
    const bool isSignedIn = authorization == m_loot.basic() || authorization == "Bearer " + token;
    const bool leadsAway = scenario.road == Road::Redirect && request.path() != "/v2/";
    if (leadsAway && (isSignedIn || scenario.early))
        return Answer::redirect(elsewhere, scenario.status);
    if (!isSignedIn) {
        QByteArray challenge = scenario.bearer
            ? "Bearer realm=\"" + registry(scenario).url("/token") + "\",service=\"r\""
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
    case Lure::BackToTheRegistry:
        return Answer::redirect(registry(scenario).url("/v2/a/b/tags/list"), scenario.status);
    case Lure::Onwards:
        return Answer::redirect(filled("https://127.0.0.1:%P/y", scenario), scenario.status);
    }
    return Answer::ok(R"({"token":"from-the-attacker","access_token":"from-the-attacker","tags":[]})");
}

/// Signs in and works; with Road::Alias also over a second connection that shares the store and nothing else.
void Stage::open(const Scenario &scenario)
{
    const auto store = std::make_shared<credentials::SessionStore>();
    const http::Origin origin{scenario.secure, "127.0.0.1", registry(scenario).port()};
    auto connection = connections::Connection::toHost(
        origin, scenario.secure ? connections::SchemeChoice::Https : connections::SchemeChoice::Http);
    connection.user = QString::fromUtf8(user);
    connection.tls.extraRoots = {m_certificates.rootPem()};
    if (scenario.approved)
        connection.approvedRealms = {QString::fromLatin1(filled("https://%A", scenario))};
    const auto keep = [&store](const QString &id, const QByteArray &name, const QByteArray &secret) {
        const auto kept
            = store->store(id, {QString::fromUtf8(name), base::Secret(QByteArray(secret.data(), secret.size()))}, {});
        QVERIFY(kept);
    };
    keep(connection.id, user, password);
    if (scenario.road == Road::Proxy) {
        connection.proxy = QString::fromLatin1(m_plainAttacker.url()).chopped(1);
        connection.proxyUser = QString::fromUtf8(proxyUser);
        keep(connection.proxySecretId(), proxyUser, proxyPassword);
    }
    httptesting::HastyClock clock;
    if (scenario.byDoctor) {
        const doctor::Patient patient{.connection = connection, .credentials = store, .path = u"a/b"_s};
        QVERIFY(!doctor::Examination(patient, {}, {}, clock).run().checks.empty());
        return;
    }
    const auto session = connections::Session::open(connection, store, {}, clock);
    QVERIFY2(session, scenario.describe().constData());
    operations::operate((*session)->registry(), scenario.operation);
    if (scenario.road != Road::Alias)
        return;
    auto other
        = connections::Connection::toHost({true, "localhost", m_attacker.port()}, connections::SchemeChoice::Https);
    other.tls.extraRoots = {m_certificates.rootPem()};
    const auto stranger = connections::Session::open(other, store, {}, clock);
    QVERIFY(stranger);
    operations::operate((*stranger)->registry(), scenario.operation);
}

void Stage::count(ScriptedServer &server, std::size_t from, bool isApproved, int &with, Outcome &outcome) const
{
    const std::vector<ReceivedRequest> requests = server.requests();
    for (std::size_t number = from; number < requests.size(); ++number) {
        const ReceivedRequest &request = requests[number];
        const QByteArray found = m_loot.foundIn(request);
        if (!isApproved || !found.isEmpty())
            ++with;
        const bool isStrange
            = !isApproved && (!found.isEmpty() || request.count("Authorization") + request.count("Cookie") > 0);
        if (isStrange || request.count("X-Evil") > 0 || (isApproved && !m_proxyLoot.foundIn(request).isEmpty()))
            outcome.leaks.append(request.head + request.body);
    }
}

Outcome Stage::play(const Scenario &scenario)
{
    {
        const std::lock_guard lock(m_mutex);
        m_scenario = scenario;
    }
    std::vector<std::size_t> before;
    const std::array servers{&m_secure, &m_plain, &m_tokens, &m_attacker, &m_plainAttacker};
    before.reserve(servers.size());
    for (const ScriptedServer *server : servers)
        before.push_back(server->requests().size());
    open(scenario);
    Outcome outcome;
    count(m_secure, before[0], true, outcome.atRegistry, outcome);
    count(m_plain, before[1], true, outcome.atRegistry, outcome);
    count(m_tokens, before[2], scenario.approved, outcome.atApproved, outcome);
    count(m_attacker, before[3], false, outcome.atAttackers, outcome);
    count(m_plainAttacker, before[4], false, outcome.atAttackers, outcome);
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
