#include <QtTest>

#include "app/http/clientcertificate.h"
#include "tests/app/http/httptesting.h"
#include "tests/support/certificates.h"
#include "tests/support/nginxserver.h"

using namespace http;
using namespace httptesting;
using namespace Qt::StringLiterals;
using support::NginxServer;
using support::NginxSettings;

namespace {

constexpr auto passwordText = "geheim 密码";

std::shared_ptr<const base::Secret> secret(QByteArray text)
{
    return std::make_shared<const base::Secret>(std::move(text));
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// A certificate by which nginx knows us, from files as people have them.
class TestClientCertificate final : public QObject
{
    Q_OBJECT

private slots:
    void files_data();
    void files();
    void wantedAndNotThere();
    void refused();
    void nothingIsSentWithAFileThatIsNoUse();

private:
    TransportSettings settingsTo(const Url &url, const QString &file, const QString &key = {}, QByteArray password = {})
    {
        TransportSettings settings = settingsFor(url);
        settings.tls.extraRoots = {m_certificates.rootPem()};
        settings.tls.clientCertificateFile = file;
        settings.tls.clientKeyFile = key;
        if (!password.isEmpty())
            settings.clientKeyPassword = secret(std::move(password));
        return settings;
    }
    NginxSettings nginx(const QString &clientRoot)
    {
        NginxSettings settings;
        settings.tls = m_certificates.server();
        settings.clientRootFile = clientRoot;
        settings.serverBlock = "location / { return 200 $ssl_client_s_dn; }\n";
        return settings;
    }
    /// PKCS#12 as Windows and OpenSSL 1 write it; `openssl` is asked because this needs its old provider.
    QString oldPkcs12(const support::Identity &identity)
    {
        const QString file = m_certificates.file({});
        support::ChildProcess openssl(support::findProgram(u"openssl"_s),
                                      {u"pkcs12"_s, u"-export"_s, u"-legacy"_s, u"-in"_s, identity.certificateFile,
                                       u"-inkey"_s, identity.keyFile, u"-passout"_s, u"pass:old"_s, u"-out"_s, file});
        return openssl.waitForEnd() == 0 ? file : QString();
    }

    support::Certificates m_certificates;
};

void TestClientCertificate::files_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<ErrorReason>("reason"); // None: nginx takes it
    const auto add = [](const char *name, const QString &file, const QString &key, const char *password,
                        ErrorReason reason = ErrorReason::None) {
        QTest::newRow(name) << file << key << QByteArray(password) << reason;
    };
    const support::Identity client = m_certificates.client();
    const support::Identity other = m_certificates.client();
    const QString locked = m_certificates.encryptedKey(client, passwordText);
    const QString both = m_certificates.file(contentOf(client.certificateFile) + contentOf(client.keyFile));
    const QString keyFirst = m_certificates.file(contentOf(client.keyFile) + contentOf(client.certificateFile));
    const QString bag = m_certificates.pkcs12(client, passwordText, true);
    const QString old = oldPkcs12(client);
    QVERIFY(!old.isEmpty());
    add("PEM with its key beside it", client.certificateFile, client.keyFile, "");
    add("PEM with its key in it", both, {}, "");
    add("PEM with its key first", keyFirst, {}, "");
    add("encrypted key", client.certificateFile, locked, passwordText);
    add("PKCS#12", bag, {}, passwordText);
    add("PKCS#12 without a password", m_certificates.pkcs12(client, "", true), {}, "");
    add("encrypted key, no password", client.certificateFile, locked, "", ErrorReason::ClientCertificatePassword);
    add("encrypted key, wrong password", client.certificateFile, locked, "x", ErrorReason::ClientCertificatePassword);
    add("PKCS#12, no password", bag, {}, "", ErrorReason::ClientCertificatePassword);
    add("PKCS#12, wrong password", bag, {}, "x", ErrorReason::ClientCertificatePassword);
    add("PKCS#12 in RC2", old, {}, "old", ErrorReason::ClientCertificateOldFormat);
    add("PKCS#12 in RC2, wrong password", old, {}, "x", ErrorReason::ClientCertificatePassword);
    add("no file", u"/nonexistent.pem"_s, {}, "", ErrorReason::ClientCertificateFile);
    add("no key", client.certificateFile, {}, "", ErrorReason::ClientCertificateFile);
    add("no key file", client.certificateFile, u"/nonexistent.pem"_s, "", ErrorReason::ClientCertificateFile);
    add("another's key", client.certificateFile, other.keyFile, "", ErrorReason::ClientCertificateFile);
    add("key only", client.keyFile, {}, "", ErrorReason::ClientCertificateFile);
    add("something else", m_certificates.file("not a certificate"), {}, "", ErrorReason::ClientCertificateFile);
    add("empty", m_certificates.file({}), {}, "", ErrorReason::ClientCertificateFile);
    add("cut PKCS#12", m_certificates.file(contentOf(bag).chopped(100)), {}, passwordText,
        ErrorReason::ClientCertificateFile);
}

void TestClientCertificate::files()
{
    QFETCH(const QString, file);
    QFETCH(const QString, key);
    QFETCH(const QByteArray, password);
    QFETCH(const ErrorReason, reason);
    const NginxServer server(nginx(m_certificates.rootFile()));
    QVERIFY2(server.isRunning(), server.log().constData());
    const Url url = Url::parse(server.url()).value();
    CurlTransport transport(settingsTo(url, file, key, password));
    const Result<Response> answer = transport.send(Request::get(url), {});
    if (reason == ErrorReason::None) {
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->body, "CN=a client");
        return;
    }
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Tls);
    QVERIFY2(answer.error().reason == reason, qPrintable(answer.error().detail));
    QVERIFY(!answer.error().detail.contains(QString::fromUtf8(passwordText)));
}

