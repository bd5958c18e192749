#include <QTest>

#include "app/base/changepermit.h"
#include "tests/support/fakeclock.h"

using namespace std::chrono_literals;
using base::ChangePermit;
using base::ReadOnly;
using support::FakeClock;

class tst_ChangePermit : public QObject
{
    Q_OBJECT

private slots:
    void untilItIsTakenBack();
    void forATime();
    void asleep();
    void anotherTime();
    void readOnly();
    void held();
};

void tst_ChangePermit::untilItIsTakenBack()
{
    FakeClock clock;
    ChangePermit permit(clock);
    QVERIFY(!permit.isGranted());
    permit.grant();
    clock.advance(1000h);
    QVERIFY(permit.isGranted());
    QVERIFY(!permit.end());
    permit.revoke();
    QVERIFY(!permit.isGranted());
}

void tst_ChangePermit::forATime()
{
    FakeClock clock;
    ChangePermit permit(clock);
    permit.grant(15min);
    QCOMPARE(permit.end(), std::optional(clock.utc() + 15min));
    clock.advance(15min - 1ns);
    QVERIFY(permit.isGranted());
    clock.advance(1ns);
    QVERIFY(!permit.isGranted());
    QVERIFY(!permit.end());
}

/// The monotonic clock stands still while the computer sleeps.
void tst_ChangePermit::asleep()
{
    FakeClock clock;
    ChangePermit permit(clock);
    permit.grant(15min);
    clock.setUtc(clock.utc() + 8h);
    QVERIFY(!permit.isGranted());
    permit.grant(15min);
    clock.setUtc(clock.utc() - 8h); // somebody set it
    QVERIFY(permit.isGranted());
    clock.advance(15min);
    QVERIFY(!permit.isGranted());
}

/// What was approved goes on when the lock closes, and nothing else may be.
void tst_ChangePermit::held()
{
    FakeClock clock;
    const auto permit = std::make_shared<ChangePermit>(clock);
    const base::ReadOnly readOnly(permit);
    QVERIFY(!readOnly.hold());
    permit->grant(15min);
    std::shared_ptr<const void> first = readOnly.hold();
    std::shared_ptr<const void> second = readOnly.hold();
    QVERIFY(first && second);
    clock.advance(15min);
    QVERIFY(!permit->isGranted());
    QVERIFY(!readOnly.hold());
    QVERIFY(!readOnly.holds());
    first.reset();
    QVERIFY(!readOnly.holds());
    second.reset();
    QVERIFY(readOnly.holds());
    QVERIFY(!base::ReadOnly(true).hold());
}

void tst_ChangePermit::anotherTime()
{
    FakeClock clock;
    ChangePermit permit(clock);
    permit.grant(15min);
    permit.grant(60min);
    clock.advance(30min);
    QVERIFY(permit.isGranted());
    permit.grant();
    clock.advance(60min);
    QVERIFY(permit.isGranted());
}

void tst_ChangePermit::readOnly()
{
    QVERIFY(!ReadOnly(false).holds());
    QVERIFY(ReadOnly(true).holds());
    QVERIFY(ReadOnly(std::shared_ptr<const ChangePermit>()).holds());
    const auto permit = std::make_shared<ChangePermit>();
    const ReadOnly rule(permit);
    QVERIFY(rule.holds());
    permit->grant();
    QVERIFY(!rule.holds());
    permit->revoke();
    QVERIFY(rule.holds());
}

QTEST_APPLESS_MAIN(tst_ChangePermit)
#include "tst_changepermit.moc"
