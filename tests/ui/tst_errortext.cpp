#include <openssl/x509_vfy.h>

#include <QTest>

#include "app/changes/journaltrouble.h"
#include "app/doctor/errorid.h"
#include "app/doctor/words.h"
#include "app/http/peerchain.h"
#include "app/registry/tokenfacts.h"
#include "ui/errortext.h"
#include "ui/translations.h"

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::ErrorReason;

class tst_ErrorText : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasWords_data();
    void everyKindHasWords();
    void journal();
    void everyFaultHasItsOwnWords_data();
    void everyFaultHasItsOwnWords();
    void certificateSaysWhatIsWrong();
    void tokenServerIsNamed();
    void brokenIndex();
    void lineForTheAdministrator();
    void pinToCompare();
    void clockBesideDates();
    void scopesOfTheToken_data();
    void scopesOfTheToken();
    void whoseClockIsWrong();
    void pathOfTheRegistry();
    void asksToSignIn();
    void namesThePlace();
    void quotesTheRegistry();
    void longTextsAreCut();
    void secretsStayOut();
    void serverFailureTellsItsStatus();
    void details();
    void detailsOfTheRequest_data();
    void detailsOfTheRequest();
};

void tst_ErrorText::everyKindHasWords_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorReason>("reason");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *name, ErrorKind kind, ErrorReason reason, const QString &id) {
        QTest::newRow(name) << kind << reason << id;
    };
    row("stopped", ErrorKind::Cancelled, ErrorReason::None, u"request.stopped"_s);
    row("network", ErrorKind::Network, ErrorReason::None, u"tcp.lost"_s);
    row("unknown host", ErrorKind::Network, ErrorReason::UnknownHost, u"name.notfound"_s);
    row("unknown proxy", ErrorKind::Network, ErrorReason::UnknownProxy, u"proxy.name-notfound"_s);
    row("proxy unreachable", ErrorKind::Network, ErrorReason::ProxyUnreachable, u"proxy.refused"_s);
    row("proxy silent", ErrorKind::Timeout, ErrorReason::ProxySilent, u"proxy.timeout"_s);
    row("proxy without TLS", ErrorKind::Tls, ErrorReason::ProxyTls, u"proxy.tls"_s);
    row("proxy wants a sign-in", ErrorKind::Network, ErrorReason::ProxySignInWanted, u"proxy.auth"_s);
    row("proxy denies", ErrorKind::Network, ErrorReason::ProxyDenied, u"proxy.denied"_s);
    row("behind the proxy", ErrorKind::Network, ErrorReason::ProxyTargetUnreachable, u"proxy.target"_s);
    row("refused", ErrorKind::Network, ErrorReason::ConnectionRefused, u"tcp.refused"_s);
    row("lost", ErrorKind::Network, ErrorReason::ConnectionLost, u"tcp.lost"_s);
    row("incomplete", ErrorKind::Network, ErrorReason::Incomplete, u"data.damaged"_s);
    row("too large", ErrorKind::Network, ErrorReason::TooLarge, u"data.too-large"_s);
    row("plain HTTP", ErrorKind::Network, ErrorReason::PlainHttpNotAllowed, u"http.no-consent"_s);
    row("redirect", ErrorKind::Network, ErrorReason::RedirectRefused, u"redirect.refused"_s);
    row("redirects in circles", ErrorKind::Network, ErrorReason::RedirectLoop, u"redirect.loop"_s);
    row("redirect to HTTP", ErrorKind::Network, ErrorReason::RedirectToWeaker, u"redirect.scheme"_s);
    row("address", ErrorKind::Network, ErrorReason::AddressRefused, u"redirect.host"_s);
    row("no TLS in time", ErrorKind::Timeout, ErrorReason::HandshakeDeadline, u"tls.timeout"_s);
    row("self-signed", ErrorKind::Tls, ErrorReason::CertificateSelfSigned, u"tls.selfsigned"_s);
    row("lone", ErrorKind::Tls, ErrorReason::CertificateChainIncomplete, u"tls.incomplete-chain"_s);
    row("too early", ErrorKind::Tls, ErrorReason::CertificateNotYetValid, u"tls.notyetvalid"_s);
    row("token refused", ErrorKind::Unauthorized, ErrorReason::TokenRefused, u"auth.token-refused"_s);
    row("no challenge", ErrorKind::Unauthorized, ErrorReason::ChallengeMissing, u"auth.challenge-missing"_s);
    row("scope", ErrorKind::Forbidden, ErrorReason::ScopeNotGranted, u"auth.scope-not-granted"_s);
    row("another service", ErrorKind::NotFound, ErrorReason::NotARegistry, u"v2.not-a-registry"_s);
    row("maintenance", ErrorKind::Server, ErrorReason::MaintenancePage, u"v2.maintenance-page"_s);
    row("name deadline", ErrorKind::Timeout, ErrorReason::NameDeadline, u"name.timeout"_s);
    row("clocks differ", ErrorKind::Unauthorized, ErrorReason::ClockSkew, u"clock.skew"_s);
    row("below a path", ErrorKind::InvalidData, ErrorReason::PathPrefix, u"v2.path-prefix"_s);
    row("connect deadline", ErrorKind::Timeout, ErrorReason::ConnectDeadline, u"tcp.timeout"_s);
    row("first byte", ErrorKind::Timeout, ErrorReason::FirstByteDeadline, u"http.timeout"_s);
    row("idle", ErrorKind::Timeout, ErrorReason::IdleDeadline, u"http.timeout"_s);
    row("total", ErrorKind::Timeout, ErrorReason::TotalDeadline, u"http.timeout"_s);
    row("authority", ErrorKind::Tls, ErrorReason::CertificateNotTrusted, u"tls.untrusted"_s);
    row("name", ErrorKind::Tls, ErrorReason::CertificateNameMismatch, u"tls.hostname"_s);
    row("dates", ErrorKind::Tls, ErrorReason::CertificateExpired, u"tls.expired"_s);
    row("rejected", ErrorKind::Tls, ErrorReason::CertificateRejected, u"tls.rejected"_s);
    row("pin", ErrorKind::Tls, ErrorReason::PinMismatch, u"tls.pin-changed"_s);
    row("client certificate", ErrorKind::Tls, ErrorReason::ClientCertificateWanted,
        u"tls.client-certificate-required"_s);
    row("client certificate refused", ErrorKind::Tls, ErrorReason::ClientCertificateRefused,
        u"tls.client-certificate-refused"_s);
    row("HTTP on a TLS port", ErrorKind::Tls, ErrorReason::PlainHttpOnTlsPort, u"http.plain-on-tls-port"_s);
    row("client file", ErrorKind::Tls, ErrorReason::ClientCertificateFile, u"tls.client-certificate-file"_s);
    row("no TLS", ErrorKind::Tls, ErrorReason::NotTls, u"http.tls-on-plain-port"_s);
    row("401", ErrorKind::Unauthorized, ErrorReason::None, u"auth.denied"_s);
    row("realm", ErrorKind::Unauthorized, ErrorReason::TokenRealmNotApproved, u"auth.token-host"_s);
    row("403", ErrorKind::Forbidden, ErrorReason::None, u"auth.forbidden"_s);
    row("read-only", ErrorKind::Forbidden, ErrorReason::ReadOnly, u"connection.read-only"_s);
    row("404", ErrorKind::NotFound, ErrorReason::None, u"content.notfound"_s);
    row("unsupported", ErrorKind::Unsupported, ErrorReason::None, u"request.unsupported"_s);
    row("no catalogue", ErrorKind::Unsupported, ErrorReason::NoCatalog, u"catalog.missing"_s);
    row("429", ErrorKind::RateLimited, ErrorReason::None, u"limit.rate"_s);
    row("conflict", ErrorKind::Conflict, ErrorReason::None, u"request.conflict"_s);
    row("5xx", ErrorKind::Server, ErrorReason::None, u"v2.server-error"_s);
    row("invalid", ErrorKind::InvalidData, ErrorReason::None, u"input.invalid"_s);
    row("digest", ErrorKind::DigestMismatch, ErrorReason::None, u"data.damaged"_s);
    row("no password", ErrorKind::Credentials, ErrorReason::None, u"auth.password-missing"_s);
    row("keychain locked", ErrorKind::Credentials, ErrorReason::KeychainLocked, u"keychain.locked"_s);
    row("keychain denies", ErrorKind::Credentials, ErrorReason::KeychainDenied, u"keychain.denied"_s);
    row("not in the keychain", ErrorKind::Credentials, ErrorReason::KeychainMissing, u"keychain.missing"_s);
    row("no keychain", ErrorKind::Credentials, ErrorReason::KeychainNoService, u"keychain.no-service"_s);
    row("disk", ErrorKind::Io, ErrorReason::None, u"disk.unreadable"_s);
    row("unknown outcome", ErrorKind::UnknownOutcome, ErrorReason::None, u"request.outcome-unknown"_s);
    row("internal", ErrorKind::Internal, ErrorReason::None, u"program.fault"_s);
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

