#include <QtTest>

#include "app/base/json.h"
#include "app/doctor/errorid.h"
#include "app/doctor/report.h"
#include "app/doctor/words.h"

using namespace doctor;
using namespace Qt::StringLiterals;

class TestReport final : public QObject
{
    Q_OBJECT

private slots:
    void json();
    void healthIsWithoutProblems();
    void idsOfErrors_data();
    void idsOfErrors();
    void clocks_data();
    void clocks();
};

void TestReport::json()
{
    Report report;
    report.url = u"https://registry.test/v2/"_s;
    report.findings.push_back({u"tls.expired"_s,
                               Severity::Problem,
                               u"It \"expired\"."_s,
                               u"Nobody renewed it."_s,
                               {u"Renew it."_s},
                               {{u"issuer"_s, u"CN=Root"_s}}});
    report.checks.push_back(
        {u"name"_s, Check::State::Passed, u"Name found"_s, u"10.0.0.1"_s, std::chrono::milliseconds(4)});
    report.checks.push_back({u"tls"_s, Check::State::Failed, u"Certificate"_s});
    report.checks.push_back({u"api"_s, Check::State::Skipped, u"Registry"_s});
    const Result<base::Json> json = base::Json::parse(report.toJson());
    QVERIFY(json);
    QCOMPARE(json->find("healthy"_L1)->toBool(), std::optional(false));
    QCOMPARE(json->find("url"_L1)->toString(), std::optional(report.url));
    QCOMPARE(json->find("findings"_L1)->toCompactText(),
             u"[{\"do\":[\"Renew it.\"],\"evidence\":{\"issuer\":\"CN=Root\"},\"id\":\"tls.expired\",\"severity\":"
             "\"problem\",\"what\":\"It \\\"expired\\\".\",\"why\":\"Nobody renewed it.\"}]"_s);
    QCOMPARE(json->find("checks"_L1)->toCompactText(),
             u"[{\"id\":\"name\",\"state\":\"passed\"},{\"id\":\"tls\",\"state\":\"failed\"},{\"id\":\"api\","
             "\"state\":\"skipped\"}]"_s);
    QCOMPARE(report.find(u"tls.expired")->fact(u"issuer"), u"CN=Root"_s);
    QVERIFY(report.toText().contains(u"Name found, 4 ms (10.0.0.1)"_s));
    QVERIFY(report.toText().contains(u"problem: It \"expired\". [tls.expired]"_s));
}

void TestReport::healthIsWithoutProblems()
{
    Report report;
    QVERIFY(report.isHealthy());
    report.findings.push_back({u"catalog.missing"_s, Severity::Info, {}, {}, {}, {}});
    report.findings.push_back({u"clock.skew"_s, Severity::Warning, {}, {}, {}, {}});
    QVERIFY(report.isHealthy());
    report.findings.push_back({u"tls.expired"_s, Severity::Problem, {}, {}, {}, {}});
    QVERIFY(!report.isHealthy());
}

void TestReport::idsOfErrors_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorReason>("reason");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("id");
    const auto row
        = [](const char *id, ErrorKind kind, ErrorReason reason = ErrorReason::None, const QString &code = {}) {
              QTest::addRow("%s %d", id, int(reason)) << kind << reason << code << QString::fromLatin1(id);
          };
    row("keychain.locked", ErrorKind::Credentials, ErrorReason::KeychainLocked);
    row("keychain.denied", ErrorKind::Credentials, ErrorReason::KeychainDenied);
    row("keychain.missing", ErrorKind::Credentials, ErrorReason::KeychainMissing);
    row("keychain.no-service", ErrorKind::Credentials, ErrorReason::KeychainNoService);
    row("redirect.loop", ErrorKind::Network, ErrorReason::RedirectLoop);
    row("redirect.scheme", ErrorKind::Network, ErrorReason::RedirectToWeaker);
    row("redirect.refused", ErrorKind::Network, ErrorReason::RedirectRefused);
    row("tls.selfsigned", ErrorKind::Tls, ErrorReason::CertificateSelfSigned);
    row("tls.incomplete-chain", ErrorKind::Tls, ErrorReason::CertificateChainIncomplete);
    row("tls.notyetvalid", ErrorKind::Tls, ErrorReason::CertificateNotYetValid);
    row("tls.weak-key", ErrorKind::Tls, ErrorReason::WeakKey);
    row("tls.protocol", ErrorKind::Tls, ErrorReason::TlsVersion);
    row("tls.client-certificate-file", ErrorKind::Tls, ErrorReason::ClientCertificateOldFormat);
    row("tls.client-certificate-file", ErrorKind::Tls, ErrorReason::ClientCertificatePassword);
    row("tag.protected", ErrorKind::Conflict, ErrorReason::None, u"TAG_IMMUTABLE"_s);
    row("tag.protected", ErrorKind::Forbidden, ErrorReason::None, u"PROTECTED_TAG"_s);
    row("request.conflict", ErrorKind::Conflict, ErrorReason::UnknownHost);
}

void TestReport::idsOfErrors()
{
    QFETCH(const ErrorKind, kind);
    QFETCH(const ErrorReason, reason);
    QFETCH(const QString, code);
    Error error = base::failure(kind, {}, reason);
    if (!code.isEmpty())
        error.registry = {{code, {}, {}}};
    QTEST(idOf(error), "id");
}

void TestReport::clocks_data()
{
    QTest::addColumn<int>("lead");
    QTest::addColumn<QString>("title");
    QTest::newRow("the same") << 0 << u"Clock"_s;
    QTest::newRow("as exact as servers are") << -2 << u"Clock"_s;
    QTest::newRow("behind") << 3 << u"Your clock is 3 s behind"_s;
    QTest::newRow("ahead") << -120 << u"Your clock is 120 s ahead"_s;
}

void TestReport::clocks()
{
    QFETCH(const int, lead);
    const Check check = Words::clock(std::chrono::seconds(lead));
    QTEST(check.title, "title");
    QCOMPARE(check.detail,
             check.title == u"Clock"_s ? u"%1 s apart from the server"_s.arg(-lead) : u"Up to 120 s does no harm"_s);
    QCOMPARE(name(check.state), u"passed"_s);
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
