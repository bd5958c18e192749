#include <openssl/x509_vfy.h>

#include <QtTest>

#include "app/http/peerchain.h"
#include "tests/app/http/httptesting.h"
#include "tests/support/certificates.h"
#include "tests/support/nginxserver.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Flaw;
using support::NginxServer;
using support::NginxSettings;

/// What nginx shows and says when something is wrong with its TLS, and the evidence that comes with each error.
class TestPeerChain final : public QObject
{
    Q_OBJECT

private slots:
    void faults_data();
    void faults();
    void aLoneCertificate_data();
    void aLoneCertificate();
    void withoutAChain_data();
    void withoutAChain();
    void whatACertificateSays();
    void keptWhereAllIsWell();
    void keptWhereNothingIsVerified();
    void errorsShareTheirEvidence();
    void pinSurvivesARenewal();
    void aPinReplacesNothing();

private:
    struct Outcome
    {
        Error error; ///< where there was an answer: ErrorKind::Internal and its status
        std::shared_ptr<const PeerChain> remembered;
    };

    static Url urlOf(const NginxServer &server, const QByteArray &host = "127.0.0.1",
                     const QByteArray &scheme = "https")
    {
        return Url::parse(QByteArray(scheme + "://" + host + ':' + QByteArray::number(server.port()) + "/v2/")).value();
    }
    static Outcome read(TransportSettings settings, const Url &url)
    {
        HastyClock clock;
        CurlTransport transport(std::move(settings), clock);
        const Result<Response> answer = transport.send(Request::get(url), {});
        Error error = answer ? Error() : answer.error();
        if (answer)
            error.httpStatus = answer->status;
        return {error, transport.peerChain(url.origin())};
    }
    TransportSettings trusting(const Url &url) const
    {
        TransportSettings settings = settingsFor(url);
        settings.tls.extraRoots = {m_certificates.rootPem()};
        return settings;
    }
    NginxSettings nginx(Flaw flaw = Flaw::None)
    {
        NginxSettings settings;
        settings.tls = m_certificates.server(flaw);
        settings.weak = flaw == Flaw::WeakKey;
        settings.serverBlock = "location / { return 200 'ok'; }\n";
        return settings;
    }

    support::Certificates m_certificates;
};

void TestPeerChain::faults_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<ErrorReason>("reason");
    QTest::addColumn<QList<int>>("problems");
    QTest::addColumn<int>("shown");
    const auto add = [](const char *name, Flaw flaw, ErrorReason reason, const QList<int> &problems, int shown,
                        const char *host = "127.0.0.1") {
        QTest::newRow(name) << flaw << QByteArray(host) << reason << problems << shown;
    };
    add("expired", Flaw::Expired, ErrorReason::CertificateExpired, {X509_V_ERR_CERT_HAS_EXPIRED}, 2);
    add("not yet valid", Flaw::NotYetValid, ErrorReason::CertificateNotYetValid, {X509_V_ERR_CERT_NOT_YET_VALID}, 2);
    add("wrong name", Flaw::WrongName, ErrorReason::CertificateNameMismatch, {X509_V_ERR_HOSTNAME_MISMATCH}, 2,
        "localhost");
    add("no address", Flaw::WrongName, ErrorReason::CertificateNameMismatch, {X509_V_ERR_IP_ADDRESS_MISMATCH}, 2);
    add("wrong address", Flaw::WrongAddress, ErrorReason::CertificateNameMismatch, {X509_V_ERR_IP_ADDRESS_MISMATCH}, 2);
    add("expired, and the wrong name", Flaw::ExpiredWrongName, ErrorReason::CertificateNameMismatch,
        {X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_CERT_HAS_EXPIRED}, 2, "localhost");
    add("self-signed", Flaw::SelfSigned, ErrorReason::CertificateSelfSigned, {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT},
        1);
    add("another root, sent along", Flaw::UnknownRoot, ErrorReason::CertificateNotTrusted,
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN}, 2);
    add("weak key", Flaw::WeakKey, ErrorReason::WeakKey, {X509_V_ERR_EE_KEY_TOO_SMALL}, 2);
}