void tst_ErrorText::everyFaultHasItsOwnWords_data()
{
    QTest::addColumn<base::Error>("error");
    QTest::addColumn<QString>("id");
    const auto answer = [](int status, ErrorKind kind, const QString &code, const QByteArray &method = "GET") {
        base::Error error = base::failure(kind, {});
        error.httpStatus = status;
        error.method = method;
        error.url = u"https://lab.example/v2/a/manifests/sha256:00"_s;
        if (!code.isEmpty())
            error.registry = {{code, u"no"_s, {}}};
        return error;
    };
    const auto row = [](const base::Error &error, const QString &id) { QTest::newRow(qPrintable(id)) << error << id; };
    row(answer(405, ErrorKind::Unsupported, u"UNSUPPORTED"_s, "DELETE"), u"delete.disabled"_s);
    row(answer(405, ErrorKind::Unsupported, {}, "DELETE"), u"delete.read-only"_s);
    row(answer(405, ErrorKind::Unsupported, u"UNSUPPORTED"_s, "PUT"), u"request.unsupported"_s);
    row(answer(412, ErrorKind::Conflict, {}, "DELETE"), u"tag.protected"_s);
    row(answer(409, ErrorKind::Conflict, {}, "DELETE"), u"request.conflict"_s);
    base::Error catalog = answer(403, ErrorKind::Forbidden, u"DENIED"_s);
    catalog.reason = ErrorReason::NoCatalog;
    row(catalog, u"catalog.denied"_s);
    catalog.httpStatus = 404;
    row(catalog, u"catalog.missing"_s);
    base::Error token = answer(502, ErrorKind::Server, {});
    token.isOfTokenServer = true;
    row(token, u"auth.token-unreachable"_s);
    token.kind = ErrorKind::InvalidData;
    row(token, u"auth.token-bad"_s);
    token.kind = ErrorKind::Unauthorized;
    row(token, u"auth.denied"_s);
}

