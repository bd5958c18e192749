#include <QtTest>

#include "app/registry/endpoint.h"

using namespace Qt::StringLiterals;
using registry::Endpoint;

class TestEndpoint final : public QObject
{
    Q_OBJECT

private slots:
    void dockerHubIsElsewhere_data();
    void dockerHubIsElsewhere();
    void addresses();
    void prefixes_data();
    void prefixes();
};

void TestEndpoint::dockerHubIsElsewhere_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("wire");
    const QByteArray hub("https://registry-1.docker.io");
    QTest::newRow("docker.io") << QByteArray("https://docker.io") << hub;
    QTest::newRow("index.docker.io") << QByteArray("https://index.docker.io") << hub;
    QTest::newRow("itself") << hub << hub;
    for (const char *other : {"https://docker.io:5000", "http://docker.io", "https://docker.io.example",
                              "https://registry.example:5000", "http://127.0.0.1:5000"})
        QTest::newRow(other) << QByteArray(other) << QByteArray(other);
}

void TestEndpoint::dockerHubIsElsewhere()
{
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, wire);
    QCOMPARE(registry::wireOrigin(http::Url::parse(origin).value().origin()).toBytes(), wire);
}

void TestEndpoint::addresses()
{
    const Endpoint endpoint({true, "r.example", 443}, {});
    const oci::RepositoryName repository = oci::RepositoryName::parse(u"a/b__c-d"_s).value();
    const oci::TagName tag = oci::TagName::parse(u"V1.2_3-x"_s).value();
    const oci::Digest digest = oci::Digest::of("x");
    const QByteArray text = digest.toString().toLatin1();
    QCOMPARE(endpoint.ping().toBytes(), "https://r.example/v2/");
    QCOMPARE(endpoint.catalog().target(), "/v2/_catalog");
    QCOMPARE(endpoint.tags(repository).target(), "/v2/a/b__c-d/tags/list");
    QCOMPARE(endpoint.manifest(repository, tag).target(), "/v2/a/b__c-d/manifests/V1.2_3-x");
    QCOMPARE(endpoint.manifest(repository, digest).target(), QByteArray("/v2/a/b__c-d/manifests/" + text));
    QCOMPARE(endpoint.blob(repository, digest).target(), QByteArray("/v2/a/b__c-d/blobs/" + text));
    QCOMPARE(endpoint.uploads(repository).target(), "/v2/a/b__c-d/blobs/uploads/");
    QCOMPARE(endpoint.referrers(repository, digest).target(), QByteArray("/v2/a/b__c-d/referrers/" + text));
}

void TestEndpoint::prefixes_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("none") << QByteArray() << QByteArray("/v2/");
    QTest::newRow("root") << QByteArray("/") << QByteArray("/v2/");
    QTest::newRow("a path") << QByteArray("/nexus/repository/docker") << QByteArray("/nexus/repository/docker/v2/");
    QTest::newRow("a slash behind") << QByteArray("/nexus/") << QByteArray("/nexus/v2/");
    QTest::newRow("no slash before") << QByteArray("nexus") << QByteArray("/nexus/v2/");
}

void TestEndpoint::prefixes()
{
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, target);
    QCOMPARE(Endpoint({true, "r.example", 443}, prefix).ping().target(), target);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
