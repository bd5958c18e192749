#include <QTest>

#include "tests/app/connections/attacks.h"
#include "tests/support/longrun.h"

/// All 5,000 scenarios of tst_attackers.
class TestManyAttackers final : public QObject
{
    Q_OBJECT

private slots:
    void all() { attacks::prove(support::longShare(5000), unsigned(qEnvironmentVariableIntValue("LONG_SEED"))); }
};

QTEST_GUILESS_MAIN(TestManyAttackers)
#include "tst_manyattackers.moc"
