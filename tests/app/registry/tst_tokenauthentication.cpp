#include <QtTest>

#include "tests/app/registry/wire.h"
#include "tests/support/certificates.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/tokenserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace support;

namespace {

const QByteArray tagsPath = "/v2/payments/api/tags/list";
const QByteArray pullScope = "repository:payments/api:pull";

Answer tagsPage(const QByteArray &names)
{
    return Answer::ok(R"({"tags":[)" + names + "]}");
}

Answer challenge(const QByteArray &value, const QByteArray &code = "UNAUTHORIZED")
{
    return Answer::withStatus(401, R"({"errors":[{"code":")" + code + R"(","message":"sign in"}]})",
                              {{"WWW-Authenticate", value}, {"Content-Type", "application/json"}});
}

/// A registry that sends everybody without its newest token away, and its token server; both over TLS.
class GuardedRegistry
{
public:
    explicit GuardedRegistry(TokenServerSettings settings = {})
        : tokens(std::move(settings), tls())
        , registry(tls())
    {
        registry.answer({"", "/v2/", true}, [this](const ReceivedRequest &request) {
            const QByteArray authorization = request.header("Authorization");
            const std::lock_guard lock(m_mutex);
            if (!authorization.startsWith("Bearer ") || m_expired.contains(authorization))
                return challenge(bearer());
            m_last = authorization;
            return request.path() == "/v2/" ? Answer::ok("{}") : tagsPage(R"("latest")");
        });
    }

    /// The token that was accepted last is worth nothing from now on.
    void expire()
    {
        const std::lock_guard lock(m_mutex);
        m_expired.insert(m_last);
    }
    [[nodiscard]] QByteArray bearer() const
    {
        return "Bearer realm=\"" + tokens.realm() + "\",service=\"" + TokenServer::service() + "\",scope=\"" + pullScope
            + '"';
    }
    [[nodiscard]] wire::Settings signedIn() const
    {
        return {registry.url(), certificates.rootPem(), tokens.settings().user, tokens.settings().password};
    }
    [[nodiscard]] wire::Settings anonymous() const { return {registry.url(), certificates.rootPem()}; }

    Certificates certificates;
    TokenServer tokens;
    ScriptedServer registry;

private:
    ServerTls tls()
    {
        const Identity identity = certificates.server();
        return {identity.certificateFile, identity.keyFile};
    }

    std::mutex m_mutex;
    QSet<QByteArray> m_expired;
    QByteArray m_last;
};

wire::Names tagsOf(wire::Connection &connection)
{
    return wire::listTags(connection.registry(), wire::repository(u"payments/api"_s));
}

} // namespace

/// Signing in by Basic and Bearer (distribution, "Token Authentication" and "OAuth2"; fault F9).
class TestTokenAuthentication final : public QObject
{
    Q_OBJECT

private slots:
    void basicInUtf8();
    void basicRefusedIsNotRepeated();
    void openRegistryIsNeverAskedForAPassword();
    void challengeWithTwoHundred();
    void bearerOnceForManyRequests();
    void anonymousToken();
    void expiredTokenIsReplacedAndTheSamePageReadAgain();
    void renewedBeforeItExpires();
    void alwaysRefusedEndsAfterOneRenewal_data();
    void alwaysRefusedEndsAfterOneRenewal();
    void widerScopeIsRemembered();
    void protectedIsNotAboutSigningIn();
    void wrongPasswordNamesTheRealm();
    void postWhereGetIsUnknown();
    void refreshTokenInsteadOfThePassword();
    void revokedRefreshToken();
    void tokenAnswers_data();
    void tokenAnswers();
    void lifeFromTheToken_data();
    void lifeFromTheToken();
    void keychainErrorIsTheError();
    void aBatchSignsInOnce();
    void aBatchRenewsWhatExpired();
    void aBatchWithAWrongPasswordTriesOnce();
};

void TestTokenAuthentication::basicInUtf8()
{
    ScriptedServer server;
    const QByteArray expected = "Basic " + QByteArray("j\xc3\xb6rg:gr\xc3\xbc\xc3\x9f: \xe2\x9c\x93").toBase64();
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &request) {
        return request.header("Authorization") == expected ? tagsPage(R"("a")") : challenge("bAsIc realm=registry");
    });
    wire::Connection connection({server.url(), {}, "j\xc3\xb6rg", "gr\xc3\xbc\xc3\x9f: \xe2\x9c\x93"});
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(server.requests().size(), 2U);
    // From now on without being asked.
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(server.requests().size(), 3U);
    QCOMPARE(connection.timesAskedForPassword(), 1);
}

