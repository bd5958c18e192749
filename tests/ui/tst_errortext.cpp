#include <QTest>

#include "ui/errortext.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::ErrorReason;

class tst_ErrorText : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasWords_data();
    void everyKindHasWords();
    void asksToSignIn();
    void namesThePlace();
    void quotesTheRegistry();
    void longTextsAreCut();
    void secretsStayOut();
    void serverFailureTellsItsStatus();
    void details();
};

void tst_ErrorText::everyKindHasWords_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorReason>("reason");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *name, ErrorKind kind, ErrorReason reason, const QString &id) {
        QTest::newRow(name) << kind << reason << id;
    };
    row("stopped", ErrorKind::Cancelled, ErrorReason::None, u"STOPPED"_s);
    row("network", ErrorKind::Network, ErrorReason::None, u"NET-LOST"_s);
    row("unknown host", ErrorKind::Network, ErrorReason::UnknownHost, u"DNS"_s);
    row("unknown proxy", ErrorKind::Network, ErrorReason::UnknownProxy, u"PROXY"_s);
    row("proxy unreachable", ErrorKind::Network, ErrorReason::ProxyUnreachable, u"PROXY"_s);
    row("proxy silent", ErrorKind::Timeout, ErrorReason::ProxySilent, u"PROXY"_s);
    row("proxy without TLS", ErrorKind::Tls, ErrorReason::ProxyTls, u"PROXY"_s);
    row("proxy wants a sign-in", ErrorKind::Network, ErrorReason::ProxySignInWanted, u"PROXY"_s);
    row("proxy denies", ErrorKind::Network, ErrorReason::ProxyDenied, u"PROXY"_s);
    row("behind the proxy", ErrorKind::Network, ErrorReason::ProxyTargetUnreachable, u"PROXY"_s);
    row("refused", ErrorKind::Network, ErrorReason::ConnectionRefused, u"NET-REFUSED"_s);
    row("lost", ErrorKind::Network, ErrorReason::ConnectionLost, u"NET-LOST"_s);
    row("incomplete", ErrorKind::Network, ErrorReason::Incomplete, u"BAD-DATA"_s);
    row("too large", ErrorKind::Network, ErrorReason::TooLarge, u"TOO-LARGE"_s);
    row("plain HTTP", ErrorKind::Network, ErrorReason::PlainHttpNotAllowed, u"SCHEME-HTTP"_s);
    row("redirect", ErrorKind::Network, ErrorReason::RedirectRefused, u"REDIRECT"_s);
    row("address", ErrorKind::Network, ErrorReason::AddressRefused, u"ADDRESS"_s);
    row("connect deadline", ErrorKind::Timeout, ErrorReason::ConnectDeadline, u"NET-TIMEOUT"_s);
    row("first byte", ErrorKind::Timeout, ErrorReason::FirstByteDeadline, u"NET-TIMEOUT"_s);
    row("idle", ErrorKind::Timeout, ErrorReason::IdleDeadline, u"NET-TIMEOUT"_s);
    row("total", ErrorKind::Timeout, ErrorReason::TotalDeadline, u"NET-TIMEOUT"_s);
    row("authority", ErrorKind::Tls, ErrorReason::CertificateNotTrusted, u"TLS-CA"_s);
    row("name", ErrorKind::Tls, ErrorReason::CertificateNameMismatch, u"TLS-NAME"_s);
    row("dates", ErrorKind::Tls, ErrorReason::CertificateExpired, u"TLS-TIME"_s);
    row("rejected", ErrorKind::Tls, ErrorReason::CertificateRejected, u"TLS"_s);
    row("pin", ErrorKind::Tls, ErrorReason::PinMismatch, u"TLS-PIN"_s);
    row("client certificate", ErrorKind::Tls, ErrorReason::ClientCertificateWanted, u"TLS-CLIENT"_s);
    row("client certificate refused", ErrorKind::Tls, ErrorReason::ClientCertificateRefused, u"TLS-CLIENT"_s);
    row("HTTP on a TLS port", ErrorKind::Tls, ErrorReason::PlainHttpOnTlsPort, u"SCHEME-HTTPS"_s);
    row("client file", ErrorKind::Tls, ErrorReason::ClientCertificateFile, u"TLS-P12"_s);
    row("no TLS", ErrorKind::Tls, ErrorReason::NotTls, u"SCHEME-HTTP"_s);
    row("401", ErrorKind::Unauthorized, ErrorReason::None, u"AUTH-401"_s);
    row("realm", ErrorKind::Unauthorized, ErrorReason::TokenRealmNotApproved, u"AUTH-HOST"_s);
    row("403", ErrorKind::Forbidden, ErrorReason::None, u"DENIED-403"_s);
    row("read-only", ErrorKind::Forbidden, ErrorReason::ReadOnly, u"READ-ONLY"_s);
    row("404", ErrorKind::NotFound, ErrorReason::None, u"NOT-FOUND"_s);
    row("unsupported", ErrorKind::Unsupported, ErrorReason::None, u"UNSUPPORTED"_s);
    row("no catalogue", ErrorKind::Unsupported, ErrorReason::NoCatalog, u"CATALOG-NA"_s);
    row("429", ErrorKind::RateLimited, ErrorReason::None, u"RATE-429"_s);
    row("conflict", ErrorKind::Conflict, ErrorReason::None, u"CONFLICT"_s);
    row("5xx", ErrorKind::Server, ErrorReason::None, u"SERVER-5XX"_s);
    row("invalid", ErrorKind::InvalidData, ErrorReason::None, u"BAD-INPUT"_s);
    row("digest", ErrorKind::DigestMismatch, ErrorReason::None, u"BAD-DATA"_s);
    row("no password", ErrorKind::Credentials, ErrorReason::None, u"AUTH-NONE"_s);
    row("disk", ErrorKind::Io, ErrorReason::None, u"DISK"_s);
    row("unknown outcome", ErrorKind::UnknownOutcome, ErrorReason::None, u"UNKNOWN"_s);
    row("internal", ErrorKind::Internal, ErrorReason::None, u"INTERNAL"_s);
}