/// The id, and the sentence that the doctor has for it: there is one text for a fault.
void tst_ErrorText::everyFaultHasItsOwnWords()
{
    QFETCH(const base::Error, error);
    QFETCH(const QString, id);
    const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab"_s);
    QCOMPARE(text.id, id);
    QCOMPARE(text.headline, doctor::Words::finding(id, u"lab"_s, doctor::factOf(error)).what);
    QVERIFY(text.details.startsWith(id));
}

void tst_ErrorText::certificateSaysWhatIsWrong()
{
    const auto chain = std::make_shared<http::PeerChain>();
    http::CertificateInfo certificate;
    certificate.names = {u"registry.example"_s};
    certificate.issuer = u"CN=Corp Root,O=Corp"_s;
    certificate.notAfter = std::chrono::sys_seconds(std::chrono::seconds(1'789'000'000));
    chain->certificates.push_back(certificate);
    const auto why = [&chain](ErrorReason reason) {
        base::Error error = base::failure(ErrorKind::Tls, {}, reason);
        error.evidence = chain;
        return ui::ErrorWords::explain(error, u"lab"_s).why;
    };
    QVERIFY(why(ErrorReason::CertificateExpired).contains(u"2026-09-10"_s));
    QVERIFY(why(ErrorReason::CertificateNameMismatch).contains(u"registry.example"_s));
    QVERIFY(why(ErrorReason::CertificateNotTrusted).contains(u"(Corp Root)"_s));
    QVERIFY(!why(ErrorReason::CertificateExpired).contains(u"another name"_s));
    // One that has expired may be for the wrong name, too.
    chain->problems = {{X509_V_ERR_CERT_HAS_EXPIRED, 0}, {X509_V_ERR_HOSTNAME_MISMATCH, 0}};
    QVERIFY(why(ErrorReason::CertificateExpired).contains(u"The certificate of lab is for another name."_s));
}

/// Why it was not reached belongs to it, and a proxy to itself.
void tst_ErrorText::tokenServerIsNamed()
{
    base::Error error = base::failure(ErrorKind::Tls, {}, ErrorReason::CertificateExpired);
    error.url = u"https://auth.example/token"_s;
    error.isOfTokenServer = true;
    const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab"_s);
    QCOMPARE(text.headline, u"The token server of lab cannot be reached."_s);
    QVERIFY(text.why.contains(error.url) && text.why.contains(u"The certificate of auth.example has expired."_s));
    error = base::failure(ErrorKind::Timeout, {}, ErrorReason::ProxySilent);
    error.isOfTokenServer = true;
    error.proxy = u"http://px.corp:3128"_s;
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline,
             u"The proxy http://px.corp:3128 did not answer in time."_s);
}

/// Whatever the registry calls it, an index whose part is missing is broken.
void tst_ErrorText::brokenIndex()
{
    base::Error error = base::failure(ErrorKind::NotFound, {});
    error.httpStatus = 404;
    const ui::ErrorText text = ui::ErrorWords::brokenIndex(error, u"v2"_s, u"linux/arm64"_s);
    QCOMPARE(text.headline, u"v2 is incomplete."_s);
    QVERIFY(text.why.contains(u"(linux/arm64)"_s));
    QCOMPARE(text.details, u"index.broken\nHTTP 404"_s);
}

/// Only where the reader has nothing to do but to tell of it.
void tst_ErrorText::lineForTheAdministrator()
{
    using ui::ErrorWords;
    const base::Error off = base::failure(ErrorKind::Tls, {}, ErrorReason::TlsVersion);
    QCOMPARE(ErrorWords::explain(off, u"lab"_s).advice,
             u"The administrator switches the newer versions on: ssl_protocols TLSv1.2 TLSv1.3;"_s);
    const base::Error plain = base::failure(ErrorKind::Tls, {}, ErrorReason::NotTls);
    QCOMPARE(ErrorWords::explain(plain, u"lab"_s).advice, u"Check the port."_s);
}

/// The new pin is there to be copied; where none is known, nothing is made up.
void tst_ErrorText::pinToCompare()
{
    const auto chain = std::make_shared<http::PeerChain>();
    http::CertificateInfo certificate;
    certificate.publicKeySha256 = QByteArray(32, 'k');
    chain->certificates.push_back(certificate);
    base::Error error = base::failure(ErrorKind::Tls, {}, ErrorReason::PinMismatch);
    const QString unknown = ui::ErrorWords::explain(error, u"lab"_s).advice;
    QVERIFY2(!unknown.contains(u"sha256//"_s) && !unknown.contains(u'%'), qPrintable(unknown));
    error.evidence = chain;
    const QString pin = QString::fromLatin1(certificate.pin());
    QVERIFY(ui::ErrorWords::explain(error, u"lab"_s).details.contains(pin));
    const QString advice = ui::ErrorWords::explain(error, u"lab"_s).advice;
    QVERIFY2(advice.endsWith(u": "_s + pin), qPrintable(advice));
}

/// Who sees a certificate expire while his own clock is wrong can tell.
void tst_ErrorText::clockBesideDates()
{
    base::Error error = base::failure(ErrorKind::Tls, {}, ErrorReason::CertificateExpired);
    error.time = std::chrono::system_clock::time_point(std::chrono::seconds(1'789'000'000));
    const auto says = [&error] {
        return ui::ErrorWords::explain(error, u"lab"_s)
            .why.contains(u"clock of this computer says 2026-09-10T00:26:40Z");
    };
    QVERIFY(says());
    error.reason = ErrorReason::CertificateNotYetValid;
    QVERIFY(says());
    error.reason = ErrorReason::CertificateNameMismatch;
    QVERIFY(!says());
}

void tst_ErrorText::scopesOfTheToken_data()
{
    QTest::addColumn<QString>("all");
    QTest::addColumn<QString>("nothing");
    QTest::addColumn<QString>("unknown");
    QTest::newRow("en") << u"(asked for: repository:a/b:pull; granted: repository:a/b:push)"_s
                        << u"(asked for: repository:a/b:pull; granted: nothing)"_s
                        << u"(asked for: repository:a/b:pull; granted: not known)"_s;
    QTest::newRow("zh_CN") << u"请求的权限：repository:a/b:pull；授予的权限：repository:a/b:push"_s
                           << u"请求的权限：repository:a/b:pull；授予的权限：无"_s
                           << u"请求的权限：repository:a/b:pull；授予的权限：未知"_s;
}

/// What it was asked for and what it holds for: in the text, and in the details for whoever looks after the registry.
void tst_ErrorText::scopesOfTheToken()
{
    QFETCH(const QString, all);
    QFETCH(const QString, nothing);
    QFETCH(const QString, unknown);
    ui::Translations translations;
    translations.use(QString::fromUtf8(QTest::currentDataTag()));
    const auto text = [](std::optional<registry::Scopes> granted) {
        base::Error error = base::failure(ErrorKind::Forbidden, {}, ErrorReason::ScopeNotGranted);
        auto facts = std::make_shared<registry::TokenFacts>();
        facts->asked = registry::Scopes::parse("repository:a/b:pull");
        facts->granted = std::move(granted);
        error.evidence = facts;
        return ui::ErrorWords::explain(error, u"lab"_s);
    };
    const ui::ErrorText other = text(registry::Scopes::parse("repository:a/b:push"));
    QVERIFY2(other.why.contains(all), qPrintable(other.why));
    QVERIFY(other.details.contains(u"token asked for: repository:a/b:pull\ntoken granted: repository:a/b:push"_s));
    QVERIFY2(text(registry::Scopes()).why.contains(nothing), qPrintable(text(registry::Scopes()).why));
    QVERIFY(text(registry::Scopes()).details.contains(u"token granted: nothing"_s));
    QVERIFY2(text(std::nullopt).why.contains(unknown), qPrintable(text(std::nullopt).why));
    QVERIFY(text(std::nullopt).details.contains(u"token granted: not known"_s));
}

void tst_ErrorText::whoseClockIsWrong()
{
    const auto headline = [](bool isOfTokenServer) {
        base::Error error = base::failure(ErrorKind::Unauthorized, {}, ErrorReason::ClockSkew);
        auto facts = std::make_shared<registry::TokenFacts>();
        facts->clockGap = registry::ClockGap{isOfTokenServer, std::chrono::seconds(10800)};
        facts->tokenServer = u"auth.example"_s;
        error.evidence = facts;
        return ui::ErrorWords::explain(error, u"lab"_s).headline;
    };
    QCOMPARE(headline(false), u"The clocks of this computer and lab differ by 10800 seconds."_s);
    QCOMPARE(headline(true), u"The clocks of this computer and auth.example differ by 10800 seconds."_s);
}

/// The doctor's words, and the server block that works.
void tst_ErrorText::pathOfTheRegistry()
{
    base::Error error = base::failure(ErrorKind::InvalidData, {}, ErrorReason::PathPrefix);
    error.url = u"https://lab.example/registry/v2/"_s;
    const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab.example"_s);
    QCOMPARE(text.id, u"v2.path-prefix"_s);
    QVERIFY(text.headline.contains(u"/registry,"_s) && text.why.contains(u"lab.example"_s));
    QVERIFY2(text.advice.contains(u"location /v2/ {"_s), qPrintable(text.advice));
    QVERIFY(text.isOfConnection);
}

void tst_ErrorText::journal()
{
    const auto words = [](ErrorKind kind, const QString &aside) {
        return ui::ErrorWords::explain(
            changes::withJournalTrouble(base::failure(kind, u"disk I/O error"_s), u"/home/journal.sqlite"_s, aside),
            u"lab"_s);
    };
    const ui::ErrorText full = words(ErrorKind::Io, {});
    QVERIFY(full.headline.contains(u"journal") && full.details.contains(u"disk I/O error"));
    QVERIFY2(!full.why.contains(u"I/O"), qPrintable(full.why));
    QVERIFY(full.advice.contains(u"/home/journal.sqlite") && !full.isOfConnection);
    const ui::ErrorText damaged = words(ErrorKind::InvalidData, u"/home/journal.sqlite.damaged"_s);
    QVERIFY(damaged.why.contains(u"/home/journal.sqlite.damaged") && !damaged.isOfConnection);
    QVERIFY(words(ErrorKind::InvalidData, {}).why.contains(u"/home/journal.sqlite"));
    QVERIFY(words(ErrorKind::Unsupported, {}).headline.contains(u"newer version"));
    QVERIFY(!words(ErrorKind::Network, {}).headline.contains(u"journal")); // the registry's
}

void tst_ErrorText::asksToSignIn()
{
    using ui::ErrorWords;
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Unauthorized, {})));
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Credentials, {})));
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Credentials, {}, ErrorReason::KeychainMissing)));
    // A password would not help there.
    QVERIFY(!ErrorWords::asksToSignIn(base::failure(ErrorKind::Credentials, {}, ErrorReason::KeychainLocked)));
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Unauthorized, {}, ErrorReason::TokenRealmNotApproved)));
    QVERIFY(ErrorWords::asksToSignIn(base::failure(ErrorKind::Unauthorized, {}, ErrorReason::ChallengeMissing)));
    QVERIFY(!ErrorWords::asksToSignIn(base::failure(ErrorKind::Unauthorized, {}, ErrorReason::TokenRefused)));
    QVERIFY(!ErrorWords::asksToSignIn(base::failure(ErrorKind::Forbidden, {})));
}