void TestTokenAuthentication::basicRefusedIsNotRepeated()
{
    ScriptedServer server;
    server.answer({"", "/", true}, challenge("Basic realm=\"registry\""));
    wire::Connection connection({server.url(), {}, "maria", "wrong"});
    const wire::Names tags = tagsOf(connection);
    QCOMPARE(tags.end.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(tags.end.error().httpStatus, 401);
    QVERIFY(tags.end.error().hasCode(u"UNAUTHORIZED"));
    QCOMPARE(server.requests().size(), 2U);
    // The next one asks for the password again, as it may have been corrected, and sends it once.
    QCOMPARE(tagsOf(connection).end.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(server.requests().size(), 3U);
    QVERIFY(tagsOf(connection).end.error().kind == ErrorKind::Unauthorized);
    QCOMPARE(connection.timesAskedForPassword(), 3);
    // Without a user nothing is sent that could be refused.
    wire::Connection anonymous({server.url()});
    QCOMPARE(tagsOf(anonymous).end.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(server.requests().back().count("Authorization"), 0);
}

void TestTokenAuthentication::openRegistryIsNeverAskedForAPassword()
{
    ScriptedServer server;
    server.answer({"GET", tagsPath}, tagsPage(R"("a")"));
    wire::Connection connection({server.url(), {}, "maria", "secret"});
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(connection.timesAskedForPassword(), 0);
    QCOMPARE(server.requests().front().count("Authorization"), 0);
}

void TestTokenAuthentication::challengeWithTwoHundred()
{
    // zot offers signing in with the answer itself.
    ScriptedServer server;
    Answer welcome = Answer::ok("{}");
    welcome.headers.emplace_back("WWW-Authenticate", "Bearer realm=https://zot/auth,service=zot");
    welcome.headers.emplace_back("Server", "zot");
    server.answer({"GET", "/v2/"}, welcome);
    wire::Connection connection({server.url(), {}, "maria", "secret"});
    const auto ping = connection->ping({});
    VERIFY_OK(ping);
    QVERIFY(ping->signInOffered);
    QCOMPARE(ping->server, u"zot"_s);
    QCOMPARE(server.requests().size(), 1U);
}

void TestTokenAuthentication::bearerOnceForManyRequests()
{
    GuardedRegistry guarded;
    wire::Connection connection(guarded.signedIn());
    for (int i = 0; i < 5; ++i)
        VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.tokensIssued(), 1);
    QCOMPARE(guarded.registry.requests().size(), 6U); // one without a token
    QCOMPARE(connection.timesAskedForPassword(), 1);
    const ReceivedRequest asked = guarded.tokens.requests().front();
    QCOMPARE(
        asked.target,
        "/token?service=registry.test&scope=repository%3Apayments%2Fapi%3Apull&client_id=portolan&offline_token=true");
    QVERIFY(asked.header("Authorization").startsWith("Basic "));
    // Another right is another token, asked for before the request goes out.
    guarded.registry.answer({"DELETE", "", true}, Answer::withStatus(202));
    VERIFY_OK(connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"a"_s), {}));
    QCOMPARE(guarded.tokens.tokensIssued(), 2);
    QCOMPARE(guarded.registry.requests().size(), 7U);
    QVERIFY(guarded.tokens.requests().back().target.contains("delete"));
}

void TestTokenAuthentication::anonymousToken()
{
    GuardedRegistry guarded;
    wire::Connection connection(guarded.anonymous());
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.requests().front().count("Authorization"), 0);
    QVERIFY(!guarded.tokens.requests().front().target.contains("offline_token"));
}

void TestTokenAuthentication::expiredTokenIsReplacedAndTheSamePageReadAgain()
{
    GuardedRegistry guarded;
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    const std::size_t before = guarded.registry.requests().size();
    guarded.expire();
    VERIFY_OK(tagsOf(connection).end);
    // Three requests in all: refused, a token, the same page again.
    QCOMPARE(guarded.registry.requests().size(), before + 2);
    QCOMPARE(guarded.tokens.tokensIssued(), 2);
    const auto requests = guarded.registry.requests();
    QCOMPARE(requests[before].target, requests[before + 1].target);
}

void TestTokenAuthentication::renewedBeforeItExpires()
{
    GuardedRegistry guarded;
    FakeClock clock;
    wire::Connection connection(guarded.signedIn(), clock);
    VERIFY_OK(tagsOf(connection).end);
    clock.advance(239s);
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.tokensIssued(), 1);
    clock.advance(2s);
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.tokensIssued(), 2);
    QCOMPARE(guarded.registry.requests().size(), 4U); // no 401 but the first
}