void TestClientCertificate::wantedAndNotThere()
{
    const NginxServer server(nginx(m_certificates.rootFile()));
    const Url url = Url::parse(server.url()).value();
    CurlTransport transport(settingsTo(url, {}));
    for (const bool head : {false, true, false}) { // also on a connection that is open
        const Result<Response> answer = transport.send(head ? Request::head(url) : Request::get(url), {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Tls);
        QCOMPARE(answer.error().reason, ErrorReason::ClientCertificateWanted);
        QCOMPARE(answer.error().httpStatus, 400);
        QVERIFY(peerChain(answer.error()) && peerChain(answer.error())->isTrusted());
    }
    // A change that was answered is no change whose outcome is unknown.
    const Result<Response> change = transport.send(Request::remove(url), {});
    QCOMPARE(change.error().reason, ErrorReason::ClientCertificateWanted);
    QCOMPARE(change.error().kind, ErrorKind::Tls);
}

void TestClientCertificate::refused()
{
    support::Certificates others;
    const NginxServer server(nginx(others.rootFile()));
    const Url url = Url::parse(server.url()).value();
    const support::Identity client = m_certificates.client();
    CurlTransport transport(settingsTo(url, client.certificateFile, client.keyFile));
    const Result<Response> answer = transport.send(Request::get(url), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Tls);
    QCOMPARE(answer.error().reason, ErrorReason::ClientCertificateRefused);
}

void TestClientCertificate::nothingIsSentWithAFileThatIsNoUse()
{
    const support::Identity identity = m_certificates.server();
    support::ScriptedServer registry(support::ServerTls{identity.certificateFile, identity.keyFile});
    support::ScriptedServer elsewhere(support::ServerTls{identity.certificateFile, identity.keyFile});
    elsewhere.serve("/", "x");
    const Url url = urlOf(registry);
    CurlTransport transport(settingsTo(url, u"/nonexistent.pem"_s));
    QCOMPARE(transport.send(Request::get(url), {}).error().reason, ErrorReason::ClientCertificateFile);
    QCOMPARE(registry.connections(), 0);
    QVERIFY(transport.send(Request::get(urlOf(elsewhere)), {})); // the file is none of its business
}

QTEST_GUILESS_MAIN(TestClientCertificate)
#include "tst_clientcertificate.moc"