void TestPeerChain::faults()
{
    QFETCH(const Flaw, flaw);
    QFETCH(const QByteArray, host);
    QFETCH(const ErrorReason, reason);
    QFETCH(const QList<int>, problems);
    QFETCH(const int, shown);
    const NginxSettings settings = nginx(flaw);
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Url url = urlOf(server, host);
    const Outcome outcome = read(trusting(url), url);
    QCOMPARE(outcome.error.kind, ErrorKind::Tls);
    QCOMPARE(outcome.error.reason, reason);
    QCOMPARE(outcome.error.verifyResult, long(problems.first()));
    const PeerChain *chain = peerChain(outcome.error);
    QVERIFY(chain);
    QCOMPARE(chain->peer, PeerChain::Peer::Server);
    QList<int> found;
    for (const ChainProblem &problem : chain->problems)
        found.append(problem.code);
    QCOMPARE(found, problems);
    QCOMPARE(int(chain->certificates.size()), shown);
    QFile file(settings.tls->certificateFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(*CertificateInfo::fromPem(file.readAll()) == chain->certificates); // what it showed is what it has
    QCOMPARE(outcome.remembered.get(), chain);
}

void TestPeerChain::aLoneCertificate_data()
{
    QTest::addColumn<Flaw>("flaw");
    QTest::addColumn<bool>("rootAdded");
    QTest::addColumn<ErrorReason>("reason");
    QTest::newRow("nothing is known") << Flaw::MissingIntermediate << false << ErrorReason::CertificateNotTrusted;
    QTest::newRow("a root was added") << Flaw::MissingIntermediate << true << ErrorReason::CertificateChainIncomplete;
    QTest::newRow("it names its issuer") << Flaw::MissingKnownIntermediate << false
                                         << ErrorReason::CertificateChainIncomplete;
    QTest::newRow("not alone") << Flaw::None << false << ErrorReason::CertificateNotTrusted;
}

void TestPeerChain::aLoneCertificate()
{
    QFETCH(const Flaw, flaw);
    QFETCH(const bool, rootAdded);
    QFETCH(const ErrorReason, reason);
    const NginxServer server(nginx(flaw));
    QVERIFY2(server.isRunning(), server.log().constData());
    const Url url = urlOf(server);
    const Error error = read(rootAdded ? trusting(url) : settingsFor(url), url).error;
    QCOMPARE(error.reason, reason);
    const PeerChain *chain = peerChain(error);
    QVERIFY(chain);
    QVERIFY(chain->has(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY));
    QCOMPARE(chain->certificates.front().issuerUrls,
             flaw == Flaw::MissingKnownIntermediate ? QStringList{u"http://ca.example/intermediate.crt"_s}
                                                    : QStringList());
}

void TestPeerChain::withoutAChain_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("protocols");
    QTest::addColumn<ErrorReason>("reason");
    QTest::addColumn<int>("status");
    QTest::newRow("TLS 1.1 only") << QByteArray("https") << true << QByteArray("TLSv1.1") << ErrorReason::TlsVersion
                                  << 0;
    QTest::newRow("https to plain HTTP") << QByteArray("https") << false << QByteArray() << ErrorReason::NotTls << 0;
    QTest::newRow("http to TLS") << QByteArray("http") << true << QByteArray("TLSv1.2")
                                 << ErrorReason::PlainHttpOnTlsPort << 400;
}

void TestPeerChain::withoutAChain()
{
    QFETCH(const QByteArray, scheme);
    QFETCH(const bool, tls);
    QFETCH(const QByteArray, protocols);
    QFETCH(const ErrorReason, reason);
    QFETCH(const int, status);
    NginxSettings settings = nginx();
    settings.protocols = protocols;
    settings.weak = true;
    if (!tls)
        settings.tls.reset();
    const NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Url url = urlOf(server, "127.0.0.1", scheme);
    const Outcome outcome = read(trusting(url), url);
    QCOMPARE(outcome.error.kind, ErrorKind::Tls);
    QCOMPARE(outcome.error.reason, reason);
    QCOMPARE(outcome.error.httpStatus, status);
    QVERIFY(!peerChain(outcome.error));
    QVERIFY(!outcome.remembered);
}

void TestPeerChain::whatACertificateSays()
{
    const NginxServer server(nginx());
    const Url url = urlOf(server);
    const Error error = read(settingsFor(url), url).error;
    const PeerChain *chain = peerChain(error);
    QVERIFY(chain);
    const CertificateInfo &own = chain->certificates.at(0);
    QCOMPARE(own.subject, u"CN=localhost"_s);
    QCOMPARE(own.issuer, u"CN=Portolan test intermediate"_s);
    QCOMPARE(own.names, (QStringList{u"localhost"_s, u"127.0.0.1"_s, u"::1"_s}));
    QCOMPARE(own.key, u"EC 256"_s);
    QVERIFY(!own.isAuthority);
    const auto now = std::chrono::system_clock::now();
    QVERIFY(own.notBefore < now - 23h && own.notBefore > now - 25h);
    QVERIFY(own.notAfter > now + 29 * 24h && own.notAfter < now + 31 * 24h);
    QCOMPARE(own.sha256, QCryptographicHash::hash(own.der, QCryptographicHash::Sha256));
    QCOMPARE(own.publicKeySha256.size(), 32);
    QCOMPARE(CertificateInfo::fromPem("text\n" + own.pem())->front(), own);
    const CertificateInfo &issuer = chain->certificates.at(1);
    QVERIFY(issuer.isAuthority);
    QVERIFY(!issuer.isSelfIssued());
    QVERIFY(issuer.names.isEmpty());
    const CertificateInfo root = CertificateInfo::fromPem(m_certificates.rootPem())->front();
    QVERIFY(root.isSelfIssued());
    QCOMPARE(root.subject, issuer.issuer);
    QCOMPARE(CertificateInfo::fromPem("none").error().kind, ErrorKind::InvalidData);
    QCOMPARE((ChainProblem{X509_V_ERR_CERT_HAS_EXPIRED, 0}.text()), u"certificate has expired"_s);
}