void TestTokenAuthentication::alwaysRefusedEndsAfterOneRenewal_data()
{
    QTest::addColumn<bool>("signedIn");
    QTest::addColumn<QByteArray>("suffix");
    QTest::addColumn<int>("kind");
    const int forbidden = int(ErrorKind::Forbidden);
    const int unauthorized = int(ErrorKind::Unauthorized);
    QTest::newRow("no right") << true << QByteArray(",error=\"insufficient_scope\"") << forbidden;
    QTest::newRow("no right, not said") << true << QByteArray() << forbidden;
    QTest::newRow("token not believed") << true << QByteArray(",error=\"invalid_token\"") << unauthorized;
    QTest::newRow("signing in would help") << false << QByteArray(",error=\"insufficient_scope\"") << unauthorized;
}

void TestTokenAuthentication::alwaysRefusedEndsAfterOneRenewal()
{
    QFETCH(bool, signedIn);
    QFETCH(QByteArray, suffix);
    QFETCH(int, kind);
    GuardedRegistry guarded;
    guarded.registry.answer({"GET", tagsPath}, challenge(guarded.bearer() + suffix));
    wire::Connection connection(signedIn ? guarded.signedIn() : guarded.anonymous());
    const wire::Names tags = tagsOf(connection);
    QCOMPARE(int(tags.end.error().kind), kind);
    QCOMPARE(tags.end.error().httpStatus, 401);
    QCOMPARE(guarded.registry.requests().size(), 2U);
    QCOMPARE(guarded.tokens.tokensIssued(), 1);
}

void TestTokenAuthentication::widerScopeIsRemembered()
{
    GuardedRegistry guarded;
    // Quay wants `push` where others want `delete`.
    guarded.registry.answer({"DELETE", "", true}, [&](const ReceivedRequest &request) {
        const QByteArray payload = QByteArray::fromBase64(request.header("Authorization").split('.').value(1),
                                                          QByteArray::Base64UrlEncoding);
        return payload.contains("\"push\"")
            ? Answer::withStatus(202)
            : challenge("Bearer realm=\"" + guarded.tokens.realm() + "\",service=\"" + TokenServer::service()
                        + "\",scope=\"repository:payments/api:pull,push\"");
    });
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    const std::size_t before = guarded.registry.requests().size();
    VERIFY_OK(connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"a"_s), {}));
    QCOMPARE(guarded.registry.requests().size(), before + 2);
    VERIFY_OK(connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"b"_s), {}));
    QCOMPARE(guarded.registry.requests().size(), before + 3);
}

void TestTokenAuthentication::protectedIsNotAboutSigningIn()
{
    // GitLab answers 401 where a tag is protected.
    GuardedRegistry guarded;
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    guarded.registry.answer({"DELETE", "", true}, challenge(guarded.bearer(), "PROTECTED_TAG"));
    auto gone = connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"a"_s), {});
    QCOMPARE(gone.error().kind, ErrorKind::Forbidden);
    guarded.registry.answer({"DELETE", "", true}, challenge(guarded.bearer(), "IMMUTABLE_TAG"));
    gone = connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"a"_s), {});
    QCOMPARE(gone.error().kind, ErrorKind::Conflict);
    QCOMPARE(guarded.registry.requests().size(), 4U);
}

void TestTokenAuthentication::wrongPasswordNamesTheRealm()
{
    GuardedRegistry guarded;
    wire::Settings settings = guarded.signedIn();
    settings.password = "wrong";
    wire::Connection connection(settings);
    const wire::Names tags = tagsOf(connection);
    QCOMPARE(tags.end.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(tags.end.error().url.toUtf8(), guarded.tokens.realm());
    QCOMPARE(guarded.tokens.requests().size(), 1U);
    // The catalog is not "withheld" then: the password is the matter.
    const wire::Names names = wire::listRepositories(connection.registry());
    QCOMPARE(names.end.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(names.end.error().reason, ErrorReason::None);
}

void TestTokenAuthentication::postWhereGetIsUnknown()
{
    TokenServerSettings settings;
    settings.get = false;
    settings.post = true;
    GuardedRegistry guarded(settings);
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.requests().size(), 2U);
    const ReceivedRequest posted = guarded.tokens.requests().back();
    QCOMPARE(posted.method, "POST");
    QCOMPARE(posted.header("Content-Type"), "application/x-www-form-urlencoded");
    QCOMPARE(posted.count("Authorization"), 0);
    guarded.expire();
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.requests().size(), 3U); // GET is not tried again
}

