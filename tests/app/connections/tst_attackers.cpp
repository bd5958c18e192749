#include <QTest>

#include "tests/app/connections/attacks.h"
#include "tests/support/longrun.h"

using namespace attacks;

/// No secret of a connection reaches an origin that was not approved (threats T1 to T5, T8, T9 and T24), whatever a
/// registry says; a tenth of what tst_manyattackers plays.
class TestAttackers final : public QObject
{
    Q_OBJECT

private slots:
    void shapes();
    void theRecorderSees();
    void tenth();
};

void TestAttackers::shapes()
{
    QVERIFY(challengeShapes().size() >= 30);
    QVERIFY(spellings().size() >= 60);
    QCOMPARE(QSet(spellings().begin(), spellings().end()).size(), spellings().size());
}

/// The same place with and without the approval: had a secret gone there, it would be seen.
void TestAttackers::theRecorderSees()
{
    support::Certificates certificates;
    Stage stage(certificates);
    Scenario scenario;
    scenario.road = Road::Realm;
    scenario.challenge = challengeShapes().constFirst();
    const Outcome refused = stage.play(scenario);
    QCOMPARE(refused.atAttackers, 1);
    QCOMPARE(refused.atRegistry, 0);
    QVERIFY(refused.leaks.isEmpty());
    scenario.approved = true;
    const Outcome approved = stage.play(scenario);
    QCOMPARE(approved.atAttackers, 0);
    QCOMPARE(approved.atApproved, 1);
    QVERIFY(approved.atRegistry > 0);
    scenario.byDoctor = true; // who signs in, too
    QVERIFY(stage.play(scenario).atApproved > 0);
    scenario.approved = false;
    QCOMPARE(stage.play(scenario).atAttackers, 0); // and does not even ask as nobody

    const Loot loot("maria", "a secret of hers", {"a-token"});
    const QByteArray inMiddle = QByteArray("x:a secret of hers;").toBase64();
    for (const QByteArray &head : QByteArrayList{"GET /?p=a%20secret%20of%20hers", "Authorization: Bearer a-token",
                                                 loot.basic(), "X: " + inMiddle, QByteArray("a-token").toHex()}) {
        support::ReceivedRequest request;
        request.head = head;
        QVERIFY2(!loot.foundIn(request).isEmpty(), head.constData());
        request.head = "GET /";
        request.body = head;
        QVERIFY2(!loot.foundIn(request).isEmpty(), head.constData());
    }
    QVERIFY(loot.foundIn({}).isEmpty());
}

void TestAttackers::tenth()
{
    prove(500, unsigned(qEnvironmentVariableIntValue("LONG_SEED")));
}

QTEST_GUILESS_MAIN(TestAttackers)
#include "tst_attackers.moc"
