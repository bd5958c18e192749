#include <future>

#include "app/credentials/keychain.h"
#include "app/credentials/keychainstore.h"
#include "tests/app/doctor/diagnosis.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/keyring.h"

using namespace diagnosis;
using credentials::KeychainStore;
using doctor::Report;

namespace {

/// Calls of a store block, and the events of the bus are the test's own to handle meanwhile.
template <class Call>
auto meanwhile(Call call)
{
    auto future = std::async(std::launch::async, std::move(call));
    const auto isReady = [&future] { return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
    if (!QTest::qWaitFor(isReady, 60000))
        qWarning("the keychain does not return");
    return future.get();
}

} // namespace

/// A password that the keychain does not give: the doctor says which of its states it is, and goes on without.
class TestKeychainFindings final : public QObject
{
    Q_OBJECT

private slots:
    void states_data();
    void states();

private:
    support::SessionBus m_bus;
};

void TestKeychainFindings::states_data()
{
    QTest::addColumn<QString>("expected");
    QTest::newRow("stored") << QString();
    QTest::newRow("locked") << u"keychain.locked"_s;
    QTest::newRow("dismissed") << u"keychain.locked"_s;
    QTest::newRow("frozen") << u"keychain.no-service"_s;
    QTest::newRow("none") << u"keychain.no-service"_s;
    QTest::newRow("denied") << u"keychain.denied"_s;
    QTest::newRow("missing") << u"keychain.missing"_s;
}

void TestKeychainFindings::states()
{
    QFETCH(const QString, expected);
    const QString state = QString::fromLatin1(QTest::currentDataTag());
    const support::DockerRegistry server; // that lets in everybody
    QVERIFY2(server.isRunning(), server.log().constData());
    const QTemporaryDir folder;
    support::ChangingKeychain keychain(m_bus, folder.path());
    constexpr credentials::keychain::Deadlines impatient{std::chrono::seconds(1), std::chrono::seconds(1)};
    const QString index = folder.filePath(u"keychain.json"_s);
    doctor::Patient patient = patientAt(server.url());
    patient.connection.user = u"anna"_s;
    QVERIFY(meanwhile([id = patient.connection.id, index] {
        return KeychainStore(index).store(id, {u"anna"_s, base::Secret(QByteArray("geheim"))}, {});
    }));
    patient.credentials = state == u"frozen" ? std::make_shared<KeychainStore>(index, impatient)
                                             : std::make_shared<KeychainStore>(index); // that has read the index
    if (state == u"missing")
        QVERIFY(meanwhile([id = patient.connection.id] { return credentials::keychain::remove(id, {}, {}); }));
    keychain.become(state);

    const Report report = meanwhile([&patient] { return examine(patient); });
    QCOMPARE(ids(report), expected.isEmpty() ? QStringList() : QStringList{expected});
    QCOMPARE(stateOf(report, u"v2"), u"passed"_s);
    QCOMPARE(stateOf(report, u"catalog"), u"passed"_s);
    QVERIFY(!report.toText().contains(u"geheim"_s));
}

QTEST_GUILESS_MAIN(TestKeychainFindings)
#include "tst_keychainfindings.moc"
