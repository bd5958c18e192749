#include <QTest>

#include "models/locatorquery.h"

using namespace Qt::StringLiterals;
using models::LocatorKind;
using models::LocatorQuery;

class tst_LocatorQuery : public QObject
{
    Q_OBJECT

private slots:
    void prefixes_data();
    void prefixes();
    void everyWord();
    void costs();
    void ranges();
    void nothingTyped();
};

namespace {

int cost(const QString &query, const QString &name, const QString &context = {})
{
    const auto match = LocatorQuery(query).match(name, context);
    return match ? match->cost : -1;
}

} // namespace

void tst_LocatorQuery::prefixes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<bool>>("wanted"); // tag, digest, repository, connection, command
    QTest::newRow("none") << u"api"_s << QList<bool>{true, false, true, true, true};
    QTest::newRow("tag") << u":v2"_s << QList<bool>{true, false, false, false, false};
    QTest::newRow("digest") << u"  #9f"_s << QList<bool>{false, true, false, false, false};
    QTest::newRow("connection") << u"@ prod"_s << QList<bool>{false, false, false, true, false};
    QTest::newRow("command") << u">"_s << QList<bool>{false, false, false, false, true};
    QTest::newRow("prefix inside") << u"a>b"_s << QList<bool>{true, false, true, true, true};
}

void tst_LocatorQuery::prefixes()
{
    QFETCH(QString, text);
    QFETCH(QList<bool>, wanted);
    const LocatorQuery query(text);
    for (int kind = 0; kind < wanted.size(); ++kind)
        QCOMPARE(query.wants(static_cast<LocatorKind>(kind)), wanted.at(kind));
}

void tst_LocatorQuery::everyWord()
{
    QVERIFY(cost(u"api 2.8"_s, u"v2.8.1"_s, u"payments/api in prod"_s) >= 0);
    QCOMPARE(cost(u"api 2.9"_s, u"v2.8.1"_s, u"payments/api in prod"_s), -1);
    QCOMPARE(cost(u"api"_s, u"v2.8.1"_s, u"payments/api in prod"_s), -1); // nothing of the name itself
    QVERIFY(cost(u"LATEST"_s, u"latest"_s) >= 0);
    QVERIFY(cost(u"镜像"_s, u"示例镜像仓库"_s) >= 0);
}

void tst_LocatorQuery::costs()
{
    const int beginning = cost(u"api"_s, u"api-gateway"_s);
    const int part = cost(u"api"_s, u"payments/api"_s);
    const int number = cost(u"2.8"_s, u"v2.8"_s);
    const int within = cost(u"api"_s, u"therapist"_s);
    QVERIFY(beginning < part);
    QCOMPARE(number, part);
    QVERIFY(part < within);
    QCOMPARE(cost(u"api"_s, u"rapid/api"_s), part); // the best place counts
}

void tst_LocatorQuery::ranges()
{
    using Ranges = std::vector<LocatorQuery::Range>;
    QCOMPARE(LocatorQuery(u"api pay"_s).match(u"payments/api", {})->ranges, (Ranges{{0, 3}, {9, 3}}));
    QCOMPARE(LocatorQuery(u"pay paym"_s).match(u"payments", {})->ranges, (Ranges{{0, 4}}));
    QCOMPARE(LocatorQuery(u"ab bc"_s).match(u"xabc", {})->ranges, (Ranges{{1, 3}}));
    QCOMPARE(LocatorQuery(u"api 2.8"_s).match(u"v2.8.1", u"api")->ranges, (Ranges{{1, 3}}));
}

void tst_LocatorQuery::nothingTyped()
{
    for (const QString &text : {QString(), u"  "_s, u">"_s}) {
        const LocatorQuery query(text);
        QVERIFY(query.isEmpty());
        QVERIFY(query.match(u"anything", {}));
    }
    QVERIFY(LocatorQuery(u">"_s).hasPrefix());
    QVERIFY(!LocatorQuery().hasPrefix());
}

QTEST_GUILESS_MAIN(tst_LocatorQuery)
#include "tst_locatorquery.moc"