void TestTokenAuthentication::refreshTokenInsteadOfThePassword()
{
    TokenServerSettings settings;
    settings.post = true;
    settings.refreshTokens = true;
    GuardedRegistry guarded(settings);
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    guarded.expire();
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(guarded.tokens.requests().size(), 2U);
    const QByteArray body = guarded.tokens.requests().back().body;
    QVERIFY(body.startsWith("grant_type=refresh_token&refresh_token="));
    QVERIFY(body.contains("&scope=repository%3Apayments%2Fapi%3Apull"));
    QVERIFY(!body.contains("password"));
    QCOMPARE(guarded.tokens.requests().back().count("Authorization"), 0);
}

void TestTokenAuthentication::revokedRefreshToken()
{
    TokenServerSettings settings;
    settings.post = true;
    settings.refreshTokens = true;
    GuardedRegistry guarded(settings);
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    guarded.expire();
    guarded.tokens.revokeRefreshTokens();
    VERIFY_OK(tagsOf(connection).end); // with the password
    QCOMPARE(guarded.tokens.requests().size(), 3U);
    QCOMPARE(guarded.tokens.requests().back().method, "GET");
}

void TestTokenAuthentication::tokenAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("token") << QByteArray(R"({"token":"abc"})") << QByteArray("abc");
    QTest::newRow("access_token") << QByteArray(R"({"access_token":"abc"})") << QByteArray("abc");
    QTest::newRow("both") << QByteArray(R"({"access_token":"abc","token":"abc"})") << QByteArray("abc");
    QTest::newRow("life as text") << QByteArray(R"({"token":"abc","expires_in":"300"})") << QByteArray("abc");
    QTest::newRow("huge life") << QByteArray(R"({"token":"abc","expires_in":4611686018427387904})")
                               << QByteArray("abc");
    QTest::newRow("negative life") << QByteArray(R"({"token":"abc","expires_in":-5})") << QByteArray("abc");
    QTest::newRow("null") << QByteArray(R"({"token":null,"access_token":"abc"})") << QByteArray("abc");
    QTest::newRow("none") << QByteArray("{}") << QByteArray();
    QTest::newRow("empty") << QByteArray(R"({"token":""})") << QByteArray();
    QTest::newRow("a header smuggled in") << QByteArray(R"({"token":"abc\r\nX-Evil: 1"})") << QByteArray();
    QTest::newRow("a space") << QByteArray(R"({"token":"abc def"})") << QByteArray();
    QTest::newRow("not ASCII") << QByteArray("{\"token\":\"\xc3\xa4\"}") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html>sign in</html>") << QByteArray();
    QTest::newRow("a number") << QByteArray(R"({"token":17})") << QByteArray();
}

void TestTokenAuthentication::tokenAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, token);
    ScriptedServer server;
    server.serve("/token", body);
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &request) {
        return request.header("Authorization") == "Bearer abc"
            ? tagsPage(R"("a")")
            : challenge("Bearer realm=\"" + server.url("/token") + "\"");
    });
    wire::Connection connection({server.url()});
    const wire::Names tags = tagsOf(connection);
    QCOMPARE(tags.end.has_value(), !token.isEmpty());
    if (token.isEmpty())
        QCOMPARE(tags.end.error().kind, ErrorKind::InvalidData);
}

void TestTokenAuthentication::lifeFromTheToken_data()
{
    const auto jwt = [](const QByteArray &claims) -> QByteArray {
        return "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".c2ln";
    };
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("renewAfter");
    // The server's clock says 2026-11-25 10:00:00, ours midnight of that day.
    QTest::newRow("nothing said: 60 s") << QByteArray(R"({"token":"opaque"})") << 30;
    QTest::newRow("expires_in") << QByteArray(R"({"token":"opaque","expires_in":1000})") << 800;
    QTest::newRow("issued a while ago") << QByteArray(
        R"({"token":"opaque","expires_in":1000,"issued_at":"2026-11-25T09:50:00Z"})")
                                        << 320;
    QTest::newRow("issued in the future")
        << QByteArray(R"({"token":"opaque","expires_in":1000,"issued_at":"2026-11-25T11:00:00Z"})") << 800;
    QTest::newRow("exp of the token only (GitLab)")
        << QByteArray(R"({"token":")" + jwt(R"({"exp":1795601100})") + "\"}") << 240;
    QTest::newRow("exp in the past") << QByteArray(R"({"token":")" + jwt(R"({"exp":1})") + "\"}") << 30;
    QTest::newRow("no JSON in the token") << QByteArray(R"({"token":")" + jwt("nonsense") + "\"}") << 30;
}

