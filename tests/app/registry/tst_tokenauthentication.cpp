#include <atomic>
#include <thread>

#include <QtTest>

#include "tests/app/registry/guardedregistry.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace support;
using wire::GuardedRegistry;
using wire::tagsOf;
using wire::tagsPage;
using wire::tagsPath;
using wire::unauthorized;

namespace {

/// zot with an anonymous policy: everybody is let in, its ping says by the way how to sign in, and users see more.
struct ZotWithAnonymousReading
{
    ZotWithAnonymousReading()
    {
        Answer welcome = Answer::ok("{}");
        welcome.headers.emplace_back("WWW-Authenticate", "Basic realm=zot");
        answer("/v2/", welcome, Answer::ok("{}"));
        answer("/v2/_catalog", Answer::ok(R"({"repositories":["public"]})"),
               Answer::ok(R"({"repositories":["public","private"]})"));
        answer("/v2/private/manifests/a", Answer::withStatus(404), Answer::withStatus(404));
    }

    void answer(const QByteArray &path, const Answer &forEverybody, const Answer &forMaria)
    {
        server.answer({"GET", path}, [forEverybody, forMaria](const ReceivedRequest &request) {
            const QByteArray signedAs = request.header("Authorization");
            if (signedAs.isEmpty())
                return forEverybody;
            return signedAs == "Basic " + QByteArray("maria:secret").toBase64() ? forMaria
                                                                                : unauthorized("Basic realm=zot");
        });
    }

    ScriptedServer server;
};

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
    void openToEverybodyButShowsUsersMore();
    void wrongPasswordWhereEverybodyMayRead();
    void bearerOnceForManyRequests();
    void anonymousToken();
    void expiredTokenIsReplacedAndTheSamePageReadAgain();
    void renewedBeforeItExpires();
    void alwaysRefusedEndsAfterOneRenewal_data();
    void alwaysRefusedEndsAfterOneRenewal();
    void widerScopeIsRemembered();
    void protectedIsNotAboutSigningIn();
    void wrongPasswordNamesTheRealm();
    void catalogTokenRefused();
    void postWhereGetIsUnknown();
    void refreshTokenInsteadOfThePassword();
    void revokedRefreshToken();
    void identityToken();
    void keychainErrorIsTheError();
    void manyThreadsShareOneToken();
};

