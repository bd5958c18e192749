#include <random>

#include <QSet>
#include <QTest>

#include "app/oci/digest.h"

using namespace Qt::StringLiterals;
using oci::Digest;
using oci::DigestStream;

namespace {

// FIPS 180-2, appendices B and C
constexpr char abc256[] = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr char abc512[] = "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
constexpr char empty256[] = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

} // namespace

class tst_Digest : public QObject
{
    Q_OBJECT

private slots:
    void hashesBytes_data();
    void hashesBytes();
    void refuses_data();
    void refuses();
    void shortensForTables();
    void comparesAndHashes();
    void hashesInPieces();
    void staysSmall();
};

void tst_Digest::hashesBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("digest");

    QTest::newRow("nothing") << QByteArray() << QString::fromLatin1(empty256);
    QTest::newRow("abc") << QByteArray("abc") << QString::fromLatin1(abc256);
    QTest::newRow("abc, sha512") << QByteArray("abc") << QString::fromLatin1(abc512);
    QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                 << u"sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_s;
    QTest::newRow("the empty JSON object of image-spec")
        << QByteArray("{}") << u"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"_s;
}

void tst_Digest::hashesBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, digest);

    const Result<Digest> parsed = Digest::parse(digest);
    QVERIFY(parsed);
    QCOMPARE(Digest::of(bytes, parsed->algorithm()), *parsed);
    QCOMPARE(parsed->toString(), digest);
    QCOMPARE(parsed->hex(), digest.mid(7));
}

void tst_Digest::refuses_data()
{
    QTest::addColumn<QString>("text");

    const QString valid = QString::fromLatin1(abc256);
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("nothing", {});
    row("no algorithm", valid.mid(7));
    row("empty algorithm", valid.mid(6));
    row("no hash", u"sha256:"_s);
    row("one digit short", valid.chopped(1));
    row("one digit more", valid + u'0');
    row("upper case", valid.toUpper());
    row("upper-case hex", u"sha256:"_s + valid.mid(7).toUpper());
    row("upper-case algorithm", u"SHA256:"_s + valid.mid(7));
    row("not hex", valid.chopped(1) + u'g');
    row("full-width digit", valid.chopped(1) + u'\uFF11');
    row("space before", u' ' + valid);
    row("line end behind", valid + u'\n');
    row("sha512 of 32 bytes", u"sha512:"_s + valid.mid(7));
    row("sha256 of 64 bytes", u"sha256:"_s + QString::fromLatin1(abc512).mid(7));
    row("md5", u"md5:d41d8cd98f00b204e9800998ecf8427e"_s);
    row("sha384", u"sha384:"_s + valid.mid(7) + valid.mid(7, 32));
    row("of the grammar but unknown", u"multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8"_s);
    row("two colons", u"sha256::"_s + valid.mid(7));
    row("a path", u"sha256:../../../../../../../../../../../../../../../../../../../../etc/"_s);
}

void tst_Digest::refuses()
{
    QFETCH(QString, text);

    const Result<Digest> parsed = Digest::parse(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidData);
    QVERIFY(!parsed.error().detail.isEmpty());
}

void tst_Digest::shortensForTables()
{
    QCOMPARE(Digest::parse(QString::fromLatin1(abc256))->shortText(), u"ba7816bf…15ad"_s);
}

void tst_Digest::comparesAndHashes()
{
    const Digest small = *Digest::parse(QString::fromLatin1(abc256));
    const Digest large = *Digest::parse(QString::fromLatin1(empty256));
    const Digest other = *Digest::parse(QString::fromLatin1(abc512));
    QVERIFY(small < large);
    QVERIFY(large < other); // sha256 before sha512
    QVERIFY(small != other);
    QCOMPARE((QSet<Digest>{small, large, small, other}.size()), 3);
    QCOMPARE(std::hash<Digest>()(small), std::hash<Digest>()(Digest::of("abc")));
}

void tst_Digest::hashesInPieces()
{
    std::mt19937 random(5);
    QByteArray bytes(100'000, Qt::Uninitialized);
    std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });

    DigestStream stream(Digest::Algorithm::Sha512);
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype size = std::min<qsizetype>(random() % 3000, bytes.size() - at);
        stream.add(QByteArrayView(bytes).sliced(at, size));
        at += size;
    }
    QCOMPARE(stream.take(), Digest::of(bytes, Digest::Algorithm::Sha512));
    stream.add("abc");
    DigestStream moved = std::move(stream);
    QCOMPARE(moved.take(), *Digest::parse(QString::fromLatin1(abc512)));
}

void tst_Digest::staysSmall()
{
    QCOMPARE(sizeof(Digest), 65u);
}

QTEST_APPLESS_MAIN(tst_Digest)
#include "tst_digest.moc"
