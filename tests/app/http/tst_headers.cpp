#include <QtTest>

#include "app/http/challenge.h"
#include "app/http/headers.h"
#include "app/http/link.h"

using namespace http;

namespace {

/// `scheme token68|name=<value> name=<value>`, challenges separated by ` | `.
QByteArray shown(const std::vector<Challenge> &challenges)
{
    QByteArrayList texts;
    for (const Challenge &challenge : challenges) {
        QByteArrayList words{challenge.scheme};
        if (!challenge.token68.isEmpty())
            words.append(challenge.token68);
        for (const auto &[name, value] : challenge.parameters)
            words.append(name + "=<" + value + ">");
        texts.append(words.join(' '));
    }
    return texts.join(" | ");
}

QByteArray shown(const std::vector<Link> &links)
{
    QByteArrayList texts;
    for (const Link &link : links) {
        QByteArrayList words{link.target};
        for (const auto &[name, value] : link.parameters)
            words.append(name + "=<" + value + ">");
        texts.append(words.join(' '));
    }
    return texts.join(" | ");
}

} // namespace

class TestHeaders final : public QObject
{
    Q_OBJECT

private slots:
    void compareNamesWithoutCase();
    void refuse_data();
    void refuse();
    void challenges_data();
    void challenges();
    void challengesOfSeveralFields();
    void links_data();
    void links();
    void linkRelations();
    void parsersTakeAnyBytes();
};

void TestHeaders::compareNamesWithoutCase()
{
    Headers headers;
    headers.add("Link", "a");
    headers.add("link", "b");
    headers.add("X", "");
    QCOMPARE(headers.value("LINK"), "a");
    QCOMPARE(headers.values("lInk"), (std::vector<QByteArray>{"a", "b"}));
    QVERIFY(headers.contains("x"));
    QVERIFY(!headers.contains("y"));
    headers.set("LINK", "c");
    QCOMPARE(headers.values("link"), (std::vector<QByteArray>{"c"}));
    headers.remove("link");
    QCOMPARE(headers.fields().size(), 1U);
}

void TestHeaders::refuse_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("valid");
    const QByteArray ok("x");
    QTest::newRow("fine") << QByteArray("X-Auth_1") << QByteArray("Bearer a.b-c~d==\t, \"x\"") << true;
    QTest::newRow("empty value") << ok << QByteArray() << true;
    QTest::newRow("CR LF") << ok << QByteArray("a\r\nX-Evil: 1") << false;
    QTest::newRow("LF") << ok << QByteArray("a\nb") << false;
    QTest::newRow("CR") << ok << QByteArray("a\rb") << false;
    QTest::newRow("NUL") << ok << QByteArray("a\0b", 3) << false;
    QTest::newRow("escape") << ok << QByteArray("a\x1b[0m") << false;
    QTest::newRow("delete") << ok << QByteArray("a\x7f") << false;
    QTest::newRow("UTF-8") << ok << QByteArray("\xc3\xa4") << false;
    QTest::newRow("empty name") << QByteArray() << ok << false;
    QTest::newRow("name with space") << QByteArray("a b") << ok << false;
    QTest::newRow("name with colon") << QByteArray("a:b") << ok << false;
    QTest::newRow("name with LF") << QByteArray("a\nb") << ok << false;
}

void TestHeaders::refuse()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, valid);
    Headers headers;
    headers.add("Accept", "*/*");
    headers.add(name, value);
    QCOMPARE(bool(headers.validated()), valid);
}

void TestHeaders::challenges_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("expected");
    const auto add = [](const char *name, const char *field, const char *expected) {
        QTest::newRow(name) << QByteArray(field) << QByteArray(expected);
    };
    add("distribution",
        R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push")",
        "bearer realm=<https://auth.docker.io/token> service=<registry.docker.io> scope=<repository:a/b:pull,push>");
    add("zot, lower case and unquoted", "bearer realm=https://zot.example/token?x=1,service=zot,scope=",
        "bearer realm=<https://zot.example/token?x=1> service=<zot> scope=<>");
    add("basic", R"(Basic realm="Sonatype Nexus Repository Manager")",
        "basic realm=<Sonatype Nexus Repository Manager>");
    add("upper case names", R"(BASIC Realm="x", CharSet="UTF-8")", "basic realm=<x> charset=<UTF-8>");
    add("several in one line", R"(Negotiate, NTLM, Bearer realm="r, s",service=t, Basic realm="u")",
        "negotiate | ntlm | bearer realm=<r, s> service=<t> | basic realm=<u>");
    add("token68", R"(Negotiate YII=, Basic realm=x)", "negotiate YII= | basic realm=<x>");
    add("escapes", R"(Basic realm="a \"quoted\" \\ b")", R"(basic realm=<a "quoted" \ b>)");
    add("spaces around =", R"(Basic realm = "x" , charset= UTF-8)", "basic realm=<x> charset=<UTF-8>");
    add("empty list elements", R"(, ,Basic realm=x,, charset=y,)", "basic realm=<x> charset=<y>");
    add("scheme only", "Basic", "basic");
    add("error parameters", R"(Bearer realm="r",error="insufficient_scope",error_description="no, not you")",
        "bearer realm=<r> error=<insufficient_scope> error_description=<no, not you>");
    add("tab", "Basic\trealm=x", "basic realm=<x>");
    add("open quote", R"(Bearer realm="r",scope="never closed)", "bearer realm=<r>");
    add("junk before", R"(@@ "x, y" ?, Basic realm=x)", "basic realm=<x>");
    add("parameter without a challenge", R"(realm="x", Basic realm=y)", "basic realm=<y>");
    add("nothing", "", "");
}

