#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <unistd.h>

#include <QtTest>

#include "tests/support/certificates.h"
#include "tests/support/channel.h"
#include "tests/support/childprocess.h"
#include "tests/support/nginxserver.h"
#include "tests/support/scriptedserver.h"

using namespace support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(support::Flaw)

namespace {

/// A TLS client that trusts one root, verifies, and goes on whatever it found.
class TlsClient final
{
public:
    TlsClient(quint16 port, const QString &rootFile, const std::optional<Identity> &identity = std::nullopt)
        : m_context(SSL_CTX_new(TLS_client_method()))
        , m_descriptor(connectToLoopback(port).value_or(-1))
    {
        SSL_CTX_load_verify_locations(m_context.get(), QFile::encodeName(rootFile).constData(), nullptr);
        if (identity) {
            SSL_CTX_use_certificate_chain_file(m_context.get(),
                                               QFile::encodeName(identity->certificateFile).constData());
            SSL_CTX_use_PrivateKey_file(m_context.get(), QFile::encodeName(identity->keyFile).constData(),
                                        SSL_FILETYPE_PEM);
        }
        m_ssl.reset(SSL_new(m_context.get()));
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl.get()), "127.0.0.1");
        const unsigned char protocols[] = "\x02h2\x08http/1.1";
        SSL_set_alpn_protos(m_ssl.get(), protocols, sizeof protocols - 1);
        SSL_set_fd(m_ssl.get(), m_descriptor);
        m_connected = SSL_connect(m_ssl.get()) == 1;
    }
    ~TlsClient()
    {
        m_ssl.reset();
        ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(TlsClient)

    [[nodiscard]] bool isConnected() const { return m_connected; }
    [[nodiscard]] int verifyResult() const { return static_cast<int>(SSL_get_verify_result(m_ssl.get())); }
    [[nodiscard]] QByteArray protocol() const
    {
        const unsigned char *name = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(m_ssl.get(), &name, &size);
        return {reinterpret_cast<const char *>(name), static_cast<qsizetype>(size)};
    }
    QByteArray exchange(const QByteArray &request)
    {
        SSL_write(m_ssl.get(), request.constData(), static_cast<int>(request.size()));
        QByteArray answer(4096, Qt::Uninitialized);
        answer.resize(std::max(0, SSL_read(m_ssl.get(), answer.data(), static_cast<int>(answer.size()))));
        return answer;
    }

private:
    SslContext m_context;
    int m_descriptor;
    std::unique_ptr<ssl_st, SslDeleter> m_ssl;
    bool m_connected = false;
};

const QByteArray get = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

} // namespace

class TestServers final : public QObject
{
    Q_OBJECT

private slots:
    void certificatesAreBrokenAsAsked_data();
    void certificatesAreBrokenAsAsked();
    void scriptedServerSpeaksTls();
    void oldTlsAndClientCertificates();
    void nginxServesFiles_data();
    void nginxServesFiles();
    void childKeepsItsLogAndIsEnded();

private:
    Certificates m_certificates;
};

void TestServers::certificatesAreBrokenAsAsked_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<int>("verifyResult");
    QTest::newRow("fine") << Flaw::None << X509_V_OK;
    QTest::newRow("expired") << Flaw::Expired << X509_V_ERR_CERT_HAS_EXPIRED;
    QTest::newRow("not yet valid") << Flaw::NotYetValid << X509_V_ERR_CERT_NOT_YET_VALID;
    QTest::newRow("wrong name") << Flaw::WrongName << X509_V_ERR_IP_ADDRESS_MISMATCH;
    QTest::newRow("self-signed") << Flaw::SelfSigned << X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
    QTest::newRow("unknown root") << Flaw::UnknownRoot << X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN;
    QTest::newRow("no intermediate") << Flaw::MissingIntermediate << X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
    QTest::newRow("weak key") << Flaw::WeakKey << X509_V_ERR_EE_KEY_TOO_SMALL;
}

void TestServers::certificatesAreBrokenAsAsked()
{
    QFETCH(Flaw, flaw);
    QFETCH(int, verifyResult);
    const Identity identity = m_certificates.server(flaw);
    ScriptedServer server(ServerTls{identity.certificateFile, identity.keyFile, {}});
    const TlsClient client(server.port(), m_certificates.rootFile());
    QCOMPARE(client.verifyResult(), verifyResult);
}

void TestServers::scriptedServerSpeaksTls()
{
    const Identity identity = m_certificates.server();
    ScriptedServer server(ServerTls{identity.certificateFile, identity.keyFile, {}});
    server.serve("/hello", "hello", "text/plain");
    TlsClient client(server.port(), m_certificates.rootFile());
    QVERIFY(client.isConnected());
    QVERIFY(client.exchange(get).endsWith("\r\n\r\nhello"));
    QCOMPARE(server.requests().front().head, get);
    QVERIFY(server.url("/x").startsWith("https://127.0.0.1:"));
}

void TestServers::oldTlsAndClientCertificates()
{
    const Identity identity = m_certificates.server();
    ScriptedServer old(ServerTls{identity.certificateFile, identity.keyFile, {}, TLS1_1_VERSION});
    QVERIFY(!TlsClient(old.port(), m_certificates.rootFile()).isConnected());

    ScriptedServer asking(ServerTls{identity.certificateFile, identity.keyFile, m_certificates.rootFile()});
    asking.serve("/hello", "hello");
    TlsClient anonymous(asking.port(), m_certificates.rootFile());
    QVERIFY(anonymous.exchange(get).isEmpty());
    TlsClient known(asking.port(), m_certificates.rootFile(), m_certificates.client());
    QVERIFY(known.exchange(get).endsWith("hello"));
    QVERIFY(QFile::exists(m_certificates.pkcs12(m_certificates.client(), "password")));
}

void TestServers::nginxServesFiles_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<QByteArray>("protocol");
    QTest::newRow("HTTP/1.1") << false << QByteArray("http/1.1");
    QTest::newRow("HTTP/2") << true << QByteArray("h2");
}

void TestServers::nginxServesFiles()
{
    QFETCH(bool, http2);
    QFETCH(QByteArray, protocol);
    QTemporaryDir root;
    QFile file(root.filePath(u"hello"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("hello"), 5);
    file.close();
    const NginxServer server({.tls = m_certificates.server(), .http2 = http2, .root = root.path()});
    QVERIFY2(server.isRunning(), server.log().constData());
    TlsClient client(server.port(), m_certificates.rootFile());
    QCOMPARE(client.verifyResult(), X509_V_OK);
    QCOMPARE(client.protocol(), protocol);
    if (!http2)
        QVERIFY(client.exchange(get).endsWith("hello"));
}

void TestServers::childKeepsItsLogAndIsEnded()
{
    ChildProcess talker(u"sh"_s, {u"-c"_s, u"echo out; echo $WORD >&2; exit 3"_s}, {u"WORD=err"_s});
    QCOMPARE(talker.waitForEnd(), 3);
    QCOMPARE(talker.log(), "out\nerr\n");
    QVERIFY(!talker.waitForPort(freePort(), 5s));

    auto sleeper = std::make_unique<ChildProcess>(u"sleep"_s, QStringList{u"1000"_s});
    QVERIFY(sleeper->isRunning());
    const QString trace = u"/proc/%1"_s.arg(sleeper->processId());
    QVERIFY(QFile::exists(trace));
    sleeper.reset();
    QVERIFY(!QFile::exists(trace));
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