void TestPeerChain::keptWhereAllIsWell()
{
    const NginxServer server(nginx());
    const Url url = urlOf(server);
    CurlTransport transport(trusting(url));
    QVERIFY(!transport.peerChain(url.origin()));
    for (int i = 0; i < 3; ++i)
        QVERIFY(transport.send(Request::get(url), {}));
    const auto chain = transport.peerChain(url.origin());
    QVERIFY(chain && chain->isTrusted());
    QCOMPARE(chain->certificates.size(), 2U);
    QVERIFY(!transport.peerChain({true, "elsewhere.example", 443}));
}

void TestPeerChain::keptWhereNothingIsVerified()
{
    const NginxServer server(nginx(Flaw::ExpiredWrongName));
    const Url url = urlOf(server, "localhost");
    TransportSettings settings = settingsFor(url);
    settings.tls.verify = false;
    const Outcome outcome = read(settings, url);
    QCOMPARE(outcome.error.httpStatus, 200);
    QVERIFY(outcome.remembered);
    QVERIFY(outcome.remembered->has(X509_V_ERR_CERT_HAS_EXPIRED)); // so that the exception can say what it is for
    QCOMPARE(outcome.remembered->certificates.size(), 2U);
}

void TestPeerChain::errorsShareTheirEvidence()
{
    const NginxServer server(nginx(Flaw::Expired));
    const Url url = urlOf(server);
    const Error error = read(trusting(url), url).error;
    const QList<Error> copies{error, error};
    QCOMPARE(peerChain(copies.first()), peerChain(copies.last()));
    QVERIFY(copies.first() == copies.last());
    QVERIFY(!peerChain(base::cancelled()));
}

void TestPeerChain::pinSurvivesARenewal()
{
    NginxSettings first = nginx();
    NginxSettings second = first;
    second.tls = m_certificates.renewed(*first.tls);
    std::vector<CertificateInfo> seen;
    for (const NginxSettings &settings : {first, second}) {
        const NginxServer server(settings);
        const Url url = urlOf(server);
        TransportSettings pinned = trusting(url);
        if (!seen.empty())
            pinned.tls.pinnedPublicKey = seen.front().pin();
        const Outcome outcome = read(pinned, url);
        QCOMPARE(outcome.error.httpStatus, 200);
        seen.push_back(outcome.remembered->certificates.front());
    }
    QVERIFY(seen[0].sha256 != seen[1].sha256);
    QCOMPARE(seen[0].pin(), seen[1].pin());

    const NginxServer other(nginx());
    const Url url = urlOf(other);
    TransportSettings pinned = trusting(url);
    pinned.tls.pinnedPublicKey = seen.front().pin();
    const Error error = read(pinned, url).error;
    QCOMPARE(error.reason, ErrorReason::PinMismatch);
    const PeerChain *chain = peerChain(error);
    QVERIFY(chain && chain->isTrusted());
    QVERIFY(chain->certificates.front().pin() != seen.front().pin());
    pinned.tls.pinnedPublicKey += ';' + chain->certificates.front().pin(); // either
    QCOMPARE(read(pinned, url).error.httpStatus, 200);
}

void TestPeerChain::aPinReplacesNothing()
{
    const NginxSettings settings = nginx(Flaw::WrongName);
    const NginxServer server(settings);
    const Url url = urlOf(server);
    const Error first = read(trusting(url), url).error;
    QVERIFY(peerChain(first));
    TransportSettings pinned = settingsFor(url);
    pinned.tls.pinnedPublicKey = peerChain(first)->certificates.front().pin();
    QCOMPARE(read(pinned, url).error.reason, ErrorReason::CertificateNotTrusted);
    pinned.tls.extraRoots = {m_certificates.rootPem()};
    QCOMPARE(read(pinned, url).error.reason, ErrorReason::CertificateNameMismatch);
}

QTEST_GUILESS_MAIN(TestPeerChain)
#include "tst_peerchain.moc"