void TestHeaders::challenges()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, expected);
    QCOMPARE(shown(parseChallenges({field})), expected);
}

void TestHeaders::challengesOfSeveralFields()
{
    const std::vector<Challenge> challenges = parseChallenges({"Bearer realm=\"a\"", "scope=x, Basic realm=\"b\""});
    QCOMPARE(shown(challenges), "bearer realm=<a> | basic realm=<b>"); // a parameter does not cross lines
    QCOMPARE(challenges[1].parameter("realm"), "b");
    QCOMPARE(challenges[1].parameter("scope"), "");
}

void TestHeaders::links_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("expected");
    const auto add = [](const char *name, const char *field, const char *expected) {
        QTest::newRow(name) << QByteArray(field) << QByteArray(expected);
    };
    add("distribution", R"(</v2/_catalog?last=b&n=2>; rel="next")", "/v2/_catalog?last=b&n=2 rel=<next>");
    add("unquoted", "<?n=2>;rel=next", "?n=2 rel=<next>");
    add("comma and semicolon within", R"(<http://h/a,b;c>; title="x, <y>; z"; REL="next", <d>; rel=prev)",
        "http://h/a,b;c title=<x, <y>; z> rel=<next> | d rel=<prev>");
    add("no value", R"(<a>; crossorigin; rel="next")", "a crossorigin=<> rel=<next>");
    add("no parameter", "<a>, <b>", "a | b");
    add("empty target", R"(<>; rel=next)", " rel=<next>");
    add("spaces", R"(  < /a > ;  rel = "next"  )", " /a  rel=<next>");
    add("junk between", R"(x, "<y>", <a>; rel=next)", "a rel=<next>");
    add("junk after", R"(<a> x; rel=next, <b>)", "a | b");
    add("never closed", "<a; rel=next", "");
    add("open quote", R"(<a>; rel="next, <b>)", "a");
    add("nothing", "", "");
}

void TestHeaders::links()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, expected);
    QCOMPARE(shown(parseLinks({field})), expected);
}

void TestHeaders::linkRelations()
{
    const auto isNext = [](const char *field) { return parseLinks({field}).at(0).hasRelation("next"); };
    QVERIFY(isNext("<a>; rel=next"));
    QVERIFY(isNext("<a>; rel=\"prev NEXT\""));
    QVERIFY(!isNext("<a>; rel=nextpage"));
    QVERIFY(!isNext("<a>; rel=prev; rel=next")); // a second one does not count
    QVERIFY(!isNext("<a>"));
}

/// Whatever comes, they end and touch nothing outside (run under the address sanitizer).
void TestHeaders::parsersTakeAnyBytes()
{
    const QByteArray alphabet = "<>;,=\"\\ \ta\0b/"; // the array ends at the NUL; it is added below
    quint32 state = 1;
    for (int round = 0; round < 20000; ++round) {
        QByteArray field;
        for (int i = 0; i < round % 23; ++i) {
            state = state * 1664525 + 1013904223;
            const auto pick = qsizetype(state >> 16) % (alphabet.size() + 1);
            field += pick < alphabet.size() ? alphabet[pick] : '\0';
        }
        for (const Challenge &challenge : parseChallenges({field}))
            QVERIFY(!challenge.scheme.isEmpty());
        for (const Link &link : parseLinks({field}))
            QVERIFY(field.contains(QByteArray("<" + link.target + ">")));
    }
}

QTEST_APPLESS_MAIN(TestHeaders)
#include "tst_headers.moc"
