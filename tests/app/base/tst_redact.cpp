#include <QTest>

#include "app/base/redact.h"

using namespace Qt::StringLiterals;

class tst_Redact : public QObject
{
    Q_OBJECT

private slots:
    void urls_data();
    void urls();
    void texts_data();
    void texts();
    void keepsWhatIsHarmless_data();
    void keepsWhatIsHarmless();
    void shortens();
    void isFastOnLongPages();
};

void tst_Redact::urls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *url, const char *expected) {
        QTest::newRow(url) << QByteArray(url) << QString::fromUtf8(expected);
    };
    row("https://registry.example/v2/a/manifests/1", "https://registry.example/v2/a/manifests/1");
    row("https://registry.example:5000/v2/", "https://registry.example:5000/v2/");
    row("https://registry.example", "https://registry.example");
    row("https://u:p@registry.example/v2/", "https://registry.example/v2/");
    row("https://u@registry.example:1/v2/", "https://registry.example:1/v2/");
    row("https://u:p@q@registry.example/v2/", "https://registry.example/v2/");
    row("https://s3.example/b?X-Amz-Signature=abc", "https://s3.example/b");
    row("https://s3.example?sig=abc", "https://s3.example");
    row("https://a.example/b#token=abc", "https://a.example/b");
    row("https://a.example#u:p@b", "https://a.example");
    row("https://[::1]:5000/v2/", "https://[::1]:5000/v2/");
    row("https://u:p@[::1]/v2/", "https://[::1]/v2/");
    row("https://user:pa/ss@a.example/", "https://…/ss@a.example/"); // as parsers read it, the host is `user`
    row("https://a.example/v2/a/blobs/sha256:ab", "https://a.example/v2/a/blobs/sha256:ab");
    row("//u:p@a.example/x", "//a.example/x");
    row("/v2/_catalog?last=x&token=y", "/v2/_catalog");
    row("socks5h://u:p@proxy:1080", "socks5h://proxy:1080");
    row("https://a.example/\r\nX: y", "https://a.example/  X: y");
    row("", "");
}

void tst_Redact::urls()
{
    QFETCH(QByteArray, url);
    QFETCH(QString, expected);

    QCOMPARE(base::redactedUrl(url), expected);
}

void tst_Redact::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("Authorization: Basic dXNlcjpwYXNz", "Authorization: …");
    row("authorization: bearer abc", "authorization: …");
    row("proxy-authorization: Basic dXNlcjpwYXNz; x", "proxy-authorization: …; x");
    row("{\"Authorization\": \"Bearer abcdefghij\"}", "{\"Authorization\": \"…\"}");
    row("got Bearer abcdefghijkl.mno", "got Bearer …");
    row("got Basic dXNlcjpwYXNz!", "got Basic …!");
    row("token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln was refused", "token … was refused");
    row("a cut eyJhbGciOiJSUzI1Ni", "a cut …");
    row("password=hunter2&user=a", "password=…&user=a");
    row("Passwd: hunter2, user: a", "Passwd: …, user: a");
    row("{\"password\":\"hun ter2\",\"user\":\"a\"}", "{\"password\":…,\"user\":\"a\"}");
    row("{\"password\": \"hunter2", "{\"password\": …");
    row("{'access_token': 'abc', 'x': 1}", "{'access_token': …, 'x': 1}");
    row("refresh_token=abc", "refresh_token=…");
    row("api-key: abc", "api-key: …");
    row("client_secret=abc def", "client_secret=… def");
    row("GET https://s3.example/a?X-Amz-Signature=abc&X-Amz-Credential=d failed", "GET https://s3.example/a failed");
    row("see https://user:pass@a.example/b", "see https://a.example/b");
    row("\"https://user:pass@a.example/b?c\"", "\"https://a.example/b\"");
    row("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE/2026", "X-Amz-Credential=…");
    row("key AKIAIOSFODNN7EXAMPLE", "key …");
    row("glpat-abcdefghijklmnopqrst", "…");
    row("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "…");
    row("dckr_pat_abcdefghijk", "…");
    row("zak_0123456789abcdef", "…");
    // like a scope, and yet none
    row("repository:team/secret:hunter2", "repository:team/secret:…");
    row("repository:team/secret:pullhunter2", "repository:team/secret:…");
    row("repository:team/secret:pull,pushhunter2", "repository:team/secret:…,pushhunter2");
    row("repository:team/secret:pull password:hunter2", "repository:team/secret:pull password:…");
    row("repository: secret:pull", "repository: secret:…");
    row("secret:pull", "secret:…");
    row("a\x1b[31mred\x1b[0m\r\n\tb", "a [31mred [0m   b");
    row("\xE2\x80\xAE"
        "abc\xE2\x80\xAC",
        "abc"); // bidi override
    row("a\xC2\x85"
        "b\xE2\x80\xA8"
        "c",
        "a b c");
}

void tst_Redact::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);

    QCOMPARE(base::redactedText(text), expected);
}

void tst_Redact::keepsWhatIsHarmless_data()
{
    QTest::addColumn<QString>("text");

    const auto row = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text); };
    row("manifest unknown: tag v1.2.3-rc.1 of payments/api");
    row("requested access to the resource is denied");
    row("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    row("https://registry.example:5000/v2/a/manifests/v1");
    row("a@b.example: 5 tokens left");
    row("{\"Type\":\"repository\",\"Name\":\"a/b\",\"Action\":\"pull\"}");
    row("<b>not</b> \"markup\" & 'more'");
    row("ä中🐳 …");
    row("basic auth is off");
    row("asked for: repository:team/secret:pull,push; granted: repository:my-token:pull (repository:password:*)");
    row("请求的权限：repository:team/secret:pull；授予的权限：repository:api-key:delete,pull");
}

void tst_Redact::keepsWhatIsHarmless()
{
    QFETCH(QString, text);

    QCOMPARE(base::redactedText(text), text);
}

void tst_Redact::shortens()
{
    QCOMPARE(base::redactedText(QString(300, u'x')), QString(300, u'x'));
    QCOMPARE(base::redactedText(QString(301, u'x')), QString(QString(299, u'x') + u'…'));
    QCOMPARE(base::redactedText(u"abcdef", 4), u"abc…"_s);
    QCOMPARE(base::redactedText(u"", 4), QString());
    // a pair of surrogates is not cut in two
    QCOMPARE(base::redactedText(u"ab🐳def"_s, 4), u"ab…"_s);
    // a secret that the cut falls into stays away
    QVERIFY(!base::redactedText(QString(QString(290, u'x') + u" password=hunter2hunter2"_s)).contains("hunter"_L1));
}

void tst_Redact::isFastOnLongPages()
{
    for (const QString &piece : {u"eyJ"_s, u"https://"_s, u"password"_s, u"token=\""_s, u"a://@"_s, u"repository:"_s,
                                 u"repository:a:pull,"_s, u"Basic "_s, u" "_s, u"x"_s})
        QVERIFY(base::redactedText(piece.repeated(1024 * 1024 / piece.size())).size() <= 300);
}

QTEST_APPLESS_MAIN(tst_Redact)
#include "tst_redact.moc"
