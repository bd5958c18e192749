#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "app/connections/session.h"
#include "app/credentials/sessionstore.h"
#include "app/http/curltransport.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace connections;
using support::Answer;
using support::ScriptedServer;

namespace {

http::Origin originOf(const ScriptedServer &server, bool secure)
{
    return {secure, "127.0.0.1", server.port()};
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void openingSendsNothing()
    {
        ScriptedServer server;
        const auto session = open(Connection::toHost(originOf(server, false), SchemeChoice::Http));
        QVERIFY(session);
        QCOMPARE(server.connections(), 0);
        QCOMPARE((*session)->platform().id(), u"generic"_s);
        QVERIFY((*session)->transport());
        server.serve("/v2/", "{}");
        QVERIFY((*session)->registry().ping({}));
    }

    /// A loopback host typed without a scheme. Any answer will do: a registry may want to know who asks.
    void plainHttpWhereTlsIsNotSpoken()
    {
        ScriptedServer server;
        server.answer({"GET", "/v2/"}, Answer::withStatus(401, "{}"));
        const auto session = open(Connection::toHost(originOf(server, true), SchemeChoice::HttpsThenHttp));
        QVERIFY(session);
        QCOMPARE((*session)->connection().scheme, SchemeChoice::Http);
        QCOMPARE((*session)->connection().origin, originOf(server, false));
    }

    void tlsWhereItIsSpoken()
    {
        support::Certificates certificates;
        const support::Identity identity = certificates.server();
        ScriptedServer server(support::ServerTls{identity.certificateFile, identity.keyFile});
        server.serve("/v2/", "{}");
        Connection connection = Connection::toHost(originOf(server, true), SchemeChoice::HttpsThenHttp);
        // Also where its certificate is not trusted: that is no reason to fall back.
        for (const bool trusted : {false, true}) {
            if (trusted)
                connection.tls.extraRoots = {certificates.rootPem()};
            const auto session = open(connection);
            QVERIFY(session);
            QCOMPARE((*session)->connection().scheme, SchemeChoice::Https);
            QCOMPARE(bool((*session)->registry().ping({})), trusted);
        }
        QCOMPARE(server.requests().size(), 2U);
    }

    void whereNobodyListensItStaysHttps()
    {
        quint16 port = 0;
        {
            const ScriptedServer server;
            port = server.port();
        }
        const auto session = open(Connection::toHost({true, "127.0.0.1", port}, SchemeChoice::HttpsThenHttp));
        QVERIFY(session);
        QVERIFY((*session)->connection().origin.secure);
    }

    void aTypedSchemeIsNotProbed()
    {
        const ScriptedServer server;
        const auto session = open(Connection::toHost(originOf(server, true), SchemeChoice::Https));
        QVERIFY(session);
        QVERIFY((*session)->connection().origin.secure);
        QCOMPARE(server.connections(), 0);
    }

    void thePasswordComesFromTheStore()
    {
        ScriptedServer server;
        server.answer({"GET", "/v2/"}, [](const support::ReceivedRequest &request) {
            return request.header("Authorization") == "Basic YWRhOnNlY3JldA=="
                ? Answer::ok("{}")
                : Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
        });
        const Connection connection = Connection::toHost(originOf(server, false), SchemeChoice::Http);
        QVERIFY(!(*open(connection))->registry().ping({}));
        QVERIFY(m_store->store(connection.id, {u"ada"_s, base::Secret(QByteArray("secret"))}, {}));
        QVERIFY((*open(connection))->registry().ping({}));
    }

    /// Nothing is sent in the name of nobody where somebody was to sign in.
    void aUserWithoutAPassword()
    {
        const ScriptedServer server;
        Connection connection = Connection::toHost(originOf(server, true), SchemeChoice::HttpsThenHttp);
        connection.user = u"ada"_s;
        QCOMPARE(open(connection).error().kind, ErrorKind::Credentials);
        QCOMPARE(server.connections(), 0);
        QVERIFY(m_store->store(connection.id, {u"ada"_s, base::Secret(QByteArray("secret"))}, {}));
        QVERIFY(open(connection));
    }

    /// The proxy's password is its own: it is not the registry's, and is used where there is a name for it.
    void theProxysPasswordComesFromTheStore()
    {
        ScriptedServer proxy;
        proxy.answer({"", "", true}, Answer::withStatus(407));
        Connection connection = Connection::toHost({true, "registry.example", 443}, SchemeChoice::Https);
        connection.proxy = QString::fromLatin1(proxy.url(""));
        connection.user = u"ada"_s;
        connection.proxyUser = u"用户"_s;
        QVERIFY(m_store->store(connection.id, {u"ada"_s, base::Secret(QByteArray("secret"))}, {}));
        for (const bool stored : {false, true}) {
            if (stored)
                QVERIFY(m_store->store(connection.proxySecretId(), {{}, base::Secret(QByteArray("密码"))}, {}));
            const auto answer = (*open(connection))->registry().ping({});
            QVERIFY(!answer);
            QCOMPARE(answer.error().reason, ErrorReason::ProxySignInWanted);
            const QByteArray sent = proxy.requests().back().header("Proxy-Authorization");
            QCOMPARE(sent, stored ? "Basic " + QByteArray("用户:密码").toBase64() : QByteArray());
            QCOMPARE(proxy.requests().back().count("Authorization"), 0);
        }
    }

    void theKeysPasswordComesFromTheStore()
    {
        support::Certificates certificates;
        const support::Identity identity = certificates.server();
        ScriptedServer server(support::ServerTls{identity.certificateFile, identity.keyFile, certificates.rootFile()});
        server.serve("/v2/", "{}");
        Connection connection = Connection::toHost(originOf(server, true), SchemeChoice::Https);
        connection.tls.extraRoots = {certificates.rootPem()};
        connection.tls.clientCertificateFile = certificates.pkcs12(certificates.client(), "geheim", true);
        QCOMPARE((*open(connection))->registry().ping({}).error().reason, ErrorReason::ClientCertificatePassword);
        QVERIFY(m_store->store(connection.clientKeySecretId(), {{}, base::Secret(QByteArray("geheim"))}, {}));
        QVERIFY((*open(connection))->registry().ping({}));
    }

    void readOnlyHoldsForFoldersAndHosts()
    {
        ScriptedServer server;
        const QTemporaryDir folder;
        for (Connection connection :
             {Connection::toHost(originOf(server, false), SchemeChoice::Http), Connection::toFolder(folder.path())}) {
            connection.readOnly = true;
            const auto session = open(connection);
            const auto answer
                = (*session)->registry().deleteTag(*oci::RepositoryName::parse(u"a"), *oci::TagName::parse(u"b"), {});
            QVERIFY(!answer);
            QCOMPARE(answer.error().reason, ErrorReason::ReadOnly);
        }
        QVERIFY(server.requests().empty());
    }

    void permitOpensAndEnds()
    {
        ScriptedServer server;
        server.serve("/v2/", "{}");
        server.answer({"DELETE", "/v2/a/manifests/b"}, Answer::withStatus(202));
        Connection connection = Connection::toHost(originOf(server, false), SchemeChoice::Http);
        connection.readOnly = true;
        const auto permit = std::make_shared<base::ChangePermit>();
        const auto session = Session::open(connection, m_store, {}, base::systemClock(), permit);
        const auto remove = [&] {
            const auto answer
                = (*session)->registry().deleteTag(*oci::RepositoryName::parse(u"a"), *oci::TagName::parse(u"b"), {});
            return answer ? ErrorReason::None : answer.error().reason;
        };
        QCOMPARE(remove(), ErrorReason::ReadOnly);
        permit->grant();
        QCOMPARE(remove(), ErrorReason::None);
        const std::size_t before = server.requests().size();
        permit->revoke(); // also for a session that was opened before
        QCOMPARE(remove(), ErrorReason::ReadOnly);
        QCOMPARE(server.requests().size(), before);
    }

    void folders()
    {
        const QTemporaryDir folder;
        const auto session = open(Connection::toFolder(folder.path()));
        QVERIFY(session);
        QVERIFY(!(*session)->transport());
        QCOMPARE(open(Connection::toFolder(folder.filePath(u"gone"_s))).error().kind, ErrorKind::NotFound);
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(open(Connection::toFolder(file.fileName())).error().kind, ErrorKind::Io);
    }

    void aStopIsSeen()
    {
        ScriptedServer server;
        server.answer({"GET", "/v2/"}, Answer::silence());
        const Connection connection = Connection::toHost(originOf(server, true), SchemeChoice::HttpsThenHttp);
        std::stop_source stop;
        std::jthread canceller([&] {
            (void)server.waitForRequests(1);
            stop.request_stop();
        });
        QVERIFY(Session::open(connection, m_store, stop.get_token()).error().isCancelled());
        QVERIFY(Session::open(connection, m_store, stop.get_token()).error().isCancelled());
    }

private:
    Result<std::shared_ptr<Session>> open(const Connection &connection) const
    {
        return Session::open(connection, m_store, {});
    }

    std::shared_ptr<credentials::CredentialStore> m_store = std::make_shared<credentials::SessionStore>();
};

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