void TestTokenAuthentication::lifeFromTheToken()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, renewAfter);
    ScriptedServer server;
    Answer token = Answer::ok(answer);
    token.headers.emplace_back("Date", "Wed, 25 Nov 2026 10:00:00 GMT");
    server.answer({"GET", "/token"}, token);
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &request) {
        return request.count("Authorization") > 0 ? tagsPage(R"("a")")
                                                  : challenge("Bearer realm=\"" + server.url("/token") + "\"");
    });
    FakeClock clock;
    wire::Connection connection({server.url()}, clock);
    VERIFY_OK(tagsOf(connection).end);
    clock.advance(std::chrono::seconds(renewAfter - 1));
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(server.requestsTo("/token").size(), 1U);
    clock.advance(1s);
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(server.requestsTo("/token").size(), 2U);
}

void TestTokenAuthentication::keychainErrorIsTheError()
{
    ScriptedServer server;
    server.answer({"", "/", true}, challenge("Basic realm=x"));
    http::TransportSettings settings;
    settings.registry = http::Url::parse(server.url()).value().origin();
    settings.plainHttpAllowed = true;
    http::CurlTransport transport(settings);
    registry::HttpRegistry registry(
        {settings.registry, {}, false, {}}, transport,
        [](std::stop_token) -> Result<std::optional<credentials::Credential>> {
            return base::fail(ErrorKind::Credentials, u"the keychain is locked"_s);
        },
        std::make_shared<registry::MemoryManifestCache>());
    QCOMPARE(registry.ping({}).error().kind, ErrorKind::Credentials);
    QCOMPARE(server.requests().size(), 1U);
}

namespace {

std::vector<registry::ContentRead> manyReads(int count)
{
    std::vector<registry::ContentRead> reads;
    for (int i = 0; i < count; ++i)
        reads.push_back({registry::ContentRead::Kind::Manifest, wire::tag(u"t%1"_s.arg(i)), -1, quint64(i)});
    return reads;
}

qsizetype succeeded(const wire::ReadList &list)
{
    return std::count_if(list.manifests.begin(), list.manifests.end(),
                         [](const auto &entry) { return entry.second.has_value(); });
}

} // namespace

void TestTokenAuthentication::aBatchSignsInOnce()
{
    GuardedRegistry guarded;
    guarded.registry.answer({"GET", "/v2/payments/api/manifests/", true}, [&](const ReceivedRequest &request) {
        return request.count("Authorization") == 0
            ? challenge(guarded.bearer())
            : Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json");
    });
    wire::Connection connection(guarded.signedIn());
    wire::ReadList list(manyReads(200));
    VERIFY_OK(connection->read(wire::repository(u"payments/api"_s), list, {}));
    QCOMPARE(succeeded(list), 200);
    // Who signs in is found out with one ping, so that no read goes out without a token.
    QCOMPARE(guarded.registry.requestsTo("/v2/").size(), 2U);
    QCOMPARE(guarded.registry.requests().size(), 202U);
}

void TestTokenAuthentication::aBatchRenewsWhatExpired()
{
    GuardedRegistry guarded;
    std::atomic<int> served = 0;
    std::mutex mutex;
    QSet<QByteArray> worn;
    guarded.registry.answer({"GET", "/v2/payments/api/manifests/", true}, [&](const ReceivedRequest &request) {
        const std::lock_guard lock(mutex);
        const QByteArray token = request.header("Authorization");
        if (token.isEmpty() || worn.contains(token))
            return challenge(guarded.bearer());
        if (++served % 50 == 0)
            worn.insert(token); // each token is good for fifty reads
        return Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json");
    });
    wire::Connection connection(guarded.signedIn());
    wire::ReadList list(manyReads(90));
    VERIFY_OK(connection->read(wire::repository(u"payments/api"_s), list, {}));
    QCOMPARE(succeeded(list), 90);
    // One to begin with, and one for all that were refused with it.
    QCOMPARE(guarded.tokens.tokensIssued(), 2);
}

void TestTokenAuthentication::aBatchWithAWrongPasswordTriesOnce()
{
    GuardedRegistry guarded;
    wire::Settings settings = guarded.signedIn();
    settings.password = "wrong";
    wire::Connection connection(settings);
    wire::ReadList list(manyReads(50));
    const auto read = connection->read(wire::repository(u"payments/api"_s), list, {});
    QCOMPARE(read.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(guarded.tokens.requests().size(), 1U);
}

QTEST_GUILESS_MAIN(TestTokenAuthentication)
#include "tst_tokenauthentication.moc"