void tst_ErrorText::namesThePlace()
{
    base::Error error = base::failure(ErrorKind::Network, {}, ErrorReason::ConnectionRefused);
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline, u"lab refused the connection."_s);
    error.url = u"https://auth.lab.example:8443/token"_s;
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline, u"auth.lab.example:8443 refused the connection."_s);
}

void tst_ErrorText::quotesTheRegistry()
{
    base::Error error = base::failure(ErrorKind::Forbidden, {});
    error.registry = {{u"DENIED"_s, u"<b>no</b> \u202etxt\n"_s, {}}};
    const QString why = ui::ErrorWords::explain(error, u"lab"_s).why;
    QVERIFY2(why.endsWith(u" The registry says: “<b>no</b> ⟨U+202E⟩txt↵”."_s), qPrintable(why));
}

void tst_ErrorText::longTextsAreCut()
{
    base::Error error = base::failure(ErrorKind::NotFound, {});
    error.registry = {{u"X"_s, QString(100000, u'x'), {}}};
    QVERIFY(ui::ErrorWords::explain(error, u"lab"_s).why.size() < 500);
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
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).headline, u"lab failed on its side (HTTP 502)."_s);
}

void tst_ErrorText::details()
{
    base::Error error = base::failure(ErrorKind::NotFound, u"no manifest"_s);
    error.httpStatus = 404;
    error.url = u"https://lab.example/v2/a/manifests/b"_s;
    error.requestId = u"8f2c"_s;
    error.registry = {{u"MANIFEST_UNKNOWN"_s, u"unknown"_s, {}}};
    QCOMPARE(ui::ErrorWords::explain(error, u"lab"_s).details,
             u"content.notfound\nhttps://lab.example/v2/a/manifests/b\nHTTP 404\nMANIFEST_UNKNOWN: unknown\nrequest id "
             u"8f2c\n"
             "no manifest"_s);
}

void tst_ErrorText::detailsOfTheRequest_data()
{
    QTest::addColumn<QString>("headline");
    QTest::newRow("en") << u"lab.example took the request and did not answer in time."_s;
    QTest::newRow("zh_CN") << u"lab.example 收到了请求，但没有及时应答。"_s;
}

/// What is read beside a server's log is the same in every language.
void tst_ErrorText::detailsOfTheRequest()
{
    QFETCH(const QString, headline);
    ui::Translations translations;
    translations.use(QString::fromUtf8(QTest::currentDataTag()));
    qputenv("TZ", "Asia/Shanghai");
    base::Error error = base::failure(ErrorKind::Timeout, u"silent"_s);
    error.url = u"https://lab.example/v2/"_s;
    error.method = "HEAD";
    error.time = std::chrono::system_clock::time_point(std::chrono::seconds(1'789'000'000));
    const ui::ErrorText text = ui::ErrorWords::explain(error, u"lab"_s);
    QCOMPARE(text.headline, headline);
    QCOMPARE(text.details, u"http.timeout\nHEAD https://lab.example/v2/\n2026-09-10T08:26:40+08:00\nsilent"_s);
}

QTEST_GUILESS_MAIN(tst_ErrorText)
#include "tst_errortext.moc"