void tst_ErrorText::everyKindHasWords()
{
    QFETCH(ErrorKind, kind);
    QFETCH(ErrorReason, reason);
    const ui::ErrorText text = ui::ErrorWords::explain(base::failure(kind, u"detail"_s, reason), u"lab"_s);
    QTEST(text.id, "id");
    QVERIFY(!text.why.isEmpty());
    QVERIFY(text.headline.endsWith(u'.'));
    QVERIFY(!text.headline.contains(u"%1"_s));
    QVERIFY(!text.why.contains(u"%1"_s));
}

void tst_ErrorText::asksToSignIn()
{
    using ui::ErrorWords;
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Unauthorized, {})));
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Credentials, {})));
    // A password would not help there.
    QVERIFY(!ErrorWords::asksToSignIn(base::failure(ErrorKind::Unauthorized, {}, ErrorReason::TokenRealmNotApproved)));
    QVERIFY(!ErrorWords::asksToSignIn(base::failure(ErrorKind::Forbidden, {})));
}

void tst_ErrorText::namesThePlace()
{
    base::Error error = base::failure(ErrorKind::Network, {}, ErrorReason::ConnectionRefused);
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline, u"lab did not answer."_s);
    error.url = u"https://auth.lab.example:8443/token"_s;
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline, u"auth.lab.example:8443 did not answer."_s);
}

void tst_ErrorText::quotesTheRegistry()
{
    base::Error error = base::failure(ErrorKind::Forbidden, {});
    error.registry = {{u"DENIED"_s, u"<b>no</b> \u202etxt\n"_s, {}}};
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).why, u"The registry says: “<b>no</b> ⟨U+202E⟩txt↵”"_s);
}

void tst_ErrorText::longTextsAreCut()
{
    base::Error error = base::failure(ErrorKind::NotFound, {});
    error.registry = {{u"X"_s, QString(100000, u'x'), {}}};
    QVERIFY(ui::ErrorWords::explain(error, u"lab"_s).why.size() < 400);
    QVERIFY(ui::ErrorWords::explain(error, u"lab"_s).details.size() < 400);
}

void tst_ErrorText::secretsStayOut()
{
    base::Error error = base::failure(ErrorKind::Unauthorized, u"Authorization: Bearer abcdefghijklmnop"_s);
    error.registry = {{u"X"_s, u"password=hunter2hunter2"_s, {}}};
    QVERIFY(!ui::ErrorWords::explain(error, u"lab"_s).details.contains(u"abcdefghijklmnop"_s));
    QVERIFY(!ui::ErrorWords::explain(error, u"lab"_s).details.contains(u"hunter2hunter2"_s));
    QVERIFY(!ui::ErrorWords::summary(error, u"lab"_s).contains(u"hunter2hunter2"_s));
}

void tst_ErrorText::serverFailureTellsItsStatus()
{
    base::Error error = base::failure(ErrorKind::Server, {});
    error.httpStatus = 502;
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline, u"lab failed on its side (502)."_s);
}

void tst_ErrorText::details()
{
    base::Error error = base::failure(ErrorKind::NotFound, u"no manifest"_s);
    error.httpStatus = 404;
    error.url = u"https://lab.example/v2/a/manifests/b"_s;
    error.requestId = u"8f2c"_s;
    error.registry = {{u"MANIFEST_UNKNOWN"_s, u"unknown"_s, {}}};
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).details,
             u"NOT-FOUND\nhttps://lab.example/v2/a/manifests/b\nHTTP 404\nMANIFEST_UNKNOWN: unknown\nrequest id 8f2c\n"
             "no manifest"_s);
}

QTEST_GUILESS_MAIN(tst_ErrorText)
#include "tst_errortext.moc"
