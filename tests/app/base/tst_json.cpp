#include <QTest>

#include "app/base/json.h"

using namespace Qt::StringLiterals;
using base::Json;

class tst_Json : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void keepsIntegersExact_data();
    void keepsIntegersExact();
    void readsTolerantIntegers_data();
    void readsTolerantIntegers();
    void nestsTo64Levels();
    void findsKeysThatDifferByCase();
    void keepsTheDocumentOutOfErrors();
    void readsALongPage();
    void survivesManySmallValues();
};

// Each document, and the compact text of what was read, which reads the same again.
void tst_Json::reads_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("compact");

    const auto row = [](const char *name, const QByteArray &document, const QString &compact) {
        QTest::newRow(name) << document << compact;
    };
    row("null", "null", u"null"_s);
    row("true", " true\n", u"true"_s);
    row("false", "\t\r\nfalse", u"false"_s);
    row("text", R"("a\"\\\/\n")", uR"("a\"\\/\u000a")"_s);
    row("empty text", R"("")", uR"("")"_s);
    row("integer", "-17", u"-17"_s);
    row("minus zero", "-0", u"0"_s);
    row("double", "1.5", u"1.5"_s);
    row("integral double", "1e2", u"100.0"_s);
    row("large double", "1e300", u"1e+300"_s);
    row("empty array", "[]", u"[]"_s);
    row("empty object", "{}", u"{}"_s);
    row("array", "[1, \"2\", null, [], {}]", u"[1,\"2\",null,[],{}]"_s);
    row("object keeps its order", R"({"b": 1, "a": {"": true}})", uR"({"b":1,"a":{"":true}})"_s);
    row("keys that differ by case", R"({"a": 1, "A": 2})", uR"({"a":1,"A":2})"_s);
    row("UTF-8", "\"\xC3\xA4\xE4\xB8\xAD\xF0\x9F\x90\xB3\"", u"\"ä中🐳\""_s);
    row("escaped surrogate pair", R"("\ud83d\udc33")", u"\"🐳\""_s);
    row("a byte order mark inside of a string", "\"\xEF\xBB\xBF\xEF\xBB\xBFx\"", u"\"\uFEFF\uFEFFx\""_s);
    row("a noncharacter", "\"\xEF\xBF\xBF\"", u"\"\uFFFF\""_s);
    row("an escaped NUL", R"("\u0000")", uR"("\u0000")"_s);
}

void tst_Json::reads()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, compact);

    const Result<Json> read = Json::parse(document);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QCOMPARE(read->toCompactText(), compact);
    const Result<Json> again = Json::parse(compact.toUtf8());
    QVERIFY(again);
    QCOMPARE(again->toCompactText(), compact);
}

void tst_Json::refuses_data()
{
    QTest::addColumn<QByteArray>("document");

    const auto row = [](const char *name, const QByteArray &document) { QTest::newRow(name) << document; };
    row("nothing", "");
    row("space only", "  \n");
    row("cut", "{\"tags\": [\"a\"");
    row("cut string", "\"a");
    row("two documents", "{} {}");
    row("text behind", "{}x");
    row("a NUL behind", QByteArray("{}\0", 3));
    row("a NUL and more behind", QByteArray("{}\0{}", 5));
    row("a byte order mark", "\xEF\xBB\xBF{}");
    row("UTF-16", QByteArray("{\0}\0", 4));
    row("trailing comma", "[1,]");
    row("trailing comma in an object", R"({"a":1,})");
    row("comment", "/* */ {}");
    row("single quotes", "{'a': 1}");
    row("no quotes", "{a: 1}");
    row("leading zero", "[01]");
    row("plus", "[+1]");
    row("hex", "[0x1]");
    row("bare point", "[1.]");
    row("NaN", "[NaN]");
    row("Infinity", "[Infinity]");
    row("a number beyond every double", "1e400");
    row("an integer beyond every double", QByteArray(400, '9'));
    row("HTML", "<!DOCTYPE html><html></html>");
    row("a control character in a string", "\"a\nb\"");
    row("a raw NUL in a string", QByteArray("\"a\0b\"", 5));
    row("a wrong escape", R"("\x41")");
    row("a lone high surrogate", R"("\ud83d")");
    row("a lone low surrogate", R"("\udc33")");
    row("two high surrogates", R"("\ud83d\ud83d")");
    row("a surrogate in UTF-8", "\"\xED\xA0\xBD\"");
    row("overlong UTF-8", "\"\xC0\xAF\"");
    row("overlong NUL", "\"\xC0\x80\"");
    row("UTF-8 beyond Unicode", "\"\xF4\x90\x80\x80\"");
    row("a stray continuation byte", "\"\x80\"");
    row("cut UTF-8", "\"\xE4\xB8\"");
    row("Latin-1", "\"\xE4\"");
    row("a key twice", R"({"a":1,"b":2,"a":3})");
    row("a key twice, once escaped", R"({"a":1,"\u0061":2})");
    row("a key twice inside", R"([{"x":{"a":1,"a":1}}])");
    row("an empty key twice", R"({"":1,"":2})");
    QByteArray many = R"({"k7":0)";
    for (int number = 0; number < 100; ++number)
        many += ",\"k" + QByteArray::number(number) + "\":0";
    row("a key twice among many", many + '}');
}

