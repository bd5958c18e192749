#include <QtTest>

#include "app/registry/scopes.h"

using namespace Qt::StringLiterals;
using registry::Scopes;

class TestScopes final : public QObject
{
    Q_OBJECT

private slots:
    void namesWhatIsNeeded();
    void parses_data();
    void parses();
    void joins();
};

void TestScopes::namesWhatIsNeeded()
{
    const auto repository = oci::RepositoryName::parse(u"payments/api"_s);
    QVERIFY(repository);
    QCOMPARE(Scopes::pull(*repository).toList(), QByteArrayList{"repository:payments/api:pull"});
    QCOMPARE(Scopes::push(*repository).toList(), QByteArrayList{"repository:payments/api:pull,push"});
    QCOMPARE(Scopes::remove(*repository).toList(), QByteArrayList{"repository:payments/api:delete"});
    QCOMPARE(Scopes::catalog().toList(), QByteArrayList{"registry:catalog:*"});
    QVERIFY(Scopes().isEmpty());
}

void TestScopes::parses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("list");
    QTest::newRow("one") << QByteArray("repository:a/b:pull") << QByteArrayList{"repository:a/b:pull"};
    QTest::newRow("order of actions") << QByteArray("repository:a:push,pull")
                                      << QByteArrayList{"repository:a:pull,push"};
    QTest::newRow("two") << QByteArray("repository:b:pull repository:a:pull")
                         << QByteArrayList{"repository:a:pull", "repository:b:pull"};
    QTest::newRow("the same twice") << QByteArray("repository:a:pull repository:a:push,pull")
                                    << QByteArrayList{"repository:a:pull,push"};
    QTest::newRow("a port in the name") << QByteArray("repository:host:5000/a:pull")
                                        << QByteArrayList{"repository:host:5000/a:pull"};
    QTest::newRow("class") << QByteArray("repository(plugin):a:pull") << QByteArrayList{"repository(plugin):a:pull"};
    QTest::newRow("catalog") << QByteArray("registry:catalog:*") << QByteArrayList{"registry:catalog:*"};
    QTest::newRow("spaces") << QByteArray("  repository:a:pull  ") << QByteArrayList{"repository:a:pull"};
    for (const char *bad : {"", " ", "repository", "repository:", "repository:a", ":a:pull", "repository::pull",
                            "repository:a:", "repository:a:,,"})
        QTest::newRow(*bad ? bad : "nothing") << QByteArray(bad) << QByteArrayList();
}

void TestScopes::parses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, list);
    QCOMPARE(Scopes::parse(text).toList(), list);
    QCOMPARE(Scopes::parse(text).isEmpty(), list.isEmpty());
}

void TestScopes::joins()
{
    const Scopes both = Scopes::parse("repository:a:pull").with(Scopes::parse("repository:a:push repository:b:pull"));
    QCOMPARE(both.toList(), (QByteArrayList{"repository:a:pull,push", "repository:b:pull"}));
    QVERIFY(both == both.with(Scopes::parse("repository:b:pull")));
    QVERIFY(both != Scopes::parse("repository:a:pull"));
}

QTEST_GUILESS_MAIN(TestScopes)
#include "tst_scopes.moc"
