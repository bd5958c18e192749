#include <QtTest>

#include "app/http/url.h"

using namespace http;

class TestUrl final : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void resolves_data();
    void resolves();
    void redactsAndExtends();
    void knowsLoopback_data();
    void knowsLoopback();
    void bareHost();
};

void TestUrl::parses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("plain") << QByteArray("https://registry.example/v2/") << QByteArray("https://registry.example")
                           << QByteArray("/v2/");
    QTest::newRow("no path") << QByteArray("http://h") << QByteArray("http://h") << QByteArray("/");
    QTest::newRow("query only") << QByteArray("http://h?a=b") << QByteArray("http://h") << QByteArray("/?a=b");
    QTest::newRow("own port left out") << QByteArray("https://h:443/") << QByteArray("https://h") << QByteArray("/");
    QTest::newRow("other port") << QByteArray("https://h:80/") << QByteArray("https://h:80") << QByteArray("/");
    QTest::newRow("empty port") << QByteArray("https://h:/") << QByteArray("https://h") << QByteArray("/");
    QTest::newRow("case") << QByteArray("HTTPS://Registry.EXAMPLE/A") << QByteArray("https://registry.example")
                          << QByteArray("/A");
    QTest::newRow("IPv6") << QByteArray("http://[::1]:5000/x") << QByteArray("http://[::1]:5000") << QByteArray("/x");
    QTest::newRow("opaque target") << QByteArray("https://h/a%252Fb/%2F/%7e/../+?_state=a%2Bb&x=http://y/?")
                                   << QByteArray("https://h")
                                   << QByteArray("/a%252Fb/%2F/%7e/../+?_state=a%2Bb&x=http://y/?");
    QTest::newRow("fragment dropped") << QByteArray("https://h/a#b") << QByteArray("https://h") << QByteArray("/a");
}

void TestUrl::parses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, target);
    const Result<Url> url = Url::parse(text);
    QVERIFY(url);
    QCOMPARE(url->origin().toBytes(), origin);
    QCOMPARE(url->target(), target);
    QVERIFY(Url::parse(url->toBytes()) == *url);
}

void TestUrl::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char *text) { QTest::newRow(text) << QByteArray(text); };
    add("");
    add("h/path");
    add("ftp://h/");
    add("file:///etc/passwd");
    add("https:/h/");
    add("https:///path");
    add("https://user@h/");
    add("https://user:password@h/");
    add("https://h:0/");
    add("https://h:65536/");
    add("https://h:+80/");
    add("https://h:8o/");
    add("https://h:80:80/");
    add("https://h\\x/");
    add("https://%31%32%37.0.0.1/");
    add("https://[::1/");
    add("https://[::1]x/");
    add("https://[fe80::1%25eth0]/");
    add("https://[h]/");
    add("https://h/a b");
    add("https://h/\r\nHost: evil");
    add("https://h/\x7f");
    add("https://h/\xc3\xa4");
    add("https://h\xc3\xa4/");
    QTest::newRow("NUL") << QByteArray("https://h/\0x", 12);
}

void TestUrl::refuses()
{
    QFETCH(QByteArray, text);
    const Result<Url> url = Url::parse(text);
    QVERIFY(!url);
    QCOMPARE(url.error().kind, ErrorKind::InvalidData);
}

void TestUrl::resolves_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("expected"); // empty: refused
    const auto add = [](const char *reference, const char *expected) {
        QTest::newRow(reference) << QByteArray(reference) << QByteArray(expected);
    };
    add("", "https://h:5000/v2/a/tags/list?n=2");
    add("/v2/b", "https://h:5000/v2/b");
    add("/v2/../b/./c", "https://h:5000/v2/../b/./c"); // as given
    add("?n=3&last=x", "https://h:5000/v2/a/tags/list?n=3&last=x");
    add("other", "https://h:5000/v2/a/tags/other");
    add("other?a/../b", "https://h:5000/v2/a/tags/other?a/../b");
    add("../x/./y", "https://h:5000/v2/a/x/y");
    add("../../../../../x", "https://h:5000/x");
    add("..", "https://h:5000/v2/a/");
    add("x#y", "https://h:5000/v2/a/tags/x");
    add("//other/x", "https://other/x");
    add("http://other/x", "http://other/x");
    add("HTTPS://h:5000/x", "https://h:5000/x");
    add("file:///etc/passwd", "");
    add("javascript:x", "");
    add("a:b", "");
    add("//user@other/", "");
    add("x\r\ny", "");
    add("a b", "");
}

void TestUrl::resolves()
{
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, expected);
    const Url base = Url::parse("https://h:5000/v2/a/tags/list?n=2").value();
    const Result<Url> url = base.resolved(reference);
    QCOMPARE(bool(url), !expected.isEmpty());
    if (url)
        QCOMPARE(url->toBytes(), expected);
}

void TestUrl::redactsAndExtends()
{
    const Url url = Url::parse("https://h/token?service=x&password=secret").value();
    QCOMPARE(url.redacted(), QStringLiteral("https://h/token"));
    QCOMPARE(url.path(), "/token");
    QCOMPARE(url.query(), "service=x&password=secret");
    QCOMPARE(url.withTarget("/a").withQuery("scope", "repository:a/b:pull,push +%").target(),
             "/a?scope=repository%3Aa%2Fb%3Apull%2Cpush%20%2B%25");
    QCOMPARE(url.withTarget("/a?x").withQuery("n", "1").target(), "/a?x&n=1");
}

void TestUrl::knowsLoopback_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isLoopback");
    for (const char *host : {"localhost", "127.0.0.1", "127.255.0.9", "[::1]"})
        QTest::newRow(host) << QByteArray(host) << true;
    for (const char *host : {"localhost.example", "128.0.0.1", "127.0.0.1.example", "127.0.0", "[::2]", "registry"})
        QTest::newRow(host) << QByteArray(host) << false;
}

void TestUrl::knowsLoopback()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, isLoopback);
    QCOMPARE(Url::parse(QByteArray("http://" + host)).value().origin().isLoopback(), isLoopback);
}

void TestUrl::bareHost()
{
    QCOMPARE(Url::parse("https://registry.example./v2/").value().origin().bareHost(), "registry.example");
    QCOMPARE(Url::parse("https://registry.example/v2/").value().origin().bareHost(), "registry.example");
    QCOMPARE(Url::parse("https://[::1]:5000/").value().origin().bareHost(), "::1");
}

QTEST_APPLESS_MAIN(TestUrl)
#include "tst_url.moc"