void tst_Json::refuses()
{
    QFETCH(QByteArray, document);

    const Result<Json> read = Json::parse(document);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidData);
    QVERIFY(!read.error().detail.isEmpty());
}

void tst_Json::keepsIntegersExact_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<std::optional<qint64>>("expected");

    const auto row = [](const char *document, std::optional<qint64> expected) {
        QTest::newRow(document) << QByteArray(document) << expected;
    };
    row("9007199254740993", 9007199254740993); // 2^53 + 1
    row("9223372036854775807", std::numeric_limits<qint64>::max());
    row("-9223372036854775808", std::numeric_limits<qint64>::min());
    row("9223372036854775808", {});
    row("18446744073709551615", {});
    row("18446744073709551616", {});
    row("-9223372036854775809", {});
    row("1.0", {});
    row("1e3", {});
    row("\"1\"", {});
    row("true", {});
    row("null", {});
}

void tst_Json::keepsIntegersExact()
{
    QFETCH(QByteArray, document);
    QFETCH(std::optional<qint64>, expected);

    const Result<Json> read = Json::parse(document);
    QVERIFY(read);
    QCOMPARE(read->toInt64(), expected);
}

void tst_Json::readsTolerantIntegers_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<std::optional<qint64>>("expected");

    const auto row = [](const char *document, std::optional<qint64> expected) {
        QTest::newRow(document) << QByteArray(document) << expected;
    };
    row("17", 17);
    row("1.5e3", 1500);
    row("-2.0", -2);
    row("1.5", {});
    row("1e300", {});
    row("9223372036854775808", {});
    row("9007199254740992.0", 9007199254740992);
    row("9007199254740994.0", {});
    row("\"123\"", 123);
    row("\"-5\"", -5);
    row("\"9223372036854775807\"", std::numeric_limits<qint64>::max());
    row("\"9223372036854775808\"", {});
    row("\"\"", {});
    row("\"-\"", {});
    row("\" 1\"", {});
    row("\"+1\"", {});
    row("\"0x10\"", {});
    row("\"1.5\"", {});
    row("\"\xD9\xA1\"", {}); // an Arabic digit
    row("true", {});
    row("null", {});
    row("[1]", {});
}

void tst_Json::readsTolerantIntegers()
{
    QFETCH(QByteArray, document);
    QFETCH(std::optional<qint64>, expected);

    const Result<Json> read = Json::parse(document);
    QVERIFY(read);
    QCOMPARE(read->toInt64Tolerant(), expected);
}

void tst_Json::nestsTo64Levels()
{
    const auto arrays = [](int levels) { return QByteArray(QByteArray(levels, '[') + QByteArray(levels, ']')); };
    QVERIFY(Json::parse(arrays(64)));
    const Result<Json> deeper = Json::parse(arrays(65));
    QVERIFY(!deeper);
    QVERIFY(deeper.error().detail.contains("64"_L1));
    QVERIFY(!Json::parse(QByteArray(QByteArray("{\"a\":").repeated(65) + "1" + QByteArray(65, '}'))));
    QVERIFY(!Json::parse(QByteArray(4 * 1024 * 1024, '[')));
    QVERIFY(!Json::parse(QByteArray("[{\"a\":").repeated(500'000)));
}

void tst_Json::findsKeysThatDifferByCase()
{
    QCOMPARE(Json::parse(R"({"layers":1,"Layers":2})")->ambiguousKey(), u"Layers"_s);
    QCOMPARE(Json::parse(u"{\"layers\":1,\"layerſ\":2}"_s.toUtf8())->ambiguousKey(), u"layerſ"_s);
    QVERIFY(!Json::parse(R"({"layers":1,"layer":{"layers":1,"LAYERS":2}})")->ambiguousKey());
    QVERIFY(!Json::parse(R"(["a","A"])")->ambiguousKey());
}

void tst_Json::keepsTheDocumentOutOfErrors()
{
    const Result<Json> read = Json::parse(R"({"token": "s3cr3t", "expires_in": nope})");
    QVERIFY(!read);
    QVERIFY2(!read.error().detail.contains("s3cr3t"_L1), qPrintable(read.error().detail));
    QVERIFY2(read.error().detail.contains("byte 36"_L1), qPrintable(read.error().detail));
}

void tst_Json::readsALongPage()
{
    QByteArray page(R"({"name":"payments/api","tags":[)");
    for (int i = 0; i < 100'000; ++i)
        page += "\"v1." + QByteArray::number(i) + "-alpine\",";
    page.chop(1);
    page += "]}";
    const Result<Json> read = Json::parse(page);
    QVERIFY(read);
    QCOMPARE(read->find("tags"_L1)->items().size(), 100'000u);
}

void tst_Json::survivesManySmallValues()
{
    const Result<Json> zeros = Json::parse(QByteArray('[' + QByteArray("0,").repeated(2 * 1024 * 1024) + "0]"));
    QVERIFY(zeros);
    QCOMPARE(zeros->items().size(), 2u * 1024 * 1024 + 1);

    QByteArray keys("{");
    for (int i = 0; i < 200'000; ++i)
        keys += '"' + QByteArray::number(i) + "\":0,";
    QVERIFY(Json::parse(QByteArray(keys + "\"x\":0}")));
    QVERIFY(!Json::parse(QByteArray(keys + "\"7\":0}")));
}

QTEST_APPLESS_MAIN(tst_Json)
#include "tst_json.moc"