void TestTokenAuthentication::basicInUtf8()
{
    ScriptedServer server;
    const QByteArray expected = "Basic " + QByteArray("j\xc3\xb6rg:gr\xc3\xbc\xc3\x9f: \xe2\x9c\x93").toBase64();
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &request) {
        return request.header("Authorization") == expected ? tagsPage() : unauthorized("bAsIc realm=registry");
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
    server.answer({"", "/", true}, unauthorized("Basic realm=\"registry\""));
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
    server.answer({"GET", tagsPath}, tagsPage());
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

void TestTokenAuthentication::openToEverybodyButShowsUsersMore()
{
    const ZotWithAnonymousReading zot;
    wire::Connection connection({zot.server.url(), {}, "maria", "secret"});
    const wire::Names seen = wire::listRepositories(connection.registry());
    VERIFY_OK(seen.end);
    QCOMPARE(seen.names, (QStringList{u"public"_s, u"private"_s}));
    QCOMPARE(zot.server.requests().size(), 3U); // bare, the ping, signed
    VERIFY_OK(connection->ping({}));
    QVERIFY(zot.server.requests().back().header("Authorization").startsWith("Basic "));
    QCOMPARE(connection.timesAskedForPassword(), 1);
    // The ping comes first where many reads are to be made.
    wire::Connection reading({zot.server.url(), {}, "maria", "secret"});
    wire::ReadList reads({{registry::ContentRead::Kind::Manifest, wire::tag(u"a"_s), -1, 1}});
    VERIFY_OK(reading->read(wire::repository(u"private"_s), reads, {}));
    QVERIFY(zot.server.requests().back().header("Authorization").startsWith("Basic "));
    // Who has no password sees what everybody sees.
    wire::Connection anonymous({zot.server.url()});
    QCOMPARE(wire::listRepositories(anonymous.registry()).names, QStringList{u"public"_s});
    QCOMPARE(wire::listRepositories(anonymous.registry()).names, QStringList{u"public"_s});
    QCOMPARE(zot.server.requests().back().count("Authorization"), 0);
}

void TestTokenAuthentication::wrongPasswordWhereEverybodyMayRead()
{
    const ZotWithAnonymousReading zot;
    wire::Connection connection({zot.server.url(), {}, "maria", "wrong"});
    QCOMPARE(connection->ping({}).error().kind, ErrorKind::Unauthorized);
    QCOMPARE(wire::listRepositories(connection.registry()).end.error().kind, ErrorKind::Unauthorized);
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
    QTest::addColumn<int>("reason");
    const int forbidden = int(ErrorKind::Forbidden);
    const int unauthorized = int(ErrorKind::Unauthorized);
    const int scope = int(ErrorReason::ScopeNotGranted);
    QTest::newRow("no right") << true << QByteArray(",error=\"insufficient_scope\"") << forbidden << scope;
    QTest::newRow("no right, not said") << true << QByteArray() << forbidden << scope;
    QTest::newRow("token not believed") << true << QByteArray(",error=\"invalid_token\"") << unauthorized
                                        << int(ErrorReason::TokenRefused);
    QTest::newRow("signing in would help")
        << false << QByteArray(",error=\"insufficient_scope\"") << unauthorized << int(ErrorReason::None);
}

void TestTokenAuthentication::alwaysRefusedEndsAfterOneRenewal()
{
    QFETCH(bool, signedIn);
    QFETCH(QByteArray, suffix);
    QFETCH(int, kind);
    QFETCH(int, reason);
    GuardedRegistry guarded;
    guarded.registry.answer({"GET", tagsPath}, unauthorized(guarded.challenge() + suffix));
    wire::Connection connection(signedIn ? guarded.signedIn() : guarded.anonymous());
    const wire::Names tags = tagsOf(connection);
    QCOMPARE(int(tags.end.error().kind), kind);
    QCOMPARE(int(tags.end.error().reason), reason);
    QVERIFY(!tags.end.error().isOfTokenServer);
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
            : unauthorized("Bearer realm=\"" + guarded.tokens.realm() + "\",service=\"" + TokenServer::service()
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
    guarded.registry.answer({"DELETE", "", true}, unauthorized(guarded.challenge(), "PROTECTED_TAG"));
    auto gone = connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"a"_s), {});
    QCOMPARE(gone.error().kind, ErrorKind::Forbidden);
    guarded.registry.answer({"DELETE", "", true}, unauthorized(guarded.challenge(), "IMMUTABLE_TAG"));
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
    QVERIFY(tags.end.error().isOfTokenServer);
    QCOMPARE(guarded.tokens.requests().size(), 1U);
    // The catalog is not "withheld" then: the password is the matter.
    const wire::Names names = wire::listRepositories(connection.registry());
    QCOMPARE(names.end.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(names.end.error().reason, ErrorReason::None);
}

void TestTokenAuthentication::catalogTokenRefused()
{
    // A token server that gives everybody a token, but none for the catalog.
    ScriptedServer server;
    server.answer({"GET", "/token"}, [](const ReceivedRequest &request) {
        return request.target.contains("catalog") ? Answer::withStatus(403, "{}") : Answer::ok(R"({"token":"good"})");
    });
    server.answer({"GET", "/v2/", true}, [&server](const ReceivedRequest &request) {
        return request.header("Authorization") == "Bearer good"
            ? Answer::ok("{}")
            : unauthorized("Bearer realm=\"" + server.url("/token") + '"');
    });
    wire::Connection connection({server.url(), {}, "maria", "secret"});
    const wire::Names names = wire::listRepositories(connection.registry());
    QCOMPARE(names.end.error().reason, ErrorReason::NoCatalog);
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

/// What docker keeps of a sign-in where the token server gave it something to keep in place of the password.
void TestTokenAuthentication::identityToken()
{
    TokenServerSettings settings;
    settings.post = true;
    settings.refreshTokens = true;
    GuardedRegistry guarded(settings);
    wire::Connection withPassword(guarded.signedIn());
    VERIFY_OK(tagsOf(withPassword).end);
    guarded.expire();
    VERIFY_OK(tagsOf(withPassword).end);
    const QUrlQuery form(QString::fromLatin1(guarded.tokens.requests().back().body));

    wire::Settings kept = guarded.signedIn();
    kept.user = "<token>";
    kept.password = form.queryItemValue(u"refresh_token"_s, QUrl::FullyDecoded).toLatin1();
    wire::Connection withToken(kept);
    VERIFY_OK(tagsOf(withToken).end);
    QCOMPARE(guarded.tokens.requests().size(), 3U);
    QCOMPARE(guarded.tokens.requests().back().method, "POST");
    QCOMPARE(guarded.tokens.requests().back().count("Authorization"), 0);

    guarded.tokens.revokeRefreshTokens();
    wire::Connection tooLate(kept);
    QCOMPARE(tagsOf(tooLate).end.error().kind, ErrorKind::Unauthorized);
}

void TestTokenAuthentication::keychainErrorIsTheError()
{
    ScriptedServer server;
    server.answer({"", "/", true}, unauthorized("Basic realm=x"));
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

void TestTokenAuthentication::manyThreadsShareOneToken()
{
    GuardedRegistry guarded;
    wire::Connection connection(guarded.signedIn());
    std::atomic<int> listed = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(16);
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 5; ++round)
                    listed += tagsOf(connection).end.has_value();
            });
        }
    }
    QCOMPARE(listed.load(), 80);
    QCOMPARE(guarded.tokens.tokensIssued(), 1);
}

QTEST_GUILESS_MAIN(TestTokenAuthentication)
#include "tst_tokenauthentication.moc"
