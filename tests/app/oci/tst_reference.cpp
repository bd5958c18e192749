#include <QTest>

#include "app/oci/reference.h"

using namespace Qt::StringLiterals;
using oci::Reference;

namespace {

constexpr char sha256[] = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

} // namespace

class tst_Reference : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void asksByDigestFirst();
    void normalisesTheRegistry();
};

// What was typed and what it spells out to, which reads the same again.
void tst_Reference::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("spelledOut");

    const auto row = [](const QByteArray &text, const QByteArray &spelledOut) {
        QTest::newRow(text.constData()) << QString::fromUtf8(text) << QString::fromUtf8(spelledOut);
    };
    const QByteArray at = QByteArray("@") + sha256;
    row("nginx", "docker.io/library/nginx");
    row("nginx:1.27", "docker.io/library/nginx:1.27");
    row("nginx" + at, "docker.io/library/nginx" + at);
    row("nginx:1.27" + at, "docker.io/library/nginx:1.27" + at);
    row("library/nginx", "docker.io/library/nginx");
    row("bitnami/redis", "docker.io/bitnami/redis");
    row("docker.io/nginx", "docker.io/library/nginx");
    row("docker.io/library/nginx", "docker.io/library/nginx");
    row("index.docker.io/nginx", "docker.io/library/nginx");
    row("index.docker.io/library/nginx:1", "docker.io/library/nginx:1");
    row("registry-1.docker.io/bitnami/redis", "docker.io/bitnami/redis");
    row("Docker.IO/nginx", "docker.io/library/nginx");
    row("a/b/c", "docker.io/a/b/c");
    row("ghcr.io/a/b", "ghcr.io/a/b");
    row("ghcr.io/a", "ghcr.io/a");
    row("registry:5000/a", "registry:5000/a");
    row("registry:5000/a/b:tag", "registry:5000/a/b:tag");
    row("registry:5000", "docker.io/library/registry:5000"); // as docker reads it: a tag
    row("localhost/a", "localhost/a");
    row("localhost:5000/a:b", "localhost:5000/a:b");
    row("localhost", "docker.io/library/localhost");
    row("127.0.0.1:5000/a", "127.0.0.1:5000/a");
    row("[::1]/a", "[::1]/a");
    row("[::1]:5000/a:b", "[::1]:5000/a:b");
    row("[2001:DB8::1]:5000/a:b" + at, "[2001:db8::1]:5000/a:b" + at);
    row("[::ffff:127.0.0.1]:5000/a", "[::ffff:127.0.0.1]:5000/a");
    row("Registry/a", "REGISTRY/a");
    row("REGISTRY.Example.COM:443/a/b", "registry.example.com:443/a/b");
    row("xn--bcher-kva.example/a", "xn--bcher-kva.example/a");
    row("a-b.c-d.example/a", "a-b.c-d.example/a");
    row("nginx:Latest_1.x-Y", "docker.io/library/nginx:Latest_1.x-Y");
    row("a__b/c.d/e-f---g", "docker.io/a__b/c.d/e-f---g");
    row("registry.example:1/a", "registry.example:1/a");
    row("registry.example:65535/a", "registry.example:65535/a");
}

void tst_Reference::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, spelledOut);

    const Result<Reference> reference = Reference::parse(text);
    QVERIFY2(reference, qPrintable(reference ? QString() : reference.error().detail));
    QCOMPARE(reference->toString(), spelledOut);
    const Result<Reference> again = Reference::parse(spelledOut);
    QVERIFY(again);
    QCOMPARE(*again, *reference);
}

void tst_Reference::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words"); // that the detail holds

    const auto row = [](const QByteArray &text, const char *words = "") {
        QTest::newRow(text.left(60).constData()) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("");
    row("/");
    row(":");
    row("@");
    row("/a");
    row("a/");
    row("a//b");
    row("Nginx", "lower case");
    row("ghcr.io/Acme/api", "lower case");
    row("acme/Api", "lower case");
    row("a:");
    row("a:b:c");
    row("a:.b");
    row("a:-b");
    row("a:" + QByteArray(129, 'x'));
    row("a@");
    row("a@sha256:");
    row("a@sha256:abc", "length");
    row("a@md5:d41d8cd98f00b204e9800998ecf8427e", "sha256");
    row("a@" + QByteArray(sha256).toUpper());
    row(QByteArray("a@") + sha256 + "@" + sha256);
    row(QByteArray("a@") + sha256 + ":b");
    row(QByteArray("@") + sha256);
    row("a b");
    row(" a");
    row("a\n");
    row("a\xC3\xA4");
    row("\xC3\xA4.example/a", "host");
    row("a_b.example/a", "host");
    row("-a.example/a", "host");
    row("a-.example/a", "host");
    row("a..example/a", "host");
    row("a.example./a", "host");
    row(".example/a", "host");
    row("a.example:/a", "host");
    row("a.example:0/a", "host");
    row("a.example:65536/a", "host");
    row("a.example:99999999999/a", "host");
    row("a.example:x/a", "host");
    row("a.example:1:2/a", "host");
    row(":5000/a", "host");
    row("[::1/a", "host");
    row("::1]/a", "host");
    row("[]:5000/a", "host");
    row("[::1]x/a", "host");
    row("[::1]:/a", "host");
    row("[fe80::1%25eth0]:5000/a", "host");
    row("[example]/a");
    row("user@a.example/a");
    row("user:pass@a.example/a");
    row("https://ghcr.io/a", "scheme");
    row("docker://nginx", "scheme");
    row("a/../b");
    row("a/./b");
    row("a/b?c");
    row("a/b#c");
    row("a/b%2fc");
    row("a\\b");
    row("a/.b");
    row("a/b.");
    row("a/b_-c");
    row("a/b..c");
    row("a/b___c");
    row("ghcr.io/" + QByteArray(256, 'a'), "255");
    row(QByteArray(249, 'a'), "255"); // 257 with "library/"
}

void tst_Reference::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, words);

    const Result<Reference> reference = Reference::parse(text);
    QVERIFY2(!reference, qPrintable(reference ? reference->toString() : QString()));
    QCOMPARE(reference.error().kind, ErrorKind::InvalidData);
    QVERIFY2(reference.error().detail.contains(words), qPrintable(reference.error().detail));
}

void tst_Reference::asksByDigestFirst()
{
    QCOMPARE(oci::toString(Reference::parse(u"nginx")->tagOrDigest()), u"latest"_s);
    QCOMPARE(oci::toString(Reference::parse(u"nginx:1")->tagOrDigest()), u"1"_s);
    const QString digest = QString::fromLatin1(sha256);
    QCOMPARE(oci::toString(Reference::parse(QString(u"nginx:1@"_s + digest))->tagOrDigest()), digest);
}

void tst_Reference::normalisesTheRegistry()
{
    const oci::RepositoryName name = *oci::RepositoryName::parse(u"a/b");
    QCOMPARE(Reference(u"Index.Docker.io"_s, name).registry(), u"docker.io"_s);
    QCOMPARE(Reference(u"GHCR.io"_s, name), *Reference::parse(u"ghcr.io/a/b"));
}

QTEST_APPLESS_MAIN(tst_Reference)
#include "tst_reference.moc"
