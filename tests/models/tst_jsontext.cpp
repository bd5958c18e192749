#include <QTest>

#include "models/jsontext.h"

using namespace Qt::StringLiterals;
using models::JsonText;

namespace {

const QByteArray hex(64, 'a');

} // namespace

class tst_JsonText : public QObject
{
    Q_OBJECT

private slots:
    void layout_data();
    void layout();
    void invalidStays_data();
    void invalidStays();
    void hiddenCharacters();
    void tokens();
    void digests();
    void limits();
};

void tst_JsonText::layout_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("text");
    QTest::newRow("one") << "1"_ba << u"1"_s;
    QTest::newRow("empty") << "{ }"_ba << u"{}"_s;
    QTest::newRow("empty array") << "[\n]"_ba << u"[]"_s;
    QTest::newRow("members") << "{\"b\":1,\"a\":[true,null,{}]}"_ba
                             << u"{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null,\n    {}\n  ]\n}"_s;
    // What values would lose: order, doubled keys, exactness, the way of writing.
    QTest::newRow("numbers") << "[9223372036854775808,1.50,1E+400,-0]"_ba
                             << u"[\n  9223372036854775808,\n  1.50,\n  1E+400,\n  -0\n]"_s;
    QTest::newRow("doubled") << "{\"a\":1,\"a\":2}"_ba << u"{\n  \"a\": 1,\n  \"a\": 2\n}"_s;
    QTest::newRow("escapes") << R"(["\u0041\n\"\/"])"_ba << u"[\n  \"\\u0041\\n\\\"\\/\"\n]"_s;
    QTest::newRow("other scripts") << R"({"名":"💠"})"_ba << u"{\n  \"名\": \"💠\"\n}"_s;
}

void tst_JsonText::layout()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, text);
    const JsonText shown = JsonText::of(raw);
    QVERIFY(shown.isJson);
    QVERIFY(!shown.isCut);
    QCOMPARE(shown.text, text);
    QCOMPARE(JsonText::of(text.toUtf8()).text, text); // what is laid out already stays
}

void tst_JsonText::invalidStays_data()
{
    QTest::addColumn<QByteArray>("raw");
    for (const QByteArray &raw : {""_ba,           "<html>\n  <b>x</b>\n</html>"_ba,
                                  "{\"a\":1,}"_ba, "{\"a\" 1}"_ba,
                                  "[1 2]"_ba,      "[01]"_ba,
                                  "\"open"_ba,     "{} x"_ba,
                                  "[tru]"_ba,      "{1:2}"_ba,
                                  "[1,2"_ba,       "\"\\"_ba,
                                  "'a'"_ba,        "NaN"_ba,
                                  "[}"_ba,         "[1.]"_ba,
                                  "[.5]"_ba,       "[1e]"_ba,
                                  "[-]"_ba,        "[+1]"_ba,
                                  "[1-2]"_ba})
        QTest::addRow("%s", raw.constData()) << raw;
    QTest::newRow("deep") << QByteArray(1000, '[') + QByteArray(1000, ']');
    QTest::newRow("depth of many megabytes") << QByteArray(100'000, '[');
}

void tst_JsonText::invalidStays()
{
    QFETCH(QByteArray, raw);
    const JsonText shown = JsonText::of(raw, 1'000'000, 1'000'000);
    QVERIFY(!shown.isJson);
    QVERIFY(shown.tokens.empty());
    QCOMPARE(shown.text, QString::fromUtf8(raw));
}

void tst_JsonText::hiddenCharacters()
{
    QCOMPARE(JsonText::of("[\"a\xe2\x80\xae"
                          "b\xe2\x80\xa9\"]"_ba)
                 .text,
             u"[\n  \"a\\u202eb\\u2029\"\n]"_s);
    QCOMPARE(JsonText::of("a\xe2\x80\xae"
                          "b\r\nc\x07"_ba)
                 .text,
             u"a⟨U+202E⟩b\nc⟨U+0007⟩"_s);
    QVERIFY(!JsonText::of("[\"\xff\"]"_ba).isJson);
    QVERIFY(!JsonText::of("[\"\x01\"]"_ba).isJson);
}

void tst_JsonText::tokens()
{
    const JsonText shown = JsonText::of("{\"k\":\"v\",\"n\":12}"_ba);
    QStringList texts;
    for (const JsonText::Token &token : shown.tokens)
        texts.append(u"%1:%2"_s.arg(static_cast<int>(token.kind)).arg(shown.text.mid(token.position, token.length)));
    QCOMPARE(texts, (QStringList{u"0:\"k\""_s, u"1:\"v\""_s, u"0:\"n\""_s, u"2:12"_s}));
}

void tst_JsonText::digests()
{
    const QByteArray raw
        = "{\"sha256:" + hex + "\":\"💠 sha256:" + hex + " sha512:" + hex + hex + "\",\"x\":\"sha256:" + hex + "f\"}";
    const JsonText shown = JsonText::of(raw);
    QVERIFY(shown.isJson);
    QStringList found;
    for (const JsonText::Token &token : shown.tokens) {
        if (token.kind == JsonText::Kind::Digest)
            found.append(shown.text.mid(token.position, token.length));
    }
    const QString sha256 = u"sha256:"_s + QString::fromLatin1(hex);
    const QString sha512 = u"sha512:"_s + QString::fromLatin1(hex + hex);
    QCOMPARE(found, (QStringList{sha256, sha512})); // not the key, not 65 digits

    const qsizetype second = shown.text.indexOf(sha512);
    QVERIFY(shown.digestAt(second));
    QVERIFY(shown.digestAt(second + sha512.size() - 1));
    QCOMPARE(shown.digestAt(second)->position, second);
    QVERIFY(!shown.digestAt(second + sha512.size()));
    QVERIFY(!shown.digestAt(second - 1));
    QVERIFY(!shown.digestAt(0));
    QVERIFY(!shown.digestAt(shown.text.size() + 100));
}

void tst_JsonText::limits()
{
    QByteArray raw = "[";
    for (int i = 0; i < 300'000; ++i)
        raw += "1234567,";
    raw += "\"sha256:" + hex + "\"]";
    const JsonText shown = JsonText::of(raw, 10'000);
    QVERIFY(shown.isJson);
    QVERIFY(shown.isCut);
    QVERIFY(shown.text.size() <= 10'000);
    QVERIFY(shown.tokens.back().position + shown.tokens.back().length <= shown.text.size());

    const JsonText longString
        = JsonText::of(QByteArray("{\"a\":\"" + QByteArray(100'000, 'x') + "\",\"b\":1}"), 10'000, 100);
    QVERIFY(longString.isCut);
    QVERIFY(longString.text.contains(QString(100, u'x') + u"…\",\n  \"b\": 1"_s));
    QVERIFY(JsonText::of(QByteArray(100'000, 'x'), 10'000, 100).isCut);
}

QTEST_GUILESS_MAIN(tst_JsonText)
#include "tst_jsontext.moc"
